"""Writes what numpy.random itself draws, for the Java tests of peaberry.random to compare with.

    pip install numpy==2.4.6
    python lib/src/test/python/random_reference.py

One line per call: the method as Java names it, its arguments, how many numbers came, a hash of all their bits, the next
number of the stream (it shows that as many bits were drawn), and the first numbers. A line "seed" starts a new stream.
"""

import math
from pathlib import Path

import numpy as np

RESOURCES = Path(__file__).parents[1] / "resources" / "peaberry" / "random"
SEEDS = [0, 42, 101, 2**32 - 1]
KEPT = 4
N = 777  # odd: half a pair of normals, or of 32-bit words, stays behind for the next call

NAMES = {
    "standardNormal": "standard_normal",
    "standardExponential": "standard_exponential",
    "standardGamma": "standard_gamma",
    "standardT": "standard_t",
    "multivariateNormal": "multivariate_normal",
    "randomSample": "random_sample",
}
P20 = [0.01, 0.09, 0.0, 0.05, 0.05, 0.1, 0.02, 0.08, 0.2, 0.0, 0.025, 0.025, 0.05, 0.05, 0.1, 0.03, 0.07, 0.02, 0.02, 0.01]


def covariances():
    yield [1.0, -2.0], [[2.0, 0.3], [0.3, 0.5]]
    yield [0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]
    yield [0.0, 0.0], [[1.0, -0.8], [-0.8, 3.0]]
    yield [5.0], [[4.0]]
    yield [0.0, 0.0, 0.0], [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 3.0]]
    yield [0.0, 0.0], [[1.0, 1.0], [1.0, 1.0]]
    yield [0.0] * 4, np.kron(np.eye(2), [[1.0, 0.5], [0.5, 1.0]]).tolist()
    yield [0.0] * 5, [[0.7 ** abs(i - j) for i in range(5)] for j in range(5)]
    yield [0.0, 1.0, 2.0], [[3.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]]
    made = np.random.RandomState(7)
    for n in (3, 4, 5, 6, 8, 10, 15, 20, 25, 32):
        for spread in (0.0, 2.0):
            a = made.standard_normal((n, n)) * np.exp(spread * made.standard_normal(n))
            c = np.round(a @ a.T / n, 6)
            yield list(np.round(made.standard_normal(n), 3)), ((c + c.T) / 2 + np.eye(n) * 1e-5).tolist()


def continuous():
    yield from [("uniform", 10, 90), ("uniform", -1.5, 0.25), ("uniform", 3, 3), ("standardNormal",)]
    yield from [("normal", 0, 10), ("normal", -2, 0.5), ("normal", 5, 0)]
    yield from [("lognormal", 0, 1), ("lognormal", 3, 0.25), ("standardExponential",), ("exponential", 2.5), ("exponential", 0)]
    yield from [("weibull", a) for a in (0, 0.5, 1, 1.5, 5)]
    yield from [("laplace", 0, 1), ("laplace", 10, 3)]
    yield from [("standardGamma", a) for a in (0, 0.05, 0.5, 0.999, 1, 1.0001, 2.5, 30, 1000)]
    yield from [("gamma", 2, 3), ("gamma", 0.3, 2), ("gamma", 1, 0.5)]
    yield from [("chisquare", f) for f in (0.5, 1, 2, 3, 10, 100)]
    yield from [("standardT", f) for f in (0.5, 1, 2.5, 10, 100)]
    yield from [("beta", *ab) for ab in [(0.5, 0.5), (1, 1), (0.01, 0.02), (1e-4, 1e-4), (2, 3), (0.5, 2), (30, 1), (200, 300)]]


