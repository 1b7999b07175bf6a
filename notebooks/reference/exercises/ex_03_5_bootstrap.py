"""Exercise 3.5 as the Python original has it: percentile and BCa intervals of a median; and the studentized ones.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_03_5_bootstrap.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import binom, norm

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
Z = norm.ppf([0.025, 0.975])


def levels(boot, theta, acceleration):
    """The BCa levels, with ties counted as the text does."""
    z0 = norm.ppf(np.mean(boot < theta))
    return z0, norm.cdf(z0 + (z0 + Z) / (1 - acceleration * (z0 + Z)))


def weights(n):
    """Of each order statistic, the probability that it is a resample's median (Maritz and Jarrett 1978)."""
    tail = lambda k: binom.sf(k - 1, n, np.arange(n + 1) / n)  # noqa: E731
    return np.diff((tail(n // 2) + tail(n // 2 + 1)) / 2)


def errors(rows, w):
    """The standard error of each row's median; rows are sorted."""
    return np.sqrt(np.maximum((rows**2) @ w - (rows @ w) ** 2, 0))


def acceleration(jack):
    d = jack.mean() - jack
    return np.sum(d**3) / (6 * np.sum(d**2) ** 1.5) if d.any() else 0.0  # the text divides 0 by 0 where values are tied


# The text's own data and order of draws.
np.random.seed(42)
times = np.random.lognormal(mean=3.0, sigma=1.2, size=500)
with figures.heavy("bootMedians", "second"):
    boot = [np.array([np.median(np.random.choice(times, size=500, replace=True)) for _ in range(10_000)]) for _ in range(2)]
    percentile = np.percentile(boot[0], [2.5, 97.5])
theta = np.median(times)
jack = acceleration(np.array([np.median(np.delete(times, i)) for i in range(500)]))
z0, at = levels(boot[1], theta, jack)
bca = np.percentile(boot[1], 100 * at)
ties = np.mean(boot[1] == theta)
w = weights(500)
with figures.heavy("t"):
    resamples = np.sort([np.random.choice(times, size=500, replace=True) for _ in range(10_000)], axis=1)
    se = errors(np.sort(times)[None], w)[0]
    t = (np.median(resamples, axis=1) - theta) / errors(resamples, w)
    studentized = theta - np.percentile(t, [97.5, 2.5]) * se

figures.add("median", theta, relative=1e-14)
figures.add("percentile", percentile, relative=1e-12)
figures.add("percentile_low", percentile[0], relative=1e-12)
figures.add("percentile_high", percentile[1], relative=1e-12)
figures.add("bca_low", bca[0], relative=1e-6)
figures.add("bca_high", bca[1], relative=1e-6)
figures.add("studentized_low", studentized[0], relative=1e-6)
figures.add("studentized_high", studentized[1], relative=1e-6)
figures.add("z0", z0, absolute=1e-6)
figures.add("z0_shared", norm.ppf(np.mean(boot[1] < theta) + ties / 2), absolute=1e-6)
figures.add("acceleration", jack, absolute=1e-9)
figures.add("standard_error", se, relative=1e-6)

# Coverage: 1000 samples of 100, 500 resamples each.
N, RESAMPLES, SAMPLES = 100, 500, 1000
with figures.heavy("watched"):
    watched = StreamRec(42).events.minutes.to_numpy()
    watched = watched[watched > 0]
POPULATIONS = {
    "streamrec": (lambda random: watched[random.randint(0, len(watched), N)], np.median(watched), watched.mean()),
    "lognormal": (lambda random: random.lognormal(3.0, 1.2, N), np.exp(3.0), np.exp(3.0 + 0.72)),
}
w = weights(N)
coverage, z0s, shared, accelerations = {}, {}, {}, {}
with figures.heavy("ofStream"):
    for name, (draw, median, mean) in POPULATIONS.items():
        hits = np.zeros((2, 3, SAMPLES))
        z0s[name], shared[name], accelerations[name] = np.zeros((3, SAMPLES))
        for seed in range(SAMPLES):
            random = np.random.RandomState(seed)
            x = np.sort(draw(random))
            rows = np.sort(x[random.randint(0, N, (RESAMPLES, N))], axis=1)
            jack = np.where(np.arange(N) < N // 2, x[N // 2], x[N // 2 - 1])  # a median without one value is a neighbour
            kinds = (
                (median, np.median(x), (rows[:, N // 2 - 1] + rows[:, N // 2]) / 2, errors(x[None], w)[0], errors(rows, w), acceleration(jack)),
                (mean, x.mean(), rows.mean(axis=1), x.std() / 10, rows.std(axis=1) / 10, acceleration((x.sum() - x) / (N - 1))))
            for kind, (truth, found, boot, se, ses, a) in enumerate(kinds):
                z0, at = levels(boot, found, a)
                t = (boot - found) / np.maximum(ses, 1e-12)
                ends = [np.percentile(boot, [2.5, 97.5]), np.percentile(boot, 100 * at), found - np.percentile(t, [97.5, 2.5]) * se]
                hits[kind, :, seed] = [low <= truth <= high for low, high in ends]
                if kind == 0:
                    z0s[name][seed], accelerations[name][seed] = z0, a
                    shared[name][seed] = norm.ppf(np.mean(boot < found) + np.mean(boot == found) / 2)
        coverage[name] = hits
        figures.add(f"coverage_{name}", hits.mean(axis=2), absolute=0.0021)

for kind, which in enumerate(("median", "mean")):
    for method, label in enumerate(("percentile", "bca", "studentized")):
        figures.add(f"{which}_{label}", coverage["streamrec"][kind, method].mean(), absolute=0.0021)

blocks = lambda values: values.reshape(20, -1).mean(axis=1)  # noqa: E731
closer = lambda gain: gain.mean() > 1.96 * gain.std(ddof=1) / np.sqrt(20)  # noqa: E731
for kind, which in enumerate(("median", "mean")):
    for name in POPULATIONS:
        gain = blocks(coverage[name][kind, 1] - coverage[name][kind, 0])
        figures.add(f"gain_{which}_{name}", gain, absolute=0.041, kept=False)
        figures.claim(f"bca-{which}-{name}", gain, holds=closer(gain))
tie_part = blocks(z0s["lognormal"]), blocks(shared["lognormal"])
figures.add("z0s", tie_part[0], absolute=0.002, kept=False)
figures.add("z0s_shared", tie_part[1], absolute=0.002, kept=False)
figures.claim("bias", tie_part[1], holds=abs(tie_part[1].mean()) > abs(tie_part[0].mean()) / 2)
largest = np.abs(accelerations["lognormal"]).reshape(20, -1).max(axis=1)
figures.add("accelerations", largest, absolute=1e-9, kept=False)
figures.claim("skewness", largest, holds=largest.max() > 1e-6)

plt.hist(times, bins=40)
drawn(plt)
plt.hist(boot, bins=40)
drawn(plt)
plt.bar(range(6), coverage["streamrec"].mean(axis=2).ravel())
drawn(plt)
figures.show()
