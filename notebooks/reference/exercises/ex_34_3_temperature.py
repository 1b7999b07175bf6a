"""Exercise 34.3 as the Python original has it, and what it leaves out: held-out data, and ECE where nothing is wrong.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_34_3_temperature.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def bins_of(y, p, bins=15):
    """Mean confidence, share of ones and size of each bin; nan where it is empty."""
    edges = np.linspace(0, 1, bins + 1)
    rows = []
    for low, high in zip(edges[:-1], edges[1:]):
        mask = (p > low) & (p <= high)
        rows.append([p[mask].mean(), y[mask].mean(), mask.sum()] if mask.any() else [np.nan, np.nan, 0])
    return np.array(rows).T


def ece(y, p, bins=15):
    confidence, accuracy, count = bins_of(y, p, bins)
    return np.nansum(count * np.abs(confidence - accuracy)) / len(y)


def nll(t, logits, y):
    p = sigmoid(logits / t)
    return -np.mean(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8))


def temperature(logits, y):
    return minimize_scalar(nll, bounds=(0.1, 10.0), args=(logits, y), method="bounded", options={"xatol": 1e-9}).x


def draw(seed, slope=0.5, offset=0.0, n=5000):
    random = np.random.RandomState(seed)
    logits = random.standard_normal(n) * 2
    return logits, random.binomial(1, sigmoid(logits * slope + offset))


def measured(seed):
    """T; ECE before, after, after with T from the first half on the second; of 20 samples that the model itself draws."""
    logits, y = draw(seed)
    t = temperature(logits, y)
    half = temperature(logits[:2500], y[:2500])
    held = ece(y[2500:], sigmoid(logits[2500:] / half))
    random = np.random.RandomState(900 + seed)
    p = sigmoid(logits / t)
    null = np.mean([ece(random.binomial(1, p), p) for _ in range(20)])
    return [t, ece(y, sigmoid(logits)), ece(y, p), held, null]


logits, y = draw(42)
before, t = ece(y, sigmoid(logits)), temperature(logits, y)
calibrated = sigmoid(logits / t)
after = ece(y, calibrated)
figures.add("ones", y.sum())
figures.add("temperature", t, relative=1e-6)
figures.add("before", before, relative=1e-10)
figures.add("after", after, relative=1e-5)
figures.add("nll", [nll(1, logits, y), nll(t, logits, y)], relative=1e-10)
figures.add("diagram", bins_of(y, sigmoid(logits)), relative=1e-10, kept=False)

with figures.heavy("nothing"):
    random = np.random.RandomState(0)
    null = np.array([ece(random.binomial(1, calibrated), calibrated) for _ in range(200)])
figures.add("null", null, absolute=2e-5, kept=False)
figures.add("null_mean", null.mean(), absolute=2e-5)
figures.add("null_above", (null >= after).mean(), absolute=0.011)

with figures.heavy("biases"):
    sizes = [100, 300, 1000, 3000, 10000, 30000]
    biases = []
    for n in sizes:
        random = np.random.RandomState(n)
        values = []
        for _ in range(30):
            p = sigmoid(random.standard_normal(n))
            values.append(ece(random.binomial(1, p), p))
        biases.append(np.mean(values))
    figures.add("biases", biases, relative=1e-10, kept=False)
    figures.add("bias_1000", biases[2], relative=1e-10)
    counts = [2, 5, 10, 15, 30, 100]
    by_bins = [[ece(y, p, b) for b in counts] for p in (sigmoid(logits), calibrated)]
figures.add("by_bins", by_bins, relative=1e-4, kept=False)
figures.add("after_100", by_bins[1][5], relative=1e-4)

with figures.heavy("seeds"):
    seeds = np.array([measured(seed) for seed in SEEDS]).T
for name, values in zip(("t", "before", "after", "held", "null"), seeds):
    figures.add(f"all_{name}", values, absolute=5e-5, kept=False)
    figures.add(f"mean_{name}", values.mean(), absolute=1e-5)

with figures.heavy("under"):
    under = np.array([temperature(*draw(seed, slope=2)) for seed in SEEDS])
figures.add("under", under, absolute=1e-6, kept=False)
figures.add("mean_under", under.mean(), absolute=1e-6)
with figures.heavy("shifted"):
    shifted = []
    for seed in SEEDS:
        x, z = draw(seed, offset=-1)
        s = temperature(x, z)
        platt = LogisticRegression(C=1e6, tol=1e-10).fit(x[:, None], z)
        shifted.append([ece(z, sigmoid(x)), ece(z, sigmoid(x / s)), ece(z, platt.predict_proba(x[:, None])[:, 1])])
    shifted = np.array(shifted).T
figures.add("shifted", shifted, absolute=2e-4, kept=False)
for name, values in zip(("before", "temperature", "platt"), shifted):
    figures.add(f"shifted_{name}", values.mean(), absolute=5e-5)

figures.claim("temperature", seeds[0], holds=abs(seeds[0].mean() - 1.85) < 0.05)
figures.claim("before", seeds[1], holds=abs(seeds[1].mean() - 0.07) < 0.01)
figures.claim("after", seeds[2], holds=abs(seeds[2].mean() - 0.02) < 0.01)
figures.claim("overconfident", seeds[0], holds=(seeds[0] > 1).all())
figures.claim("underconfident", under, holds=(under < 1).all())
figures.claim("calibrates", seeds[2] - seeds[4], holds=abs((seeds[2] - seeds[4]).mean()) < 0.005)
figures.claim("always", shifted[1], holds=shifted[1].mean() < 0.03)

for p in (sigmoid(logits), calibrated):
    confidence, accuracy, _ = bins_of(y, p)
    plt.plot(confidence, accuracy)
drawn(plt)
plt.loglog(sizes, biases)
drawn(plt)
plt.hist(null, 30)
drawn(plt)
plt.boxplot(seeds[1:].T)
drawn(plt)
figures.show()
