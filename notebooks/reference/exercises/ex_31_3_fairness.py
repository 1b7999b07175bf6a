"""Exercise 31.3 as the Python original has it, and with a score that tells users of one group apart.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_31_3_fairness.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
# How often each level of a signal comes with outcome 1 and with outcome 0.
SIGNALS = {
    "none": ([1.0], [1.0]),
    "binary": ([0.15, 0.85], [0.85, 0.15]),
    "graded": ([0.05, 0.10, 0.20, 0.30, 0.35], [0.35, 0.30, 0.20, 0.10, 0.05]),
    "perfect": ([0.0, 1.0], [1.0, 0.0]),
}
BASE_RATES = np.arange(1, 10) / 10
A, B = 0.6, 0.4


def score(p, signal):
    one, zero = map(np.array, SIGNALS[signal])
    return p * one / (p * one + (1 - p) * zero)


def rates(p, signal, threshold):
    """Share selected, TPR, FPR."""
    one, zero = map(np.array, SIGNALS[signal])
    above = score(p, signal) > threshold
    tpr, fpr = one[above].sum(), zero[above].sum()
    return np.array([p * tpr + (1 - p) * fpr, tpr, fpr])


def balance(p, signal):
    """The mean score of outcome 1, and of outcome 0."""
    return np.array([np.dot(of, score(p, signal)) for of in SIGNALS[signal]])


def gaps(p, signal, threshold=0.5):
    """Between a base rate of 0.6 and p: selected, TPR, FPR, mean score of outcome 1 and 0."""
    return np.abs(np.concatenate([rates(A, signal, threshold) - rates(p, signal, threshold), balance(A, signal) - balance(p, signal)]))


def sample(seed, signal, n=10000):
    """How far the shares of outcome 1 are from the score, TPR of both groups, shares selected of both groups."""
    random = np.random.RandomState(seed)
    group = random.choice(["A", "B"], n, p=[0.5, 0.5])
    base = np.where(group == "A", A, B)
    outcome = random.binomial(1, base)
    one, zero = (np.cumsum(s)[:-1] for s in SIGNALS[signal])
    level = np.array([(u >= (one if y else zero)).sum() for u, y in zip(random.random_sample(n), outcome)])
    off, tpr, selected = 0, [], []
    for name, p in (("A", A), ("B", B)):
        scores = score(p, signal)
        for i, s in enumerate(scores):
            off = max(off, abs(outcome[(group == name) & (level == i)].mean() - s))
        positive = scores[level] > 0.5
        tpr.append(positive[(group == name) & (outcome == 1)].mean())
        selected.append(positive[group == name].mean())
    return [off, *tpr, *selected]


for signal in ("none", "binary", "graded", "perfect"):
    figures.add(f"groups_{signal}", [[*rates(p, signal, 0.5), *balance(p, signal)] for p in (A, B)], absolute=1e-12)
figures.add("score_a", score(A, "graded"), absolute=1e-12)
figures.add("score_b", score(B, "graded"), absolute=1e-12)
over = {signal: np.array([gaps(p, signal) for p in BASE_RATES]).T for signal in ("binary", "graded", "perfect")}
for signal, values in over.items():
    figures.add(f"gaps_{signal}", values, absolute=1e-12)
needed = BASE_RATES / (1 - BASE_RATES) * (1 - 0.8) / 0.8 * 0.7
figures.add("needed", needed, absolute=1e-12)

with figures.heavy("least"):
    least = []
    for p in BASE_RATES[BASE_RATES != A]:
        for signal in ("binary", "graded", "perfect"):
            for threshold in np.arange(1, 17) / 17:
                if all(1e-9 < rates(q, signal, threshold)[0] < 1 - 1e-9 for q in (A, p)):
                    least.append(gaps(p, signal, threshold)[:3].max())
figures.add("least", min(least), absolute=1e-12)
figures.add("everyone", gaps(B, "graded", 0.05)[:3].max(), absolute=1e-12)

with figures.heavy("plain"):
    plain = np.array([sample(seed, "none") for seed in SEEDS]).T
    graded = np.array([sample(seed, "graded") for seed in SEEDS]).T
figures.add("plain", plain, absolute=1e-12, kept=False)
figures.add("graded", graded, absolute=1e-12, kept=False)
off, tpr_a, tpr_b, *selected = sample(42, "graded")
for name, value in (("off", off), ("tpr_a", tpr_a), ("tpr_b", tpr_b), ("selected", selected)):
    figures.add(f"sample_{name}", value, absolute=1e-12)

others = BASE_RATES != A
unequal = np.maximum(over["graded"][3], over["graded"][4])[others]
figures.claim("calibrated", plain[0], holds=plain[0].max() < 0.03)
figures.claim("parity-violated", plain[3] - plain[4], holds=(plain[3] == 1).all() and (plain[4] == 0).all())
figures.claim("odds-violated", plain[1] - plain[2], holds=(plain[1] == 1).all() and (plain[2] == 0).all())
figures.claim("deterministic", graded[1] - graded[2], holds=abs((graded[1] - graded[2]).mean()) < 0.02)
figures.claim("incompatible-decision", over["binary"][1:3, 3], holds=over["binary"][1:3, 3].max() > 0.001)
figures.claim("incompatible-score", unequal, holds=unequal.min() > 0.001)
figures.claim("incompatible-precision", needed, holds=np.diff(needed).min() > 0.001)
figures.claim("exception-perfect", over["perfect"][1:].max(), holds=over["perfect"][1:].max() < 1e-9)
figures.claim("exception-equal", over["graded"][:, 5].max(), holds=over["graded"][:, 5].max() < 1e-9)
figures.claim("all-three", min(least), holds=min(least) > 0.001)
figures.claim("only-two-exceptions", gaps(B, "graded", 0.05)[:3].max(), holds=gaps(B, "graded", 0.05)[:3].max() > 0.001)

for values in over["graded"]:
    plt.plot(BASE_RATES, values)
drawn(plt)
plt.plot(BASE_RATES, needed)
drawn(plt)
figures.show()
