"""Writes scikit-learn's own splits and generated data, for the Java tests of peaberry.data.

    pip install numpy==2.4.6 scikit-learn==1.9.1 pandas==3.1.1
    python lib/src/test/python/data_reference.py

folds.txt: kind, options, "=", then for each split the rows to train on, "|", those to test on; ";" between splits.
made.txt: maker, options, "=", the targets, "|", the features row by row, and for coef=True "|", the coefficients. Numbers are shortest round-trip text.
streamrec.txt: what of notebooks/reference/streamrec.py, seed, "=", the SHA-256 of its values: int64 or float64, little-endian, or text
with a line feed after each; of the probabilities, which need not agree to the last bit, the first 200 and their sum.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np
from sklearn import datasets
from sklearn.model_selection import GroupKFold, GroupShuffleSplit, KFold, StratifiedKFold, TimeSeriesSplit, train_test_split

RESOURCES = Path(__file__).parents[1] / "resources" / "peaberry" / "data"
SEEDS = [0, 1, 42, 101, 2**32 - 1]


def rows(splits):
    return "; ".join(" ".join(map(str, train)) + " | " + " ".join(map(str, test)) for train, test in splits)


def labels(n, classes, seed):
    """Labels that are not in order, of classes of unlike size."""
    p = np.arange(1, classes + 1) / np.arange(1, classes + 1).sum()
    return np.random.RandomState(seed).choice(np.arange(classes) * 3 - 4, n, p=p)


def folds():
    for seed in SEEDS:
        for n, k in [(10, 2), (23, 5), (7, 7), (100, 10)]:
            yield f"kfold folds={k} seed={seed} n={n}", KFold(k, shuffle=True, random_state=seed).split(np.zeros(n))
        for n, classes, k in [(30, 2, 3), (53, 4, 5), (40, 7, 6)]:
            y = labels(n, classes, seed)
            classes = len(set(y))
            of = "labels=" + ",".join(map(str, y))
            yield f"stratified folds={k} seed={seed} {of}", StratifiedKFold(k, shuffle=True, random_state=seed).split(y, y)
            yield f"stratified folds={k} {of}", StratifiedKFold(k).split(y, y)
            yield f"group folds={classes} {of}", GroupKFold(classes).split(y, y, y)
            yield f"group folds=2 {of}", GroupKFold(2).split(y, y, y)
            yield f"group folds=2 seed={seed} {of}", GroupKFold(2, shuffle=True, random_state=seed).split(y, y, y)
        for n, classes, size in [(20, 2, 0.25), (60, 3, 0.2), (61, 5, 0.5), (200, 4, 0.033)]:
            y = labels(n, classes, seed)
            of = "labels=" + ",".join(map(str, y))
            yield f"trainTestGroups size={size} seed={seed} {of}", [next(GroupShuffleSplit(1, test_size=size, random_state=seed).split(y, y, y))]
            try:
                split = train_test_split(np.arange(n), test_size=size, random_state=seed, stratify=y)
            except ValueError:  # a class with one row
                continue
            yield f"trainTestStratified size={size} seed={seed} {of}", [split]
        ties = np.tile([2, 0, 1, 3], 9)
        of = "labels=" + ",".join(map(str, ties))
        for size in (0.2, 0.3, 0.6):
            yield f"trainTestStratified size={size} seed={seed} {of}", [train_test_split(np.arange(36), test_size=size, random_state=seed, stratify=ties)]
        yield from sized(seed)
        yield from texts(seed)
    for n, k in [(10, 2), (23, 5), (3, 3)]:
        yield f"kfold folds={k} n={n}", KFold(k).split(np.zeros(n))
    for n, k, more in [(12, 3, {}), (25, 5, {"gap": 2}), (40, 4, {"test_size": 5}), (31, 3, {"test_size": 4, "gap": 1, "max_train_size": 6})]:
        words = "".join(f" {name}={value}" for name, value in more.items())
        yield f"time folds={k} n={n}{words}", TimeSeriesSplit(k, **more).split(np.zeros(n))
    for n, size in [(10, 0.25), (7, 0.5)]:
        yield f"trainTestOrdered size={size} n={n}", [train_test_split(np.arange(n), test_size=size, shuffle=False)]


def sized(seed):
    """Splits by a train size or by whole numbers, alone or with another size, so that some rows are left out."""
    for n, sizes in [(23, {"train": 0.7}), (60, {"train": 0.31}), (61, {"train": 0.5, "test": 0.25}), (100, {"train": 0.29, "test": 0.71}),
                     (23, {"train": 7}), (60, {"test": 13}), (61, {"train": 20, "test": 11}), (100, {"train": 0.3, "test": 25}),
                     (47, {"train": 9, "test": 0.35})]:
        sklearn_sizes = {f"{name}_size": size for name, size in sizes.items()}
        words = " ".join(f"{name}={size}" for name, size in sizes.items())
        y = np.tile([2, 0, 1, 3, 0], n)[:n]
        groups = y if all(size < 1 for size in sizes.values()) else np.arange(3 * n) // 3  # a number is of groups
        of, of_groups = ["labels=" + ",".join(map(str, labels)) for labels in (y, groups)]
        yield f"trainTest {words} seed={seed} n={n}", [train_test_split(np.arange(n), random_state=seed, **sklearn_sizes)]
        yield f"trainTestOrdered {words} n={n}", [train_test_split(np.arange(n), shuffle=False, **sklearn_sizes)]
        yield f"trainTestStratified {words} seed={seed} {of}", [train_test_split(np.arange(n), random_state=seed, stratify=y, **sklearn_sizes)]
        yield f"trainTestGroups {words} seed={seed} {of_groups}", [next(GroupShuffleSplit(1, random_state=seed, **sklearn_sizes).split(groups, groups, groups))]


def texts(seed):
    """Labels whose order as texts is neither that of appearance nor that of the numbers in them."""
    y = np.array(["a9", "B", "a10", "b", "a1"])[labels(47, 5, seed) // 3 + 2]
    of = "texts=" + ",".join(y)
    yield f"stratified folds=3 seed={seed} {of}", StratifiedKFold(3, shuffle=True, random_state=seed).split(y, y)
    yield f"group folds=2 {of}", GroupKFold(2).split(y, y, y)
    yield f"trainTestStratified size=0.3 seed={seed} {of}", [train_test_split(np.arange(47), test_size=0.3, random_state=seed, stratify=y)]
    yield f"trainTestGroups size=0.3 seed={seed} {of}", [next(GroupShuffleSplit(1, test_size=0.3, random_state=seed).split(y, y, y))]


def calls():
    for seed in SEEDS:
        yield "blobs", {"n_samples": 20}, seed
        yield "blobs", {"n_samples": 23, "n_features": 3, "centers": 4, "cluster_std": [0.5, 1, 2, 0], "center_box": (-1, 5)}, seed
        yield "blobs", {"n_samples": [5, 0, 7], "shuffle": False}, seed
        yield "blobs", {"n_samples": 9, "centers": [[1, 2.5, -3], [0, 10, 20]], "cluster_std": 0.1}, seed
        yield "moons", {"n_samples": 25, "noise": 0.1}, seed
        yield "moons", {"n_samples": (1, 4)}, seed
        yield "moons", {"n_samples": 8, "shuffle": False}, seed
        yield "circles", {"n_samples": 25, "noise": 0.05, "factor": 0.3}, seed
        yield "circles", {"n_samples": (4, 3), "shuffle": False}, seed
        yield "regression", {"n_samples": 12, "n_features": 5, "n_informative": 3, "noise": 2.5, "bias": 7}, seed
        yield "regression", {"n_samples": 6, "n_features": 8, "shuffle": False}, seed
        yield "regression", {"n_samples": 15, "n_features": 6, "effective_rank": 2, "tail_strength": 0.3}, seed
        yield "regression", {"n_samples": 4, "n_features": 7, "effective_rank": 3, "noise": 1}, seed
        yield "regression", {"n_samples": 9, "n_features": 5, "n_informative": 3, "coef": True}, seed
        yield "regression", {"n_samples": 8, "n_features": 6, "n_informative": 4, "n_targets": 3, "noise": 2, "bias": 5, "coef": True}, seed
        yield "regression", {"n_samples": 7, "n_features": 4, "n_targets": 2, "shuffle": False, "coef": True}, seed
        yield "classification", {"n_samples": 20}, seed
        yield "classification", {"n_samples": 40, "n_features": 5, "n_informative": 3, "n_redundant": 1, "n_clusters_per_class": 1, "weights": [0.9, 0.1]}, seed
        yield "classification", {"n_samples": 30, "n_features": 9, "n_informative": 4, "n_repeated": 2, "n_classes": 3, "flip_y": 0.3, "class_sep": 2, "weights": [0.2, 0.3]}, seed
        yield "classification", {"n_samples": 20, "n_features": 6, "hypercube": False, "shift": None, "scale": None, "shuffle": False}, seed
        yield "classification", {"n_samples": 20, "n_features": 4, "n_redundant": 0, "shift": [1, 2, 3, 4], "scale": 10, "flip_y": 0}, seed
        yield "classification", {"n_samples": 10, "n_features": 34, "n_informative": 33, "n_redundant": 0}, seed
        yield "classification", {"n_samples": 24, "n_features": 12, "n_informative": 9, "n_redundant": 0, "n_classes": 5, "n_clusters_per_class": 1}, seed


def word(value):
    if isinstance(value, (list, tuple)):
        return (";" if isinstance(value[0], list) else ",").join(map(word, value))
    return str(value)


def made():
    for maker, options, seed in calls():
        x, y, *coefficients = getattr(datasets, "make_" + maker)(random_state=seed, **options)
        words = "".join(f" {name}={word(value)}" for name, value in options.items())
        numbers = lambda values: " ".join(repr(v) for v in np.ravel(values).tolist())
        yield f"{maker} seed={seed}{words} = {' | '.join(map(numbers, [y, x, *coefficients]))}"


def stream():
    sys.path.insert(0, str(Path(__file__).parents[4] / "notebooks" / "reference"))
    from streamrec import StreamRec

    for seed in (0, 42, 2**32 - 1):
        made = StreamRec(seed)
        for name in ("users", "items", "events"):
            for column, values in getattr(made, name).items():
                yield f"{name}.{column} seed={seed} = {digest(values.to_numpy())}"
        for name in ("tastes", "traits"):
            yield f"{name} seed={seed} = {digest(getattr(made, name))}"
        p = made.click_probabilities
        yield f"probabilities seed={seed} = " + " ".join(map(repr, [*p[:200].tolist(), float(p.sum())]))


def digest(values):
    if values.dtype.kind == "M":
        values = values.astype("datetime64[m]").astype("int64")  # minutes since 1970
    if values.dtype.kind in "iuf":
        return hashlib.sha256(values.astype("<i8" if values.dtype.kind in "iu" else "<f8").tobytes()).hexdigest()
    return hashlib.sha256("".join(f"{value}\n" for value in values).encode("ascii")).hexdigest()


if __name__ == "__main__":
    lines = [f"{call} = {rows(splits)}" for call, splits in folds()]
    (RESOURCES / "folds.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    (RESOURCES / "made.txt").write_text("\n".join(made()) + "\n", encoding="ascii")
    (RESOURCES / "streamrec.txt").write_text("\n".join(stream()) + "\n", encoding="ascii")
