"""Exercise 13.3 as the Python original has it, in NumPy: two towers, InfoNCE, and the number of negatives.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_13_3_two_tower.py [--write | --pytorch]

The original's PyTorch is replaced by gradients derived by hand, which its autograd does not know of; with ``--pytorch`` it is back.
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
BATCH, STEPS, RATE, DECAY, TEMPERATURE, NEW, TOP = 128, 40, 0.05, 0.9, 0.07, 200, 50
RATIOS = [1, 16, 127]

stream = StreamRec(42)
users = stream.tastes @ (np.random.RandomState(1).standard_normal((16, 24)) / 4)
items = stream.traits @ (np.random.RandomState(2).standard_normal((16, 24)) / 4)
clicks = stream.events[(stream.events.clicked == 1) & (stream.events.user >= NEW)]
who, what = clicks.user.to_numpy(), clicks.item.to_numpy()


def top(scores):
    return np.argsort(-scores, axis=1, kind="stable")[:, :TOP]


best = top(np.array([stream.click_probability(np.full(1000, u), np.arange(1000), False) for u in range(NEW)]))


def recall(scores):
    return np.mean([len(np.intersect1d(a, b)) / TOP for a, b in zip(best, top(scores))])


def weights(random):
    parts = []
    for _ in range(2):
        parts += [random.standard_normal((24, 32)) * np.sqrt(2 / 24), np.zeros(32), random.standard_normal((32, 16)) * np.sqrt(1 / 32), np.zeros(16)]
    return parts


def tower(w, x):
    z = x @ w[0] + w[1]
    a = np.maximum(z, 0)
    out = a @ w[2] + w[3]
    length = np.linalg.norm(out, axis=1, keepdims=True)
    return z, a, out / length, length


def backward(w, x, z, a, unit, length, d):
    out = (d - unit * (unit * d).sum(axis=1, keepdims=True)) / length
    dz = (out @ w[2].T) * (z > 0)
    return [x.T @ dz, dz.sum(axis=0), a.T @ out, out.sum(axis=0)]


def mask(negatives, n=BATCH):
    after = (np.arange(n)[None] - np.arange(n)[:, None]) % n
    return np.where(after <= negatives, 0, -1e9)


def step(w, x, y, hidden):
    u, v = tower(w[:4], x), tower(w[4:], y)
    logits = u[2] @ v[2].T / TEMPERATURE + hidden
    logits -= logits.max(axis=1, keepdims=True)
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    d = (p - np.eye(len(x))) / len(x) / TEMPERATURE
    return -np.mean(np.log(np.diag(p))), backward(w[:4], x, *u, d @ v[2]) + backward(w[4:], y, *v, d.T @ u[2])


def trained(seed, negatives):
    random = np.random.RandomState(seed)
    w = weights(random)
    velocities = [np.zeros_like(part) for part in w]
    hidden, order = mask(negatives), random.permutation(len(who))
    for t in range(STEPS):
        batch = order[t * BATCH : (t + 1) * BATCH]
        _, gradients = step(w, users[who[batch]], items[what[batch]], hidden)
        for velocity, part, gradient in zip(velocities, w, gradients):
            velocity *= DECAY
            velocity += gradient
            part -= RATE * velocity
    return tower(w[:4], users[:NEW])[2] @ tower(w[4:], items)[2].T


if figures.pytorch:
    import torch
    from torch import nn
    from torch.nn.functional import cross_entropy, normalize

    torch.set_default_dtype(torch.float64)
    user_features, item_features, users_of, items_of, best_items = map(torch.tensor, (users, items, who, what, best))
    labels = torch.arange(BATCH)
    torch.optim.SGD([labels])  # the first loads what PyTorch imports late: outside the heavy part, as all imports

    def recall(scores):
        scores = torch.as_tensor(scores)
        return torch.zeros_like(scores).scatter_(1, scores.topk(TOP).indices, 1).gather(1, best_items).mean().item()

    def network(w):
        layers = nn.Linear(24, 32), nn.Linear(32, 16)
        for layer, weight, bias in zip(layers, w[::2], w[1::2]):
            layer.weight.data, layer.bias.data = torch.tensor(weight.T), torch.tensor(bias)
        return nn.Sequential(layers[0], nn.ReLU(), layers[1])

    def similarity(user, item, x, y):
        return normalize(user(x)) @ normalize(item(y)).T

    def loss_of(user, item, x, y, hidden):
        return cross_entropy(similarity(user, item, x, y) / TEMPERATURE + hidden, labels)

    def step(w, x, y, hidden):
        user, item = network(w[:4]), network(w[4:])
        loss = loss_of(user, item, torch.tensor(x), torch.tensor(y), torch.tensor(hidden))
        loss.backward()
        return loss.item(), [part.grad.numpy().T for part in (*user.parameters(), *item.parameters())]

    def trained(seed, negatives):
        random = np.random.RandomState(seed)
        w = weights(random)
        user, item = network(w[:4]), network(w[4:])
        descent = torch.optim.SGD([*user.parameters(), *item.parameters()], lr=RATE, momentum=DECAY)
        hidden, order = torch.tensor(mask(negatives)), torch.tensor(random.permutation(len(who)))
        for batch in order[: STEPS * BATCH].split(BATCH):
            descent.zero_grad()
            loss_of(user, item, user_features[users_of[batch]], item_features[items_of[batch]], hidden).backward()
            descent.step()
        with torch.no_grad():
            return similarity(user, item, user_features[:NEW], item_features)


start = weights(np.random.RandomState(0))
loss, gradients = step(start, users[who[:BATCH]], items[what[:BATCH]], mask(127))
figures.add("first_loss", loss, relative=1e-10)
figures.add("first_gradients", np.concatenate([gradients[i + 4 * t].ravel() for i in range(4) for t in range(2)]), absolute=1e-12, kept=False)
figures.add("clicks", len(who))
figures.add("recall_start", recall(tower(start[:4], users[:NEW])[2] @ tower(start[4:], items)[2].T), absolute=1e-3)
figures.add("recall_known", recall(stream.tastes[:NEW] @ stream.traits.T), absolute=1e-3)
with figures.heavy("recalls"):
    many = {k: [recall(trained(seed, k)) for seed in range(20)] for k in RATIOS}
for k, found in many.items():
    figures.add(f"recall_{k}", np.mean(found), absolute=1e-3)
    figures.add(f"recalls_{k}", found, absolute=5e-3, kept=False)
same = []
for seed in range(20):
    random = np.random.RandomState(seed)
    chosen = what[random.permutation(len(what))[:BATCH]]
    same.append((chosen[:, None] == chosen[None]).sum() / BATCH - 1)
figures.add("same", same, absolute=1e-12, kept=False)
figures.add("same_mean", np.mean(same), absolute=1e-12)

sure = lambda gain: np.mean(gain) > 1.96 * np.std(gain, ddof=1) / np.sqrt(20)  # noqa: E731
more, most = np.subtract(many[16], many[1]), np.subtract(many[127], many[16])
figures.add("more", np.mean(more), absolute=2e-3)
figures.add("most", np.mean(most), absolute=2e-3)
figures.claim("negatives", same, holds=max(same) == 0)
figures.claim("more", more, holds=sure(more))
figures.claim("diminishing", most, holds=sure(most))

plt.semilogx(RATIOS, [np.mean(many[k]) for k in RATIOS], marker="o")
drawn(plt)
figures.show()
