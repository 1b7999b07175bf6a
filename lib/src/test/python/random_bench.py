"""Times a million draws of peaberry.random and of NumPy, in turns, and prints nanoseconds per draw, ours and
NumPy's, the least and the median, and the ratio of each.

    pip install numpy==2.4.6
    mvn -q test-compile -pl lib -am
    python lib/src/test/python/random_bench.py [name ...]
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

from random_reference import P20, drawn, text

N = 10**6
ROUNDS = 30
WARMUP = 15  # the compiler of the virtual machine needs some calls; what a first call takes is not shown
LIB = Path(__file__).parents[3]
SHARED = [
    ("uniform", 10, 90), ("standardNormal",), ("normal", 0, 10), ("lognormal", 0, 1), ("exponential", 2.5), ("weibull", 1.5),
    ("laplace", 0, 1), ("gamma", 0.5, 2), ("gamma", 2.5, 2), ("chisquare", 3), ("standardT", 5), ("beta", 0.5, 0.5), ("beta", 2, 3),
    ("binomial", 10, 0.5), ("binomial", 1000, 0.3), ("poisson", 3), ("poisson", 100), ("geometric", 0.1), ("geometric", 0.5),
    ("choice", 1000, N, True), ("choice", 10 * N, N, False), ("choice", 20, N, True, P20), ("permutation", N), ("shuffle", N),
]
CALLS = {
    "legacy": [("randomSample",), ("randint", 0, 100), ("randint", 0, 2**40), *SHARED],
    "generator": [("random",), ("integers", 0, 100), ("integers", 0, 2**40), *SHARED],
}


def main(names):
    classes = ":".join(str(LIB / "target" / part) for part in ("classes", "test-classes"))
    java = subprocess.Popen(
        ["java", "-cp", classes, "peaberry.random.RandomBenchmark"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    for kind, random in [("legacy", np.random.RandomState(1)), ("generator", np.random.default_rng(1))]:
        for method, *arguments in CALLS[kind]:
            if names and method not in names:
                continue
            ours, numpys = [], []
            line = " ".join([kind, str(N), method, *map(text, arguments)])
            for _ in range(WARMUP):
                print(line, file=java.stdin, flush=True)
                java.stdout.readline()
            for _ in range(ROUNDS):
                start = time.perf_counter_ns()
                drawn(random, method, arguments, N)
                numpys.append(time.perf_counter_ns() - start)
                print(line, file=java.stdin, flush=True)
                ours.append(int(java.stdout.readline()))
            shown = " ".join([kind, method, *map(str, arguments[:3])])
            pairs = [(summary(ours) / N, summary(numpys) / N) for summary in (min, median)]
            print(f"{shown:44}", *(f"{a:7.2f} {b:7.2f} {a / b:5.2f}" for a, b in pairs), flush=True)
    java.stdin.close()


if __name__ == "__main__":
    main(sys.argv[1:])
