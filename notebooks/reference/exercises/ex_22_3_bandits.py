"""Exercise 22.3 as the Python original has it, with the UCB1 that it leaves out: regret on a bandit with five arms.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_22_3_bandits.py [--write]
"""

from math import log, sqrt

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
ROUNDS = 10000
ARMS = [0.3, 0.5, 0.7, 0.4, 0.6]


def thompson(random, wins, losses, t):
    return int(np.argmax([random.beta(1 + w, 1 + l) for w, l in zip(wins, losses)]))


def epsilon_greedy(random, wins, losses, t):
    if random.random_sample() < 0.1:
        return random.randint(len(ARMS))
    means = [w / max(w + l, 1) for w, l in zip(wins, losses)]
    return means.index(max(means))


def ucb1(random, wins, losses, t):
    """Auer, Cesa-Bianchi and Fischer (2002): each arm once, then the highest mean and bonus."""
    if t < len(ARMS):
        return t
    bounds = [w / (w + l) + sqrt(2 * log(t) / (w + l)) for w, l in zip(wins, losses)]
    return bounds.index(max(bounds))


def play(seed, choose):
    """The regret after each round."""
    random = np.random.RandomState(seed)
    wins, losses, lost = [0] * len(ARMS), [0] * len(ARMS), np.empty(ROUNDS)
    for t in range(ROUNDS):
        arm = choose(random, wins, losses, t)
        reward = random.binomial(1, ARMS[arm])
        wins[arm] += reward
        losses[arm] += 1 - reward
        lost[t] = max(ARMS) - ARMS[arm]
    return lost.cumsum()


RULES = {"thompson": thompson, "greedy": epsilon_greedy, "ucb": ucb1}
with figures.heavy("thompsonRuns", "greedyRuns", "ucbRuns"):
    regret = {name: np.array([play(seed, rule) for seed in SEEDS]) for name, rule in RULES.items()}
checkpoints = np.arange(100, ROUNDS + 1, 100)
slopes, means = {}, {}
for name, runs in regret.items():
    means[name] = runs.mean(axis=0)
    figures.add(f"ends_{name}", runs[:, -1], absolute=1e-8, kept=False)
    figures.add(f"mean_{name}", means[name][-1], absolute=1e-8)
    figures.add(f"curve_{name}", means[name][checkpoints - 1], absolute=1e-8, kept=False)
    slopes[name] = np.log(means[name][-1] / means[name][ROUNDS // 10 - 1]) / log(10)
    figures.add(f"slope_{name}", slopes[name], absolute=1e-10)
# What a round costs at the end, and how the regret stands to the bound that the text names.
last = {name: (runs[:, -1] - runs[:, ROUNDS // 2 - 1]) / (ROUNDS // 2) for name, runs in regret.items()}
for name, values in last.items():
    figures.add(f"late_{name}", values.mean(), absolute=1e-10)
bound = {t: sqrt(5 * t * log(t)) for t in (100, 1000, 10000)}
ratios = [means["thompson"][t - 1] / bound[t] for t in bound]
figures.add("ratios", ratios, absolute=1e-10)
# What the last factor of ten adds for each unit of ln T, and Lai and Robbins' least for any good rule.
figures.add("per_log", (means["thompson"][9999] - means["thompson"][999]) / log(10), absolute=1e-8)
figures.add("lai_robbins", sum((0.7 - p) / (p * log(p / 0.7) + (1 - p) * log((1 - p) / 0.3)) for p in ARMS if p != 0.7), absolute=1e-12)
exponents = {name: np.log(runs[:, -1] / runs[:, 999]) / log(10) for name, runs in regret.items()}
for name, values in exponents.items():
    figures.add(f"exponents_{name}", values, absolute=1e-10, kept=False)

ends = {name: runs[:, -1] for name, runs in regret.items()}
figures.add("ucb_ahead", (ends["ucb"] < ends["greedy"]).sum())
figures.claim("lower", ends["greedy"] / ends["thompson"], holds=(ends["thompson"] < ends["greedy"] / 2).all())
figures.claim("bounded", ends["thompson"] / bound[10000], holds=(ends["thompson"] < bound[10000]).all() and ratios[2] < ratios[1] < ratios[0])
root = log(bound[10000] / bound[1000]) / log(10)
figures.add("root", root, absolute=1e-12)
figures.claim("root", exponents["thompson"], holds=abs(exponents["thompson"].mean() - root) < 0.1)
figures.claim("linear", last["greedy"], holds=abs(last["greedy"].mean() - 0.02) < 0.005 and last["greedy"].min() > 0.015)
figures.claim("linear-overall", exponents["greedy"], holds=abs(exponents["greedy"].mean() - 1) < 0.1)

for name in RULES:
    plt.plot(checkpoints, means[name][checkpoints - 1])
drawn(plt)
for name in RULES:
    plt.loglog(checkpoints, means[name][checkpoints - 1])
drawn(plt)
figures.show()
