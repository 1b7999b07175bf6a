"""Writes the classic data sets as CSV files, and what the Java tests compare them with.

    pip install numpy==2.4.6 scikit-learn==1.9.1
    python lib/src/test/python/classic_datasets.py

The CSV files (lib/src/main/resources/peaberry/data) hold features and, last, the class or the target, as scikit-learn's
copies have them; classic.txt holds shapes, SHA-256 digests of the numbers (64-bit, big endian) and diabetes as scaled.
"""

import hashlib
from pathlib import Path

import numpy as np
from sklearn import datasets

RESOURCES = Path(__file__).parents[2]


def text(value):
    return repr(float(value)).removesuffix(".0")


def digest(x, y):
    return hashlib.sha256(np.ascontiguousarray(x, ">f8").tobytes() + np.ascontiguousarray(y, ">f8").tobytes()).hexdigest()


def sets():
    for name in ("iris", "wine", "breast_cancer", "digits"):
        data = getattr(datasets, "load_" + name)()
        yield name, data, "class", [str(data.target_names[label]) for label in data.target]
    data = datasets.load_diabetes(scaled=False)
    yield "diabetes", data, "progression", [text(value) for value in data.target]


if __name__ == "__main__":
    reference = []
    for name, data, head, targets in sets():
        rows = [",".join([*map(text, row), target]) for row, target in zip(data.data, targets)]
        lines = [",".join([*data.feature_names, head]), *rows]
        (RESOURCES / "main/resources/peaberry/data" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="ascii")
        reference.append(f"{name} rows={len(rows)} features={len(data.feature_names)} = {digest(data.data, data.target)}")
    scaled = datasets.load_diabetes().data
    reference.append("diabetes_scaled = " + " ".join(map(text, scaled[:40].ravel())))
    (RESOURCES / "test/resources/peaberry/data/classic.txt").write_text("\n".join(reference) + "\n", encoding="ascii")
