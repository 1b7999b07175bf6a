"""Exercise 10.5 in NumPy: scaled dot-product attention, its masks, its gradients, and what the root is for.

The original holds it to PyTorch's function. Here a second way to compute it stands in its place: block by block with a
running maximum and sum, as the function's fast path does (Dao et al. 2022, FlashAttention).
With ``--pytorch`` it is PyTorch's function again, and PyTorch computes the rest.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_10_5_attention.py [--write | --pytorch]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
LENGTHS = (4, 16, 64, 256, 1024)


def normal(random, shape, dtype=np.float64):
    return random.standard_normal(shape).astype(dtype, copy=False)


def draw(seed, heads, queries, keys, d, d_values, dtype=np.float64):
    random = np.random.RandomState(seed)
    shapes = ((2, heads, queries, d), (2, heads, keys, d), (2, heads, keys, d_values))
    return [normal(random, shape, dtype) for shape in shapes]


def softmax(scores):
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def attention(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -2, -1) / q.dtype.type(np.sqrt(q.shape[-1]))
    if mask is not None:
        scores = np.where(mask, scores, -np.inf).astype(q.dtype)
    weights = softmax(scores)
    return weights @ v, weights


def blockwise(q, k, v, mask=None, block=16):
    """The same without the whole matrix of weights."""
    largest = np.full((*q.shape[:-1], 1), -np.inf, q.dtype)
    total = np.zeros_like(largest)
    output = np.zeros((*q.shape[:-1], v.shape[-1]), q.dtype)
    scaled = q * q.dtype.type(1 / np.sqrt(q.shape[-1]))
    for start in range(0, k.shape[-2], block):
        part = slice(start, start + block)
        scores = scaled @ np.swapaxes(k[..., part, :], -2, -1)
        if mask is not None:
            scores = np.where(mask[..., part], scores, -np.inf).astype(q.dtype)
        new = np.maximum(largest, scores.max(-1, keepdims=True))
        shrink, e = np.exp(largest - new), np.exp(scores - new)
        total = shrink * total + e.sum(-1, keepdims=True)
        output = shrink * output + e @ v[..., part, :]
        largest = new
    return output / total


def backward(q, k, v, mask, g):
    root = np.sqrt(q.shape[-1])
    w = attention(q, k, v, mask)[1]
    a = g @ np.swapaxes(v, -2, -1)
    b = w * (a - (a * w).sum(-1, keepdims=True))
    return b @ k / root, np.swapaxes(b, -2, -1) @ q / root, np.swapaxes(w, -2, -1) @ g


def causal(n):
    return np.tril(np.ones((n, n), bool))


def passes(scores):
    """The median query's 1 - sum of w², the trace of the softmax's Jacobian."""
    return np.median(1 - (softmax(scores) ** 2).sum(1))


deviation = np.std
if figures.pytorch:
    import torch
    from torch.nn.functional import scaled_dot_product_attention as blockwise

    drawn_by_numpy = normal

    def normal(random, shape, dtype=np.float64):
        return torch.from_numpy(drawn_by_numpy(random, shape, dtype))

    def attention(q, k, v, mask=None):
        scores = q @ k.mT / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -torch.inf)
        weights = scores.softmax(-1)
        return weights @ v, weights

    def backward(q, k, v, mask, g):
        inputs = [x.requires_grad_() for x in (q, k, v)]
        return torch.autograd.grad(attention(*inputs, mask)[0], inputs, torch.from_numpy(g))

    def causal(n):
        return torch.ones(n, n, dtype=torch.bool).tril()

    def passes(scores):
        return (1 - scores.softmax(1).square().sum(1)).quantile(0.5)

    def deviation(scores):
        return scores.std(correction=0)


output = attention(*draw(42, 8, 64, 64, 64, 64))[0]
few = draw(42, 1, 8, 8, 64, 64)
weights = [attention(*few, mask)[1][0, 0] for mask in (None, causal(8))]
for place, image in enumerate(weights):
    plt.subplot(1, 2, place + 1)
    plt.imshow(image)
drawn(plt)

with figures.heavy("gaps"):
    gaps = np.zeros((2, 20))
    for seed in range(20):
        inputs = draw(seed, 8, 64, 64, 64, 64, np.float32)
        for row, mask in enumerate((None, causal(64))):
            gaps[row, seed] = abs(attention(*inputs, mask)[0] - blockwise(*inputs, mask)).max()

with figures.heavy("spread"):
    spread, bare, scaled = np.zeros((3, 5, 20))
    for i, d in enumerate(LENGTHS):
        for seed in range(20):
            random = np.random.RandomState(seed)
            scores = normal(random, (64, d)) @ normal(random, (64, d)).T
            spread[i, seed], bare[i, seed], scaled[i, seed] = deviation(scores), passes(scores), passes(scores / np.sqrt(d))
plt.semilogx(LENGTHS, scaled.mean(1), LENGTHS, bare.mean(1))
drawn(plt)

figures.add("first", np.ravel(output)[0], absolute=1e-12)
figures.add("spread_64", spread[2].mean(), relative=1e-10)
figures.add("scaled_64", scaled[2].mean(), relative=1e-10)
figures.add("bare_64", bare[2].mean(), relative=1e-9)
figures.add("bare_1024", bare[4].mean(), relative=1e-8)
figures.add("output", np.ravel(output)[:4096], absolute=1e-12, kept=False)
figures.add("spread", spread, absolute=1e-9, kept=False)
figures.add("scaled", scaled, absolute=1e-9, kept=False)
figures.add("bare", bare, absolute=1e-9, kept=False)
figures.add("masked", np.ravel(attention(*few, causal(8))[0]), absolute=1e-12, kept=False)
g = np.random.RandomState(9).standard_normal((2, 1, 5, 3))
for name, gradient in zip("qkv", backward(*draw(8, 1, 5, 5, 3, 3), causal(5), g)):
    figures.add(f"by_{name}", np.ravel(gradient), absolute=1e-12, kept=False)

for name, row in zip(("max-diff", "max-diff-masked"), gaps):
    figures.claim(name, row, holds=((row > 1e-7) & (row < 1e-5)).all())
ratio = spread[4] / spread[2]
figures.claim("dots-grow", ratio, holds=abs(ratio.mean() - 4) < 0.1)
figures.claim("tiny-gradients", bare[4], holds=bare[4].mean() < 0.05 * scaled[4].mean())
figures.claim("tiny-gradients-64", bare[2], holds=bare[2].mean() < 0.05 * scaled[2].mean())
figures.show()
