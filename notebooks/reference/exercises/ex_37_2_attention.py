"""Exercise 37.2, which the original has in words: claims of "Attention Is All You Need" in numbers.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_37_2_attention.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
SIZES = [4, 16, 64, 256, 1024]


def softmax(scores):
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention(q, k, v):
    return softmax(q @ k.T / np.sqrt(q.shape[1])) @ v


def jacobian(scores):
    w = softmax(scores)
    return np.diag(w) - np.outer(w, w)


def saturation(seed):
    """For each size, of 20 queries and 32 keys: the scores' mean square; plain and scaled, the largest weight, the Jacobian's
    norm and how often this is below 0.01."""
    random = np.random.RandomState(seed)
    rows = []
    for d in SIZES:
        q, k = random.standard_normal((20, d)), random.standard_normal((20, 32, d))
        scores = np.einsum("id,ijd->ij", q, k)
        row = [np.mean(scores**2)]
        for factor in (1, np.sqrt(d)):
            w = softmax(scores / factor)
            norms = np.array([np.linalg.norm(np.diag(one) - np.outer(one, one)) for one in w])
            row += [w.max(axis=1).mean(), norms.mean(), (norms < 0.01).mean()]
        rows.append(row)
    return rows


def layers(neighbours, n=64):
    """How many layers until the last place has seen the first, if layer l sees the places that neighbours gives."""
    seen = np.zeros(n, bool)
    seen[0] = True
    count = 0
    while not seen[-1]:
        seen = np.array([any(seen[j] for j in neighbours(i, count) if 0 <= j < n) for i in range(n)])
        count += 1
    return count


def encoding(position, d=512):
    angle = position / 10000 ** (2 * np.arange(d // 2) / d)
    return np.column_stack([np.sin(angle), np.cos(angle)]).ravel()


def shifted(vector, offset, d=512):
    """The encoding of a position that lies offset further on, by one rotation for each pair of places."""
    pairs = vector.reshape(-1, 2)
    angle = offset / 10000 ** (2 * np.arange(d // 2) / d)
    return np.column_stack([np.cos(angle) * pairs[:, 0] + np.sin(angle) * pairs[:, 1], np.cos(angle) * pairs[:, 1] - np.sin(angle) * pairs[:, 0]]).ravel()


random = np.random.RandomState(3)
q, k, v = (random.standard_normal((6, 8)) for _ in range(3))
out = attention(q, k, v)
figures.add("out", out, absolute=1e-12)
figures.add("out_first", out[0, 0], absolute=1e-12)
scores = q[0] @ k.T
figures.add("jacobian", jacobian(scores), absolute=1e-12)

with figures.heavy("everything"):
    everything = np.array([saturation(seed) for seed in SEEDS])
figures.add("saturation", everything, absolute=1e-8, kept=False)
means = everything.mean(axis=0)
for i, size in ((2, 64), (4, 1024)):
    names = ("variance", "largest_plain", "norm_plain", "small_plain", "largest_scaled", "norm_scaled", "small_scaled")
    for j, name in enumerate(names):
        figures.add(f"{name}_{size}", means[i, j], relative=1e-9)

rounds = [
    layers(lambda i, l: (i - 1, i)),
    layers(lambda i, l: (i - 1, i, i + 1)),
    layers(lambda i, l: (i - 2**l, i, i + 2**l)),
    layers(lambda i, l: range(64)),
]
figures.add("rounds", rounds)
d, lengths = 512, np.array([16, 64, 256, 512, 1024, 2048, 4096])
by_paper = [lengths**2 * d, lengths * d**2]
counted = [4 * lengths * d**2 + 2 * lengths**2 * d, 2 * lengths * d**2, 8 * lengths * d**2]
figures.add("by_paper", by_paper)
figures.add("counted", counted)
costs = [12 * 3600 * 8 * 9.5e12, 3.5 * 86400 * 8 * 9.5e12]
figures.add("cost_base", costs[0], relative=1e-12)
figures.add("cost_big", costs[1], relative=1e-12)
ratios = np.array(costs) / [3.3e18, 2.3e19]
figures.add("ratios", ratios, relative=1e-12)
with figures.heavy("off"):
    off = max(np.abs(shifted(encoding(p), o) - encoding(p + o)).max() for p in range(0, 1000, 50) for o in (1, 10, 100))
figures.add("rotation", off, absolute=1e-11)

figures.claim("variance", everything[:, 4, 0] / 1024, holds=abs(everything[:, 4, 0].mean() / 1024 - 1) < 0.05)
figures.claim("gradients", everything[:, 4, 2] / everything[:, 4, 5], holds=(everything[:, 4, 2] < everything[:, 4, 5]).all())
figures.claim("extremely-small", everything[:, 4, 3], holds=everything[:, 4, 3].mean() > 0.5)
figures.claim("at-64", everything[:, 2, 3], holds=everything[:, 2, 3].mean() > 0.5)
figures.claim("parallel", [rounds[0] / rounds[3]], holds=rounds[3] < rounds[0])
figures.claim("complexity", by_paper[0][lengths < d] / by_paper[1][lengths < d], holds=(by_paper[0] < by_paper[1])[lengths < d].all())
figures.claim("complexity-counted", counted[0][lengths < d] / counted[1][lengths < d], holds=(counted[0] < counted[1])[lengths < d].all())
figures.claim("wall-clock", ratios, holds=np.abs(ratios - 1).max() > 0.02)
figures.claim("sinusoidal", [off], holds=off > 1e-9)

plt.loglog(SIZES, means[:, 2])
plt.loglog(SIZES, means[:, 5])
drawn(plt)
plt.imshow(softmax(q @ k.T / np.sqrt(8)))
drawn(plt)
for row in counted:
    plt.loglog(lengths, row)
drawn(plt)
plt.imshow([encoding(p)[:64] for p in range(50)])
drawn(plt)
figures.show()
