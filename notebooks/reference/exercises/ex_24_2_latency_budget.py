"""Exercise 24.2 in Python: the p99 of a sum of stages, independent, slow together, and stalling.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_24_2_latency_budget.py [--write]
"""

import time

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm

from figures import Figures, drawn

figures = Figures(__file__)
STAGES = ["features", "retrieval", "ranking", "re-ranking", "network"]
BUDGETS = np.array([20.0, 30.0, 80.0, 20.0, 30.0])
SIGMAS = np.array([0.5, 0.4, 0.25, 0.4, 0.6])
LIMIT, RESERVE, STALLS, STALL = 200, 20, 0.008, 300
Z = norm.ppf(0.99)


def draw(seed, requests):
    random = np.random.RandomState(seed)
    return np.array([random.lognormal(np.log(b) - s * Z, s, requests) for b, s in zip(BUDGETS, SIGMAS)])


def loaded(seed, requests, correlation):
    random = np.random.RandomState(seed)
    common = random.standard_normal(requests)
    own = [random.standard_normal(requests) for _ in BUDGETS]
    z = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * np.array(own)
    return BUDGETS[:, None] * np.exp(SIGMAS[:, None] * (z - Z))


def stalling(seed, requests):
    """Stages that stall now and then, and whose p99 is their budget nevertheless."""
    random = np.random.RandomState(seed)
    z = norm.ppf(1 - (0.01 - STALLS) / (1 - STALLS))
    rows = []
    for b, s in zip(BUDGETS, SIGMAS):
        usual = random.lognormal(np.log(b) - s * z, s, requests)
        rows.append(usual + np.where(random.uniform(0, 1, requests) < STALLS, STALL, 0))
    return np.array(rows)


def p99(values):
    return np.percentile(values, 99)


with figures.heavy("latencies", "stalled", "together100", "worlds"):
    latencies, stalled = draw(42, 100_000), stalling(42, 100_000)
    together = np.sort(latencies, axis=1)
    worlds = [p99(rows.sum(0)) for rows in (latencies, together, stalled)]
    missed = [(rows.sum(0) > LIMIT).mean() for rows in (latencies, together, stalled)]
plt.boxplot(list(draw(42, 1000)), tick_labels=STAGES)
drawn(plt)
with figures.heavy("byLoad"):
    by_load = [p99(loaded(42, 20_000, c / 10).sum(0)) for c in range(11)]
plt.plot(by_load)
drawn(plt)
plt.bar(["independent", "slow together", "stalling"], worlds)
drawn(plt)

with figures.heavy("p99s"):
    p99s, shares = np.zeros((4, 20)), np.zeros((2, 20))
    for seed in range(20):
        rows, slow = draw(seed, 20_000), stalling(seed, 20_000).sum(0)
        total = rows.sum(0)
        p99s[:, seed] = p99(total), p99(slow), sum(map(p99, rows)), p99(np.sort(rows, axis=1).sum(0))
        shares[:, seed] = (total > LIMIT).mean(), (slow > LIMIT).mean()

with figures.heavy("quickest"):
    items = ((np.arange(200_000)[:, None] * 31 + np.arange(64) * 17) % 101 - 50).astype(np.float32)
    query = (np.arange(64) % 7 - 3).astype(np.float32)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        items @ query
        times.append(1000 * (time.perf_counter() - start))

figures.add("independent", worlds[0], relative=1e-10)
figures.add("together", worlds[1], relative=1e-10)
figures.add("stalling", worlds[2], relative=1e-10)
figures.add("missed_independent", 100 * missed[0], absolute=1e-12)
figures.add("missed_stalling", 100 * missed[2], absolute=1e-12)
figures.add("mean", latencies.sum(0).mean(), relative=1e-10)
figures.add("by_load", by_load, relative=1e-10, kept=False)
figures.add("each", [p99(row) for row in latencies], relative=1e-10, kept=False)
figures.add("each_stalled", [p99(row) for row in stalled], relative=1e-10, kept=False)
figures.add("p99s", p99s, relative=1e-10, kept=False)
figures.add("shares", shares, absolute=1e-12, kept=False)

gap, excess, tail = p99s[0] - p99s[2], p99s[1] - BUDGETS.sum(), p99s[3] / p99s[0]
figures.claim("total", [BUDGETS.sum() + RESERVE], holds=BUDGETS.sum() + RESERVE == 200)
figures.claim("p99-adds", gap, holds=(np.abs(gap) < 5).all())
figures.claim("meets", shares[0], holds=(shares[0] <= 0.01).all())
figures.claim("meets-stalls", shares[1], holds=(shares[1] <= 0.01).all())
figures.claim("buffer", excess, holds=(excess <= 20).all())
figures.claim("mean-hides", tail, holds=(tail > 1.2).all())
figures.claim("ann-must", [int(min(times) > 30)], holds=min(times) > 30)
figures.show()
