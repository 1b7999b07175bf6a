"""Exercise 2.6 in NumPy: the gradients of a network with one hidden layer of ReLUs, by hand and by differences.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_02_6_backpropagation.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)


def parts(p):
    return p[:15].reshape(5, 3), p[15:20], p[20:25], p[25]


def relu(z):
    return np.maximum(0, z)


def entropy(z2, y):
    y_hat = 1 / (1 + np.exp(-z2))
    return -np.log(np.where(y == 1, y_hat, 1 - y_hat))


def loss(p, x, y):
    w1, b1, w2, b2 = parts(p)
    return entropy(relu(x @ w1.T + b1) @ w2 + b2, y)


def backward(p, x, y):
    """The gradients for a batch of inputs, one row each, and their mean."""
    w1, b1, w2, b2 = parts(p)
    z1 = x @ w1.T + b1
    a1 = relu(z1)
    dz2 = 1 / (1 + np.exp(-(a1 @ w2 + b2))) - y
    dz1 = dz2[:, None] * w2 * (z1 > 0)
    n = len(x)
    return np.concatenate([(dz1.T @ x).ravel() / n, dz1.mean(axis=0), a1.T @ dz2 / n, [dz2.mean()]])


def slopes(at, f, h=1e-5):
    return np.array([(f(at + h * unit) - f(at - h * unit)) / (2 * h) for unit in np.eye(len(at))])


def tested(seed):
    random = np.random.RandomState(seed)
    p, x, y = random.randn(26), random.randn(3), seed % 2
    w1, b1, w2, b2 = parts(p)
    z1 = w1 @ x + b1
    z2 = w2 @ relu(z1) + b2
    exact = backward(p, x[None], np.array([y]))
    off = np.abs(exact - slopes(p, lambda v: loss(v, x, y)))
    dz2 = 1 / (1 + np.exp(-z2)) - y
    by_a = slopes(relu(z1), lambda a: entropy(w2 @ a + b2, y))
    by_z = slopes(z1, lambda z: entropy(w2 @ relu(z) + b2, y))
    by_z2 = slopes(np.array([z2]), lambda z: entropy(z[0], y))[0]
    return (
        abs(dz2 - by_z2),
        np.max(off[20:25]),
        off[25],
        np.max(np.abs(dz2 * w2 - by_a)),
        np.max(np.abs(exact[15:20] - by_z)),
        np.max(off[:15]),
        np.max(off[15:20]),
        np.max(np.abs(by_z - by_a * (z1 > 0))),
    )


def train(seed, bias):
    random = np.random.RandomState(seed)
    p = random.randn(26)
    p[15] = bias
    begin, points = p.copy(), random.randn(100, 3)
    y = (points.sum(axis=1) > 0).astype(float)
    moved = []
    for step in range(301):
        d = p - begin
        moved.append(np.sqrt(np.sum(d[:15].reshape(5, 3) ** 2, axis=1) + d[15:20] ** 2 + d[20:25] ** 2))
        if step < 300:
            p = p - 0.5 * backward(p, points, y)
    return np.array(moved).T, np.mean(loss(begin, points, y)), np.mean(loss(p, points, y))


random = np.random.RandomState(5)
start = random.randn(26)
x = random.randn(3)
w1, b1, w2, b2 = parts(start)
z1 = w1 @ x + b1
z2 = w2 @ relu(z1) + b2
y_hat = 1 / (1 + np.exp(-z2))
g, g_zero = (backward(start, x[None], np.array([y])) for y in (1.0, 0.0))
numeric = slopes(start, lambda v: loss(v, x, 1))
da1 = (y_hat - 1) * w2
length = np.linalg.norm
graph = [length(w1.T @ g[15:20]), length(g[:15]), length(g[15:20]), length(g[15:20]), length(da1), length(g[20:25])]
graph += [abs(g[25]), abs(g[25]), 1 / y_hat, abs(z2), 1]
moved, before, after = train(42, -20)

figures.add("loss", loss(start, x, 1), relative=1e-12)
figures.add("z1", z1, absolute=1e-13, kept=False)
figures.add("y_hat", y_hat, relative=1e-12)
figures.add("by_b2", g[25], relative=1e-12)
figures.add("by_b2_zero", g_zero[25], relative=1e-12)
figures.add("gradient", g, absolute=1e-13, kept=False)
figures.add("gradient_zero", g_zero, absolute=1e-13, kept=False)
figures.add("numeric", numeric, absolute=1e-9, kept=False)
figures.add("worst", np.max(np.abs(g - numeric)), interval=(1e-16, 1e-9))
figures.add("length_w1", length(g[:15]), relative=1e-12)
figures.add("length_b1", length(g[15:20]), relative=1e-12)
figures.add("length_w2", length(g[20:25]), relative=1e-12)
figures.add("graph", graph, relative=1e-12, kept=False)
figures.add("end_loss", after, relative=1e-9)
figures.add("moved_1", moved[1, 300], relative=1e-9)
figures.add("moved_0", moved[0, 300])
figures.add("moved", moved, absolute=1e-9, kept=False)

with figures.heavy("seeds"):
    seeds = np.array([tested(seed) for seed in range(20)]).T
for name, off in zip(("dz2", "dW2", "db2", "da1", "dz1", "dW1", "db1", "gate"), seeds):
    figures.claim(name, off, holds=(off < 1e-8).all())
with figures.heavy("ended"):
    trained = [train(seed, -20) for seed in range(20)]
dead = np.array([m[0, 300] for m, _, _ in trained])
figures.add("ends_dead", dead, kept=False)
figures.add("ends_other", [m[1, 300] for m, _, _ in trained], absolute=1e-8, kept=False)
figures.add("ends_gain", [a - b for _, a, b in trained], absolute=1e-8, kept=False)
figures.claim("dead", dead, holds=(dead == 0).all())
zs = np.array([i / 10 for i in range(-20, 21) if i])
indicator = max(abs(slopes(np.array([z]), lambda v: max(0, v[0]))[0] - (z > 0)) for z in zs)
figures.add("indicator", indicator, interval=(0, 1e-8))
figures.claim("indicator", [indicator], holds=indicator < 1e-8)

plt.bar(np.arange(5) - 0.2, da1, 0.4)
plt.bar(np.arange(5) + 0.2, g[15:20], 0.4)
drawn(plt)
plt.plot(moved.T)
drawn(plt)
figures.show()
