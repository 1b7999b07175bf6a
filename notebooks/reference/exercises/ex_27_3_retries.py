"""Exercise 27.3 in Python: a training task with real files that crashes at every step and is tried again.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_27_3_retries.py [--write]
"""

import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
CONFIG = {"epochs": 20, "rate": 0.5, "seed": 1}


class Crash(Exception):
    """The process ends here."""


def rows(seed):
    random = np.random.RandomState(seed)
    x, noise = random.normal(0, 1, (100, 3)), random.normal(0, 1, 100)
    return np.column_stack([np.ones(100), x, x @ [2.0, -1.0, 0.5] + noise > 0])


def train(config, data):
    x, y = data[:, :4], data[:, 4]
    w = np.random.RandomState(config["seed"]).normal(0, 1, 4)
    for _ in range(config["epochs"]):
        w = w - config["rate"] * x.T @ (1 / (1 + np.exp(-x @ w)) - y) / 100
    return w


def accuracy(w, data):
    return np.mean((data[:, :4] @ w > 0) == data[:, 4])


class Bench:
    """A data file, and a folder for each experiment."""

    def __init__(self, home):
        self.home, self.trainings, self.attempt = Path(home), 0, 0
        self.data = self.home / "data.csv"
        self.use(0)

    def use(self, seed):
        self.rows = rows(seed)
        np.savetxt(self.data, self.rows)

    def fit(self, folder, config, steps):
        """Trains, and writes log.txt, model.txt and metrics.txt."""
        steps()
        self.trainings += 1
        data = np.loadtxt(self.data)
        w = train(config, data)
        with open(folder / "log.txt", "a") as log:
            log.write(f"trained with seed {config['seed']}\n")
        steps()
        (folder / "model.txt").write_text("".join(f"{v!r}\n" for v in w[:2].tolist()))
        steps()
        with open(folder / "model.txt", "a") as model:
            model.write("".join(f"{v!r}\n" for v in w[2:].tolist()))
        steps()
        (folder / "metrics.txt").write_text(f"{accuracy(w, data)}\n")
        steps()

    def naive(self, root, config, steps):
        self.fit(root, config, steps)

    def unseeded(self, root, config, steps):
        self.attempt += 1
        self.fit(root, config | {"seed": 100 + self.attempt}, steps)

    def printed(self, root, config, steps):
        """The text's task."""
        steps()
        key = hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()[:12]
        model = root / f"model_{key}"
        if (model / "COMPLETE").exists():
            return
        tmp = root / f"model_{key}_tmp"
        tmp.mkdir(parents=True, exist_ok=True)
        self.fit(tmp, config, steps)
        if model.exists():
            shutil.rmtree(model)
        steps()
        tmp.rename(model)
        steps()
        (model / "COMPLETE").touch()
        steps()

    def ours(self, root, config, steps):
        steps()
        key = hashlib.sha256(json.dumps(config, sort_keys=True).encode() + self.data.read_bytes()).hexdigest()[:12]
        model = root / f"model_{key}"
        if model.exists():
            return
        mine = Path(tempfile.mkdtemp(prefix="attempt", dir=root))
        self.fit(mine, config, steps)
        try:
            mine.rename(model)
        except OSError:  # another attempt was there first
            shutil.rmtree(mine)
        steps()


bench = Bench(tempfile.mkdtemp())
TASKS = {"unseeded": bench.unseeded, "naive": bench.naive, "printed": bench.printed, "ours": bench.ours}


def seen(task, root):
    """The files that a reader finds; of several models the last by name."""
    if task in ("unseeded", "naive"):
        folder = root if (root / "model.txt").exists() else None
    else:
        done = sorted(f for f in root.iterdir() if re.fullmatch("model_[0-9a-f]{12}", f.name))
        done = [f for f in done if task == "ours" or (f / "COMPLETE").exists()]
        folder = done[-1] if done else None
    return {} if folder is None else {f.name: f.read_text() for f in folder.iterdir() if f.is_file() and f.name != "COMPLETE"}


def whole(files):
    """Whether a model is there with all its weights, and with the accuracy that these have."""
    if not files:
        return True
    w = np.array([float(line) for line in files["model.txt"].split()])
    return len(w) == 4 and "metrics.txt" in files and float(files["metrics.txt"]) == accuracy(w, bench.rows)


def folder():
    return Path(tempfile.mkdtemp(dir=bench.home))


def crash_at(k):
    left = [k]

    def steps():
        left[0] -= 1
        if left[0] == 0:
            raise Crash

    return steps


def quietly():
    pass


def length(task):
    count = [0]

    def steps():
        count[0] += 1

    TASKS[task](folder(), CONFIG, steps)
    return count[0]


def clean(task):
    bench.attempt = 0
    root = folder()
    TASKS[task](root, CONFIG, quietly)
    return seen(task, root)


def verdict(task, expected, steps):
    """Attempts until one succeeds; whether all that a reader ever saw was whole, stayed, and is at last as expected."""
    bench.attempt = 0
    root, views = folder(), []
    while True:
        try:
            TASKS[task](root, CONFIG, steps[min(len(views), len(steps) - 1)])
            break
        except Crash:
            views.append(seen(task, root))
    views.append(seen(task, root))
    found = [v for v in views if v]
    shutil.rmtree(root)
    return [all(map(whole, found)), all(v == found[0] for v in found), views[-1] == expected]


