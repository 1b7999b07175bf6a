"""Exercise 30.2 in Python: how often a dashboard's alarms ring when nothing is wrong, and which layer sees which fault.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_30_2_alarms.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import binom, chi2, t

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
SIZES = np.array([10_000, 30_000, 100_000, 300_000, 1_000_000])
WINDOWS = [7, 14, 30, 90]
LABELS = [100, 300, 1000, 3000, 10_000]


def week_rings(n, p):
    """That the count of the second of two equal weeks is more than 5 % below the first's."""
    around = np.arange(max(0, int(n * p - 9 * np.sqrt(n * p))), int(n * p + 9 * np.sqrt(n * p)) + 1)
    return np.sum(binom.pmf(around, n, p) * binom.cdf(np.ceil(0.95 * around - 1e-9) - 1, n, p))


def weeks(seed, sessions=100_000):
    """A healthy year: shares of 52 weeks in which conversions, revenue per session and retention drop by over 5 %."""
    random = np.random.RandomState(seed)
    orders, kept = random.binomial(sessions, 0.03, 53), random.binomial(20_000, 0.4, 53)
    revenue = np.array([random.lognormal(3, 1.2, n).sum() for n in orders])
    return [np.mean(x[1:] < 0.95 * x[:-1] - 1e-9) for x in (orders, revenue, kept)]


def alarms(series, window):
    """On how many days the value is more than two deviations off the mean of the days before."""
    before = np.lib.stride_tricks.sliding_window_view(series[:-1], window)
    return np.sum(np.abs(series[window:] - before.mean(axis=1)) > 2 * before.std(axis=1, ddof=1))


def ece(p, y, bins=10):
    of = np.minimum((p * bins).astype(int), bins - 1)
    return np.abs(np.bincount(of, y - p, bins)).sum() / len(p)


def perfect(seed, n):
    """The ECE of a perfectly calibrated model with n labels."""
    random = np.random.RandomState(seed)
    p = random.random_sample(n)
    return ece(p, (random.random_sample(n) < p).astype(float))


def features(seed, n, days=30):
    """On what share of days one of 50 healthy features, a sample of n rows against another, has a PSI above 0.25."""
    random = np.random.RandomState(seed)
    both = (random.multinomial(n, np.full(10, 0.1), 2 * 50 * days) + 0.5) / (n + 5)
    p, q = both[::2], both[1::2]
    psi = ((p - q) * np.log(p / q)).sum(axis=1)
    return (psi.reshape(days, 50) > 0.25).any(axis=1).mean()


def loads(seed, lost, hours=720):
    """Alarms a day if the hourly load is late by 10 minutes on average and sometimes lost: age above two hours."""
    random = np.random.RandomState(seed)
    late, gone = random.exponential(1 / 6, hours), random.random_sample(hours) < lost
    return 24 * np.sum(np.diff((np.arange(hours) + late)[~gone]) > 2) / hours


def late_exact(lost):
    """Of two loads that follow each other in the data, with so many lost between: the gap is above two hours."""
    def exceeds(hours):  # the difference of two delays
        return 0.5 * np.exp(-6 * hours) if hours >= 0 else 1 - 0.5 * np.exp(6 * hours)
    return 24 * sum((1 - lost) ** 2 * lost**k * exceeds(2 - (k + 1)) for k in range(12))


def layers(seed):
    """Two usual weeks, one of fewer purchases per click, one of logits twice as large: purchases, mean click, ECE."""
    random = np.random.RandomState(seed)
    weeks = []
    for _ in range(2):
        logit = random.normal(-1.5, 1, (20_000, 3))
        weeks.append((logit.max(axis=1), random.random_sample(20_000), random.random_sample(20_000)))
    found = []
    for (logit, u, v), buys, sharp in zip((weeks[0], weeks[1], weeks[1], weeks[1]), (0.2, 0.2, 0.15, 0.2), (1, 1, 1, 2)):
        clicks = (u < 1 / (1 + np.exp(-logit))).astype(float)
        said = 1 / (1 + np.exp(-sharp * logit))
        found.append([clicks @ (v < buys), ece(said, clicks)])
    return found


with figures.heavy("weekly"):
    exact = np.array([week_rings(n, 0.03) for n in SIZES])
figures.add("week_rings", exact, relative=1e-7)
figures.add("week_rings_100k", exact[2], relative=1e-7)
with figures.heavy("years"):
    years = np.array([weeks(seed) for seed in SEEDS]).T
for name, row in zip(("conversion", "revenue", "retention"), years):
    figures.add(name, row)
    figures.add(f"mean_{name}", row.mean(), absolute=1e-12)

