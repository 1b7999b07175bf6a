"""Exercise 38.3, which the original has in words: whether the plan's durations can carry its criteria.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_38_3_rfc.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
RATE, MARGIN, WEEKLY = 0.3, 0.01, 200_000
Z = 1.6448536269514722
SPREAD = np.log(140 / 40) / 2.3263478740408408  # of the logarithm of a latency whose median is 40 ms and whose p99 is 140 ms
DAY = 0.08


def error(change, treated, others):
    """The standard error of rate - 0.99 times the others' rate."""
    rate = RATE * (1 + change)
    return np.sqrt(rate * (1 - rate) / treated + (1 - MARGIN) ** 2 * RATE * (1 - RATE) / others)


def power(change, treated, others, correlation=None):
    """The probability of showing that the rate is not 1 % lower; with two weeks of the same users if there is a correlation."""
    shrink = 1 if correlation is None else np.sqrt((1 + correlation) / 2)
    return stats.norm.cdf(RATE * (change + MARGIN) / (shrink * error(change, treated, others)) - Z)


def needed(share=0.1):
    """Treated users for a power of 0.8 if nothing changes; the others are the rest."""
    z = Z + 0.8416212335729143
    other = (1 - MARGIN) ** 2 * share / (1 - share)
    return z**2 * RATE * (1 - RATE) * (1 + other) / (RATE * MARGIN) ** 2


def passing(change, treated, others):
    """Probabilities of passing: not 1 % lower by a test, estimate above -1 %, no significant difference."""
    plain = np.sqrt(RATE * (1 + change) * (1 - RATE * (1 + change)) / treated + RATE * (1 - RATE) / others)
    zero = RATE * change / plain
    point = stats.norm.cdf(RATE * (change + MARGIN) / error(change, treated, others))
    return [power(change, treated, others), point, stats.norm.cdf(zero + 1.959963984540054)]


def canaries(seed, change, weekly, runs=500):
    """The share of simulated canaries of one week, at 10 %, that show the rate is not 1 % lower."""
    random = np.random.RandomState(seed)
    treated, others = weekly // 10, weekly - weekly // 10
    a = random.binomial(treated, RATE * (1 + change), runs) / treated
    b = random.binomial(others, RATE, runs) / others
    se = np.sqrt(a * (1 - a) / treated + (1 - MARGIN) ** 2 * b * (1 - b) / others)
    return ((a - (1 - MARGIN) * b) / se > Z).mean()


def peaks(random, days):
    """2000 latencies in each day's peak hour, in ms."""
    day = random.normal(0, DAY, days)
    return 40 * np.exp(day[:, None] + SPREAD * random.standard_normal((days, 2000)))


def day_bound(latencies):
    """The upper bound, 95 in 100, of the typical day's p99."""
    logs = np.log(np.quantile(latencies, 0.99, axis=1))
    n = len(logs)
    return np.exp(logs.mean() + stats.t.ppf(0.95, n - 1) * logs.std(ddof=1) / np.sqrt(n))


def request_bound(latencies):
    """The upper bound of the p99 of all requests, as if these were independent."""
    ordered = np.sort(latencies.ravel())
    n = len(ordered)
    return ordered[min(n - 1, int(np.ceil(0.99 * n + Z * np.sqrt(n * 0.99 * 0.01))))]


needs = needed()
figures.add("needed", needs, relative=1e-12)
figures.add("weekly", needs / 0.1, relative=1e-12)
sizes = np.array([5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6])
powers = power(0, 0.1 * sizes, 0.9 * sizes)
figures.add("powers", powers, absolute=1e-7)
figures.add("canary", powers[2], absolute=1e-7)
figures.add("tail", power(0, 0.01 * WEEKLY, 0.09 * WEEKLY), absolute=1e-7)
figures.add("rollout", power(0, 0.5 * WEEKLY, 0.5 * WEEKLY, 0.5), absolute=1e-7)
figures.add("weeks", needs / 0.1 / WEEKLY, relative=1e-12)
changes = np.linspace(-0.03, 0.01, 41)
curves = np.array([passing(c, 0.1 * WEEKLY, 0.9 * WEEKLY) for c in changes]).T
figures.add("curves", curves, absolute=1e-7, kept=False)
figures.add("unnoticed", curves[2, 10], absolute=1e-7)

random = np.random.RandomState(1)
shadow = peaks(random, 14)
figures.add("p99s", np.quantile(shadow, 0.99, axis=1), relative=1e-10, kept=False)
figures.add("bound", day_bound(shadow), relative=1e-7)
figures.add("pooled_bound", request_bound(shadow), relative=1e-10)

with figures.heavy("simulated"):
    simulated = np.array([
        [canaries(s, 0, WEEKLY), canaries(100 + s, 0, WEEKLY // 10), canaries(200 + s, -0.01, WEEKLY), canaries(300 + s, 0, 1_600_000)]
        for s in SEEDS]).T
for name, values in zip(("flat", "tail", "worse", "large"), simulated):
    figures.add(f"sim_{name}", values, absolute=1e-12, kept=False)
    figures.add(f"mean_{name}", values.mean(), absolute=1e-12)
truth = 40 * np.exp(2.3263478740408408 * np.hypot(SPREAD, DAY))
with figures.heavy("latency"):
    latency = []
    for seed in SEEDS:
        random = np.random.RandomState(400 + seed)
        rows = []
        for _ in range(25):
            two_weeks = peaks(random, 14)
            by_day, week, pooled = day_bound(two_weeks), day_bound(two_weeks[:7]), request_bound(two_weeks)
            rows.append([by_day < 150, week < 150, by_day > 140, pooled > truth])
        latency.append(np.mean(rows, axis=0))
    latency = np.array(latency).T
for name, values in zip(("shadow", "week", "covered", "pooled_covered"), latency):
    figures.add(f"lat_{name}", values, absolute=1e-12, kept=False)
    figures.add(f"mean_{name}", values.mean(), absolute=1e-12)

figures.claim("canary", simulated[0], holds=simulated[0].mean() >= 0.8)
figures.claim("subgroup", simulated[1], holds=simulated[1].mean() >= 0.8)
figures.claim("rollout", power(0, 0.5 * WEEKLY, 0.5 * WEEKLY, 0.5), holds=power(0, 0.5 * WEEKLY, 0.5 * WEEKLY, 0.5) >= 0.8)
figures.claim("latency-shadow", latency[0], holds=latency[0].mean() >= 0.8)
figures.claim("latency-canary", latency[1], holds=latency[1].mean() >= 0.8)

plt.semilogx(sizes, powers)
drawn(plt)
for curve in curves:
    plt.plot(changes, curve)
drawn(plt)
plt.bar(range(14), np.quantile(shadow, 0.99, axis=1))
drawn(plt)
plt.boxplot(latency.T)
drawn(plt)
figures.show()
