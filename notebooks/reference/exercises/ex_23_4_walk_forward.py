"""Exercise 23.4 in Python: walk-forward validation of five forecasters of daily engagement, their errors and intervals.

The original gives the loop alone; the series and the forecasters are ours, for StreamRec's 90 days are too few for it.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_23_4_walk_forward.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
DAYS, INITIAL, HORIZON, STEP = 730, 365, 7, 7
WEEK = np.array([0, -1, -1, 0, 2, 5, 4])
PHI, SIGMA, Z = 0.8, 2.0, 1.6448536269514722


def draw(seed):
    shocks = np.random.RandomState(seed).standard_normal(DAYS) * SIGMA
    state = np.zeros(DAYS)
    state[0] = shocks[0] / np.sqrt(1 - PHI**2)
    for t in range(1, DAYS):
        state[t] = PHI * state[t - 1] + shocks[t]
    day = np.arange(DAYS)
    return 50 + 0.01 * day + WEEK[day % 7] + state


def starts(n):
    return range(INITIAL, n - HORIZON + 1, STEP)


def of_text(n):
    return range(INITIAL, n - HORIZON, STEP)


def design(days):
    return np.column_stack([np.ones(len(days)), days / 365, *(days % 7 == w for w in range(1, 7))]).astype(float)


def climate(train):
    return np.full(HORIZON, train.mean()), np.full(HORIZON, Z * train.std(ddof=1))


def seasonal(train):
    return train[-7:], np.full(HORIZON, Z * (train[7:] - train[:-7]).std(ddof=1))


def fitted(train):
    """What regression and AR(1) expect of the next days, the AR's coefficient, and its shocks' deviation."""
    days = np.arange(len(train))
    b = np.linalg.lstsq(design(days), train, rcond=None)[0]
    rest = train - design(days) @ b
    phi = rest[1:] @ rest[:-1] / (rest[:-1] @ rest[:-1])
    shocks = rest[1:] - phi * rest[:-1]
    ahead = np.arange(1, HORIZON + 1)
    return design(len(train) - 1 + ahead) @ b + phi**ahead * rest[-1], phi, np.sqrt(shocks @ shocks / (len(shocks) - 9))


def flat(train):
    forecast, _, sigma = fitted(train)
    return forecast, np.full(HORIZON, Z * sigma)


def growing(train):
    forecast, phi, sigma = fitted(train)
    ahead = np.arange(1, HORIZON + 1)
    return forecast, Z * sigma * np.sqrt((1 - phi ** (2 * ahead)) / (1 - phi**2))


def truth(train):
    """What one would forecast who knew how the series was made."""
    ahead = np.arange(1, HORIZON + 1)
    day = len(train) - 1 + np.arange(HORIZON + 1)
    line = 50 + 0.01 * day + WEEK[day % 7]
    half = Z * SIGMA * np.sqrt((1 - PHI ** (2 * ahead)) / (1 - PHI**2))
    return line[1:] + PHI**ahead * (train[-1] - line[0]), half


MODELS = {"climate": climate, "seasonal": seasonal, "flat": flat, "growing": growing, "truth": truth}


def walk_forward(series, model):
    """Errors without sign, and whether each day was covered; a row for each window."""
    errors, covered = [], []
    for start in starts(len(series)):
        forecast, half = model(series[:start])
        error = np.abs(series[start : start + HORIZON] - forecast)
        errors.append(error)
        covered.append(error <= half)
    return np.array(errors), np.array(covered)


def known_days(series, train, test):
    """Forecasts by regression on the known days, and the rest of the nearest known day."""
    b = np.linalg.lstsq(design(train), series[train], rcond=None)[0]
    rest = series[train] - design(train) @ b
    distance = np.abs(test[:, None] - train)
    nearest = distance.argmin(1)
    return design(test) @ b + PHI ** distance[np.arange(len(test)), nearest] * rest[nearest]


def shuffled(seed, series):
    order = np.random.RandomState(1000 + seed).permutation(DAYS)
    errors = []
    for fold in range(10):
        test = np.sort(order[73 * fold : 73 * (fold + 1)])
        train = np.setdiff1d(np.arange(DAYS), test)
        errors.append(np.abs(series[test] - known_days(series, train, test)))
    return np.mean(errors)


def in_order(series):
    errors = [np.abs(series[s : s + 7] - known_days(series, np.arange(s), np.arange(s, s + 7))) for s in starts(DAYS)]
    return np.mean(errors)


series = draw(42)
plt.plot(series)
drawn(plt)
with figures.heavy("made", "mae"):
    mae, coverage, by_day = np.zeros((5, 20)), np.zeros((5, 20)), np.zeros((5, 7))
    for seed in range(20):
        for row, model in enumerate(MODELS.values()):
            errors, covered = walk_forward(draw(seed), model)
            mae[row, seed], coverage[row, seed] = errors.mean(), covered.mean()
            by_day[row] += covered.mean(0) / 20
with figures.heavy("leak"):
    leak = np.array([[shuffled(seed, draw(seed)), in_order(draw(seed))] for seed in range(20)]).T
scores = [walk_forward(series, model) for model in MODELS.values()]
plt.plot(by_day.T)
drawn(plt)
plt.boxplot(list(coverage))
drawn(plt)
forecast, half = growing(series[:365])
plt.fill_between(range(7), forecast - half, forecast + half)
drawn(plt)

figures.add("windows", len(starts(DAYS)))
for name, (errors, covered) in zip(MODELS, scores):
    figures.add(f"mae_{name}", errors.mean(), relative=1e-9)
    figures.add(f"covered_{name}", covered.mean(), absolute=1e-12)
figures.add("series", series, relative=1e-12, kept=False)
figures.add("mae", mae, absolute=1e-8, kept=False)
figures.add("coverage", coverage, absolute=1e-12, kept=False)
figures.add("by_day", by_day, absolute=1e-12, kept=False)
figures.add("forecast", forecast, relative=1e-9, kept=False)
figures.add("half", half, relative=1e-9, kept=False)
figures.add("leak", leak, absolute=1e-8, kept=False)
figures.add("phi", fitted(series)[1], relative=1e-9)

lost = [len(of_text(n)) - len(starts(n)) for n in range(372, 392)]
ahead = max(len(series[:start]) - start for start in starts(DAYS))
figures.claim("no-leak", [ahead], holds=ahead == 0)
figures.claim("all-windows", lost, holds=not any(lost))
figures.claim("calibrated", coverage[3], holds=abs(coverage[3].mean() - 0.9) < 0.02)
figures.claim("below-overconfident", coverage[4] < 0.9, holds=(coverage[4] < 0.9).mean() < 0.1)
figures.claim("overconfident", coverage[2], holds=coverage[2].mean() < 0.88)
with figures.heavy("wider"):
    wide = [walk_forward(draw(seed), lambda train: (growing(train)[0], 1.5 * growing(train)[1]))[1].mean() for seed in range(20)]
figures.claim("wide", wide, holds=np.mean(wide) > 0.95)
figures.claim("order", leak[1] / leak[0], holds=(leak[1] > leak[0]).all())
figures.show()
