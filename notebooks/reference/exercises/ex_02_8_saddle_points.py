"""Exercise 2.8 in NumPy: how rare minima are, and how noise leaves a saddle.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_02_8_saddle_points.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
BATCHES = [1, 4, 16, 64, 256]
LEVELS = np.arange(-12, 13) / 2


def symmetric(random, d, n):
    a = random.randn(n, d, d)
    return (a + a.transpose(0, 2, 1)) / np.sqrt(2)


def shares(random, n=10_000):
    return [np.mean((np.linalg.eigvalsh(symmetric(random, d, n)) > 0).all(axis=1)) for d in range(1, 6)]


def weights(random, d, height, n):
    """Mean weights of critical points at a height: minima, saddles, descending directions, all."""
    values = np.linalg.eigvalsh(symmetric(random, d, n) - height * np.eye(d))
    weight, down = np.abs(np.prod(values, axis=1)) / n, np.sum(values < 0, axis=1)
    return [weight @ part for part in (down == 0, (down > 0) & (down < d), down / d, np.ones(n))]


def by_height(random, d, n):
    return np.array([weights(random, d, f, n) for f in LEVELS])


def share(found, kind):
    normal = np.exp(-(LEVELS**2) / 2)
    return normal @ found[:, kind] / (normal @ found[:, 3])


def critical_points(seed):
    """Counts of minima, saddles and maxima of 50 waves in a square of side 10."""
    random = np.random.RandomState(seed)
    w, phase = random.randn(50, 2), random.uniform(0, 2 * np.pi, 50)
    at = np.stack(np.meshgrid(np.arange(26) * 0.4, np.arange(26) * 0.4, indexing="ij"), axis=-1).reshape(-1, 2)
    pairs = np.stack([w[:, 0] ** 2, w[:, 0] * w[:, 1], w[:, 1] ** 2], axis=1)

    def derivatives():
        angle = at @ w.T + phase
        return -np.sin(angle) / 5 @ w, -np.cos(angle) / 5 @ pairs

    for _ in range(40):
        (gx, gy), (xx, xy, yy) = (part.T for part in derivatives())
        det = xx * yy - xy**2
        move = np.stack([xy * gy - yy * gx, xy * gx - xx * gy], axis=1) / det[:, None]
        move *= np.minimum(1, 0.2 / np.maximum(1e-300, np.linalg.norm(move, axis=1)))[:, None]
        at = at + move * (np.hypot(gx, gy) > 1e-12)[:, None]
    g, h = derivatives()
    good = (at > 0).all(axis=1) & (at < 10).all(axis=1) & (np.linalg.norm(g, axis=1) < 1e-9)
    kept = []
    for i in np.flatnonzero(good):
        if all(np.hypot(*(at[i] - at[k])) >= 1e-4 for k in kept):
            kept.append(i)
    xx, xy, yy = h[kept].T
    saddles = xx * yy < xy**2
    return [np.sum(~saddles & (xx > 0)), np.sum(saddles), np.sum(~saddles & (xx < 0))]


def leave(noise, seed):
    random = np.random.RandomState(seed)
    x, y = 1.0, 0.0
    for step, (first, second) in enumerate(random.randn(2000, 2).tolist(), 1):
        x -= 0.1 * (x + noise * first)
        y -= 0.1 * (y * y * y - y + noise * second)
        if abs(y) > 0.5:
            return step
    return 2000


def spreads(seed, rate):
    random = np.random.RandomState(seed)
    x, e = random.randn(1000), random.randn(1000)
    gradients = -x * (2 * x + e)
    return np.array([np.std([rate * gradients[random.randint(0, 1000, b)].mean() for _ in range(300)]) for b in BATCHES])


def ends_flat(seed, batch):
    x = np.full(50, -1.0)
    for n in np.random.RandomState(seed).randn(2000, 50):
        slope = np.where(x < -2 / 3, 50 * (x + 1), 2 * (x - 1))
        x = x - 0.02 * (slope + 16 / np.sqrt(batch) * n)
    return np.mean(x > -2 / 3)


with figures.heavy("shares"):
    random = np.random.RandomState(42)
    of_42 = shares(random)
with figures.heavy("field"):
    random = np.random.RandomState(42)
    field = [by_height(random, d, 400) for d in range(1, 11)]
down_2, down_10 = (field[d - 1][:, 2] / field[d - 1][:, 3] for d in (2, 10))
with figures.heavy("kinds"):
    kinds = critical_points(42)
with figures.heavy("left"):
    noises = 10.0 ** np.arange(-12, 0)
    left = np.array([[leave(noise, seed) for seed in SEEDS] for noise in noises])
per_decade = (left[0].mean() - left[10].mean()) / 10
spread = spreads(42, 0.1)
exponent = np.log(spread[4] / spread[0]) / np.log(256)

for d in (2, 3, 4):
    figures.add(f"share_{d}", of_42[d - 1])
figures.add("shares", of_42)
figures.add("field_3", share(field[2], 0), relative=1e-9)
figures.add("field_10", share(field[9], 0), relative=1e-9)
figures.add("field", [share(found, 0) for found in field], relative=1e-9, kept=False)
figures.add("field_saddles", [share(found, 1) for found in field], absolute=1e-10, kept=False)
figures.add("points", sum(kinds))
figures.add("minima", kinds[0])
figures.add("saddles", kinds[1])
figures.add("down_2", down_2, absolute=1e-10, kept=False)
figures.add("down_10", down_10, absolute=1e-10, kept=False)
figures.add("steps", [leave(0, 0), leave(1e-8, 0), leave(1e-2, 0)])
figures.add("left", left)
figures.add("per_decade", per_decade, relative=1e-12)
figures.add("spread", spread, relative=1e-11)
figures.add("exponent", exponent, relative=1e-10)
figures.add("flat_1", ends_flat(42, 1))
figures.add("flat_64", ends_flat(42, 64))

with figures.heavy("seedShares"):
    seed_shares = np.array([shares(np.random.RandomState(seed), 4000) for seed in SEEDS]).T
    seed_kinds = np.array([critical_points(seed) for seed in SEEDS]).T
    minima_by, saddles_10 = np.empty((2, 20)), np.empty((1, 20))
    for seed in SEEDS:
        random = np.random.RandomState(seed)
        minima_by[0, seed] = share(by_height(random, 3, 100), 0)
        ten = by_height(random, 10, 100)
        minima_by[1, seed], saddles_10[0, seed] = share(ten, 0), share(ten, 1)
    batch_exponents = np.array([np.log(s[4] / s[0]) / np.log(256) for s in (spreads(seed, 0.1) for seed in SEEDS)])
    rate_exponents = np.array([np.log(spreads(s, 0.1)[0] / spreads(s, 0.001)[0]) / np.log(100) for s in SEEDS])
    flat_ones, flat_larges = (np.array([ends_flat(seed, batch) for seed in SEEDS]) for batch in (1, 64))
figures.add("seed_shares", seed_shares, kept=False)
figures.add("seed_kinds", seed_kinds, kept=False)
figures.add("minima_by", minima_by, relative=1e-9, kept=False)
figures.add("saddles_10", saddles_10, absolute=1e-10, kept=False)
figures.add("batch_exponents", batch_exponents, absolute=1e-10, kept=False)
figures.add("rate_exponents", rate_exponents, absolute=1e-10, kept=False)
figures.add("flat_ones", flat_ones, kept=False)
figures.add("flat_larges", flat_larges, kept=False)

minima_of = seed_kinds[0] / seed_kinds.sum(axis=0)
figures.claim("half", seed_shares[3], holds=abs(seed_shares[3].mean() - 1 / 16) < 0.01)
figures.claim("half-function", minima_of, holds=abs(minima_of.mean() - 0.25) < 0.02)
figures.claim("half-function-3", minima_by[0], holds=abs(minima_by[0].mean() - 0.125) < 0.01)
figures.claim("exponential", minima_by[1], holds=(minima_by[1] < 0.01).all())
figures.claim("most-saddles", saddles_10[0], holds=(saddles_10[0] > 0.9).all())
figures.claim("escape", left[4], holds=leave(0, 0) == 2000 and (left[4] < 400).all())
figures.claim("noise-rate", rate_exponents, holds=(np.abs(rate_exponents - 1) < 0.01).all())
figures.claim("noise-batch", batch_exponents, holds=abs(batch_exponents.mean() + 1) < 0.1)
figures.claim("flatter", flat_ones, holds=(flat_ones > 0.5).all() and (flat_larges < 0.05).all())

dimensions = np.arange(1, 6)
plt.semilogy(dimensions, of_42)
plt.semilogy(dimensions, 0.5**dimensions)
plt.semilogy(dimensions, 3.0 ** (-(dimensions**2) / 4))
drawn(plt)
plt.plot(LEVELS, down_2)
plt.plot(LEVELS, down_10)
drawn(plt)
plt.semilogx(noises, left.mean(axis=1), marker="o")
drawn(plt)
figures.show()
