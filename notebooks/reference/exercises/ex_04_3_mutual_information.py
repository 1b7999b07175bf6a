"""Exercise 4.3 as the Python original has it: mutual information beside correlation, and what the bins do.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_04_3_mutual_information.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.metrics import mutual_info_score

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
BINS = [3, 5, 10, 20, 30, 50, 100, 200, 300]


def draw(seed):
    """Age, engagement by age, hour, engagement by hour, as the text draws them; and an order to shuffle by."""
    random = np.random.RandomState(seed)
    age = random.normal(35, 10, 10000)
    by_age = 0.5 * age + random.normal(0, 5, 10000)
    hour = random.uniform(0, 24, 10000)
    by_hour = 10 * np.cos(2 * np.pi * hour / 24) ** 2 + random.normal(0, 2, 10000)
    return age, by_age, hour, by_hour, random.permutation(10000)


def correlation(x, y):
    return np.corrcoef(x, y)[0, 1]


def information(x, y, bins=30):
    x_bins = np.digitize(x, np.linspace(x.min(), x.max(), bins))
    return mutual_info_score(x_bins, np.digitize(y, np.linspace(y.min(), y.max(), bins)))


def measured(seed):
    age, by_age, hour, by_hour, order = draw(seed)
    both, quarter = by_age + by_hour, np.floor(hour / 6)

    def around(*hours):
        return by_hour[np.any([np.abs(hour - h) < 1 for h in hours], axis=0)].mean()

    return np.array([
        correlation(age, by_age), correlation(hour, by_hour),
        information(age, by_age), information(hour, by_hour),
        information(age, by_age[order]), information(hour, by_hour[order]),
        correlation(age, both), correlation(hour, both), information(age, both), information(hour, both),
        information(hour, both[order]),
        correlation(hour[quarter == 0], by_hour[quarter == 0]), correlation(hour[quarter == 1], by_hour[quarter == 1]),
        around(0, 24) - around(6, 18), around(12) - around(6, 18),
    ])


with figures.heavy("seeds"):
    table = np.array([measured(seed) for seed in SEEDS]).T
age, by_age, hour, by_hour, order = draw(42)
seed = measured(42)
names = ["corr_age", "corr_hour", "mi_age", "mi_hour", "zero_age", "zero_hour", "corr_age_both", "corr_hour_both", "mi_age_both", "mi_hour_both"]
for name, value in zip(names, seed):
    figures.add(name, value, absolute=1e-10)
with figures.heavy("sweep"):
    sweep = np.array([[information(age, by_age, b), information(hour, by_hour, b), information(hour, by_hour[order], b)] for b in BINS]).T
figures.add("sweep", sweep, absolute=1e-10)
figures.add("seeds", table, absolute=1e-10, kept=False)

# The exact values, in nats: by formula for the Gaussian pair, as h(engagement) - h(noise) for the hour.
correlation_squared = 0.25 * 100 / (0.25 * 100 + 25)
figures.add("exact_age", -np.log(1 - correlation_squared) / 2, relative=1e-12)
levels = 10 * np.cos(np.pi * (np.arange(400) + 0.5) / 400) ** 2
y = np.arange(-15, 25, 0.01)
density = (np.exp(-((y[:, None] - levels) ** 2) / 8) / np.sqrt(8 * np.pi)).mean(axis=1)
entropy = -(density * np.log(density)).sum() * 0.01
figures.add("exact_hour", entropy - np.log(2 * np.pi * np.e * 4) / 2, relative=1e-9)

means = table.mean(axis=1)
figures.claim("corr-linear", table[0], holds=abs(means[0] - 0.707) < 0.005)
figures.claim("corr-linear-seed", [seed[0]], holds=abs(seed[0] - 0.707) < 0.0005)
figures.claim("corr-nonlinear", table[1], holds=abs(table[1]).max() < 0.03)
figures.claim("mi-linear", table[2], holds=abs(means[2] - 0.62) < 0.005)
figures.claim("mi-nonlinear", table[3], holds=abs(means[3] - 0.45) < 0.005)
figures.claim("mi-order", table[2] - table[3], holds=(table[2] > table[3]).all())
figures.claim("disagree", table[3] - table[2], holds=((table[3] > table[2]) & (abs(table[1]) < table[0])).all())
figures.claim("cancel", table[11] + table[12], holds=abs(table[11] + table[12]).max() < 0.1 and table[11].max() < -0.7)
figures.claim("peaks", np.minimum(table[13], table[14]), holds=(table[13:15] > 5).all())
figures.claim("u-shaped", table[14], holds=means[14] < 0)
figures.claim("selection", table[9] - table[10], holds=(table[9] > 2 * table[10]).all() and abs(table[7]).max() < 0.03)

for row in sweep:
    plt.plot(BINS, row)
plt.xscale("log")
drawn(plt)
plt.scatter(hour[:1000], by_hour[:1000], s=4)
drawn(plt)
figures.show()
