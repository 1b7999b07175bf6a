"""Exercise 35.2, which the original has in words: Shapley values of a credit decision, and the reasons made from them.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_35_2_adverse_action.py [--write]
"""

from itertools import permutations
from math import factorial

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LinearRegression

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS = range(20)
MASKS = np.array([[mask >> j & 1 for j in range(5)] for mask in range(32)], bool)


def draw(seed):
    """1500 applicants: debt, late payments, credit used, years, inquiries; repaid; debt as a second source has it."""
    random = np.random.RandomState(seed)
    strain, e1, e2, e3 = random.standard_normal((4, 1500))
    debt = np.round(np.clip(0.36 + 0.12 * (0.6 * strain + 0.8 * e1), 0, 1), 2)
    used = np.round(np.clip(0.45 + 0.22 * (0.6 * strain + 0.8 * e2), 0, 1), 2)
    late = random.poisson(np.exp(-0.9 + 0.5 * strain))
    years = np.rint(random.gamma(4, 2.5, 1500))
    asked = random.poisson(1.2, 1500)
    x = np.column_stack([debt, late, used, years, asked]).astype(float)
    odds = 1.2 - 7 * (debt - 0.36) - 0.9 * (late - 0.5) - 2.5 * (used - 0.45) + 0.08 * (years - 10) - 0.3 * (asked - 1.2)
    repaid = (random.random_sample(1500) < 1 / (1 + np.exp(-odds))).astype(int)
    return x, repaid, np.round(np.clip(debt + 0.02 * e3, 0, 1), 2)


def weight(size):
    return factorial(size) * factorial(4 - size) / factorial(5)


def by_definition(worths):
    """Shapley values from the worth of each of the 32 coalitions, along the first axis."""
    values = []
    for j in range(5):
        without = [mask for mask in range(32) if not mask >> j & 1]
        values.append(sum(weight(mask.bit_count()) * (worths[mask | 1 << j] - worths[mask]) for mask in without))
    return np.array(values)


def tree_worth(tree, x, mask, node=0):
    """A tree's mean output, by its training rows, where only the features in mask are known."""
    if tree.children_left[node] < 0:
        return np.full(len(x), tree.value[node, 0, 0])
    left, right = tree.children_left[node], tree.children_right[node]
    below, above = tree_worth(tree, x, mask, left), tree_worth(tree, x, mask, right)
    f = tree.feature[node]
    if mask[f]:
        return np.where(x[:, f] <= tree.threshold[node], below, above)
    share = tree.weighted_n_node_samples[left] / tree.weighted_n_node_samples[node]
    return share * below + (1 - share) * above


def boosted(x, repaid):
    return GradientBoostingClassifier(n_estimators=50).fit(x, repaid)


def tree_shapley(model, x, start):
    worths = np.array([start + 0.1 * sum(tree_worth(t[0].tree_, x, mask) for t in model.estimators_) for mask in MASKS])
    return worths[0, 0], by_definition(worths).T


def linear_shapley(model, background, x):
    return model.coef_ * (x - background.mean(axis=0))


def study(seed):
    """What is measured of one seed's denied applicants."""
    x, repaid, twin = draw(seed)
    train, test, y = x[:1000], x[1000:], repaid[:1000]
    linear = LinearRegression().fit(train, y)
    denied = linear.predict(test) < 0.5
    rows = test[denied]
    values = linear_shapley(linear, train, rows)
    first = values.argmin(axis=1)
    off = np.abs(linear.predict(train).mean() + values.sum(axis=1) - linear.predict(rows)).max()
    granted = train[linear.predict(train) >= 0.5]
    other = linear_shapley(linear, granted, rows)
    same_two = (np.argsort(other, axis=1)[:, :2] == np.argsort(values, axis=1)[:, :2]).all(axis=1)
    wide = np.column_stack([x, twin])
    both = LinearRegression().fit(wide[:1000], y)
    twins = linear_shapley(both, wide[:1000], wide[1000:][denied])
    debt = first == 0
    kept = np.isin(twins.argmin(axis=1), [0, 5])[debt].mean()
    turned = twins[debt][:, [0, 5]].max(axis=1)
    mended = [(linear.predict(rows) - np.sort(values, axis=1)[:, :k].clip(max=0).sum(axis=1) >= 0.5).mean() for k in (1, 2)]
    model = boosted(train, y)
    start = np.log(y.mean() / (1 - y.mean()))
    _, of_trees = tree_shapley(model, rows, start)
    same = (of_trees.argmin(axis=1) == first).mean()
    return [denied.mean(), off, same_two.mean(), kept, (turned > 0).mean(), *mended, same], both.coef_[[0, 5]]


x, repaid, twin = draw(42)
train, test, y = x[:1000], x[1000:], repaid[:1000]
linear = LinearRegression().fit(train, y)
row = np.flatnonzero(linear.predict(test) < 0.5)[0]
applicant = test[row]
figures.add("row", row)
figures.add("applicant", applicant)
figures.add("coefficients", linear.coef_, absolute=1e-10)
figures.add("score", linear.predict(applicant[None])[0], absolute=1e-10)
figures.add("base", linear.predict(train).mean(), absolute=1e-10)
worths = np.array([linear.predict(np.where(mask, applicant, train)).mean() for mask in MASKS])
values = by_definition(worths)
assert np.allclose(values, linear_shapley(linear, train, applicant[None])[0])
for name, value in zip(("debt", "late", "used", "years", "asked"), values):
    figures.add(name, value, absolute=1e-10)
# By the other definition: the mean over all orders in which the features may become known.
orders = np.zeros(5)
for order in permutations(range(5)):
    mask = 0
    for j in order:
        orders[j] += (worths[mask | 1 << j] - worths[mask]) / 120
        mask |= 1 << j
figures.add("orders", orders, absolute=1e-10)

with figures.heavy("trees"):
    model = boosted(train, y)
    start = np.log(y.mean() / (1 - y.mean()))
    base, of_trees = tree_shapley(model, test, start)
# Of equally good splits scikit-learn takes one by chance, so the trees agree to a few thousandths.
figures.add("tree_base", base, absolute=1e-3)
figures.add("tree_values", of_trees[row], absolute=5e-3)
figures.add("tree_importances", np.abs(of_trees).mean(axis=0), absolute=5e-3)
assert np.allclose(base + of_trees.sum(axis=1), model.decision_function(test))

with figures.heavy("samples", "denied"):
    measured = [study(seed) for seed in SEEDS]
shares = np.array([m[0] for m in measured]).T
weights = np.array([m[1] for m in measured])
names = ("denied", "off", "same_reference", "kept", "praised", "one", "two", "same_trees")
for name, values_ in zip(names, shares):
    trees = name == "same_trees"
    figures.add(f"all_{name}", values_, absolute=0.05 if trees else 1e-9, kept=False)
    figures.add(f"mean_{name}", values_.mean(), absolute=0.005 if trees else 1e-9)
figures.add("twins", weights, absolute=1e-8, kept=False)

figures.claim("principled", shares[1], holds=shares[1].max() < 1e-9)
figures.claim("below-threshold", shares[6], holds=shares[6].mean() >= 0.95)
figures.claim("reference", shares[2], holds=shares[2].mean() >= 0.95)
figures.claim("twin", shares[3], holds=shares[3].mean() >= 0.95)
figures.claim("model", shares[7], holds=shares[7].mean() >= 0.95)

plt.barh(range(5), values)
drawn(plt)
plt.boxplot(shares[[2, 3, 5, 6, 7]].T)
drawn(plt)
plt.bar(range(40), weights.ravel())
drawn(plt)
figures.show()