def discrete():
    few = [(0, 0.5), (1, 0.3), (10, 0.5), (10, 0.1), (20, 0.0), (20, 1.0), (60, 0.5), (61, 0.5), (100, 0.3), (100, 0.31)]
    many = [(100, 0.7), (1000, 0.02), (1000, 0.5), (1000, 0.97), (10**6, 0.4), (10**9, 1e-9), (10**12, 0.25)]
    yield from [("binomial", *np_) for np_ in few + many]
    yield from [("poisson", a) for a in (0, 0.1, 1, 5, 9.99, 10, 12, 30, 100, 1e4, 1e9, 1e15)]
    yield from [("geometric", p) for p in (1, 0.9, 0.5, 0.34, 1 / 3, 0.33, 0.1, 0.001, 1e-9)]
    yield from [("multinomial", 20, [1 / 6] * 6), ("multinomial", 100, [0.2, 0.3, 0.5]), ("multinomial", 5, [1.0])]
    yield from [("multinomial", 1000, [0.7, 0.0, 0.3]), ("multinomial", 0, [0.5, 0.5]), ("multinomial", 10**6, [0.1, 0.2, 0.3, 0.4])]
    yield from [("dirichlet", a) for a in ([1, 2, 3], [0.5, 0.5], [10] * 4, [0.01, 0.02, 0.03], [0.05, 0.05], [7])]


def sampling():
    yield from [("choice", n, size, True) for n, size in [(1, 3), (2, 50), (7, 51), (1000, 99), (2**31 - 1, 20)]]
    sizes = [(1, 1), (5, 5), (5, 0), (10, 3), (1000, 1000), (10000, 300), (10001, 200), (10001, 201), (20000, 20000), (10**6, 77)]
    yield from [("choice", n, size, False) for n, size in sizes]
    yield from [("choice", 20, 99, True, P20), ("choice", 20, 18, False, P20), ("choice", 20, 5, False, P20), ("choice", 1, 3, True, [1.0])]
    yield from [("permutation", n) for n in (0, 1, 2, 25, 1000, 70000)]
    yield from [("shuffle", n) for n in (1, 10, 99)]
    yield from [("bytes", n) for n in (1, 3, 4, 7, 64)]


RANGES = [(0, 7), (-3, 5), (5, 6), (0, 2), (0, 256), (0, 2**16), (0, 3 * 2**30), (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1)]
RANGES += [(-(2**31), 2**31 - 1), (-(2**40), 2**41 + 3), (0, 2**63 - 1), (-(2**62) - 5, 2**62), (-(2**63), 2**63 - 1), (1, 2**61)]


def legacy():
    yield from [("randomSample",), ("uniform", 10, 5), *continuous(), *discrete(), *sampling()]
    yield from [("randint", *r) for r in RANGES]


def modern():
    yield from [("random",), *continuous(), ("beta", 1e-200, 1e-200), ("beta", 1e-200, 1e-3)]
    yield from [*discrete(), ("dirichlet", [0.0, 0.01, 0.02]), ("dirichlet", [0.0, 0.0]), ("dirichlet", [0.01, 0.0]), ("dirichlet", [0.0, 2.0])]
    yield from [*sampling(), *[("integers", *r) for r in RANGES]]


def long():
    """A million numbers each, for the branches that are rarely taken."""
    few = [("standardNormal",), ("standardExponential",), ("standardGamma", 0.3), ("standardGamma", 3.5), ("lognormal", 0, 1)]
    more = [("laplace", 0, 1), ("weibull", 1.7), ("beta", 0.4, 0.7), ("poisson", 35.5), ("binomial", 500, 0.3), ("uniform", -1, 1)]
    return [*few, *more, ("geometric", 0.02), ("permutation", 10**6), ("choice", 10**6, 10**6, True)]


def drawn(random, method, arguments, n):
    """The numbers of a call: n unless the method has a size of its own."""
    if method == "choice":
        n, size, replace, *p = arguments
        return random.choice(n, size, replace, *p)
    if method == "permutation":
        return random.permutation(arguments[0])
    if method == "shuffle":
        values = np.arange(arguments[0]) * 0.5
        random.shuffle(values)
        return values
    if method == "bytes":
        return np.frombuffer(random.bytes(arguments[0]), dtype=np.int8).astype(np.int64)
    size = 33 if method in ("multinomial", "dirichlet", "multivariateNormal") else n
    return getattr(random, NAMES.get(method, method))(*arguments, size=size)


def text(value):
    if isinstance(value, list):
        return ",".join(map(text, value)) if not value or not isinstance(value[0], list) else ";".join(map(text, value))
    return float(value).hex() if isinstance(value, (float, np.floating)) else str(int(value))


