"""Exercise 5.2 as the Python original has it: brute force and an inverted file of cells, which it only sketches.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_05_2_ivf_index.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
K, QUERIES, PROBES = 10, 100, [1, 2, 4, 8, 16, 32, 64]
BUDGETS = [200, 400, 600, 1000, 2000, 4000, 10_000]


def squares(a, b):
    return (a**2).sum(axis=1)[:, None] - 2 * a @ b.T + (b**2).sum(axis=1)


def cells(items, count, seed, rounds=6, sample=5000):
    """Lloyd's k-means on a sample; then the cell of each item."""
    random = np.random.RandomState(seed)
    some = items[random.permutation(len(items))[:sample]]
    centers = some[:count].copy()
    for _ in range(rounds):
        own = squares(some, centers).argmin(axis=1)
        sums = np.zeros_like(centers)
        np.add.at(sums, own, some)
        sizes = np.bincount(own, minlength=count)
        centers[sizes > 0] = sums[sizes > 0] / sizes[sizes > 0, None]
    return centers, squares(items, centers).argmin(axis=1)


def indexed(items, queries, count, seed):
    """The centers of cells, the cell of each item, and the true neighbours of each query."""
    centers, own = cells(items, count, seed)
    return centers, own, np.argsort(squares(queries, items), axis=1, kind="stable")[:, :K]


def profile(items, queries, index, probes):
    """For each number of cells probed: recall, the share of items searched, and the recall of the best choice of cells there is."""
    centers, own, best = index
    count = len(centers)
    order = np.argsort(squares(queries, centers), axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(count)[None], axis=1)
    found = np.take_along_axis(rank, own[best], axis=1)
    sizes = np.bincount(own, minlength=count)
    held = np.sort([np.bincount(c, minlength=count) for c in own[best]], axis=1)[:, ::-1]
    return np.array([[(found < p).mean(), sizes[order[:, :p]].sum(axis=1).mean() / len(items), held[:, :p].sum(axis=1).mean() / K] for p in probes]).T


def chosen(index, budgets):
    """The recall of the best choice of cells that hold no more than so many items; and the mean share of items in the cheapest choice with all."""
    centers, own, best = index
    sizes = np.bincount(own, minlength=len(centers))
    fewest = np.full((len(best), K + 1), np.inf)  # items in cells with exactly so many neighbours
    fewest[:, 0] = 0
    for row, of in zip(fewest, own[best]):
        for cell, held in zip(*np.unique(of, return_counts=True)):
            row[held:] = np.minimum(row[held:], row[: K + 1 - held] + sizes[cell])
    found = [np.where(fewest <= budget, np.arange(K + 1), 0).max(axis=1).mean() / K for budget in budgets]
    return found, fewest[:, K].mean() / len(own)


stream = StreamRec(42)


def episodes(seed, n):
    """Of each of n episodes, the traits of its title and something of its own."""
    random = np.random.RandomState(seed)
    titles = random.randint(0, 1000, n)
    return stream.traits[titles] + 0.2 * random.standard_normal((n, 16)), stream.tastes


random = np.random.RandomState(42)
noise = random.standard_normal((20_000, 128))
noise_queries = random.standard_normal((QUERIES, 128))
items, tastes = episodes(42, 20_000)
with figures.heavy("truth", "streamIndex", "onNoise"):
    kinds = {"noise": (noise, noise_queries), "stream": (items, tastes[:QUERIES])}
    indexes = {name: indexed(*kind, 128, 0) for name, kind in kinds.items()}
    worlds = {name: profile(*kind, indexes[name], PROBES) for name, kind in kinds.items()}
for name, (recall, share, oracle) in worlds.items():
    figures.add(f"recall_{name}", recall, absolute=2e-3)
    figures.add(f"share_{name}", share, absolute=2e-3)
    figures.add(f"oracle_{name}", oracle, absolute=2e-3)
    figures.add(f"recall4_{name}", recall[2], absolute=2e-3)
    figures.add(f"oracle4_{name}", oracle[2], absolute=2e-3)
with figures.heavy("oracleNoise"):
    oracles = {name: chosen(index, BUDGETS) for name, index in indexes.items()}
for name, (recall, share) in oracles.items():
    figures.add(f"oracle_items_{name}", recall, absolute=2e-3)
    figures.add(f"oracle600_{name}", recall[2], absolute=2e-3)
    figures.add(f"all_{name}", share, absolute=2e-3)
with figures.heavy("ratioNoise"):
    distances = np.sqrt(np.sort(squares(noise_queries, noise), axis=1))
    figures.add("ratio_noise", (distances[:, K - 1] / distances.mean(axis=1)).mean(), relative=1e-9)
    distances = np.sqrt(np.sort(squares(tastes[:QUERIES], items), axis=1))
    figures.add("ratio_stream", (distances[:, K - 1] / distances.mean(axis=1)).mean(), relative=1e-9)

# Twenty smaller worlds of each kind: 4000 items, 32 cells, of which one is probed, 3 %.
with figures.heavy("smallNoise"):
    small = {"noise": [], "stream": []}
    for seed in range(20):
        random = np.random.RandomState(seed)
        x = random.standard_normal((4000, 128))
        queries = random.standard_normal((50, 128))
        small["noise"].append(profile(x, queries, indexed(x, queries, 32, seed), [1])[:, 0])
        x, tastes = episodes(seed, 4000)
        small["stream"].append(profile(x, tastes[:50], indexed(x, tastes[:50], 32, seed), [1])[:, 0])
noisy, real = (np.array(found).T for found in small.values())
for name, found in (("noise", noisy), ("stream", real)):
    figures.add(f"small_recall_{name}", found[0], absolute=0.01, kept=False)
    figures.add(f"small_share_{name}", found[1], absolute=0.01, kept=False)
    figures.add(f"small_oracle_{name}", found[2], absolute=0.01, kept=False)
figures.claim("recall-noise", noisy[0], holds=noisy[0].mean() > 0.95)
figures.claim("oracle-noise", noisy[2], holds=noisy[2].mean() > 0.95)
figures.claim("recall-stream", real[0], holds=real[0].mean() > 0.95)
figures.claim("share", noisy[1], holds=abs(noisy[1].mean() - 1 / 32) < 0.01)

for name, (recall, share, oracle) in worlds.items():
    plt.semilogx(share, recall, marker="o", label=name)
for name, (recall, _) in oracles.items():
    plt.semilogx([budget / len(items) for budget in BUDGETS], recall, linestyle="dashed", label=f"{name}, oracle")
drawn(plt)
figures.show()
