"""Exercise 29.3 in Python: how often the rollback policy's alarms ring when nothing is wrong, and how soon when something is.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_29_3_canary_rollback.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import binom

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS, CANARIES, MINUTES, SHARE = range(20), 50, 360, 0.05
# Usual rate, limit, window in minutes, a clear fault.
RULES = {"errors": (0.005, 0.01, 5, 0.02), "slow": (0.002, 0.01, 10, 0.02), "clicks": (0.05, 0.045, 30, 0.04), "empty": (0.01, 0.05, 5, 0.1)}
TRAFFIC = np.array([10, 20, 50, 100, 200, 500, 1000])
RATIOS = np.array([1.5, 2, 4])


def chance(rule, traffic):
    """That one window rings at the usual rate."""
    usual, limit, window, _ = RULES[rule]
    n = traffic * window
    if limit > usual:
        return binom.sf(np.floor(limit * n + 1e-9), n, usual)
    return binom.cdf(np.ceil(limit * n - 1e-9) - 1, n, usual)


def first(rings):
    """The first minute at which each row rings; one more than there are minutes if it never does."""
    return np.where(rings.any(axis=1), rings.argmax(axis=1) + 1, rings.shape[1] + 1)


def threshold(rule, counts, traffic):
    usual, limit, window, _ = RULES[rule]
    sums = np.cumsum(counts, axis=1)
    sums[:, window:] -= sums[:, :-window].copy()
    n = traffic * window
    rings = sums > limit * n + 1e-9 if limit > usual else sums < limit * n - 1e-9
    rings[:, : window - 1] = False
    return first(rings)


def evidence(canary, others, ratios):
    """The mean likelihood ratio of so many times the others' rate, against the same rate, minute by minute."""
    c, o = np.cumsum(canary, axis=-1)[..., None], np.cumsum(others, axis=-1)[..., None]
    expected = ratios * SHARE / (ratios * SHARE + 1 - SHARE)
    with np.errstate(over="ignore"):
        return np.exp(c * np.log(expected / SHARE) + o * np.log((1 - expected) / (1 - SHARE))).mean(axis=-1)


def counts(seed, traffic, rate, minutes=MINUTES):
    return np.random.RandomState(seed).binomial(traffic, rate, (CANARIES, minutes))


def others(seed, traffic, rate, minutes=MINUTES):
    return np.random.RandomState(1000 + seed).binomial(19 * traffic, rate, (CANARIES, minutes))


def psi(one, other):
    p, q = one / one.sum(axis=-1, keepdims=True), other / other.sum(axis=-1, keepdims=True)
    return ((p - q) * np.log(p / q)).sum(axis=-1)


def shifted(by):
    """The shares of ten bins, each a tenth at first, when a logistic score's logit moves by so many deviations."""
    edges = np.log(np.arange(1, 10) / np.arange(9, 0, -1)) - by * np.pi / np.sqrt(3)
    return np.diff(np.concatenate([[0], 1 / (1 + np.exp(-edges)), [1]]))


def falsely(times):
    return (times <= MINUTES).mean(axis=-1)


with figures.heavy("chances"):
    exact = {rule: np.array([chance(rule, t) for t in TRAFFIC]) for rule in RULES}
for rule, values in exact.items():
    figures.add(f"chance_{rule}", values, relative=1e-8)

with figures.heavy("quiet"):
    quiet = {rule: falsely(np.array([threshold(rule, counts(s, 100, RULES[rule][0]), 100) for s in SEEDS])) for rule in RULES}
with figures.heavy("busy"):
    busy = falsely(np.array([threshold("errors", counts(s, 1000, 0.005), 1000) for s in SEEDS]))
with figures.heavy("found"):
    found = {rule: np.array([np.median(threshold(rule, counts(s, 100, RULES[rule][3]), 100)) for s in SEEDS]) for rule in RULES}
for rule in RULES:
    figures.add(f"quiet_{rule}", quiet[rule])
    figures.add(f"found_{rule}", found[rule])
figures.add("busy", busy)

# Tests of the canary against the others.
with figures.heavy("healthy"):
    healthy, peeking = [], []
    for s in SEEDS:
        c = counts(s, 100, 0.005)
        healthy.append(falsely(first(evidence(c, others(s, 100, 0.005), RATIOS) >= 100)))
        n = 100 * np.arange(1, MINUTES + 1)
        peeking.append(falsely(first((np.cumsum(c, axis=1) - n * 0.005) / np.sqrt(n * 0.005 * 0.995) > 1.645)))
figures.add("healthy", healthy)
figures.add("peeking", peeking)

