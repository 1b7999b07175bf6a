"""Exercise 6.3 as the Python original has it: a two-layer network, its gradients, their test, and clicks.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_06_3_mlp.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
HIDDEN, BATCH, EPOCHS, RATE, DECAY = 32, 256, 6, 0.05, 0.9


class NumpyMLP:
    guard = 1e-8

    def __init__(self, d_in, d_hidden, random):
        self.W1 = random.randn(d_in, d_hidden) * np.sqrt(2.0 / d_in)
        self.b1 = np.zeros(d_hidden)
        self.W2 = random.randn(d_hidden, 1) * np.sqrt(2.0 / d_hidden)
        self.b2 = np.zeros(1)
        self.parameters = [self.W1, self.b1, self.W2, self.b2]

    def forward(self, X):
        self.X, self.z1 = X, X @ self.W1 + self.b1
        self.a1 = np.maximum(0, self.z1)
        self.y_hat = 1 / (1 + np.exp(-(self.a1 @ self.W2 + self.b2)))
        return self.y_hat

    def backward(self, y):
        dz2 = (self.y_hat - y[:, None]) / len(y)
        dz1 = (dz2 @ self.W2.T) * (self.z1 > 0)
        return [self.X.T @ dz1, dz1.sum(axis=0), self.a1.T @ dz2, dz2.sum(axis=0)]

    def loss(self, X, y):
        p = self.forward(X)[:, 0]
        return -np.mean(y * np.log(p + self.guard) + (1 - y) * np.log(1 - p + self.guard))


def numerical(mlp, X, y, eps=1e-5):
    slopes = []
    for parameter in mlp.parameters:
        for at in np.ndindex(parameter.shape):
            kept = parameter[at]
            parameter[at] = kept + eps
            above = mlp.loss(X, y)
            parameter[at] = kept - eps
            slopes.append((above - mlp.loss(X, y)) / (2 * eps))
            parameter[at] = kept
    return np.array(slopes)


def relative_errors(slopes, gradients):
    """Of every parameter, by the text's formula."""
    g = np.concatenate([gradient.ravel() for gradient in gradients])
    return np.abs(slopes - g) / (np.abs(slopes) + np.abs(g) + 1e-8)


stream = StreamRec(42)
events = stream.events
user, item = events.user.to_numpy(), events.item.to_numpy()
x = np.column_stack([
    stream.tastes[user], stream.traits[item], (stream.users.segment == "heavy").to_numpy()[user], events.recommended,
    stream.items.age.to_numpy()[item] / 1000.0, 10 * np.sqrt(stream.items.popularity.to_numpy()[item])])
y = events.clicked.to_numpy().astype(float)
rows = int((events.day < 70).sum())
train, test, truth = slice(0, rows), slice(rows, None), stream.click_probabilities[rows:]

with figures.heavy("errors"):
    random = np.random.RandomState(42)
    mlp = NumpyMLP(x.shape[1], HIDDEN, random)
    mlp.forward(x[:64])
    gradients = mlp.backward(y[:64])
    errors = relative_errors(numerical(mlp, x[:64], y[:64]), gradients)

with figures.heavy("learned"):
    velocities = [np.zeros_like(p) for p in mlp.parameters]
    losses = []
    for epoch in range(EPOCHS):
        order = random.permutation(rows)
        for start in range(0, rows - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            mlp.forward(x[batch])
            for velocity, parameter, gradient in zip(velocities, mlp.parameters, mlp.backward(y[batch])):
                velocity *= DECAY
                velocity += gradient
                parameter -= RATE * velocity
        losses.append([mlp.loss(x[train], y[train]), mlp.loss(x[test], y[test])])
    losses = np.array(losses)
    scores = mlp.forward(x[test])[:, 0]
    line = LogisticRegression(max_iter=500).fit(x[train], y[train]).predict_proba(x[test])[:, 1]

def loss(p):
    return -np.mean(np.log(np.where(y[test] == 1, p, 1 - p) + 1e-8))


figures.add("first_gradients", np.concatenate([g.ravel() for g in gradients]), absolute=1e-13, kept=False)
figures.add("largest_error", errors.max(), interval=(1e-12, 1e-2))
figures.add("median_error", np.median(errors), interval=(1e-13, 1e-7))
figures.add("losses", losses, relative=2e-3)
figures.add("test_network", losses[-1, 1], relative=2e-3)
figures.add("test_line", loss(line), relative=1e-5)
figures.add("test_truth", loss(truth), relative=1e-12)
figures.add("test_rate", loss(np.full(len(truth), y[train].mean())), relative=1e-12)
figures.add("auc_network", roc_auc_score(y[test], scores), relative=2e-3)
figures.add("auc_line", roc_auc_score(y[test], line), relative=1e-5)
figures.add("auc_truth", roc_auc_score(y[test], truth), relative=1e-12)

# Twenty networks, each on 64 events of its own: the largest error, how many parameters are above 1e-5 and above 1e-3.
with figures.heavy("found", "largest"):
    largest, above, alarms, clean, bugs = [], [], [], [], {"mask": [], "mean": [], "bias": []}
    for seed in range(20):
        random = np.random.RandomState(seed)
        mlp = NumpyMLP(x.shape[1], 8, random)
        chosen = random.randint(0, rows, 64)
        xs, ys = x[chosen], y[chosen]
        mlp.forward(xs)
        right = mlp.backward(ys)
        slopes = numerical(mlp, xs, ys)
        errors = relative_errors(slopes, right)
        largest.append(errors.max())
        above.append(float((errors > 1e-5).sum()))
        alarms.append(float((errors > 1e-3).sum()))
        mlp.guard = 0
        clean.append(relative_errors(numerical(mlp, xs, ys), right).max())
        mlp.guard = 1e-8
        mlp.forward(xs)
        dz2 = (mlp.y_hat - ys[:, None]) / 64
        dz1 = dz2 @ mlp.W2.T
        wrong = {"mask": [xs.T @ dz1, dz1.sum(axis=0), *right[2:]], "mean": [64 * g for g in right],
                 "bias": [right[0], 0 * right[1], *right[2:]]}
        for name, found in wrong.items():
            bugs[name].append(float((relative_errors(slopes, found) > 1e-3).mean()))

figures.add("largest", largest, interval=(1e-10, 1), kept=False)
figures.add("above", above, interval=(0, 60), kept=False)
figures.add("alarms", alarms, absolute=0, kept=False)
figures.add("clean", clean, interval=(1e-10, 1e-3), kept=False)
for name, shares in bugs.items():
    figures.add(f"bug_{name}", shares, absolute=0.02, kept=False)
figures.claim("below", largest, holds=max(largest) < 1e-5)
figures.claim("no-false-alarm", alarms, holds=max(alarms) == 0)
for name, shares in bugs.items():
    figures.claim(f"bug-{name}", shares, holds=min(shares) > 0)

plt.hist(np.log10(errors + 1e-16), bins=40)
drawn(plt)
plt.plot(losses)
drawn(plt)
figures.show()
