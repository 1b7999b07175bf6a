"""OmniCorp, tasks 2 to 4, as the Python original has them; the forest's figures over 20 seeds.

    python notebooks/reference/omnicorp_churn.py [--write]     with the versions that omnicorp.py names
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, roc_auc_score
from sklearn.model_selection import train_test_split

from figures import Figures, drawn

SEEDS = range(20)
figures = Figures(__file__)

X_cls, y_cls = make_classification(
    n_samples=1000, n_features=5, n_informative=3, n_redundant=1, n_clusters_per_class=1, weights=[0.9, 0.1], flip_y=0.01,
    random_state=101,
)
cols = ["Avg_Login_Time", "Support_Tickets", "Bill_Amount", "Contract_Length", "Usage_Frequency"]
df_churn = pd.DataFrame(X_cls, columns=cols)
df_churn["Churn"] = y_cls
X_train, X_test, y_train, y_test = train_test_split(df_churn[cols], y_cls, test_size=0.2, random_state=42)
figures.add("data", X_cls, ulps=2, kept=False)
figures.add("labels", y_cls, kept=False)
figures.add("train_rows", X_train.index, kept=False)
figures.add("baseline", accuracy_score(y_test, np.zeros_like(y_test)))

early = LogisticRegression().fit(X_train, y_train)
figures.add("auc_early", roc_auc_score(y_test, early.predict_proba(X_test)[:, 1]), absolute=3e-4)
# The default tolerance, 1e-4, stops where the third digit of some coefficients is still open; a figure to compare needs more.
model_log = LogisticRegression(tol=1e-10, max_iter=1000).fit(X_train, y_train)
figures.add("coefficients", np.append(model_log.intercept_, model_log.coef_), relative=1e-6)
probs = model_log.predict_proba(X_test)[:, 1]
preds_default = (probs > 0.5).astype(int)
figures.add("accuracy", accuracy_score(y_test, preds_default))
figures.add("auc", roc_auc_score(y_test, probs), relative=1e-9)
figures.add("confusion", confusion_matrix(y_test, preds_default))
report = classification_report(y_test, preds_default, output_dict=True)
figures.add("recall", report["1"]["recall"], relative=1e-12)
figures.add("f1", report["1"]["f1-score"], relative=1e-12)
plt.imshow(confusion_matrix(y_test, preds_default))
drawn(plt)


def cost(truth, scores, threshold):
    tn, fp, fn, tp = confusion_matrix(truth, scores >= threshold).ravel()
    return fp * 10 + fn * 100


figures.add("cost_default", cost(y_test, probs, 0.5))
figures.add("cost_aggressive", cost(y_test, probs, 0.2))
figures.add("cost_theory", cost(y_test, probs, 1 / 11))
costs = [cost(y_test, probs, t) for t in np.sort(probs)]
figures.add("cost_curve", costs, kept=False)
figures.add("cost_best", min(costs))
figures.add("threshold_best", np.sort(probs)[np.argmin(costs)], relative=1e-6)
plt.plot(np.sort(probs), costs)
drawn(plt)
train_scores = model_log.predict_proba(X_train)[:, 1]
train_thresholds = np.sort(train_scores)
chosen = train_thresholds[np.argmin([cost(y_train, train_scores, t) for t in train_thresholds])]
figures.add("threshold_chosen", chosen, relative=1e-6)
figures.add("cost_chosen", cost(y_test, probs, chosen))


def add_mean(name, values):
    """The mean over seeds; another sample of as many seeds lies within four standard errors of the difference."""
    values = np.asarray(values)
    half = 4 * values.std(ddof=1) * np.sqrt(2 / len(SEEDS))
    figures.add(name, values.mean(), interval=[values.mean() - half, values.mean() + half])


with figures.heavy("forests"):
    forests = [RandomForestClassifier(random_state=seed).fit(X_train, y_train) for seed in SEEDS]
add_mean("forest_accuracy", [forest.score(X_test, y_test) for forest in forests])
for at, column in enumerate(cols):
    add_mean(f"importance_{column}", [forest.feature_importances_[at] for forest in forests])
plt.bar(cols, forests[0].feature_importances_)
drawn(plt)
dependence = [partial_dependence(forest, X_train, ["Support_Tickets"], grid_resolution=20)["average"][0] for forest in forests]
add_mean("dependence_few_tickets", [line[0] for line in dependence])
add_mean("dependence_many_tickets", [line[-1] for line in dependence])
shuffled = [permutation_importance(forest, X_test, y_test, n_repeats=5, random_state=0).importances_mean for forest in forests]
add_mean("permutation_Avg_Login_Time", [importances[0] for importances in shuffled])
figures.add("correlation_tickets", np.corrcoef(df_churn["Support_Tickets"], y_cls)[0, 1], relative=1e-9)
figures.show()
