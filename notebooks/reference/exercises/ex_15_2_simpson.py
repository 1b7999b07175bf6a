"""Exercise 15.2 as the Python original has it: Simpson's paradox among a streaming service's users.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_15_2_simpson.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(50)
# Users, and the probabilities of a recommendation, of engaging without one and of engaging with one.
SEGMENTS = {"heavy": (600, 0.8, 0.70, 0.65), "light": (400, 0.2, 0.30, 0.25)}


def draw(seed):
    random = np.random.RandomState(seed)
    parts = []
    for name, (users, recommended, without, with_) in SEGMENTS.items():
        part = pd.DataFrame({"segment": name, "recommended": random.binomial(1, recommended, users)})
        random.binomial(1, without, users)  # base_engage, which nothing uses
        shown, others = random.binomial(1, with_, users), random.binomial(1, without, users)
        part["engaged"] = np.where(part["recommended"] == 1, shown, others)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def engagement(users):
    return users.groupby("recommended")["engaged"].mean().to_numpy()


def measured(seed):
    """All, heavy, light: each without and with; how much more heavy users are shown, and engage."""
    data = draw(seed)
    parts = [data[data["segment"] == name] for name in SEGMENTS]
    more = [parts[0][column].mean() - parts[1][column].mean() for column in ("recommended", "engaged")]
    return np.concatenate([engagement(data), *map(engagement, parts), more])


with figures.heavy("differences", "levels"):
    everything = np.array([measured(seed) for seed in SEEDS]).T
levels, (more_shown, more_engaged) = everything[:6], everything[6:]
differences = levels[1::2] - levels[::2]
adjusted = 0.6 * differences[1] + 0.4 * differences[2]
reversed_ = (differences[0] > 0) & (differences[1] < 0) & (differences[2] < 0)

sizes, shown, without, with_ = np.array(list(SEGMENTS.values())).T
exact = np.array([np.average(without, weights=sizes * (1 - shown)), np.average(with_, weights=sizes * shown)])

for name, value in zip(("all_without", "all_with", "heavy_without", "heavy_with", "light_without", "light_with"), levels[:, 42]):
    figures.add(name, value, relative=1e-12)
figures.add("adjusted", adjusted[42], absolute=1e-12)
figures.add("reversals", reversed_.sum())
figures.add("exact", exact, relative=1e-12)
figures.add("differences", differences, absolute=1e-12, kept=False)
figures.add("levels", levels, absolute=1e-12, kept=False)
figures.add("more_shown", more_shown, absolute=1e-12, kept=False)
figures.add("more_engaged", more_engaged, absolute=1e-12, kept=False)
figures.add("adjusted_gaps", adjusted, absolute=1e-12, kept=False)

PRINTED = {"all-without": 0.43, "all-with": 0.58, "heavy-without": 0.70, "heavy-with": 0.65, "light-without": 0.30, "light-with": 0.25}
for row, (claim, printed) in zip(levels, PRINTED.items()):
    figures.claim(claim, row, holds=abs(row.mean() - printed) < 0.015)
figures.claim("all-up", differences[0], holds=(differences[0] > 0).all())
figures.claim("reversal", [exact[1] - exact[0]], holds=exact[1] > exact[0] and (with_ < without).all())
figures.claim("reversal-seen", reversed_.astype(float), holds=reversed_.mean() >= 0.95)
figures.claim("heavy-shown", more_shown, holds=(more_shown > 0).all())
figures.claim("heavy-engage", more_engaged, holds=(more_engaged > 0).all())
figures.claim("spurious", adjusted, holds=adjusted.mean() < 0)

places = np.arange(3)
plt.bar(places - 0.2, levels[::2, 42], 0.4, label="without")
plt.bar(places + 0.2, levels[1::2, 42], 0.4, label="with")
plt.xticks(places, ["all", "heavy", "light"])
plt.legend()
drawn(plt)
plt.boxplot(differences.T, tick_labels=["all", "heavy", "light"])
plt.axhline(0)
drawn(plt)
figures.show()