def digest(values):
    total = 0
    for word in values.view(np.uint64).tolist():
        total = (total * 0x9E3779B97F4A7C15 + word) % 2**64
    return f"{total:x}"


def line(random, method, *arguments, n=N):
    values = np.ascontiguousarray(drawn(random, method, arguments, n)).ravel()
    values = values.astype(np.float64 if values.dtype.kind == "f" else np.int64)
    following = random.uniform()
    call = " ".join([method, *map(text, arguments)])
    kept = " ".join(text(v) for v in values[:KEPT])
    return f"{call} = {len(values)} {digest(values)} {text(following)} {kept}".rstrip()


def streams(make, calls, words):
    for seed in words:
        yield "seed " + text(seed)
        random = make(seed)
        for method, *arguments in calls():
            yield line(random, method, *arguments)
    yield "seed 12"
    random = make(12)
    for method, *arguments in long():
        yield line(random, method, *arguments, n=10**6)


def normals(make):
    """Each covariance with a stream of its own; all numbers are kept, since matrix products round as they like."""
    for mean, covariance in covariances():
        values = make(3).multivariate_normal(mean, covariance, 3)
        yield " ".join([text(mean), text(covariance), "=", *map(text, values.ravel())])


def seeds():
    """The first numbers of many seeds, then of children and grandchildren."""
    for seed in [*range(100), 1234, 5489, 2**31 - 1, 2**31, 2**32 - 1, [0], [42], [2**32 - 1, 0, 7], list(range(700))]:
        random = np.random.RandomState(seed)
        yield " ".join(["legacy", "key" if isinstance(seed, list) else "seed", text(seed), "=", *map(text, random.random_sample(5))])
    big = [2**32, 2**32 + 1, 2**63 - 1, 2**64, 2**127 + 12345, 2**128 - 1, 2**128, 10**60, 3**400]
    keys = [[0], [42], [1, 2, 3], [2**32 - 1, 0, 7], [2**40, 5], [0, 0, 0, 0, 0], list(range(40)), []]
    for seed in [*range(40), 2**31 - 1, 2**31, 2**32 - 1, *big, *keys]:
        random = np.random.default_rng(seed)
        children = random.spawn(2) + random.spawn(1)
        drawn = [random, *children, children[1].spawn(1)[0]]
        yield " ".join(["generator", "key" if isinstance(seed, list) else "seed", text(seed) or "-", "=", *(text(r.random()) for r in drawn)])


def functions():
    """What the C library gives where Python calls it: 100,000 arguments from a stream, in each of some ranges."""
    for low, high in [(0, 1), (0.9, 1.1), (0, 1e-300), (0, 1e9), (1e300, 1.7e308)]:
        x = np.random.RandomState(1).uniform(low, high, 100_000)
        yield f"log {text(float(low))} {text(float(high))} = {digest(np.array([math.log(v) for v in x.tolist()]))}"
    for low, high in [(-1, 1), (-20, 20), (-700, 700), (-745, -700), (700, 709.7), (-1e-16, 1e-16)]:
        x = np.random.RandomState(2).uniform(low, high, 100_000)
        yield f"exp {text(float(low))} {text(float(high))} = {digest(np.array([math.exp(v) for v in x.tolist()]))}"
    for low, high in [(0, 1), (0, 40), (40, 1e4), (-3, 3), (0, 1e-12)]:
        random = np.random.RandomState(3)
        x, y = random.random_sample(100_000), random.uniform(low, high, 100_000)
        z = np.array([math.pow(*v) for v in zip(x.tolist(), y.tolist())])
        yield f"pow {text(float(low))} {text(float(high))} = {digest(z)}"


def write(name, lines):
    (RESOURCES / name).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    write("legacy.txt", streams(np.random.RandomState, legacy, [*SEEDS, [1, 2, 3]]))
    write("generator.txt", streams(np.random.default_rng, modern, [*SEEDS, 2**100 + 1]))
    write("seeds.txt", seeds())
    write("functions.txt", functions())
    write("legacy_normals.txt", normals(np.random.RandomState))
    write("generator_normals.txt", normals(np.random.default_rng))
