"""Exercise 16.3 as the Python original has it: potential outcomes, the naive difference of means, regression adjustment.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_16_3_potential_outcomes.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(50)


def straight(x):
    return 1.5 * x


def step(x):
    return np.where(x > 0, 3.0, 0.0)


def draw(seed, strength=1.5, pull=straight):
    """x, y0, y1, treated and y of 5000 people."""
    random = np.random.RandomState(seed)
    x, noise0, noise1 = (random.normal(0, 1, 5000) for _ in range(3))
    y0, y1 = 2 + pull(x) + noise0, 2 + pull(x) + 3 + noise1
    treated = random.binomial(1, 1 / (1 + np.exp(-strength * x)))
    return x, y0, y1, treated, np.where(treated == 1, y1, y0)


def difference(values, treated):
    return values[treated == 1].mean() - values[treated == 0].mean()


def adjust(x, treated, y):
    return np.linalg.lstsq(np.column_stack([np.ones_like(x), treated, x]), y, rcond=None)[0][1:]


def measured(seed):
    """True, naive and adjusted effect, adjusted with a step; excess and gap; the lower slope within; naive with a coin."""
    x, y0, y1, treated, y = draw(seed)
    stepped = draw(seed, pull=step)
    coin = draw(seed, strength=0)
    true, naive = np.mean(y1 - y0), difference(y, treated)
    within = min(np.polyfit(x[treated == group], y[treated == group], 1)[0] for group in (0, 1))
    adjusted = adjust(x, treated, y)[0], adjust(stepped[0], stepped[3], stepped[4])[0]
    return true, naive, *adjusted, naive - true, difference(x, treated), within, difference(coin[4], coin[3])


def unbiased(values, expected):
    return abs(values.mean() - expected) < 2 * values.std(ddof=1) / np.sqrt(len(values))


x, y0, y1, treated, y = draw(42)
with figures.heavy("found", "excess"):
    everything = np.array([measured(seed) for seed in SEEDS]).T
true, naive, adjusted, stepped, excess, gaps, slopes, coin = everything
effect, slope = adjust(x, treated, y)
with figures.heavy("worlds"):
    strengths = np.arange(13) / 4
    worlds = [draw(42, strength) for strength in strengths]
    naives = [difference(w[4], w[3]) for w in worlds]
    adjusteds = [adjust(w[0], w[3], w[4])[0] for w in worlds]

figures.add("true", np.mean(y1 - y0), relative=1e-9)
figures.add("naive", difference(y, treated), relative=1e-9)
figures.add("adjusted", effect, relative=1e-9)
figures.add("slope", slope, relative=1e-9)
figures.add("gap", difference(x, treated), relative=1e-9)
figures.add("mean_naive", naive.mean(), relative=1e-9)
figures.add("mean_adjusted", adjusted.mean(), relative=1e-9)
figures.add("mean_step", stepped.mean(), relative=1e-9)
figures.add("strengths_naive", naives, relative=1e-9, kept=False)
figures.add("strengths_adjusted", adjusteds, relative=1e-9, kept=False)
figures.add("found", everything[:4], relative=1e-9, kept=False)
figures.add("excess", excess, relative=1e-9, kept=False)
figures.add("gaps", gaps, relative=1e-9, kept=False)
figures.add("slopes", slopes, relative=1e-9, kept=False)
figures.add("coin", coin, relative=1e-9, kept=False)
figures.add("x", x, kept=False)
figures.add("y", y, absolute=1e-14, kept=False)
figures.add("treated", treated, kept=False)

figures.claim("true", true, holds=abs(true.mean() - 3) < 0.01)
figures.claim("naive", naive, holds=abs(naive.mean() - 4.25) < 0.05)
figures.claim("adjusted", adjusted, holds=abs(adjusted.mean() - 3) < 0.01)
figures.claim("naive-up", excess, holds=(excess > 0).all())
figures.claim("unbiased", adjusted, holds=unbiased(adjusted, 3))
figures.claim("wrong-model", stepped, holds=not unbiased(stepped, 3))
figures.claim("higher-x", gaps, holds=(gaps > 0).all())
figures.claim("higher-y", slopes, holds=(slopes > 0).all())
figures.claim("confounded", coin, holds=unbiased(coin, 3))

for group in (0, 1):
    plt.scatter(x[:600][treated[:600] == group], y[:600][treated[:600] == group])
drawn(plt)
plt.plot(strengths, naives, "o-")
plt.plot(strengths, adjusteds, "o-")
plt.axhline(3)
drawn(plt)
plt.boxplot(everything[:4].T, tick_labels=["true", "naive", "adjusted", "adjusted, a step"])
plt.axhline(3)
drawn(plt)
figures.show()
