"""Times reading, grouping and joining of a million rows: peaberry.data, Tablesaw and pandas in turn.

    pip install numpy==2.4.6 pandas==3.1.1
    python lib/src/test/python/tables_bench.py CLASSPATH [ROUNDS]

CLASSPATH holds the library's test classes and all its jars. Prints the least of all rounds, in milliseconds.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROWS = 1_000_000


def files(folder):
    random = np.random.RandomState(0)
    large = pd.DataFrame({
        "id": np.arange(ROWS), "k5": random.choice(list("abcde"), ROWS), "k1000": random.randint(0, 1000, ROWS),
        "a": random.normal(size=ROWS), "b": random.normal(0, 100, ROWS), "c": random.uniform(size=ROWS),
        "d": random.randint(0, 10**9, ROWS), "e": random.choice(["north", "south", "west"], ROWS)})
    small = pd.DataFrame({"k1000": np.arange(1000), "v": random.normal(size=1000)})
    large.to_csv(folder / "large.csv", index=False)
    small.to_csv(folder / "small.csv", index=False)
    return folder / "large.csv", folder / "small.csv"


def main(classpath, rounds):
    with tempfile.TemporaryDirectory() as name:
        large, small = files(Path(name))
        left, right = pd.read_csv(large), pd.read_csv(small)
        works = {
            "read": lambda: pd.read_csv(large), "group5": lambda: left.groupby("k5")["a"].mean(),
            "group1000": lambda: left.groupby("k1000")["a"].mean(), "join": lambda: left.merge(right, on="k1000"),
            "show": lambda: left._repr_html_()}
        java = subprocess.Popen(
            ["java", "--enable-native-access=ALL-UNNAMED", "-Xmx3g", "-cp", classpath, "peaberry.data.TablesBenchmark", str(large), str(small)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def timed(work):
            java.stdin.write(work + "\n")
            java.stdin.flush()
            return float(java.stdout.readline())

        print(f"{'':12}{'peaberry':>10}{'cold':>8}{'tablesaw':>10}{'pandas':>8}")
        for work, run in works.items():
            ours, theirs, pandas = [], [], []
            for _ in range(rounds):
                ours.append(timed(work))
                if work != "show":
                    theirs.append(timed("tablesaw " + work))
                start = time.perf_counter()
                run()
                pandas.append(1000 * (time.perf_counter() - start))
            tablesaw = f"{min(theirs):10.1f}" if theirs else " " * 10
            print(f"{work:12}{min(ours):10.1f}{ours[0]:8.1f}{tablesaw}{min(pandas):8.1f}", flush=True)
        java.stdin.close()
        java.wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
