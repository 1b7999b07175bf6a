"""Exercise 14.2 in NumPy: a graph convolution as a matrix product and as messages, on Zachary's karate club.

The original names PyTorch Geometric, which our environment does not have; what its layer computes is the sum of messages.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_14_2_gcn.py [--write | --pytorch]

With ``--pytorch`` its autograd and its descent train the two layers.
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
# Zachary 1977: for each member the friends with a higher number; and the members who stayed with the instructor.
FRIENDS = """2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32;3 4 8 14 18 20 22 31;4 8 9 10 14 28 29 33;8 13 14;7 11;7 11 17;17;;31 33 34;
34;;;;34;33 34;33 34;;;33 34;34;33 34;;33 34;26 28 30 33 34;26 28 32;32;30 34;34;32 34;33 34;33 34;33 34;34;"""
INSTRUCTOR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 20, 22]
EDGES = [(a, int(b) - 1) for a, row in enumerate(FRIENDS.split(";")) for b in row.split()]
MEMBERS = 34


def adjacency(edges):
    a = np.zeros((MEMBERS, MEMBERS))
    for one, other in edges:
        a[one, other] = a[other, one] = 1
    return a


def normalized(a):
    with_loops = a + np.eye(len(a))
    root = np.sqrt(with_loops.sum(1))
    return with_loops / np.outer(root, root)


def messages(edges, h, w):
    """The same without a matrix of the graph."""
    sent = h @ w
    degree = np.ones(MEMBERS)
    for one, other in edges:
        degree[[one, other]] += 1
    out = sent / degree[:, None]
    for one, other in edges:
        weight = 1 / np.sqrt(degree[one] * degree[other])
        out[one] += weight * sent[other]
        out[other] += weight * sent[one]
    return out


a = adjacency(EDGES)
s = normalized(a)
groups = np.array([0 if member + 1 in INSTRUCTOR else 1 for member in range(MEMBERS)])
eigenvalues = np.linalg.eigvalsh(s)
sums = s.sum(1)

gaps = np.zeros(20)
for seed in range(20):
    random = np.random.RandomState(seed)
    h, w = random.standard_normal((MEMBERS, 5)), random.standard_normal((5, 3))
    gaps[seed] = np.abs(s @ h @ w - messages(EDGES, h, w)).max()

degrees = a.sum(1)
scales = np.zeros((20, 2))
for seed in range(20):
    h = np.random.RandomState(seed).standard_normal((MEMBERS, 200))
    norms = np.sqrt(((s @ h) ** 2).mean(1))
    scales[seed] = norms[degrees <= 2].mean(), norms[degrees >= 9].mean()

layers = np.zeros((3, 11))
for row, matrix in enumerate((a + np.eye(MEMBERS), s, (a + np.eye(MEMBERS)) / (1 + degrees)[:, None])):
    h = np.random.RandomState(42).standard_normal((MEMBERS, 8))
    for layer in range(11):
        layers[row, layer] = np.sqrt((h**2).mean())
        h = matrix @ h


def train(seed, steps=200, rate=1.0, width=8):
    """Two layers, two known members: the loss of each step, and the scores in the end."""
    random = np.random.RandomState(seed)
    w0 = random.uniform(-1, 1, (MEMBERS, width)) * np.sqrt(6 / (MEMBERS + width))
    w1 = random.uniform(-1, 1, (width, 2)) * np.sqrt(6 / (width + 2))
    losses, known = [], [0, 33]
    for _ in range(steps):
        z = s @ w0
        mixed = s @ np.maximum(z, 0)
        scores = mixed @ w1
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        losses.append(-np.log(p[known, [0, 1]]).mean())
        g = np.zeros_like(scores)
        g[known] = (p[known] - np.eye(2)) / 2
        by_hidden = s @ (g @ w1.T) * (z > 0)
        w1 = w1 - rate * (mixed.T @ g)
        w0 = w0 - rate * (s @ by_hidden)
    return np.array(losses), s @ np.maximum(s @ w0, 0) @ w1


if figures.pytorch:
    import torch
    from torch.nn.functional import cross_entropy

    graph, known, sides = torch.tensor(s), torch.tensor([0, 33]), torch.tensor([0, 1])
    torch.optim.SGD([graph])  # the first loads what PyTorch imports late: outside the heavy part, as all imports

    def train(seed, steps=200, rate=1.0, width=8):
        random = np.random.RandomState(seed)
        w0 = torch.tensor(random.uniform(-1, 1, (MEMBERS, width)) * np.sqrt(6 / (MEMBERS + width)), requires_grad=True)
        w1 = torch.tensor(random.uniform(-1, 1, (width, 2)) * np.sqrt(6 / (width + 2)), requires_grad=True)
        descent, losses = torch.optim.SGD([w0, w1], lr=rate), []
        for _ in range(steps):
            loss = cross_entropy((graph @ (graph @ w0).relu() @ w1)[known], sides)
            losses.append(loss.item())
            descent.zero_grad()
            loss.backward()
            descent.step()
        with torch.no_grad():
            return np.array(losses), (graph @ (graph @ w0).relu() @ w1).numpy()


with figures.heavy("losses"):
    losses, scores = train(42)
with figures.heavy("allRight"):
    right = [(train(seed)[1].argmax(1) == groups).sum() for seed in range(20)]
margin = scores[:, 1] - scores[:, 0]
plt.imshow(s)
drawn(plt)
plt.scatter(degrees, sums)
drawn(plt)
plt.semilogy(layers.T)
drawn(plt)
plt.bar(range(MEMBERS), margin)
drawn(plt)

looped = a.copy()
looped[0, 0] = 1
remaining = looped + np.diag(1 - np.diag(looped))
root = np.sqrt(remaining.sum(1))
loop_gap = np.abs(normalized(looped) - remaining / np.outer(root, root)).max()

figures.add("friendships", len(EDGES))
figures.add("sum_least", sums.min(), relative=1e-12)
figures.add("sum_most", sums.max(), relative=1e-12)
figures.add("largest_eigenvalue", eigenvalues[-1], absolute=1e-9)
figures.add("plain_eigenvalue", np.linalg.eigvalsh(a + np.eye(MEMBERS))[-1], absolute=1e-6)
figures.add("loss", losses[-1], relative=1e-8)
figures.add("right", (scores.argmax(1) == groups).sum())
figures.add("normalized", s, relative=1e-12, kept=False)
figures.add("layers", layers, relative=1e-9, kept=False)
figures.add("scales", scales, relative=1e-10, kept=False)
figures.add("scores", scores, absolute=1e-6, kept=False)
figures.add("losses", losses, absolute=1e-8, kept=False)
figures.add("all_right", right, kept=False)
random = np.random.RandomState(0)
figures.add("out", messages(EDGES, random.standard_normal((MEMBERS, 5)), random.standard_normal((5, 3))), absolute=1e-12, kept=False)

ratio = scales[:, 0] / scales[:, 1]
figures.claim("same", gaps, holds=(gaps < 1e-12).all())
figures.claim("symmetric", [np.abs(s - s.T).max()], holds=np.abs(s - s.T).max() < 1e-15)
figures.claim("scale-sums", [sums.max() / sums.min()], holds=sums.max() / sums.min() < 1.1)
figures.claim("scale-random", ratio, holds=abs(ratio.mean() - 1) < 0.1)
figures.claim("bounded", [eigenvalues[-1]], holds=abs(eigenvalues[-1] - 1) < 1e-9)
figures.claim("loops", [loop_gap], holds=loop_gap < 1e-12)
figures.show()
