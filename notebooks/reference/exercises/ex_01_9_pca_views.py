"""Exercise 1.9 in NumPy: principal components by the covariance, by the SVD, and as the best approximation.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_01_9_pca_views.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
KNOWN = 10.0 ** (-2 * np.arange(7))


def hours(seed):
    random = np.random.RandomState(seed)
    tastes, genres = random.randn(300, 2), random.randn(2, 6)
    return tastes @ genres + 5 + 0.5 * random.randn(300, 6)


def centred(a):
    return a - a.mean(axis=0)


def eigen(a):
    values, vectors = np.linalg.eigh(a)
    return values[::-1], vectors[:, ::-1]


def orth(a):
    return np.linalg.qr(a)[0]


def lost(x, v):
    return np.sum((x - x @ v @ v.T) ** 2) / np.sum(x**2)


def cosine(a, b):
    return abs(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)


def both_ways(seed):
    random = np.random.RandomState(seed)
    left, right = orth(random.randn(300, 7)), orth(random.randn(7, 7))
    steep = left * KNOWN @ right.T
    return np.linalg.svd(steep, compute_uv=False), np.sqrt(np.abs(eigen(steep.T @ steep)[0]))


def measured(seed):
    random = np.random.RandomState(1000 + seed)
    x = centred(hours(seed))
    c = x.T @ x
    (values, vectors), (u, s, vt) = eigen(c), np.linalg.svd(x, full_matrices=False)
    units = random.randn(1000, 6)
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    best = np.max(np.sum(units @ c * units, axis=1))
    worst = min(cosine(vectors[:, j], vt[j]) for j in range(6))
    low = x @ vectors[:, :2] @ vectors[:, :2].T
    rest = np.sum(s[2:] ** 2)
    planes = min(lost(x, orth(random.randn(6, 2))) for _ in range(200)) * np.sum(x**2)
    plane = orth(random.randn(6, 2))
    for _ in range(200):
        plane = orth(c @ plane)
    off = np.max(np.abs(values / s**2 - 1))
    differ = np.max(np.abs(low - u[:, :2] * s[:2] @ vt[:2]))
    return values[0] / best, worst, off, differ, planes / rest, lost(x, plane) * np.sum(x**2) / rest


x = centred(hours(42))
covariance = x.T @ x / len(x)
variances, vectors = eigen(covariance)
u, s, vt = np.linalg.svd(x, full_matrices=False)
errors = np.append(1 - np.cumsum(np.append(0, s[:5] ** 2)) / np.sum(s**2), 0)
random = np.random.RandomState(7)
ranks = np.repeat(np.arange(1, 6), 200)
with figures.heavy("tried"):
    tried = [lost(x, orth(random.randn(6, k))) for k in ranks]
with figures.heavy("climbs"):
    climbs = []
    for _ in range(20):
        plane, climb = orth(random.randn(6, 2)), []
        for _ in range(16):
            climb.append(lost(x, plane) - errors[2])
            plane = orth(x.T @ x @ plane)
        climbs.append(climb)
raw = np.linalg.svd(hours(42), full_matrices=False)[2][0]
by_svd, by_covariance = both_ways(42)

for i in range(3):
    figures.add(f"variance_{i + 1}", variances[i], relative=1e-11)
figures.add("variances", variances, relative=1e-11, kept=False)
figures.add("c", covariance, absolute=1e-12, kept=False)
figures.add("lost_1", errors[1], relative=1e-11)
figures.add("lost_2", errors[2], relative=1e-11)
figures.add("random_2", min(tried[200:400]), relative=1e-10)
figures.add("tried", tried, absolute=1e-12, kept=False)
figures.add("projected", x @ vectors[:, :2] @ vectors[:, :2].T, absolute=1e-11, kept=False)
figures.add("truncated", u[:, :2] * s[:2] @ vt[:2], absolute=1e-11, kept=False)
figures.add("errors", errors, absolute=1e-13)
figures.add("climbs", climbs, absolute=1e-11, kept=False)
figures.add("to_mean", cosine(raw, np.ones(6)), relative=1e-11)
figures.add("to_pca", cosine(raw, vt[0]), relative=1e-10)
# What is left of the small ones is rounding: only its size can agree.
figures.add("small_svd", by_svd, absolute=1e-14, kept=False)
figures.add("small_covariance", by_covariance, absolute=1e-7, kept=False)

with figures.heavy("seeds"):
    best, worst, off, differ, planes, climbed = np.array([measured(seed) for seed in range(20)]).T
    small = np.array([[way[5] / 1e-10 - 1 for way in both_ways(seed)] for seed in range(20)])
figures.add("ratio_best", best, relative=1e-11)
figures.add("ratio_random", planes, relative=1e-10)
figures.add("worst_cosines", worst, absolute=1e-12, kept=False)
figures.add("variances_off", off, absolute=1e-12, kept=False)
figures.add("apart", differ, absolute=1e-12, kept=False)
figures.add("ratio_climb", climbed, absolute=1e-11, kept=False)
figures.add("seeds_svd", small[:, 0], absolute=1e-4, kept=False)
figures.add("seeds_covariance", small[:, 1], interval=(0.01, 1e4), kept=False)
figures.claim("max-variance", best, holds=(best >= 1).all())
figures.claim("right-singular", worst, holds=(worst > 1 - 1e-9).all())
figures.claim("squares", off, holds=(off < 1e-10).all())
figures.claim("truncation", differ, holds=(differ < 1e-10).all())
figures.claim("eckart-young", planes, holds=(planes >= 1 - 1e-12).all())
figures.claim("eckart-young-climb", climbed, holds=(np.abs(climbed - 1) < 1e-9).all())
figures.claim("same-operation", small[:, 1], holds=(np.abs(small[:, 1]) < 0.01).all())

plt.scatter(ranks, tried)
plt.plot(errors, marker="o")
drawn(plt)
for climb in climbs:
    plt.semilogy(climb)
drawn(plt)
for values in (KNOWN, by_svd, by_covariance):
    plt.semilogy(values, marker="o")
drawn(plt)
figures.show()