with figures.heavy("byThreshold"):
    FAULTS = np.array([0.0075, 0.01, 0.015, 0.02, 0.03, 0.05])
    by_threshold, by_evidence = np.zeros((len(FAULTS), 20)), np.zeros((len(FAULTS), 20))
    for i, rate in enumerate(FAULTS):
        for s in SEEDS:
            c = counts(s, 100, rate)
            by_threshold[i, s] = threshold("errors", c, 100).mean()
            by_evidence[i, s] = first(evidence(c, others(s, 100, 0.005), RATIOS) >= 100).mean()
figures.add("by_threshold", by_threshold, absolute=1e-9)
figures.add("by_evidence", by_evidence, absolute=1e-9)

# For half an hour everybody's errors rise fourfold: canary and others alike. At 1000 requests a minute.
with figures.heavy("blamed"):
    blamed = np.zeros((2, 20))
    RATES = np.full(MINUTES, 0.005)
    RATES[100:130] = 0.02
    for s in SEEDS:
        random = np.random.RandomState(s)
        c = np.array([random.binomial(1000, r, CANARIES) for r in RATES]).T
        o = np.array([random.binomial(19000, r, CANARIES) for r in RATES]).T
        blamed[0, s] = falsely(threshold("errors", c, 1000))
        blamed[1, s] = falsely(first(evidence(c, o, RATIOS) >= 100))
figures.add("blamed", blamed)

# Scores: six windows of an hour, canary and shadow of 6000 each, healthy and moved by 0.3 and 0.6 deviations.
with figures.heavy("moved"):
    tenths = np.full(10, 0.1)
    moved = np.array([[psi(r.multinomial(6000, shifted(by), (6)), r.multinomial(6000, tenths, (6))).max()
                       for r in [np.random.RandomState(s)]][0] for s in SEEDS for by in (0, 0.3, 0.6)]).reshape(20, 3).T
figures.add("moved", moved, absolute=1e-12)
figures.add("psi_exact", [psi(shifted(by), tenths) for by in (0.3, 0.5, 0.6)], absolute=1e-12)
figures.add("loss_alone", [(threshold("clicks", counts(s, 100, 0.04), 100) <= MINUTES).mean() for s in SEEDS])
with figures.heavy("loss"):
    loss = np.array([(threshold("clicks", counts(s, 100, 0.04), 100) <= MINUTES).mean() for s in SEEDS])

for name, value in (("errors", quiet["errors"]), ("clicks", quiet["clicks"]), ("peeking", peeking), ("evidence", healthy), ("blamed", blamed[0])):
    figures.add(f"mean_{name}", np.mean(value), absolute=1e-12)
figures.add("minutes_threshold", by_threshold[3].mean(), absolute=1e-9)
figures.add("minutes_evidence", by_evidence[3].mean(), absolute=1e-9)
figures.add("chance_errors_100", exact["errors"][3], relative=1e-8)
figures.add("chance_clicks_100", exact["clicks"][3], relative=1e-8)

figures.claim("same-thresholds", [0.01 - 0.005, 250 / 1.25], holds=0.01 - 0.005 == 0.005 and 250 / 1.25 == 200)
figures.claim("errors-quiet", quiet["errors"], holds=quiet["errors"].mean() <= 0.05)
figures.claim("errors-quiet-busy", busy, holds=busy.mean() <= 0.05)
figures.claim("p99-quiet", quiet["slow"], holds=quiet["slow"].mean() <= 0.05)
figures.claim("clicks-quiet", quiet["clicks"], holds=quiet["clicks"].mean() <= 0.05)
figures.claim("empty-quiet", quiet["empty"], holds=quiet["empty"].mean() <= 0.05)
figures.claim("psi-quiet", moved[0], holds=(moved[0] <= 0.25).all())
figures.claim("psi-finds", moved[1], holds=(moved[1] > 0.25).all())
figures.claim("running-test", peeking, holds=np.mean(peeking) <= 0.05)
figures.claim("running-evidence", healthy, holds=np.mean(healthy) <= 0.05)
figures.claim("separately", blamed[0] - blamed[1], holds=(blamed[0] - blamed[1]).mean() > 0.05)
confirmed = quiet["clicks"] * (moved[0] > 0.25)
figures.claim("several", confirmed - quiet["clicks"], holds=confirmed.mean() <= 0.05)
figures.claim("several-finds", loss * (moved[0] > 0.25), holds=(loss * (moved[0] > 0.25)).mean() > 0.95)
figures.claim("immediate", by_threshold[3] - by_evidence[3], holds=(by_threshold[3] - by_evidence[3]).mean() < 0)

for values in exact.values():
    plt.loglog(TRAFFIC, values)
drawn(plt)
plt.plot(FAULTS, by_threshold.mean(axis=1))
plt.plot(FAULTS, by_evidence.mean(axis=1))
drawn(plt)
figures.show()
