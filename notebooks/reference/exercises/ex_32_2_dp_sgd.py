"""Exercise 32.2 in Python: DP-SGD on StreamRec at three budgets, by a Renyi accountant; NumPy instead of Opacus.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_32_2_dp_sgd.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import gammaln, logsumexp

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
SEEDS, DELTA, RATE, STEPS, CLIP = range(20), 1e-5, 0.02, 250, 1.0
ORDERS = [1 + x / 10 for x in range(1, 100)] + list(range(12, 64))
BUDGETS = (1, 3, 8)


def whole_rdp(q, sigma, alpha):
    """Mironov, Talwar and Zhang 2019, for a whole order."""
    k = np.arange(alpha + 1)
    terms = gammaln(alpha + 1) - gammaln(k + 1) - gammaln(alpha - k + 1) + k * np.log(q) + (alpha - k) * np.log1p(-q) + (k * k - k) / (2 * sigma**2)
    return logsumexp(terms) / (alpha - 1)


def rdp(q, sigma, alpha):
    """The same for any order, by the trapezoidal rule."""
    h = sigma / 8
    z = -12 * sigma + h * np.arange(int((24 * sigma + alpha) / h) + 2)
    log = -z * z / (2 * sigma**2) + alpha * np.log1p(q * np.expm1((2 * z - 1) / (2 * sigma**2)))
    return (logsumexp(log) + np.log(h) - np.log(sigma * np.sqrt(2 * np.pi))) / (alpha - 1)


def converted(renyi, alpha, delta):
    return renyi + np.log1p(-1 / alpha) - np.log(delta * alpha) / (alpha - 1)


def epsilon(q, sigma, steps, delta=DELTA, orders=ORDERS):
    return min(converted(steps * rdp(q, sigma, a), a, delta) for a in orders)


def whole_epsilon(q, sigma, steps, delta=DELTA):
    return min(converted(steps * whole_rdp(q, sigma, a), a, delta) for a in range(2, 65))


def noise_for(budget, q=RATE, steps=STEPS):
    low, high = 0.3, 10.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if epsilon(q, middle, steps) > budget else (low, middle)
    return high


stream = StreamRec(42)
events = stream.events
X = np.column_stack([np.ones(len(events)), events.recommended, stream._heavy[events.user], 0.5 * stream.tastes[events.user] * stream.traits[events.item]])
Y = events.clicked.to_numpy()
WIDTH, HIDDEN = X.shape[1], 8


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic(w, x, y):
    """One gradient for each row."""
    return (sigmoid(x @ w) - y)[:, None] * x


def says(w, x):
    return x @ w if len(w) == WIDTH else np.tanh(x @ w[: WIDTH * HIDDEN].reshape(HIDDEN, WIDTH).T) @ w[WIDTH * HIDDEN : -1] + w[-1]


def network(w, x, y):
    inner, outer = w[: WIDTH * HIDDEN].reshape(HIDDEN, WIDTH), w[WIDTH * HIDDEN : -1]
    h = np.tanh(x @ inner.T)
    off = sigmoid(h @ outer + w[-1]) - y
    back = off[:, None] * outer * (1 - h * h)
    return np.concatenate([(back[:, :, None] * x[:, None, :]).reshape(len(x), -1), off[:, None] * h, off[:, None]], axis=1)


def clipped_sum(gradients, clip=CLIP):
    return (gradients / np.maximum(1, np.linalg.norm(gradients, axis=1, keepdims=True) / clip)).sum(axis=0)


def sample(random, n):
    """Each row with probability RATE, by the gaps between them."""
    gaps = random.geometric(RATE, int(n * RATE + 10 * np.sqrt(n * RATE)))
    rows = np.cumsum(gaps) - 1
    assert rows[-1] >= n
    return rows[rows < n]


def accuracy(gradient, n, sigma, seed):
    """Of a model trained on n events; sigma None: without clipping and noise."""
    random = np.random.RandomState(seed)
    order = random.permutation(len(Y))
    w = np.zeros(WIDTH) if gradient is logistic else np.concatenate([random.normal(0, 0.2, WIDTH * HIDDEN), random.normal(0, 0.2, HIDDEN), [0]])
    for _ in range(STEPS):
        rows = order[sample(random, n)]
        each = gradient(w, X[rows], Y[rows])
        total = each.sum(axis=0) if sigma is None else clipped_sum(each) + random.normal(0, sigma * CLIP, len(w))
        w = w - total / (RATE * n)
    test = order[40_000:]
    return np.mean((says(w, X[test]) > 0) == (Y[test] == 1))


# The accountant against what others have published.
figures.add("opacus", epsilon(0.04, 1.5, 2250), relative=1e-9)
figures.add("opacus_whole", whole_epsilon(0.04, 1.5, 2250), relative=1e-9)
abadi = min(10_000 * whole_rdp(0.01, 4, a) - np.log(1e-5) / (a - 1) for a in range(2, 65))
figures.add("abadi", abadi, relative=1e-9)
figures.add("whole_rdp", [whole_rdp(0.02, 1.0, a) for a in (2, 8, 32)], relative=1e-9)
figures.add("quadrature", [rdp(0.02, 1.0, a) for a in (2, 8, 32)], relative=1e-9)
with figures.heavy("budgets"):
    noise = [noise_for(b) for b in BUDGETS]
figures.add("noise", noise, relative=1e-7)
for b, s in zip(BUDGETS, noise):
    figures.add(f"noise_{b}", s, relative=1e-7)
epochs = [epsilon(RATE, noise[1], 50 * e) for e in range(1, 11)]
figures.add("epochs", epochs, relative=1e-6)

with figures.heavy("found"):
    SIZES = (300, 1000, 8000)
    found = np.array([[[accuracy(logistic, n, s, seed) for seed in SEEDS] for s in (None, *noise)] for n in SIZES])
for n, rows in zip(SIZES, found):
    figures.add(f"accuracy_{n}", rows, absolute=2.5e-4)
    figures.add(f"mean_none_{n}", rows[0].mean(), absolute=2e-4)
    figures.add(f"mean_1_{n}", rows[1].mean(), absolute=2e-4)
    figures.add(f"mean_8_{n}", rows[3].mean(), absolute=2e-4)
with figures.heavy("nets"):
    nets, lines = (np.array([[accuracy(model, 1000, s, seed) for seed in range(60)] for s in (None, noise[0])]) for model in (network, logistic))
figures.add("accuracy_network", nets, absolute=2.5e-3)
figures.add("accuracy_lines", lines, absolute=2.5e-4)
figures.add("mean_network_none", nets[0].mean(), absolute=1e-3)
figures.add("mean_network_1", nets[1].mean(), absolute=1e-3)
majority = max(Y.mean(), 1 - Y.mean())
figures.add("majority", majority, relative=1e-12)


def drop(rows, i):
    """In percent of the accuracy without privacy, for each seed."""
    return 100 * (rows[0] - rows[i]) / rows[0]


def influence(seed, norm):
    """The most that one of 20 rows changes the sum of clipped gradients when it is left out."""
    random = np.random.RandomState(seed)
    rows, w = random.choice(len(Y), 20, replace=False), random.normal(0, 1, WIDTH - 3)
    x, y = X[rows][:, 3:], Y[rows]
    whole = clipped_sum(logistic(w, norm(x), y))
    return max(np.linalg.norm(whole - clipped_sum(logistic(w, norm(np.delete(x, i, 0)), np.delete(y, i)))) for i in range(20))


def batch_norm(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)


def group_norm(x):
    groups = x.reshape(len(x), 4, 4)
    return ((groups - groups.mean(axis=2, keepdims=True)) / np.sqrt(groups.var(axis=2, keepdims=True) + 1e-5)).reshape(x.shape)


with figures.heavy("influences"):
    batch, group = ([influence(seed, norm) for seed in SEEDS] for norm in (batch_norm, group_norm))
figures.add("batch_norm", batch, absolute=1e-9)
figures.add("group_norm", group, absolute=1e-9)
figures.add("mean_batch_norm", np.mean(batch), absolute=1e-9)
figures.add("mean_group_norm", np.mean(group), absolute=1e-9)

drops = {n: [drop(rows, i) for i in (1, 2, 3)] for n, rows in zip(SIZES, found)}
net = drop(nets, 1)
simpler = net - drop(lines, 1)
figures.add("mean_drop_lines", drop(lines, 1).mean(), absolute=0.03)
figures.add("mean_drops", [[d.mean() for d in drops[n]] for n in SIZES], absolute=0.03)
figures.add("mean_drop_network", net.mean(), absolute=0.15)
for n in SIZES:
    figures.claim(f"one-{n}", drops[n][0], holds=5 <= drops[n][0].mean() <= 15)
    figures.claim(f"eight-{n}", drops[n][2], holds=1 <= drops[n][2].mean() <= 3)
figures.claim("more-data", drops[300][0] - drops[8000][0], holds=(drops[300][0] - drops[8000][0]).mean() > 0)
figures.claim("simpler", simpler, holds=simpler.mean() > 1.96 * simpler.std(ddof=1) / np.sqrt(60))
figures.claim("order", drops[300][0] - drops[300][2], holds=(drops[300][0] - drops[300][2]).mean() > 0)
figures.claim("batch-norm", batch, holds=min(batch) > CLIP)
figures.claim("clipping", group, holds=max(group) <= CLIP + 1e-9)
figures.claim("cumulative", epochs, holds=(np.diff(epochs) > 0).all())

for n in SIZES:
    plt.plot([1, 3, 8], [d.mean() for d in drops[n]])
drawn(plt)
plt.plot(range(1, 11), epochs)
drawn(plt)
figures.show()
