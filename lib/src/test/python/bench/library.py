"""Times peaberry's library and scikit-learn, pandas and NumPy on the same data in turns, and prints a table.

    make bench-library [TASKS="pca knn"]

Warm: each side is one process; rounds alternate, the first ones are thrown away; best and median of the rest. Cold: a new
process for one task, from its start to its answer. Ratios are Java's time by Python's: below 1 Java is faster. The figure
(score, inertia, noise, sum) shows that both did the same. Java runs with the flags of the kernel. A task here has a branch in tasks.py and in LibraryBenchmark.java.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.datasets import make_blobs, make_classification, make_friedman1

ROOT = Path(__file__).parents[5]
DATA = ROOT / "build" / "bench-data"
TASKS = ["ols", "logistic", "forest", "boosting", "kmeans", "dbscan", "pca", "knn", "silhouette", "csv", "group5", "group1000",
         "join", "legacy-uniform", "legacy-normal", "generator-uniform", "generator-normal"]
SLOW = {"forest", "boosting", "kmeans", "silhouette", "csv"}  # fewer rounds
ROWS = 1_000_000


def make_data():
    DATA.mkdir(parents=True, exist_ok=True)
    x, y = make_classification(13000, 20, n_informative=10, random_state=1)
    np.save(DATA / "classes.npy", np.column_stack([x, y]))
    x, y = make_friedman1(13000, 20, noise=1.0, random_state=1)
    np.save(DATA / "numbers.npy", np.column_stack([x, y]))
    np.save(DATA / "blobs.npy", make_blobs(100000, 10, centers=8, cluster_std=4.0, random_state=1)[0])
    np.save(DATA / "plane.npy", make_blobs(20000, 2, centers=40, cluster_std=0.5, random_state=1)[0])
    random = np.random.RandomState(0)
    pd.DataFrame({
        "id": np.arange(ROWS), "k5": random.choice(list("abcde"), ROWS), "k1000": random.randint(0, 1000, ROWS),
        "a": random.normal(size=ROWS), "b": random.normal(0, 100, ROWS), "c": random.uniform(size=ROWS),
        "d": random.randint(0, 10**9, ROWS), "e": random.choice(["north", "south", "west"], ROWS),
    }).to_csv(DATA / "large.csv", index=False)
    pd.DataFrame({"k1000": np.arange(1000), "v": random.normal(size=1000)}).to_csv(DATA / "small.csv", index=False)


class Side:
    def __init__(self, command):
        self.command = command

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def run(self, task):
        print(task, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.command[0]} ended during {task}")
        return json.loads(line)

    def cold(self, task):
        start = time.perf_counter()
        with self:
            self.run(task)
            return time.perf_counter() - start


def compare(task, java, python, rounds, cold):
    warmup = rounds // 2 + 1 if task in SLOW else 100  # calls that Java's compiler needs; Python takes part in two
    times = {"java": [], "python": []}
    figures = {}
    for i in range(warmup + (rounds if task in SLOW else 2 * rounds)):
        for name, side in [("java", java), ("python", python)]:
            if name == "python" and 2 <= i < warmup:
                continue
            answer = side.run(task)
            figures[name] = answer["figure"]
            if i >= warmup:
                times[name].append((answer["fit"], answer["predict"], answer["fit"] + answer["predict"]))
    starts = {side: min(Side(s.command).cold(task) for _ in range(cold)) for side, s in [("java", java), ("python", python)]}
    best = {side: [1000 * min(column) for column in zip(*t)] for side, t in times.items()}
    median = {side: 1000 * statistics.median(t[2] for t in times[side]) for side in times}
    j, p = best["java"], best["python"]
    print(
        f"{task:17} {j[0]:8.2f} {p[0]:8.2f}  {j[1]:8.2f} {p[1]:8.2f}  {j[2] / p[2]:5.2f}  {median['java'] / median['python']:5.2f}"
        f"   {starts['java']:5.2f} {starts['python']:5.2f} {starts['java'] / starts['python']:5.2f}"
        f"   {figures['java']:.6g} {figures['python']:.6g}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tasks", nargs="*", default=TASKS)
    parser.add_argument("--java", default="java")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cold", type=int, default=2, help="new processes for each task and side")
    arguments = parser.parse_args()
    make_data()
    lib = ROOT / "lib" / "target"
    lines = (ROOT / "kernel" / "wheel" / "jvm.args").read_text().splitlines()
    flags = [line for line in lines if line.startswith("-")]
    java = Side(
        [arguments.java, *flags, "-cp", os.pathsep.join([f"{lib}/classes", f"{lib}/test-classes", f"{lib}/dist/*"]),
         "peaberry.bench.LibraryBenchmark", str(DATA)]
    )
    python = Side([sys.executable, str(Path(__file__).with_name("tasks.py")), str(DATA)])
    print("                     fit, ms            predict, ms        ratio, warm    cold, s                figure")
    print("                     Java   Python      Java   Python   best  median   Java Python ratio      Java Python")
    with java, python:
        for task in arguments.tasks:
            compare(task, java, python, arguments.rounds, arguments.cold)


if __name__ == "__main__":
    main()
