"""Exercise 33.4 as the Python original has it, by sufficient statistics, and the mSPRT that it only names.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_33_4_peeking.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
USERS = np.arange(100, 10001, 100)
CRITICAL = stats.t.ppf(0.975, 2 * USERS - 2)


def draw(seed, effect, tests):
    """Differences of means and pooled variances at 100 looks, a row for each test."""
    random = np.random.RandomState(seed)
    control, treatment = (random.normal(e, 0.1, (tests, 100)) for e in (0, effect))
    within = random.chisquare(198, (tests, 100))
    blocks = np.arange(1, 101)
    sums = [np.cumsum(means, axis=1) for means in (control, treatment)]
    squares = np.cumsum(within + 100 * (control**2 + treatment**2), axis=1)
    variances = (squares - 100 * (sums[0] ** 2 + sums[1] ** 2) / blocks) / (200 * blocks - 2)
    return (sums[1] - sums[0]) / blocks, variances


def alarmed(differences, variances):
    """Whether each test has rung at each look or before."""
    return np.logical_or.accumulate(np.abs(differences) > CRITICAL * np.sqrt(2 * variances / USERS), axis=1)


def always_valid(differences, tau=0.05):
    """Johari, Koomen, Pekelis and Walsh (2022), Always valid inference: the mixture N(0, tau²), variance 1."""
    v = 2 / USERS
    ratio = np.sqrt(v / (v + tau**2)) * np.exp(tau**2 * differences**2 / (2 * v * (v + tau**2)))
    return np.minimum.accumulate(np.minimum(1, 1 / ratio), axis=1)


def every_user(seed):
    """The shares of 100 tests in which |z| > 1.96, and the mSPRT's ratio 20, at any user."""
    n = np.arange(1, 10001)
    d = np.cumsum(np.random.RandomState(seed).normal(0, np.sqrt(2), (100, 10000)), axis=1) / n
    v = 2 / n
    z = np.abs(d) > 1.96 * np.sqrt(v)
    mixture = 0.0025 * d**2 / (2 * v * (v + 0.0025)) + 0.5 * np.log(v / (v + 0.0025)) >= np.log(20)
    return z.any(axis=1).mean(), mixture.any(axis=1).mean()


random = np.random.RandomState(8)
control, treatment = random.normal(0, 1, 10000), random.normal(0, 1, 10000)
with figures.heavy("pValues"):
    p_values = np.array([stats.ttest_ind(treatment[:n], control[:n]).pvalue for n in USERS])
figures.add("p_values", p_values, absolute=1e-6, kept=False)
figures.add("least", p_values.min(), absolute=1e-6)

with figures.heavy("nothing"):
    nothing = draw(0, 0, 10000)
with figures.heavy("rung", "valid", "validRung"):
    rung = alarmed(*nothing).mean(axis=0)
    valid = always_valid(nothing[0])
    valid_rung = (valid < 0.05).mean(axis=0)
figures.add("rung", rung, absolute=1e-9, kept=False)
figures.add("rung_10", rung[9], absolute=1e-9)
figures.add("rung_100", rung[99], absolute=1e-9)
figures.add("below", valid_rung[99], absolute=1e-9)
figures.add("valid_rung", valid_rung, absolute=1e-9, kept=False)
figures.add("valid_one", valid[0], relative=1e-9, kept=False)

with figures.heavy("alarms"):
    alarms = np.empty((5, len(SEEDS)))
    for seed in SEEDS:
        tests = draw(seed, 0, 2500)
        alarms[0, seed] = (np.abs(tests[0][:, 99]) > CRITICAL[99] * np.sqrt(tests[1][:, 99] / 5000)).mean()
        alarms[1, seed] = alarmed(*tests)[:, 99].mean()
        alarms[2, seed] = (always_valid(tests[0])[:, 99] < 0.05).mean()
        alarms[3:, seed] = every_user(1000 + seed)
figures.add("alarms", alarms, absolute=1e-9, kept=False)
figures.add("each", alarms[3].mean(), absolute=1e-9)
figures.add("each_valid", alarms[4].mean(), absolute=1e-9)

with figures.heavy("found"):
    effects = [0.02, 0.03, 0.04, 0.05, 0.07, 0.10]
    found = []
    for i, effect in enumerate(effects):
        differences, variances = draw(50 + i, effect, 2000)
        p = always_valid(differences)
        end = np.abs(differences[:, 99]) > CRITICAL[99] * np.sqrt(variances[:, 99] / 5000)
        stops = np.minimum((p >= 0.05).sum(axis=1) + 1, 100) * 100
        found.append([end.mean(), (p[:, 99] < 0.05).mean(), stops.mean()])
    found = np.array(found).T
figures.add("found", found, relative=1e-9, kept=False)
figures.add("power_end", found[0, 2], relative=1e-9)
figures.add("power_valid", found[1, 2], relative=1e-9)
figures.add("users", found[2, 5], relative=1e-9)

with figures.heavy("some"):
    some = draw(53, 0.05, 2000)
    taus = [0.01, 0.02, 0.05, 0.2, 1]
    for name, tests in (("false_by", nothing), ("power_by", some)):
        figures.add(name, [(always_valid(tests[0], tau)[:, 99] < 0.05).mean() for tau in taus], absolute=1e-9)
figures.add("estimated", (always_valid(nothing[0] / np.sqrt(nothing[1]))[:, 99] < 0.05).mean(), absolute=1e-9)

figures.claim("peeking", alarms[1], holds=abs(alarms[1].mean() - 0.23) < 0.02)
figures.claim("nominal", alarms[0], holds=abs(alarms[0].mean() - 0.05) < 0.003)
figures.claim("inflates", alarms[1] / alarms[0], holds=(alarms[1] > 2 * alarms[0]).all())
figures.claim("controls", alarms[2], holds=alarms[2].mean() <= 0.05)
figures.claim("continuous", alarms[4], holds=alarms[4].mean() <= 0.05)

plt.plot(USERS, p_values)
drawn(plt)
plt.plot(USERS, rung)
plt.plot(USERS, valid_rung)
drawn(plt)
plt.boxplot(alarms.T)
drawn(plt)
for values in found[:2]:
    plt.plot(effects, values)
drawn(plt)
plt.plot(effects, found[2])
drawn(plt)
figures.show()
