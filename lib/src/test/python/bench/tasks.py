"""Python's side of the library benchmark: reads a task's name per line, answers with one line of JSON.

    python tasks.py DATA < names

A task fits and predicts once and answers with seconds for both and a figure by which the two sides are held to the same work.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


def split(data, rows=10000):
    return data[:rows, :-1], data[:rows, -1], data[rows:, :-1], data[rows:, -1]


def timed(fit, predict, figure):
    start = time.perf_counter()
    model = fit()
    fitted = time.perf_counter()
    result = predict(model)
    return {"fit": fitted - start, "predict": time.perf_counter() - fitted, "figure": float(figure(model, result))}


def supervised(model, data):
    x, y, test, truth = split(data)
    numbers = len(np.unique(y)) > 10
    score = (lambda p: 1 - np.sum((truth - p) ** 2) / np.sum((truth - truth.mean()) ** 2)) if numbers else (lambda p: np.mean(p == truth))
    return timed(lambda: model.fit(x, y), lambda m: m.predict(test), lambda m, p: score(p))


def task(name, load):
    if name == "ols":
        from sklearn.linear_model import LinearRegression

        return supervised(LinearRegression(), load("numbers"))
    if name == "logistic":
        from sklearn.linear_model import LogisticRegression

        return supervised(LogisticRegression(), load("classes"))
    if name == "forest":
        from sklearn.ensemble import RandomForestClassifier

        return supervised(RandomForestClassifier(100, n_jobs=-1, random_state=0), load("classes"))
    if name == "boosting":
        from sklearn.ensemble import GradientBoostingClassifier

        return supervised(GradientBoostingClassifier(random_state=0), load("classes"))
    if name == "knn":
        from sklearn.neighbors import KNeighborsClassifier

        return supervised(KNeighborsClassifier(5, n_jobs=-1), load("classes"))
    if name == "kmeans":
        from sklearn.cluster import KMeans

        x = load("blobs")
        model = KMeans(8, n_init=10, random_state=0)
        return timed(lambda: model.fit(x), lambda m: m.predict(x), lambda m, p: m.inertia_)
    if name == "dbscan":
        from sklearn.cluster import DBSCAN

        x = load("plane")
        model = DBSCAN(eps=0.12, min_samples=10, n_jobs=-1)
        return timed(lambda: model.fit(x), lambda m: m.labels_, lambda m, p: np.sum(p == -1) + p.max() / 1000)
    if name == "pca":
        from sklearn.decomposition import PCA

        x = load("classes")[:10000, :-1]
        return timed(lambda: PCA(10).fit(x), lambda m: m.transform(x), lambda m, p: m.explained_variance_ratio_.sum())
    if name == "silhouette":
        from sklearn.metrics import silhouette_score

        x = load("blobs")[:10000]
        labels = (x[:, 0] > 0) * 2 + (x[:, 1] > 0)
        return timed(lambda: None, lambda m: silhouette_score(x, labels), lambda m, p: p)
    if name == "csv":
        import pandas as pd

        return timed(lambda: None, lambda m: pd.read_csv(load.folder / "large.csv"), lambda m, table: table.sum(numeric_only=True).sum())
    if name in ("group5", "group1000"):
        groups = load("large.csv")
        key = "k" + name.removeprefix("group")
        return timed(lambda: None, lambda m: groups.groupby(key)["a"].mean(), lambda m, means: means.sum())
    if name == "join":
        left, right = load("large.csv"), load("small.csv")
        return timed(lambda: None, lambda m: left.merge(right, on="k1000"), lambda m, both: (both["v"] * both["a"]).sum())
    if name.startswith(("legacy-", "generator-")):
        random = np.random.RandomState(1) if name.startswith("legacy") else np.random.default_rng(1)
        draw = random.uniform if name.endswith("uniform") else random.normal
        return timed(lambda: None, lambda m: draw(10, 90, 10**6), lambda m, drawn: drawn.mean())
    raise ValueError(f"no task {name}")


class Load:
    """Reads each file once."""

    def __init__(self, folder):
        self.folder = folder
        self.data = {}

    def __call__(self, name):
        if name not in self.data:
            self.data[name] = self.read(name)
        return self.data[name]

    def read(self, name):
        if name.endswith(".csv"):
            import pandas as pd

            return pd.read_csv(self.folder / name)
        return np.load(self.folder / f"{name}.npy")


def main(folder):
    load = Load(Path(folder))

    for line in sys.stdin:
        print(json.dumps(task(line.strip(), load)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
