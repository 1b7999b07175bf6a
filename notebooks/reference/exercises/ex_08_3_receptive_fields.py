"""Exercise 8.3 in NumPy: weights and receptive fields of three 3x3 convolutions and one 7x7.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_08_3_receptive_fields.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)


def weights(kernel, *channels):
    return sum(kernel**2 * a * b for a, b in zip(channels, channels[1:]))


def receptive(layers):
    size = 1
    for kernel, stride in reversed(layers):
        size = (size - 1) * stride + kernel
    return size


def net(random, kernel, *channels):
    shapes = [(b, a, kernel, kernel) for a, b in zip(channels, channels[1:])]
    return [random.normal(0, np.sqrt(2 / np.prod(s[1:])), int(np.prod(s))).reshape(s) for s in shapes]


def convolved(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(-2, -1))
    return np.einsum("ncijuv,ocuv->noij", windows, w, optimize=True)


def forward(layers, x):
    """The output, and what went into each layer."""
    inputs = []
    for i, w in enumerate(layers):
        x = np.maximum(x, 0) if i else x
        inputs.append(x)
        x = convolved(x, w)
    return x, inputs


def footprint(layers, image):
    out, inputs = forward(layers, image)
    g = np.zeros_like(out)
    g[:, :, 4, 4] = 1
    for i in reversed(range(len(layers))):
        back = np.zeros_like(inputs[i])
        k, (h, v) = layers[i].shape[2], g.shape[2:]
        for a in range(k):
            for b in range(k):
                back[:, :, a : a + h, b : b + v] += np.einsum("noij,oc->ncij", g, layers[i][:, :, a, b])
        g = back * (inputs[i] > 0) if i else back
    return np.abs(g).sum(axis=(0, 1))


def footprints(seed):
    random = np.random.RandomState(seed)
    image = random.randn(1, 8, 15, 15)
    return footprint(net(random, 7, 8, 8), image), footprint(net(random, 3, 8, 8, 8, 8), image)


def rings(found):
    far = np.maximum(*np.abs(np.indices((15, 15)) - 7))
    return [found[far == r].sum() / found.sum() for r in range(4)]


def then(a, b):
    both = np.zeros((len(a) + len(b) - 1,) * 2)
    for i, j in np.ndindex(a.shape):
        both[i : i + len(b), j : j + len(b)] += a[i, j] * b
    return both


def missed_by_stack(seed):
    random = np.random.RandomState(seed)
    target = random.randn(49)
    k = [random.randn(3, 3) for _ in range(3)]
    for turn in range(60):
        rest = then(k[(turn + 1) % 3], k[(turn + 2) % 3])
        design = np.array([then(unit.reshape(3, 3), rest).ravel() for unit in np.eye(9)]).T
        k[turn % 3] = np.linalg.lstsq(design, target)[0].reshape(3, 3)
    return np.sum((target - then(k[0], then(k[1], k[2])).ravel()) ** 2) / np.sum((target - target.mean()) ** 2)


def missed_by_one(seed):
    random = np.random.RandomState(seed)
    layers = net(random, 3, 1, 8, 8, 1)
    patches = random.randn(2000, 49)
    y = forward(layers, patches.reshape(2000, 1, 7, 7))[0].ravel()
    design = np.column_stack([np.ones(2000), patches])
    return np.sum((y - design @ np.linalg.lstsq(design, y)[0]) ** 2) / np.sum((y - y.mean()) ** 2)


counts = [weights(7, 64, 64), weights(3, 64, 64, 64, 64), weights(7, 1, 64), weights(3, 1, 64, 64, 64)]
pool, conv = (2, 2), (3, 1)
vgg = [layer for n in (2, 2, 3, 3, 3) for layer in [conv] * n + [pool]]
sizes = [receptive([(7, 1)]), receptive([conv] * 3), receptive(vgg)]
one, stack = footprints(42)
maps = [footprints(seed) for seed in SEEDS]
by_seed = np.array([[*rings(a), *rings(b)] for a, b in maps]).T
pixels = np.array([[np.sum(a > 0), np.sum(b > 0)] for a, b in maps]).T
with figures.heavy("byOne"):
    by_stack = np.array([missed_by_stack(seed) for seed in SEEDS])
    by_one = np.array([missed_by_one(seed) for seed in SEEDS])
saved = 1 - counts[1] / counts[0]

for name, count in zip(("one", "stack", "one_single", "stack_single"), counts):
    figures.add(f"weights_{name}", count)
figures.add("saved", saved, relative=1e-14)
figures.add("field_vgg", sizes[2])
figures.add("sizes", sizes)
figures.add("one", one, absolute=1e-12, kept=False)
figures.add("stack", stack, absolute=1e-12, kept=False)
figures.add("outer_one", by_seed[3].mean(), relative=1e-11)
figures.add("outer_stack", by_seed[7].mean(), relative=1e-11)
figures.add("middle_stack", by_seed[4].mean(), relative=1e-11)
figures.add("rings", by_seed, absolute=1e-12, kept=False)
figures.add("pixels", pixels)
figures.add("missed_stack", by_stack.mean(), absolute=1e-4)
figures.add("missed_one", by_one.mean(), relative=1e-9)
# Sixty turns leave a descent of least squares unfinished: rounding shows in the later digits.
figures.add("by_stack", by_stack, absolute=1e-3, kept=False)
figures.add("by_one", by_one, relative=1e-9, kept=False)

outer = by_seed[7] / by_seed[3]
figures.claim("weights-one", [counts[0] / 4096], holds=counts[0] == 49 * 4096)
figures.claim("weights-stack", [counts[1] / 4096], holds=counts[1] == 27 * 4096)
figures.claim("single-channel", [counts[2] / 4096], holds=counts[2] == 49 * 4096)
figures.claim("saved", [saved], holds=abs(saved - 0.45) < 0.005)
figures.claim("field-one", pixels[0], holds=(pixels[0] == 49).all())
figures.claim("field-stack", pixels[1], holds=(pixels[1] == 49).all())
figures.claim("same-field", outer, holds=((outer > 0.9) & (outer < 1.1)).all())
figures.claim("richer-one", by_one, holds=(by_one > 0.05).all())
figures.claim("richer-stack", by_stack, holds=(by_stack < 0.05).all())

c = np.arange(1, 65)
for line in (49 * c**2, 27 * c**2, 49 * c, 9 * c + 18 * c**2):
    plt.loglog(c, line)
drawn(plt)
for found in (one, stack):
    plt.imshow(found)
    drawn(plt)
plt.bar(np.arange(4) - 0.2, by_seed[:4].mean(axis=1), 0.4)
plt.bar(np.arange(4) + 0.2, by_seed[4:].mean(axis=1), 0.4)
drawn(plt)
figures.show()