def meet(task, k):
    """An attempt that is overtaken by a whole other one at its k-th step."""
    root, count = folder(), [0]

    def steps():
        count[0] += 1
        if count[0] == k:
            TASKS[task](root, CONFIG, quietly)

    try:
        TASKS[task](root, CONFIG, steps)
    except OSError:
        return False
    return seen(task, root) == clean(task)


figures.add("weights", train(CONFIG, rows(0)), relative=1e-9)
figures.add("accuracy", accuracy(train(CONFIG, rows(0)), rows(0)), relative=1e-12)
with figures.heavy("kept", "broke"):
    kept = {}
    for task in TASKS:
        expected, points = clean(task), length(task)
        kept[task] = np.array([verdict(task, expected, [crash_at(k), quietly]) for k in range(1, points + 1)])
        figures.add(f"points_{task}", points)
        figures.add(f"broken_{task}", (~kept[task]).sum(axis=0))
with figures.heavy("meetsPrinted"):
    meets = {task: [meet(task, k) for k in range(1, length(task) + 1)] for task in ("printed", "ours")}
for task, value in meets.items():
    figures.add(f"meets_{task}", np.array(value).astype(int))

# What the text says happens: a crash after the checkpoint, before the metrics.
with figures.heavy("changed"):
    changed = np.zeros((2, 20))
    for i, task in enumerate(("unseeded", "naive")):
        for s in SEEDS:
            bench.attempt, root, config = 2 * s, folder(), CONFIG | {"seed": s}
            try:
                TASKS[task](root, config, crash_at(4))
            except Crash:
                before = seen(task, root)["model.txt"]
            TASKS[task](root, config, quietly)
            changed[i, s] = seen(task, root)["model.txt"] != before
figures.add("changed", changed)

# Other data in the same file; the same inputs in another order; a second run.
with figures.heavy("again", "skips"):
    moved, trained = np.zeros((2, 20)), np.zeros((2, 20))
    for i, task in enumerate(("printed", "ours")):
        for s in SEEDS:
            root = folder()
            bench.use(s)
            TASKS[task](root, CONFIG, quietly)
            TASKS[task](root, dict(reversed(CONFIG.items())), quietly)
            paths = {f.name for f in root.iterdir()}
            bench.use(1000 + s)
            before = bench.trainings
            TASKS[task](root, CONFIG, quietly)
            moved[i, s] = len({f.name for f in root.iterdir()} - paths)
            trained[i, s] = len(paths)
    bench.use(0)
    figures.add("moved", moved)
    figures.add("paths", trained)
    bench.trainings, root = 0, folder()
    for _ in range(3):
        bench.printed(root, CONFIG, quietly)
    skips = bench.trainings
    figures.add("trainings_printed", skips)
    again = []
    for k in range(1, length("printed") + 1):
        bench.trainings, root = 0, folder()
        try:
            bench.printed(root, CONFIG, crash_at(k))
        except Crash:
            unmarked = any(re.fullmatch("model_[0-9a-f]{12}", f.name) and not (f / "COMPLETE").exists() for f in root.iterdir())
        bench.printed(root, CONFIG, quietly)
        again.append([bench.trainings, unmarked])
figures.add("again", again)

# Each step crashes with some probability.
PROBABILITIES = [0.05, 0.1, 0.2]
with figures.heavy("harm"):
    misled, differs = np.zeros((4, 3, 20)), np.zeros((4, 3, 20))
    for i, task in enumerate(TASKS):
        expected = clean(task)
        for j, p in enumerate(PROBABILITIES):
            for s in SEEDS:
                random = np.random.RandomState(s)

                def steps():
                    if random.random_sample() < p:
                        raise Crash

                whole_, stays, same = verdict(task, expected, [steps])
                misled[i, j, s], differs[i, j, s] = not (whole_ and stays), not same
for i, task in enumerate(TASKS):
    figures.add(f"misled_{task}", misled[i], absolute=1e-12)
    figures.add(f"differs_{task}", differs[i], absolute=1e-12)
    figures.add(f"mean_misled_{task}", misled[i, 1].mean(), absolute=1e-12)
    figures.add(f"mean_differs_{task}", differs[i, 1].mean(), absolute=1e-12)
shutil.rmtree(bench.home)

figures.claim("overwritten", changed[0], holds=changed[0].all())
figures.claim("overwritten-seeded", changed[1], holds=changed[1].all())
figures.claim("same-path", trained[0], holds=(trained[0] == 1).all())
figures.claim("from-inputs", moved[0], holds=(moved[0] == 1).all())
figures.claim("skip", skips, holds=skips == 1)
figures.claim("atomic", np.array(again)[:, 1], holds=not np.array(again)[:, 1].any())
figures.claim("readers", kept["printed"][:, 0], holds=kept["printed"][:, 0].all())
figures.claim("idempotent", kept["printed"][:, 2], holds=kept["printed"][:, 2].all())
figures.claim("together", meets["printed"], holds=all(meets["printed"]))
figures.claim("ours", kept["ours"].all(axis=1), holds=kept["ours"].all() and all(meets["ours"]) and (moved[1] == 1).all())
figures.claim("better", misled[1, 1] - misled[2, 1], holds=(misled[1, 1] - misled[2, 1]).mean() > 0.05)
figures.claim("enough", differs[2, 1], holds=differs[2, 1].mean() <= 0.01)

plt.bar(range(4), [np.mean(~k) for k in kept.values()])
drawn(plt)
for row in [*misled.mean(axis=2), *differs.mean(axis=2)]:
    plt.plot(PROBABILITIES, row)
drawn(plt)
figures.show()
