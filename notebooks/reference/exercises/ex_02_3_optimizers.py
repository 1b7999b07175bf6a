"""Exercise 2.3 as the Python original has it: three optimizers on f(x, y) = x² + 10 y².

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_02_3_optimizers.py [--write]
"""

import numpy as np

from figures import Figures

figures = Figures(__file__)
CURVATURES = np.array([2.0, 20.0])
START = np.array([5.0, 5.0])
RATES = 10 ** np.linspace(-3, 0, 61)


def gradient(point):
    return CURVATURES * point


def sgd(start, rate, steps=100):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient(path[-1]))
    return np.array(path)


def momentum(start, rate, beta=0.9, steps=100):
    path, velocity = [start], np.zeros(2)
    for _ in range(steps):
        velocity = beta * velocity + gradient(path[-1])
        path.append(path[-1] - rate * velocity)
    return np.array(path)


def adam(start, rate, beta1=0.9, beta2=0.999, eps=1e-8, steps=100):
    path, mean, square = [start], np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = gradient(path[-1])
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g**2
        path.append(path[-1] - rate * (mean / (1 - beta1**t)) / (np.sqrt(square / (1 - beta2**t)) + eps))
    return np.array(path)


def steps_to(path, distance=0.01):
    """The first step from which on the path stays this near to the minimum, or the number of steps and one."""
    far = np.flatnonzero(np.linalg.norm(path, axis=1) > distance)
    return far[-1] + 1 if len(far) else 0


ends = [np.linalg.norm(path[-1]) for path in (sgd(START, 0.05), momentum(START, 0.05), adam(START, 0.1))]
figures.add("end_sgd", ends[0], relative=1e-9)
figures.add("end_momentum", ends[1], relative=1e-9)
figures.add("end_adam", ends[2], relative=1e-6)
figures.add("condition", CURVATURES.max() / CURVATURES.min())
figures.claim("condition", [CURVATURES.max() / CURVATURES.min()], holds=CURVATURES.max() / CURVATURES.min() == 10)

with figures.heavy("sgdNeeds"), np.errstate(all="ignore"):
    best = {}
    for name, optimizer in (("sgd", sgd), ("momentum", momentum), ("adam", adam)):
        needed = [steps_to(np.nan_to_num(optimizer(START, rate), nan=1e9)) for rate in RATES]
        best[name] = RATES[int(np.argmin(needed))]
        figures.add(f"steps_best_{name}", min(needed))
        figures.add(f"rate_best_{name}", best[name], relative=1e-12)

# From 20 starts on a circle around the minimum: how much farther Adam ends than SGD, as printed and each at its best.
with figures.heavy("leadPrinted"):
    random = np.random.RandomState(42)
    starts = [5 * np.sqrt(2) * np.array([np.cos(a), np.sin(a)]) for a in random.uniform(0, 2 * np.pi, 20)]
    printed = [steps_to(adam(s, 0.1)) - steps_to(sgd(s, 0.05)) for s in starts]
    tuned = [steps_to(adam(s, best["adam"])) - steps_to(sgd(s, best["sgd"])) for s in starts]
figures.add("starts", np.array(starts), absolute=1e-14, kept=False)
figures.add("lead_printed", printed)
figures.add("lead_tuned", tuned)
figures.claim("adam-fastest", printed, holds=np.mean(printed) < 0)
figures.claim("adam-fastest-tuned", tuned, holds=np.mean(tuned) < 0)
path = adam(START, 0.1)
figures.add("diagonal", np.max(np.abs(path[:, 0] - path[:, 1])), absolute=1e-6)
figures.claim("adam-rescales", [np.max(np.abs(path[:, 0] - path[:, 1]))], holds=np.max(np.abs(path[:, 0] - path[:, 1])) < 0.01)
figures.show()
