"""Exercise 20.3 in Python: the Beta-binomial update, exact and drawn, and the weighted average of its mean.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_20_3_beta_binomial.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from figures import Figures, drawn

figures = Figures(__file__)
A, B, CLICKS, USERS = 2, 8, 18, 40
grid = np.arange(1, 1000) / 1000


def posterior_mean(a, b, k, n):
    return (a + k) / (a + b + n)


def normalized(density):
    return density / (density.sum() / 1000)


before = normalized(grid ** (A - 1) * (1 - grid) ** (B - 1))
likelihood = normalized(grid**CLICKS * (1 - grid) ** (USERS - CLICKS))
product = normalized(before * likelihood)
beta = stats.beta(A + CLICKS, B + USERS - CLICKS)
furthest = np.abs(product - beta.pdf(grid)).max()
for density in (before, likelihood, product):
    plt.plot(grid, density)
drawn(plt)

with figures.heavy("kept"):
    random = np.random.RandomState(42)
    rates = random.beta(A, B, 200_000)
    kept = rates[random.binomial(USERS, rates) == CLICKS]
plt.step(np.sort(kept), (np.arange(len(kept)) + 0.5) / len(kept))
plt.plot(grid, beta.cdf(grid))
drawn(plt)

sizes, trials = (10, 100, 10_000), (10, 100, 1000, 10_000, 100_000, 1_000_000)
gaps = np.zeros((3, 6, 20))
for seed in range(20):
    random = np.random.RandomState(seed)
    for j, n in enumerate(trials):
        k = random.binomial(n, 0.45)
        for i, size in enumerate(sizes):
            gaps[i, j, seed] = abs(posterior_mean(0.2 * size, 0.8 * size, k, n) - k / n)
plt.loglog(trials, gaps.mean(2).T)
drawn(plt)

share = np.sqrt(grid * (1 - grid) / USERS)
bias = A - (A + B) * grid
pulled = np.sqrt((USERS * grid * (1 - grid) + bias**2) / (A + B + USERS) ** 2)
better = grid[pulled < share]
plt.plot(grid, share, grid, pulled)
drawn(plt)

identity, ratio, nearer = np.zeros((3, 20))
for seed in range(20):
    random = np.random.RandomState(seed)
    a, b = random.uniform(0.1, 20), random.uniform(0.1, 20)
    n = random.randint(1, 500)
    k = random.binomial(n, random.uniform(0, 1))
    weight = (a + b) / (a + b + n)
    identity[seed] = abs(posterior_mean(a, b, k, n) - weight * a / (a + b) - (1 - weight) * k / n)
    ratio[seed] = weight / (1 - weight) * n / (a + b)
    few = random.binomial(10, 0.45)
    nearer[seed] = abs(few / 10 - 0.2) - abs(posterior_mean(A, B, few, 10) - 0.2)

figures.add("mean", beta.mean(), relative=1e-12)
figures.add("kept", len(kept))
figures.add("kept_mean", kept.mean(), relative=1e-12)
figures.add("kept_deviation", kept.std(ddof=1), relative=1e-10)
figures.add("helps_from", better[0])
figures.add("helps_to", better[-1])
figures.add("draws", kept, relative=1e-12, kept=False)
figures.add("exact", beta.cdf(grid), absolute=1e-7, kept=False)
for size, rows in zip(sizes, gaps):
    figures.add(f"gaps_{size}", rows, absolute=1e-12, kept=False)
figures.add("pulled", pulled, relative=1e-12, kept=False)
figures.add("share", share, relative=1e-12, kept=False)
figures.add("nearer", nearer, absolute=1e-12, kept=False)

off = abs(kept.mean() - beta.mean()) / beta.std() * np.sqrt(len(kept))
figures.claim("posterior", [furthest], holds=furthest < 1e-6)
figures.claim("posterior-drawn", [off], holds=off < 3)
figures.claim("weighted", identity, holds=(identity < 1e-12).all())
figures.claim("weights", ratio, holds=(np.abs(ratio - 1) < 1e-9).all())
figures.claim("converges", gaps[0, 5], holds=(gaps[0, 5] < 1e-5).all())
figures.claim("shrinks", nearer, holds=(nearer > -1e-9).all() and nearer.mean() > 0.05)
figures.show()
