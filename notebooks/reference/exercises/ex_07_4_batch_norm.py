"""Exercise 7.4 in NumPy: eight layers with and without batch normalisation, forwards and backwards by hand.

The original uses PyTorch, as this does with ``--pytorch``; its two starts of the weights are here those of its Linear layer and of
He et al. 2015.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_07_4_batch_norm.py [--write | --pytorch]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
LAYERS, WIDTH, INPUTS, SIZE, BATCH = 8, 32, 16, 256, 32
HE = np.sqrt(6)
RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]


def t(a):
    return np.swapaxes(a, -2, -1)


def rows(a, of="mean"):
    return getattr(a, of)(-2, keepdims=True)


def draw(seed, c):
    random = np.random.RandomState(seed)
    x, a = random.standard_normal((SIZE, INPUTS)), random.standard_normal((INPUTS, 2)) / 4
    one, two = (x @ a).T
    y = np.sin(2 * one) + two
    sizes = [INPUTS] + [WIDTH] * LAYERS + [1]
    weights = [random.uniform(-1, 1, (m, n)) * (c / np.sqrt(m)) for m, n in zip(sizes, sizes[1:])]
    return x, ((y - y.mean()) / y.std())[:, None], weights


class Net:
    """Several runs side by side; one pair of seed and c for each."""

    def __init__(self, normalised, seeds, c):
        runs = [draw(seed, one) for seed, one in zip(seeds, c)]
        self.normalised = normalised
        self.x, self.y = np.array([run[0] for run in runs]), np.array([run[1] for run in runs])
        self.weights = [np.array(layer) for layer in zip(*(run[2] for run in runs))]
        self.betas = [np.zeros((len(runs), 1, w.shape[-1])) for w in self.weights]
        self.gammas = [np.ones((len(runs), 1, WIDTH)) for _ in range(LAYERS)]
        self.parameters = self.weights + self.betas + (self.gammas if normalised else [])

    def gradients(self, step):
        start = step * BATCH % SIZE
        x, y = self.x[:, start : start + BATCH], self.y[:, start : start + BATCH]
        before, after, kept = [], [x], []
        for layer in range(LAYERS):
            z = after[-1] @ self.weights[layer]
            if self.normalised:
                centered = z - rows(z)
                deviation = np.sqrt(rows(centered**2) + 1e-5)
                kept.append((centered / deviation, deviation))
                z = kept[-1][0] * self.gammas[layer]
            before.append(z + self.betas[layer])
            after.append(np.maximum(before[-1], 0))
        error = after[-1] @ self.weights[-1] + self.betas[-1] - y
        return (error**2).mean((1, 2)), self.backwards(after, kept, error * (2 / BATCH)), before, after

    def backwards(self, after, kept, g):
        by_weights, by_betas, by_gammas = [], [rows(g, "sum")], []
        for layer in range(LAYERS, -1, -1):
            by_weights.insert(0, t(after[layer]) @ g)
            if layer == 0:
                return by_weights + by_betas + by_gammas
            g = g @ t(self.weights[layer]) * (after[layer] > 0)
            by_betas.insert(0, rows(g, "sum"))
            if self.normalised:
                z_hat, deviation = kept[layer - 1]
                by_gammas.insert(0, rows(g * z_hat, "sum"))
                h = g * self.gammas[layer - 1]
                g = (h - rows(h) - z_hat * rows(h * z_hat)) / deviation

    def train(self, steps, rates):
        rate, losses = np.array(rates)[:, None, None], []
        for step in range(steps):
            loss, gradients, _, _ = self.gradients(step)
            losses.append(loss)
            for parameter, gradient in zip(self.parameters, gradients):
                parameter -= rate * gradient
        return np.array(losses).reshape(-1, 8, len(rates)).mean(1).T


if figures.pytorch:
    import torch
    from torch.nn.functional import batch_norm

    ByHand = Net

    class Net(ByHand):
        """By PyTorch. A column for each example: so the runs' neurons are channels side by side for its batch norm."""

        def __init__(self, *start):
            super().__init__(*start)
            self.x, self.y, *tensors = (torch.tensor(t(a)).contiguous() for a in (self.x, self.y, *self.parameters))
            self.tensors = [tensor.requires_grad_() for tensor in tensors]
            self.parameters = [t(tensor.detach().numpy()) for tensor in self.tensors]  # the same memory

        def forward(self, step):
            start = step * BATCH % SIZE
            x, y = self.x[..., start : start + BATCH], self.y[..., start : start + BATCH]
            weights, betas, gammas = self.tensors[: LAYERS + 1], self.tensors[LAYERS + 1 : 2 * LAYERS + 2], self.tensors[2 * LAYERS + 2 :]
            before, after = [], [x]
            for layer in range(LAYERS):
                if self.normalised:
                    z = weights[layer] @ after[-1]
                    scale, shift = gammas[layer].flatten(), betas[layer].flatten()
                    before.append(batch_norm(z.view(1, -1, BATCH), None, None, scale, shift, training=True).view_as(z))
                else:
                    before.append(torch.baddbmm(betas[layer], weights[layer], after[-1]))
                after.append(before[-1].relu())
            error = torch.baddbmm(betas[-1], weights[-1], after[-1]) - y
            return error.square().mean((1, 2)), before, after

        def gradients(self, step):
            loss, *layers = self.forward(step)
            gradients = torch.autograd.grad(loss.sum(), self.tensors)
            before, after = ([t(a.detach().numpy()) for a in part] for part in layers)
            return loss.detach().numpy(), [t(gradient.numpy()) for gradient in gradients], before, after

        def train(self, steps, rates):
            rate, losses = torch.tensor(rates, dtype=torch.float64)[:, None, None], []
            for step in range(steps):
                loss = self.forward(step)[0]
                gradients = torch.autograd.grad(loss.sum(), self.tensors)
                losses.append(loss.detach())
                with torch.no_grad():
                    for parameter, gradient in zip(self.tensors, gradients):
                        parameter.addcmul_(rate, gradient, value=-1)
            return torch.stack(losses).reshape(-1, 8, len(rates)).mean(1).T.numpy()


