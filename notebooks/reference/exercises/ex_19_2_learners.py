"""Exercise 19.2 as the Python original has it: the S-learner and the T-learner with gradient boosting.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_19_2_learners.py [--write]
"""

from concurrent.futures import ProcessPoolExecutor

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import GradientBoostingRegressor

from figures import Figures, drawn

SEEDS = range(20)
# Users, the slope of the effect, and how strongly x0 decides who is treated.
SETTINGS = {"text": (5000, 3.0, 0.0), "fewer": (1000, 3.0, 0.0), "weak": (1000, 0.3, 0.0), "selected": (1000, 3.0, 2.0)}


def draw(seed, n, slope, selection):
    random = np.random.RandomState(seed)
    x = random.randn(n, 5)
    treated = random.binomial(1, 1 / (1 + np.exp(-selection * x[:, 0])))
    effect = 2.0 + slope * x[:, 0]
    return x, treated, effect, 1.0 + 0.5 * x[:, 0] + effect * treated + random.normal(0, 1, n)


def boosted(x, y):
    return GradientBoostingRegressor(n_estimators=200, random_state=0).fit(x, y)


def s_learner(x, treated, y):
    model = boosted(np.column_stack([x, treated]), y)
    return np.subtract(*(model.predict(np.column_stack([x, np.full(len(x), t)])) for t in (1, 0)))


def t_learner(x, treated, y):
    return np.subtract(*(boosted(x[treated == t], y[treated == t]).predict(x) for t in (1, 0)))


def measured(seed, setting):
    """Of S and T: correlation with the true effect, root mean squared error, spread; the least and the largest effect."""
    x, treated, effect, y = draw(seed, *SETTINGS[setting])
    both = s_learner(x, treated, y), t_learner(x, treated, y)
    correlations = [np.corrcoef(effect, found)[0, 1] for found in both]
    errors = [np.sqrt(np.mean((found - effect) ** 2)) for found in both]
    return *correlations, *errors, *(np.std(found) for found in both), effect.min(), effect.max()


def main():
    figures = Figures(__file__)
    with figures.heavy("measured"), ProcessPoolExecutor(2) as pool:
        found = {s: np.array(list(pool.map(measured, SEEDS, [s] * len(SEEDS)))).T for s in SETTINGS}
    for setting, (s, t, s_error, t_error, *_) in found.items():
        wide = 0.005 if setting == "text" else 0.03
        figures.add(f"s_{setting}", s.mean(), absolute=wide)
        figures.add(f"t_{setting}", t.mean(), absolute=wide)
        figures.add(f"s_error_{setting}", s_error.mean(), absolute=0.03)
        figures.add(f"t_error_{setting}", t_error.mean(), absolute=0.03)
    x, treated, effect, y = draw(42, *SETTINGS["text"])
    single, two = s_learner(x, treated, y), t_learner(x, treated, y)
    figures.add("s_seed", np.corrcoef(effect, single)[0, 1], absolute=0.005)
    figures.add("t_seed", np.corrcoef(effect, two)[0, 1], absolute=0.005)
    figures.add("least", found["text"][6], absolute=1e-12, kept=False)
    figures.add("largest", found["text"][7], absolute=1e-12, kept=False)
    figures.add("effect", effect, absolute=1e-12, kept=False)
    figures.add("treated", treated, kept=False)
    figures.add("y", y, absolute=1e-12, kept=False)

    s, t, _, _, _, _, least, largest = found["text"]
    figures.claim("s", s, holds=abs(s.mean() - 0.85) < 0.02)
    figures.claim("t", t, holds=abs(t.mean() - 0.92) < 0.02)
    figures.claim("least", least, holds=abs(least.mean() + 4) < 0.5)
    figures.claim("largest", largest, holds=abs(largest.mean() - 8) < 0.5)
    figures.claim("t-better", t - s, holds=np.mean(t > s) > 0.5)
    s, t, s_error, t_error, s_spread, t_spread, *_ = found["weak"]
    figures.claim("t-better-weak", t - s, holds=np.mean(t > s) > 0.5)
    figures.claim("s-looser", s_spread - t_spread, holds=np.mean(s_spread > t_spread) > 0.5)
    figures.claim("disagree", np.abs(t_error - s_error), holds=(np.abs(t_error - s_error) > 0.1).all())
    suffers = found["selected"][3] - found["fewer"][3]
    figures.claim("t-suffers", suffers, holds=(suffers > 0).mean() > 0.9)

    plt.scatter(effect[:400], single[:400])
    plt.scatter(effect[:400], two[:400])
    drawn(plt)
    for setting in SETTINGS:
        plt.boxplot(found[setting][2:4].T, tick_labels=["S", "T"])
    drawn(plt)
    figures.show()


if __name__ == "__main__":
    main()
