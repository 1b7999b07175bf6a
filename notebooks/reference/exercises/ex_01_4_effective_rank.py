"""Exercise 1.4 as the Python original has it: the effective rank of 1000 x 500 ratings with 25 latent directions.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_01_4_effective_rank.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
NOISES = [0.05, 0.1, 0.15, 0.2, 0.5, 1]


def draw(seed):
    random = np.random.RandomState(seed)
    return random.randn(1000, 25), random.randn(500, 25), random.randn(1000, 500)


def singular_values(users, items, errors, noise):
    return np.linalg.svd(users @ items.T + noise * errors, compute_uv=False)


def shares(sigmas):
    return np.cumsum(sigmas**2) / np.sum(sigmas**2)


def measured(sigmas):
    k90 = np.searchsorted(shares(sigmas), 0.9) + 1
    return [np.sum(sigmas > 0), np.sum(sigmas > 0.01), np.sum(sigmas > 0.01 * sigmas[0]), k90]


with figures.heavy("clean"):
    ratings = draw(42)
    clean, noisy = singular_values(*ratings, 0), singular_values(*ratings, 0.1)
rank, positive = np.linalg.matrix_rank(ratings[0] @ ratings[1].T), np.sum(clean > 0)
_, absolute, relative, k90 = measured(noisy)
figures.add("rank", rank)
figures.add("positive", positive, interval=(26, 500))
figures.add("absolute", absolute)
figures.add("relative", relative)
figures.add("k90", k90)
figures.add("value_25", noisy[24], relative=1e-10)
figures.add("value_26", noisy[25], relative=1e-10)
figures.add("noisy", noisy, relative=1e-9, kept=False)
figures.add("clean", clean[:25], relative=1e-10, kept=False)
figures.add("energy", shares(noisy), relative=1e-10, kept=False)

with figures.heavy("counts"):
    counts = [[], []]
    for noise in NOISES:
        sigmas = singular_values(*ratings, noise)
        counts[0].append(np.sum(sigmas > 0.01 * sigmas[0]))
        counts[1].append(np.sum(sigmas > noise * (np.sqrt(1000) + np.sqrt(500))))
figures.add("counts", counts)

with figures.heavy("byZero"):
    by_zero, by_absolute, by_relative, by_90 = np.array([measured(singular_values(*draw(seed), 0.1)) for seed in SEEDS]).T
figures.add("by_zero", by_zero)
figures.add("by_absolute", by_absolute)
figures.add("by_relative", by_relative)
figures.add("by_90", by_90)
with figures.heavy("zeros"):
    users, items, errors = ratings
    zeros = np.mean(users @ items.T + 0.1 * errors == 0)
figures.add("zeros", zeros)

figures.claim("rank", [rank], holds=rank == 25)
figures.claim("positive-is-rank", [positive], holds=positive == 25)
figures.claim("full-rank", by_zero, holds=(by_zero == 500).all())
figures.claim("absolute", by_absolute, holds=(by_absolute == 25).all())
figures.claim("relative", by_relative, holds=(by_relative == 25).all())
figures.claim("energy-90", by_90, holds=by_90.mean() > 24)
figures.claim("sparse", [zeros], holds=zeros > 0.5)

places = np.arange(1, 501)
plt.semilogy(places, noisy, label="with noise")
plt.semilogy(places, clean, label="without")
plt.legend()
drawn(plt)
plt.plot(places[:40], shares(noisy)[:40], marker="o")
plt.axhline(0.9)
plt.axvline(25)
drawn(plt)
plt.plot(NOISES, counts[0], marker="o")
plt.plot(NOISES, counts[1], marker="o")
drawn(plt)
figures.show()