def norms(gradients):
    return np.sqrt([(g**2).sum((1, 2)) for g in gradients[:LAYERS]]).T


def below_half(curve):
    return int(np.argmax(curve < 0.5)) + 1 if (curve < 0.5).any() else 0


def capped(values):
    return np.where(values < 2, values, 2.0)


def roughness(normalised, c):
    net = Net(normalised, range(20), [c] * 20)
    here = net.gradients(0)[1]
    for parameter, gradient in zip(net.parameters, here):
        parameter -= 0.1 * gradient
    there = net.gradients(0)[1]
    change = np.sqrt(sum(((b - a) ** 2).sum((1, 2)) for a, b in zip(here, there)))
    return change / (0.1 * np.sqrt(sum((a**2).sum((1, 2)) for a in here)))


np.seterr(all="ignore")
plain, batch = Net(False, [42, 42], [1, HE]), Net(True, [42], [1])
starts = plain.gradients(0), batch.gradients(0)
at_start = np.vstack([norms(s[1]) for s in starts])
in_last = starts[0][2][7][0].std()
with figures.heavy("curves"):
    curves = np.vstack([plain.train(1000, [0.01, 0.01]), batch.train(1000, [0.01])])
ends = plain.gradients(1000), batch.gradients(1000)
at_end = np.vstack([norms(s[1]) for s in ends])
shift = max(np.abs(a[0].mean(0)).max() for a in ends[1][2])
relu = ends[1][3][8].mean()
reached, uneven = [below_half(c) for c in curves], at_start.max(1) / at_start.min(1)
plt.semilogy(curves.T)
drawn(plt)
for place, values in enumerate((at_start, at_end)):
    plt.subplot(1, 2, place + 1)
    plt.semilogy(values.T)
