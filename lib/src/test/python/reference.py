"""Writes what NumPy and scikit-learn themselves compute, for the Java tests to compare with.

    pip install numpy==2.4.6 scikit-learn==1.9.1 pandas==3.1.1
    python lib/src/test/python/reference.py

Numbers are written as hexadecimal or shortest round-trip text, so nothing is lost on the way.
"""

from pathlib import Path

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split

RESOURCES = Path(__file__).parents[1] / "resources" / "peaberry"


def text(value):
    return float(value).hex() if isinstance(value, (float, np.floating)) else str(int(value))


def servers():
    np.random.seed(101)
    n = 1000
    cpu = np.random.uniform(10, 90, n)
    memory = np.random.uniform(4, 64, n)
    age = np.random.uniform(0, 10, n)
    cost = 50 + 2 * cpu + 5 * memory + np.exp(0.5 * age) + np.random.normal(0, 10, n)
    return np.column_stack([cpu, memory, age, cost])


def splits():
    for n, size, seed in [(1000, 0.2, 42), (1000, 0.3, 0), (10, 0.25, 1), (7, 0.5, 101), (2, 0.1, 3)]:
        train, test = train_test_split(np.arange(n), test_size=size, random_state=seed)
        yield f"{n} {size} {seed} = " + " ".join(map(str, train)) + " | " + " ".join(map(str, test))


def regression(data):
    """OLS by scikit-learn, and its t tests by the textbook formula from NumPy's inverse."""
    train, test = train_test_split(data, test_size=0.2, random_state=42)
    x, y = train[:, :3], train[:, 3]
    model = LinearRegression().fit(x, y)
    design = np.column_stack([np.ones(len(x)), x])
    residuals = y - model.predict(x)
    variance = residuals @ residuals / (len(x) - 4)
    errors = np.sqrt(np.diag(variance * np.linalg.inv(design.T @ design)))
    predicted = model.predict(test[:, :3])
    yield "coefficients", [model.intercept_, *model.coef_]
    yield "errors", errors
    yield "r2", [model.score(x, y)]
    yield "residualError", [np.sqrt(variance)]
    yield "testRmse", [np.sqrt(mean_squared_error(test[:, 3], predicted))]
    yield "testR2", [r2_score(test[:, 3], predicted)]
    yield "predicted", predicted[:10]


def write(path, lines):
    (RESOURCES / path).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    data = servers()
    write("data/splits.txt", splits())
    rows = [",".join(repr(float(v)) for v in row) for row in data]
    write("data/servers.csv", ["CPU,Memory,Age,Cost", *rows])
    write("learn/servers_ols.txt", [f"{k} = " + " ".join(map(text, v)) for k, v in regression(data)])
