"""Exercise 1.7 as the Python original has it: the gradients of a matrix factorization's loss, and their test.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_01_7_matrix_factorization.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)


def draw(seed):
    random = np.random.RandomState(seed)
    return random.randn(100, 10), random.randn(50, 10), random.randn(100, 50)


def loss(u, v, r):
    return np.sum((r - u @ v.T) ** 2)


def gradients(u, v, r):
    e = r - u @ v.T
    return -2 * e @ v, -2 * e.T @ u


def numerical(entries, h, loss_now):
    """Central differences with respect to each entry of a matrix, which ends as it began."""
    slopes = np.zeros_like(entries)
    for at in np.ndindex(entries.shape):
        kept = entries[at]
        entries[at] = kept + h
        above = loss_now()
        entries[at] = kept - h
        slopes[at] = (above - loss_now()) / (2 * h)
        entries[at] = kept
    return slopes


def tested(u, v, r, h=1e-5):
    now = lambda: loss(u, v, r)  # noqa: E731
    return numerical(u, h, now), numerical(v, h, now)


def worst(u, v, r):
    return [np.max(np.abs(g - n)) for g, n in zip(gradients(u, v, r), tested(u, v, r))]


u, v, r = draw(42)
(grad_u, grad_v), (numeric_u, numeric_v) = gradients(u, v, r), tested(u, v, r)
with figures.heavy("worstUs"):
    worst_us, worst_vs = np.array([worst(*draw(seed)) for seed in range(20)]).T
    expanded = np.trace(r.T @ r) - 2 * np.trace(r.T @ u @ v.T) + np.trace(v @ u.T @ u @ v.T)
    middle_u, middle_v = -2 * r @ v + 2 * u @ v.T @ v, -2 * r.T @ u + 2 * v @ u.T @ u

steps = 10 ** (np.arange(-16, 1) / 2)
here, row, exact = loss(u, v, r), u[:1].copy(), grad_u[0]
central, forward = [], []
for h in steps:
    above = np.array([loss(np.vstack([row + h * unit, u[1:]]), v, r) for unit in np.eye(10)])
    below = np.array([loss(np.vstack([row - h * unit, u[1:]]), v, r) for unit in np.eye(10)])
    central.append(np.max(np.abs((above - below) / (2 * h) - exact)))
    forward.append(np.max(np.abs((above - here) / h - exact)))

figures.add("loss", here, relative=1e-12)
figures.add("first_u", grad_u[0, 0], relative=1e-11)
figures.add("first_v", grad_v[0, 0], relative=1e-11)
# What is left is rounding, which depends on the order of the sums: its size is compared, not its digits.
figures.add("millionths_u", 1e6 * np.max(np.abs(grad_u - numeric_u)), interval=(0.01, 10))
figures.add("millionths_v", 1e6 * np.max(np.abs(grad_v - numeric_v)), interval=(0.01, 10))
figures.add("grad_u", grad_u, absolute=1e-10, kept=False)
figures.add("grad_v", grad_v, absolute=1e-10, kept=False)
figures.add("numeric_u", numeric_u, absolute=2e-5, kept=False)
figures.add("numeric_v", numeric_v, absolute=2e-5, kept=False)
figures.add("worst_us", worst_us, interval=(1e-8, 1e-5), kept=False)
figures.add("worst_vs", worst_vs, interval=(1e-8, 1e-5), kept=False)
figures.add("expanded", expanded, relative=1e-12)
figures.add("middle_u", middle_u, absolute=1e-10, kept=False)
figures.add("middle_v", middle_v, absolute=1e-10, kept=False)
figures.add("central", central[-1], interval=(0, 1e-9))
figures.add("forward", forward[-1], relative=1e-9)

figures.claim("expansion", [abs(expanded / here - 1)], holds=abs(expanded / here - 1) < 1e-12)
for name, middle, numeric in (("middle", middle_u, numeric_u), ("middle-v", middle_v, numeric_v)):
    off = np.max(np.abs(middle - numeric))
    figures.claim(name, [off], holds=off < 1e-5)
figures.claim("gradient-u", worst_us, holds=(worst_us < 1e-5).all())
figures.claim("gradient-v", worst_vs, holds=(worst_vs < 1e-5).all())
figures.claim("difference", worst_us, holds=1e-7 < worst_us.mean() < 1e-5)

plt.loglog(steps, central, marker="o")
plt.loglog(steps, forward, marker="o")
drawn(plt)
figures.show()