drawn(plt)
for place, (passes, run) in enumerate([(starts[0], 0), (starts[0], 1), (starts[1], 0), (ends[0], 0), (ends[0], 1), (ends[1], 0)]):
    plt.subplot(2, 3, place + 1)
    plt.boxplot([a[run].ravel()[::8] for a in passes[2]])
drawn(plt)
with figures.heavy("last"):
    last = [capped(Net(n, [42] * 7, [c] * 7).train(200, RATES)[:, -1]) for n, c in ((False, 1), (False, HE), (True, 1))]
plt.loglog(RATES, np.transpose(last))
drawn(plt)
with figures.heavy("rough"):
    rough = [roughness(False, 1), roughness(False, HE), roughness(True, 1)]

figures.add("reached_0", reached[0])
figures.add("reached_1", reached[1])
figures.add("reached_2", reached[2])
figures.add("uneven_0", uneven[0], relative=1e-9)
figures.add("uneven_1", uneven[1], relative=1e-9)
figures.add("uneven_2", uneven[2], relative=1e-9)
figures.add("end_he", curves[1, -1], absolute=1e-6)
figures.add("end_normalised_fast", last[2][4], absolute=1e-5)
figures.add("curves", curves, absolute=1e-5, kept=False)
figures.add("at_start", at_start, relative=1e-9, kept=False)
figures.add("at_end", at_end, absolute=1e-4, kept=False)
figures.add("shift", shift, absolute=1e-6, kept=False)
figures.add("in_last", in_last, relative=1e-9, kept=False)
figures.add("relu", relu, absolute=1e-6, kept=False)
for name, values in zip(("rough_plain", "rough_he", "rough_normalised"), rough):
    figures.add(name, values, relative=1e-6, kept=False)


def twenty(normalised, c, rate):
    """Twenty runs of 200 steps: first epoch below 0.5 (26 if none), last loss, and the norms at the start."""
    net = Net(normalised, range(20), [c] * 20)
    at = norms(net.gradients(0)[1])
    epochs = net.train(200, [rate] * 20)
    return np.array([below_half(e) or 26 for e in epochs]), capped(epochs[:, -1]), at, net


with figures.heavy("slow0"):
    slow = [twenty(False, 1, 0.01), twenty(False, HE, 0.01), twenty(True, 1, 0.01)]
    fast_he, fast_normalised = twenty(False, HE, 0.1)[1], twenty(True, 1, 0.1)[1]
for name, runs in zip(("first_plain", "first_he", "first_normalised"), slow):
    figures.add(name, runs[0], kept=False)

over_he, over_pytorch = slow[1][0] / slow[2][0], slow[0][0] / slow[2][0]
figures.claim("slower", over_he, holds=(over_he > 1).all())
figures.claim("twice", over_pytorch, holds=abs(over_pytorch.mean() - 2) < 0.5)
figures.claim("rate", fast_normalised, holds=(fast_normalised < 0.1).all())
figures.claim("sensitive", fast_he, holds=fast_he.mean() > 2 * slow[1][1].mean())
ratios = [runs[2].max(1) / runs[2].min(1) for runs in slow]
deepest = slow[0][2][:, 7] / slow[0][2][:, 0]
figures.claim("uneven", ratios[0], holds=ratios[0].mean() > 5)
figures.claim("deeper", deepest, holds=deepest.mean() < 0.2)
figures.claim("uniform", ratios[2], holds=ratios[2].mean() < ratios[0].mean())
figures.claim("smooth", rough[1] / rough[2], holds=np.median(rough[1] / rough[2]) > 1)
before = np.array(slow[2][3].gradients(200)[2])
shifts = np.abs(before.mean(2)).max((0, 2))
spreads = np.abs(before.std(2) - 1).max((0, 2))
shrunk = slow[0][3].gradients(200)[2][7].std((1, 2))
figures.claim("zero-mean", shifts, holds=(shifts < 0.5).all())
figures.claim("unit-variance", spreads, holds=(spreads < 0.5).all())
figures.claim("unpredictable", shrunk, holds=(shrunk > 0.01).all())
figures.show()
