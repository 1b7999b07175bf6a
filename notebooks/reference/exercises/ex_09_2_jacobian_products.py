"""Exercise 9.2 in NumPy: products of Jacobians of a plain recurrent network and of an LSTM.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_09_2_jacobian_products.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)


def norm(a):
    return np.linalg.norm(a, 2)


def radius(a):
    return np.max(np.abs(np.linalg.eigvals(a)))


class Rnn:
    def __init__(self, seed, gain):
        random = np.random.RandomState(seed)
        self.w, self.u = random.normal(0, gain / 4, (16, 16)), random.normal(0, 0.25, (16, 16))
        self.inputs = random.randn(60, 16)
        self.h = [np.zeros(16)]
        for x in self.inputs:
            self.h.append(self.step(self.h[-1], x))

    def step(self, h, x):
        return np.tanh(self.w @ h + self.u @ x)

    def jacobian(self, h):
        return (1 - h**2)[:, None] * self.w

    def chain(self):
        product, found = np.eye(16), []
        for n in range(60):
            found.append(norm(product))
            product = product @ self.jacobian(self.h[60 - n])
        return np.array(found)

    def bound(self):
        return np.prod([norm(self.w) * np.max(1 - h**2) for h in self.h[2:]])


class Lstm:
    def __init__(self, seed, bias):
        random = np.random.RandomState(seed)
        drawn_weights = [(random.normal(0, 0.25, (16, 16)), random.normal(0, 0.25, (16, 16))) for _ in range(4)]
        self.w, self.u = ([pair[i] for pair in drawn_weights] for i in (0, 1))
        self.bias, self.inputs = bias, random.randn(60, 16)
        c, h = np.zeros(16), np.zeros(16)
        self.parts_of, self.c = [], [c]
        for x in self.inputs:
            f, i, o, g = self.parts(h, x)
            self.parts_of.append((f, i, o, g))
            c = f * c + i * g
            h = o * np.tanh(c)
            self.c.append(c)
        self.gates = np.array([p[0] for p in self.parts_of])

    def parts(self, h, x):
        sums = [w @ h + u @ x for w, u in zip(self.w, self.u)]
        sums[0] = sums[0] + self.bias
        return [1 / (1 + np.exp(-s)) for s in sums[:3]] + [np.tanh(sums[3])]

    def jacobian(self, t):
        (f, i, o, g), before, tanh = self.parts_of[t], self.c[t], np.tanh(self.c[t + 1])
        rows = lambda v: v[:, None]  # noqa: E731
        c_by_h = rows(before * f * (1 - f)) * self.w[0] + rows(g * i * (1 - i)) * self.w[1] + rows(i * (1 - g**2)) * self.w[3]
        slope = o * (1 - tanh**2)
        h_by_h = rows(slope) * c_by_h + rows(tanh * o * (1 - o)) * self.w[2]
        return np.block([[np.diag(f), c_by_h], [np.diag(slope * f), h_by_h]])

    def whole(self):
        product, found = np.eye(32), []
        for n in range(60):
            found.append(product[:16, :16])
            product = product @ self.jacobian(59 - n)
        return found

    def whole_norms(self):
        return np.array([norm(m) for m in self.whole()])

    def kept(self):
        return np.array([np.prod(self.gates[60 - n :], axis=0).max() for n in range(60)])


def measured(seed):
    net = Rnn(seed, 1)
    three = net.jacobian(net.h[60]) @ net.jacobian(net.h[59]) @ net.jacobian(net.h[58])

    def later(h):
        for t in range(57, 60):
            h = net.step(h, net.inputs[t])
        return h

    slopes = np.array([(later(net.h[57] + 1e-5 * e) - later(net.h[57] - 1e-5 * e)) / 2e-5 for e in np.eye(16)]).T
    ratio = max(radius(net.jacobian(h)) / norm(net.w) / np.max(1 - h**2) for h in net.h[1:])
    plain, wide = Lstm(seed, 1), Lstm(seed, 5)
    whole = plain.whole()[10]
    off = np.linalg.norm(whole - np.diag(np.prod(plain.gates[50:], axis=0))) / np.linalg.norm(whole)
    ends = net.chain()[59], Rnn(seed, 2).chain()[59]
    lstm = plain.kept()[59], plain.whole_norms()[59], wide.whole_norms()[59], wide.kept()[59]
    return np.max(np.abs(slopes - three)), ratio, *ends, off, *lstm


norms = [Rnn(42, gain).chain() for gain in (0.5, 1, 2)]
plain, wide = Lstm(42, 1), Lstm(42, 5)
memory, one, five = plain.kept(), plain.whole_norms(), wide.whole_norms()
upper, lower = np.array([[0.5, 1], [0, 0.5]]), np.array([[0.5, 0], [1, 0.5]])
growth = norm(np.linalg.matrix_power(upper @ lower, 10))

figures.add("rnn_1", norms[1][10], relative=1e-9)
figures.add("rnn_2", norms[2][59], relative=1e-6)
figures.add("gates_1", memory[10], relative=1e-10)
figures.add("lstm_1", one[10], relative=1e-10)
figures.add("gates_5", wide.kept()[59], relative=1e-10)
figures.add("lstm_5", five[59], relative=1e-9)
figures.add("growth", growth, relative=1e-11)
net = Rnn(42, 1)
figures.add("j", net.jacobian(net.h[2]), absolute=1e-12, kept=False)
figures.add("norms", np.log(norms), absolute=1e-6, kept=False)
figures.add("memory", np.log(memory), absolute=1e-9, kept=False)
figures.add("one", np.log(one), absolute=1e-8, kept=False)
figures.add("five", np.log(five), absolute=1e-8, kept=False)
figures.add("bound", np.log(net.bound()), absolute=1e-8)

with figures.heavy("seeds"):
    errors, slack, ends, ends_2, off, gates_end, lstm_end, lstm_end_5, gates_end_5 = np.array([measured(s) for s in range(20)]).T
figures.add("errors", errors, interval=(0, 1e-8), kept=False)
figures.add("slack", slack, relative=1e-9, kept=False)
figures.add("rnn_ends", np.log(ends), absolute=1e-6, kept=False)
# A gain of 2 is near chaos: rounding grows from step to step.
figures.add("rnn_ends_2", np.log(ends_2), absolute=1e-3, kept=False)
figures.add("gates_off", off, relative=1e-8, kept=False)
for name, values in (("gates_end", gates_end), ("lstm_end", lstm_end), ("lstm_end_5", lstm_end_5), ("gates_end_5", gates_end_5)):
    figures.add(name, np.log(values), absolute=1e-8, kept=False)

gain = np.log10(lstm_end / ends)
figures.claim("jacobian", errors, holds=(errors < 1e-8).all())
figures.claim("bound", slack, holds=(slack <= 1 + 1e-12).all())
figures.claim("radius", [growth], holds=growth < 1)
figures.claim("vanishing", ends, holds=(ends < 1e-3).all())
figures.claim("gates-in-range", gates_end, holds=(gates_end < 1).all())
figures.claim("cell-path", off, holds=(off < 0.05).all())
figures.claim("stays", gates_end_5, holds=(gates_end_5 > 0.6).all())
figures.claim("highway", lstm_end, holds=(lstm_end > 0.1).all())
figures.claim("mitigates", gain, holds=(gain > 0).all())

for line in norms:
    plt.semilogy(line)
drawn(plt)
for line in (norms[1], one, memory, five, wide.kept()):
    plt.semilogy(line)
drawn(plt)
figures.show()