rolling = np.array([2 * t.sf(2 / np.sqrt(1 + 1 / w), w - 1) for w in WINDOWS])
figures.add("rolling_exact", rolling, relative=1e-6)
with figures.heavy("rolling"):
    means = [np.random.RandomState(seed).normal(0.3, 0.004, 395) for seed in SEEDS]
    figures.add("rolling", [[alarms(x, w) / (395 - w) for x in means] for w in WINDOWS], absolute=1e-12)
    rings14 = np.array([alarms(x, 14) / (395 - 14) for x in means])
    figures.add("mean_rolling", rings14.mean(), absolute=1e-12)

with figures.heavy("eces"):
    eces = np.array([[perfect(seed, n) for seed in SEEDS] for n in LABELS])
figures.add("eces", eces, absolute=1e-12)
figures.add("ece_300", eces[1].mean(), absolute=1e-12)

with figures.heavy("psis"):
    psi = np.array([[features(seed, n) for seed in SEEDS] for n in (100, 500)])
figures.add("psi", psi)
figures.add("psi_100", psi[0].mean(), absolute=1e-12)
figures.add("psi_exact", [1 - chi2.cdf(0.25 * n / 2, 9) ** 50 for n in (100, 200, 500)], absolute=1e-9)
with figures.heavy("late"):
    late = np.array([[loads(seed, lost) for seed in SEEDS] for lost in (0, 0.01)])
figures.add("mean_late", late[1].mean(), absolute=1e-12)
figures.add("late", late, absolute=1e-12)
figures.add("late_exact", [late_exact(0), late_exact(0.01)], relative=1e-9)
rows = 1 - (1 - 1e-6) ** np.array([1e4, 1e5, 1e6])
figures.add("schema", rows, relative=1e-6)
windows = {n: binom.sf(np.floor(0.001 * n + 1e-9), n, 0.0005) for n in (500, 5000, 50_000)}
figures.add("errors_5000", windows[5000], relative=1e-7)
figures.add("errors", list(windows.values()), relative=1e-7)
slow = binom.sf(50, 5000, 0.008)
figures.add("slow", slow, relative=1e-7)

# What the service of the text rings in thirty days.
month = np.array([30 / 7 * exact[2], 30 / 7 * years[1].mean(), 30 / 7 * years[2].mean(), 30 * rolling[1], 30 * (eces[1] > 0.05).mean(),
                  30 * psi[1].mean(), 30 * late_exact(0.01), 30 * rows[1], 30 * 288 * windows[5000], 30 * 288 * slow])
figures.add("month", month, relative=1e-6)
figures.add("month_total", month.sum(), relative=1e-6)

with figures.heavy("drops"):
    layer = np.array([layers(seed) for seed in SEEDS])  # seed, week, purchases or ECE
    drops = (layer[:, 1:, 0] < 0.95 * layer[:, :1, 0] - 1e-9).T.astype(float)
    above = (layer[:, 1:, 1] > 0.05).T.astype(float)
figures.add("drops", drops)
figures.add("above", above)
figures.add("layer_ece", layer[:, 1:, 1].T, absolute=1e-9)

figures.claim("conversion-quiet", years[0], holds=years[0].mean() <= 0.01)
figures.claim("revenue-quiet", years[1], holds=years[1].mean() <= 0.01)
figures.claim("retention-quiet", years[2], holds=years[2].mean() <= 0.01)
figures.claim("mean-quiet", rings14, holds=rings14.mean() <= 0.01)
figures.claim("ece-quiet", eces[1], holds=(eces[1] > 0.05).mean() <= 0.01)
figures.claim("ece-quiet-many", eces[4], holds=(eces[4] > 0.05).mean() <= 0.01)
figures.claim("psi-quiet", psi[1], holds=psi[1].mean() <= 0.01)
figures.claim("psi-quiet-few", psi[0], holds=psi[0].mean() <= 0.01)
figures.claim("fresh", late[0], holds=late[0].mean() <= 0.01)
figures.claim("fresh-lost", late[1], holds=late[1].mean() <= 0.01)
figures.claim("schema", rows, holds=rows.max() <= 0.01)
figures.claim("errors-quiet", windows[5000], holds=windows[5000] <= 0.01)
figures.claim("business-alone", drops[1] * (1 - above[1]), holds=(drops[1] * (1 - above[1])).mean() >= 0.95)
same = (layer[:, 3, 0] == layer[:, 1, 0]).astype(float)
figures.claim("model-alone", above[2] * same, holds=(above[2] * same).mean() >= 0.95)

plt.plot(SIZES, exact)
drawn(plt)
plt.plot(LABELS, eces.mean(axis=1))
drawn(plt)
plt.bar(range(10), month)
drawn(plt)
figures.show()
