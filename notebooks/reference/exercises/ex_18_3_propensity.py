"""Exercise 18.3 as the Python original has it: propensity scores, inverse probability weights, covariate balance.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_18_3_propensity.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(50)


def draw(seed):
    random = np.random.RandomState(seed)
    x = random.randn(5000, 3)
    probability = 1 / (1 + np.exp(-(0.8 * x[:, 0] + 0.5 * x[:, 1] - 0.3 * x[:, 2])))
    treated = random.binomial(1, probability)
    return x, probability, treated, 1 + 0.5 * x[:, 0] + 0.3 * x[:, 1] + 2.0 * treated + random.normal(0, 1, 5000)


def scores(x, treated):
    """Uncut; at the optimum, where the default tolerance stops a little before it."""
    return LogisticRegression(tol=1e-10, max_iter=1000).fit(x, treated).predict_proba(x)[:, 1]


def weights_of(score, treated):
    return np.where(treated == 1, 1 / score, 1 / (1 - score))


def cut(score):
    return np.clip(score, 0.05, 0.95)


def weighted(y, weights, treated):
    return np.mean(weights * y * treated) - np.mean(weights * y * (1 - treated))


def imbalance(x, treated, weights):
    one, other = x[treated == 1], x[treated == 0]
    means = [np.average(part, axis=0, weights=weights[treated == group]) for part, group in ((one, 1), (other, 0))]
    return np.abs(means[0] - means[1]) / np.sqrt((one.var(axis=0) + other.var(axis=0)) / 2)


def measured(seed):
    """Naive, weighted, by true scores, x0 unseen; balance: first, least, most after, x0 left out; largest weight; gain."""
    x, probability, treated, y = draw(seed)
    raw = scores(x, treated)
    weights, blind = weights_of(cut(raw), treated), weights_of(cut(scores(x[:, 1:], treated)), treated)
    naive, ipw = y[treated == 1].mean() - y[treated == 0].mean(), weighted(y, weights, treated)
    true = weighted(y, weights_of(probability, treated), treated)
    before, after = imbalance(x, treated, np.ones(5000)), imbalance(x, treated, weights)
    balance = before[0], before.min(), after.max(), imbalance(x, treated, blind)[0]
    return naive, ipw, true, weighted(y, blind, treated), *balance, weights_of(raw, treated).max(), abs(naive - 2) - abs(ipw - 2)


x, probability, treated, y = draw(42)
score = cut(scores(x, treated))
weights, blind = weights_of(score, treated), weights_of(cut(scores(x[:, 1:], treated)), treated)
before, after = imbalance(x, treated, np.ones(5000)), imbalance(x, treated, weights)
with figures.heavy("found", "first"):
    everything = np.array([measured(seed) for seed in SEEDS]).T
naive, ipw, true, unseen, first, least, most, left, uncut, gain = everything

figures.add("naive", y[treated == 1].mean() - y[treated == 0].mean(), relative=1e-9)
figures.add("ipw", weighted(y, weights, treated), relative=1e-6)
for j in range(3):
    figures.add(f"before_{j}", before[j], relative=1e-9)
for j in range(3):
    figures.add(f"after_{j}", after[j], absolute=1e-6)
figures.add("spread_ipw", ipw.std(ddof=1), relative=1e-5)
figures.add("spread_true", true.std(ddof=1), relative=1e-9)
figures.add("mean_unseen", unseen.mean(), relative=1e-6)
figures.add("found", everything[:4], absolute=1e-5, kept=False)
figures.add("first", first, relative=1e-9, kept=False)
figures.add("least", least, relative=1e-9, kept=False)
figures.add("most", most, absolute=1e-5, kept=False)
figures.add("left", left, absolute=1e-5, kept=False)
figures.add("uncut", uncut, relative=1e-5, kept=False)
figures.add("gain", gain, absolute=1e-5, kept=False)
figures.add("unseen", imbalance(x, treated, blind), absolute=1e-5, kept=False)
figures.add("score", score, absolute=1e-6, kept=False)
figures.add("x", x, kept=False)
figures.add("y", y, absolute=1e-14, kept=False)
figures.add("treated", treated, kept=False)

figures.claim("naive", naive, holds=abs(naive.mean() - 2.5) < 0.05)
figures.claim("ipw", ipw, holds=abs(ipw.mean() - 2) < 0.05)
figures.claim("biased", naive, holds=(naive > 2).all())
figures.claim("corrected", gain, holds=(gain > 0).all())
figures.claim("before-first", first, holds=(first > 0.5).all())
figures.claim("before-all", least, holds=(least > 0.5).all())
figures.claim("after", most, holds=(most < 0.1).all())
figures.claim("poor-balance", left, holds=(left > 0.1).all())
figures.claim("extreme", uncut, holds=uncut.mean() > 20)

for group in (0, 1):
    plt.hist(score[treated == group], bins=30, alpha=0.5)
drawn(plt)
plt.bar(np.arange(3) - 0.2, before, 0.4)
plt.bar(np.arange(3) + 0.2, after, 0.4)
plt.axhline(0.1)
drawn(plt)
plt.boxplot(everything[:4].T, tick_labels=["naive", "weighted", "true scores", "x0 unseen"])
plt.axhline(2)
drawn(plt)
figures.show()
