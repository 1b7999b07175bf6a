"""Exercise 39.2, which the original has in words: a team's return with its uncertainty, and what moves it.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_39_2_roi.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
# The bounds between which each input lies 8 times in 10.
LOW = np.array([0.004, 0.3, 6000, 45, 3e6, 0.05, 60, 3, 200, 0.2, 10, 0.05, 2e4, 1.4e6])
HIGH = np.array([0.02, 0.5, 14000, 70, 4e6, 0.2, 120, 12, 2000, 0.6, 40, 0.2, 2e5, 1.7e6])
WIDTH = np.log(HIGH / LOW) / (2 * 1.2815515655446004)


def benefits(x):
    """Direct and indirect, dollars a year, of inputs along the first axis."""
    direct = 2e8 * x[0] * x[1] + x[2] * x[3] + x[4] * x[5]
    return direct, x[6] * x[7] * x[8] * x[9] + x[10] * x[11] * x[12]


def roi(x):
    direct, indirect = benefits(x)
    return (direct + indirect) / x[13] - 1


def draws(seed):
    z = np.random.RandomState(seed).standard_normal((14, 10000))
    return np.sqrt(LOW * HIGH)[:, None] * np.exp(WIDTH[:, None] * z)


def tests(seed, n=1000):
    """True effects and what A/B tests say of them, in percent."""
    random = np.random.RandomState(seed)
    true = random.normal(0, 0.5, n)
    return true, true + random.normal(0, 0.5, n)


def shipped(seed):
    """What the shipped features add up to: announced, true, shrunk, and measured once more."""
    true, measured = tests(seed)
    again = true + np.random.RandomState(500 + seed).normal(0, 0.5, 1000)
    ship = measured > 1.96 * 0.5
    return [measured[ship].sum(), true[ship].sum(), (measured[ship] / 2).sum(), again[ship].sum()]


def portfolio(seed):
    """60 projects: true yearly value, cost, and value as estimated beforehand, all in thousand dollars."""
    random = np.random.RandomState(seed)
    value = np.exp(random.normal(5, 1, 60))
    cost = np.exp(random.normal(5, 0.5, 60))
    return value, cost, value * np.exp(random.normal(0, 0.7, 60))


def quadrant_returns(seed):
    """Return of all, and of those left when high cost and low estimated impact are dropped; the dropped ones' return."""
    value, cost, guess = portfolio(seed)
    vanity = (cost > np.median(cost)) & (guess < np.median(guess))
    return [value.sum() / cost.sum() - 1, value[~vanity].sum() / cost[~vanity].sum() - 1, value[vanity].sum() / cost[vanity].sum() - 1]


with figures.heavy("years", "returns"):
    x = draws(0)
    returns = roi(x)
medians = np.sqrt(LOW * HIGH)
low, middle, high = np.quantile(returns, [0.1, 0.5, 0.9])
figures.add("point", roi(medians), relative=1e-12)
figures.add("returns", returns[:100], relative=1e-10, kept=False)
figures.add("low", low, relative=1e-10)
figures.add("middle", middle, relative=1e-10)
figures.add("high", high, relative=1e-10)
figures.add("loss", (returns < 0).mean())
direct_only = benefits(x)[0] / x[13] - 1
figures.add("direct_middle", np.median(direct_only), relative=1e-10)
figures.add("direct_loss", (direct_only < 0).mean())
swings = []
for i in range(14):
    ends = []
    for bound in (LOW, HIGH):
        changed = medians.copy()
        changed[i] = bound[i]
        ends.append(roi(changed))
    swings.append(ends)
figures.add("swings", swings, relative=1e-10, kept=False)
figures.add("swing_uplift", swings[0][1] - swings[0][0], relative=1e-10)
with figures.heavy("correlations"):
    ranks = np.array([stats.spearmanr(row, returns).statistic for row in x])
figures.add("ranks", ranks, absolute=1e-9, kept=False)
figures.add("rank_uplift", ranks[0], absolute=1e-9)

with figures.heavy("spread"):
    relative = np.array([[b.std() / b.mean() for b in benefits(draws(seed))] for seed in SEEDS]).T
figures.add("relative", relative, relative=1e-9, kept=False)
figures.add("direct_spread", relative[0].mean(), relative=1e-9)
figures.add("indirect_spread", relative[1].mean(), relative=1e-9)

with figures.heavy("sums"):
    sums = np.array([shipped(seed) for seed in SEEDS]).T
for name, values in zip(("announced", "true", "shrunk", "again"), sums):
    figures.add(f"sum_{name}", values, relative=1e-9, kept=False)
inflation = sums[0] / sums[1]
figures.add("inflation", inflation.mean(), relative=1e-9)
figures.add("shrunk_ratio", (sums[2] / sums[1]).mean(), relative=1e-9)
figures.add("again_ratio", (sums[3] / sums[1]).mean(), relative=1e-9)
halved = medians.copy()
halved[0] /= 2
figures.add("halved", roi(halved), relative=1e-12)
halves = x.copy()
halves[0] /= 2
figures.add("halved_loss", (roi(halves) < 0).mean())

with figures.heavy("portfolios"):
    quadrants = np.array([quadrant_returns(seed) for seed in SEEDS]).T
figures.add("quadrants", quadrants, relative=1e-9, kept=False)
figures.add("all_mean", quadrants[0].mean(), relative=1e-9)
figures.add("rest_mean", quadrants[1].mean(), relative=1e-9)
figures.add("vanity_mean", quadrants[2].mean(), relative=1e-9)

# A quarter of the first year goes into tools that make every later year's output greater by g.
with figures.heavy("pays"):
    gains = []
    for seed in SEEDS:
        g = np.sqrt(0.05 * 0.6) * np.exp(np.log(12) / (2 * 1.2815515655446004) * np.random.RandomState(seed).standard_normal(10000))
        gains.append([((years - 1) * g > 0.25).mean() for years in range(1, 7)])
    gains = np.array(gains).T
figures.add("gains", gains, absolute=1e-12, kept=False)
figures.add("three_years", gains[2].mean(), absolute=1e-12)
figures.add("five_years", gains[4].mean(), absolute=1e-12)

figures.claim("measurable", inflation, holds=abs(inflation.mean() - 1) < 0.1)
figures.claim("direct-firm", relative[0] - relative[1], holds=(relative[0] < relative[1]).all())
figures.claim("vanity", quadrants[1] - quadrants[0], holds=(quadrants[1] > quadrants[0]).mean() >= 0.95)
figures.claim("builders", gains[2], holds=gains[2].mean() > 0.5)
figures.claim("builders-soon", gains[0], holds=gains[0].max() == 0)

plt.hist(returns, 60)
drawn(plt)
plt.barh(range(14), [b - a for a, b in swings])
drawn(plt)
true, measured = tests(0)
plt.scatter(measured, true)
drawn(plt)
plt.boxplot(quadrants.T)
drawn(plt)
plt.plot(range(1, 7), gains.mean(axis=1))
drawn(plt)
figures.show()
