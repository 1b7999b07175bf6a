"""Exercise 5.5 in NumPy: operations and bytes of attention, on the roofline of an A100.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_05_5_roofline.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
OPERATIONS, LARGE, SMALL = 312e12, 2039e9, 1555e9


def intensity(n, d):
    return 2 * n**2 * d / (2 * (2 * n * d + n**2))


def unfused(n, d):
    return 2 * (4 * n * d + 4 * n**2)


def fused(n, d):
    return 2 * 4 * n * d


def attention(n, d):
    return 4 * n**2 * d + 5 * n**2


def in_tiles(q, k, v, tile):
    """The output, and how many numbers crossed the chip's border."""
    out, moved = np.zeros_like(q), 0
    for at in range(0, len(q), tile):
        rows = q[at : at + tile]
        moved += rows.size
        most, total, sums = np.full(len(rows), -np.inf), np.zeros(len(rows)), np.zeros_like(rows)
        for key in range(0, len(k), tile):
            keys, values = k[key : key + tile], v[key : key + tile]
            moved += keys.size + values.size
            s = rows @ keys.T / np.sqrt(q.shape[1])
            now = np.maximum(most, s.max(axis=1))
            e, shrink = np.exp(s - now[:, None]), np.exp(most - now)
            most, total, sums = now, total * shrink + e.sum(axis=1), sums * shrink[:, None] + e @ values
        out[at : at + tile] = sums / total[:, None]
        moved += rows.size
    return out, moved


flops, byte_count = 2 * 2048**2 * 1024, 2 * (2 * 2048 * 1024 + 2048**2)
of_product, ridge = flops / byte_count, OPERATIONS / LARGE
short, of_head = intensity(512, 1024), intensity(2048, 64)
shortest = next(n for n in range(1, 10_000) if intensity(n, 1024) >= ridge)
saving = [unfused(n, 64) / fused(n, 64) for n in (512, 2048)]
whole = attention(2048, 64) / unfused(2048, 64)
work = [5 / 4, whole, of_head, of_product, attention(2048, 64) / fused(2048, 64)]
with figures.heavy("plain"):
    random = np.random.RandomState(42)
    q, k, v = random.randn(512, 64), random.randn(512, 64), random.randn(512, 64)
    tiled, moved = in_tiles(q, k, v, 128)

figures.add("flops", flops / 1e9, relative=1e-14)
figures.add("bytes", byte_count / 1e6, relative=1e-14)
figures.add("intensity", of_product)
figures.add("ridge", ridge, relative=1e-14)
figures.add("intensity_512", short, relative=1e-14)
figures.add("head", of_head, relative=1e-14)
figures.add("shortest", shortest)
figures.add("saving_512", saving[0])
figures.add("saving_2048", saving[1])
figures.add("work", work, relative=1e-14)
figures.add("moved", [unfused(512, 64) / 2, moved])
figures.add("output", tiled, absolute=1e-12, kept=False)


def near(found, printed):
    return abs(found / printed - 1) < 0.03


of_q, of_s = 2 * 2048 * 1024 / 1e6, 2 * 2048**2 / 1e6
figures.claim("flops", [flops], holds=near(flops, 8.59e9))
figures.claim("bytes-q", [of_q], holds=near(of_q, 8))
figures.claim("bytes-s", [of_s], holds=near(of_s, 16))
figures.claim("bytes", [byte_count / 1e6], holds=near(byte_count / 1e6, 32))
figures.claim("intensity", [of_product], holds=near(of_product, 268))
figures.claim("ridge", [OPERATIONS / 2e12], holds=near(OPERATIONS / 2e12, 156))
figures.claim("compute-bound", [of_product / ridge], holds=of_product > ridge)
figures.claim("attention-bound", [whole / ridge], holds=whole > ridge)
figures.claim("intensity-512", [short], holds=near(short, 67))
figures.claim("memory-bound-512", [short / ridge], holds=short < ridge)
figures.claim("flash-bytes", [saving[1]], holds=saving[1] > 1)
figures.claim("flash", [saving[0] / saving[1]], holds=saving[0] > saving[1])

lengths = 2 ** (np.arange(12, 29) / 2)
for line in (intensity(lengths, 1024), intensity(lengths, 1024) / 2, intensity(lengths, 64)):
    plt.loglog(lengths, line)
plt.axhline(ridge)
drawn(plt)
scale = 10 ** (np.arange(-2, 33) / 8)
for bandwidth in (LARGE, SMALL):
    plt.loglog(scale, np.minimum(OPERATIONS, bandwidth * scale))
plt.scatter(work, np.minimum(OPERATIONS, LARGE * np.array(work)))
drawn(plt)
figures.show()
