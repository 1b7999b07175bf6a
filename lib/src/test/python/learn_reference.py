"""Writes what scikit-learn and statsmodels compute, for the tests of peaberry.learn and its neighbours to compare with.

    pip install numpy==2.4.6 scikit-learn==1.9.1 statsmodels==0.15.0
    python lib/src/test/python/learn_reference.py

Numbers are written as hexadecimal text, so nothing is lost on the way. Solvers are asked for more digits than they give by
default, so that the tests' tolerances say how far our own solvers are from the optimum.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import make_blobs, make_classification
from sklearn.decomposition import PCA
from sklearn.ensemble import (GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import (average_precision_score, classification_report, confusion_matrix, precision_recall_curve,
                             roc_auc_score, roc_curve, silhouette_samples, silhouette_score)
from sklearn.model_selection import cross_val_score, KFold
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
from sklearn.preprocessing import MinMaxScaler, StandardScaler

RESOURCES = Path(__file__).parents[1] / "resources" / "peaberry" / "learn"


def line(name, values):
    return f"{name} = " + " ".join(float(value).hex() for value in np.ravel(values))


def write(name, figures):
    RESOURCES.mkdir(parents=True, exist_ok=True)
    (RESOURCES / name).write_text("\n".join(line(*figure) for figure in figures) + "\n", encoding="ascii")


def evaluation():
    random = np.random.default_rng(1)
    truth = random.integers(0, 2, 120)
    scores = np.round(np.clip(0.3 * truth + random.normal(0.4, 0.25, 120), 0, 1), 2)  # rounded: ties are the difficult part
    three = random.integers(0, 3, 90)
    guess = np.where(random.random(90) < 0.6, three, random.integers(0, 4, 90))
    report = classification_report(three, guess, output_dict=True, zero_division=0)
    yield from [("truth", truth), ("scores", scores), ("three", three), ("guess", guess)]
    yield "confusion", confusion_matrix(three, guess)
    yield "accuracy", [report["accuracy"]]
    for name in ["0", "1", "2", "3", "macro avg", "weighted avg"]:
        row = report[name]
        yield name.replace(" ", "_"), [row["precision"], row["recall"], row["f1-score"], row["support"]]
    fpr, tpr, thresholds = roc_curve(truth, scores)
    yield from [("fpr", fpr), ("tpr", tpr), ("thresholds", thresholds[1:]), ("auc", [roc_auc_score(truth, scores)])]
    precision, recall, thresholds = precision_recall_curve(truth, scores)
    yield from [("precision", precision), ("recall", recall), ("prThresholds", thresholds)]
    yield "ap", [average_precision_score(truth, scores)]
    at = np.unique(scores)
    costs = [10 * np.sum((scores >= t) & (truth == 0)) + 35 * np.sum((scores < t) & (truth == 1)) for t in at]
    yield from [("costs", costs), ("costThreshold", [at[np.argmin(costs)]])]
    x, labels = make_blobs(60, centers=4, n_features=3, cluster_std=2.5, random_state=3)
    labels[0] = 7  # a cluster of one row
    yield from [("blobs", x), ("labels", labels), ("silhouette", silhouette_samples(x, labels))]
    yield "silhouetteMean", [silhouette_score(x, labels)]


def models():
    x, y = make_classification(300, 6, n_informative=4, n_redundant=1, random_state=0)
    x3, y3 = make_classification(300, 6, n_informative=4, n_redundant=1, n_classes=3, random_state=2)
    yield from [("x", x), ("y", y), ("x3", x3), ("y3", y3)]
    standard = StandardScaler().fit(x)
    yield from [("means", standard.mean_), ("scales", standard.scale_), ("standard", standard.transform(x[:5]))]
    yield "minmax", MinMaxScaler().fit(x).transform(x[:5])
    pca = PCA(3).fit(x)
    yield from [("pcaVariance", pca.explained_variance_), ("pcaRatio", pca.explained_variance_ratio_)]
    yield from [("pcaComponents", pca.components_), ("pcaScores", pca.transform(x[:5]))]
    for name, c, a, b in [("logistic", 1.0, x, y), ("logisticC", 0.01, x, y), ("logistic3", 1.0, x3, y3)]:
        fit = LogisticRegression(C=c, tol=1e-12, max_iter=10000).fit(a, b)
        yield from [(name + "Coef", fit.coef_), (name + "Intercept", fit.intercept_)]
        yield name + "Proba", fit.predict_proba(a[:5])
    blobs, _ = make_blobs(500, centers=5, n_features=3, cluster_std=1.5, random_state=4)
    yield "blobs", blobs
    kmeans = KMeans(5, n_init=10, random_state=0).fit(blobs)
    yield "inertias", [KMeans(k, n_init=30, random_state=0).fit(blobs).inertia_ for k in range(1, 7)]
    yield "centres", kmeans.cluster_centers_[np.lexsort(kmeans.cluster_centers_.T[::-1])]
    yield "dbscan", DBSCAN(eps=1.0, min_samples=6).fit_predict(blobs)
    nearest = NearestNeighbors(n_neighbors=6).fit(blobs).kneighbors(blobs)[0]
    yield "kDistances", np.sort(nearest[:, -1])
    yield "dbscanWide", DBSCAN(eps=2.0, min_samples=12).fit_predict(blobs)
    knn = KNeighborsClassifier(5).fit(x3[:200], y3[:200])
    yield from [("knn", knn.predict(x3[200:])), ("knnProba", knn.predict_proba(x3[200:]))]
    yield "knnRegression", KNeighborsRegressor(4).fit(x3[:200], x3[:200, 0]).predict(x3[200:])
    yield "cv", cross_val_score(LinearRegression(), x[:, 1:5], x[:, 0], cv=KFold(5), scoring="r2")


def explanation():
    """A linear model, whose predictions are the same on both sides, so that what is explained is too."""
    random = np.random.RandomState(8)
    x = random.uniform(-1, 1, (150, 4))
    x[:, 3] = np.round(x[:, 3] * 2)  # few distinct values: another grid
    y = 3 * x[:, 0] - 2 * x[:, 1] + 0.5 * x[:, 3] + random.normal(0, 0.3, 150)
    yield from [("x", x), ("y", y)]
    model = LinearRegression().fit(x, y)
    importance = permutation_importance(model, x, y, n_repeats=5, random_state=42)
    yield from [("importance", importance.importances_mean), ("deviation", importance.importances_std)]
    for feature in [0, 3]:
        dependence = partial_dependence(model, x, [feature], grid_resolution=20, kind="both", method="brute")
        yield f"grid{feature}", dependence["grid_values"][0]
        yield f"average{feature}", dependence["average"][0]
        yield f"individual{feature}", dependence["individual"][0][:3]


def trees():
    """Mean scores over ten seeds: trees differ with the random numbers, so only averages can be compared."""
    f = np.random.RandomState(5).uniform(0, 1, 20000).reshape(2000, 10)
    clean = 10 * np.sin(np.pi * f[:, 0] * f[:, 1]) + 20 * (f[:, 2] - 0.5) ** 2 + 10 * f[:, 3] + 5 * f[:, 4]
    t = clean + np.random.RandomState(6).normal(0, 1, 2000)
    x, y = f, (t > 14).astype(int)
    half = slice(0, 1000), slice(1000, 2000)
    score = lambda make, a, b: np.mean([make(s).fit(a[half[0]], b[half[0]]).score(a[half[1]], b[half[1]]) for s in range(10)])
    yield "forest", [score(lambda s: RandomForestClassifier(100, random_state=s), x, y)]
    forests = [RandomForestClassifier(100, random_state=seed).fit(x[:1000], y[:1000]) for seed in range(10)]
    yield "forestImportances", np.mean([forest.feature_importances_ for forest in forests], axis=0)
    yield "forestRegression", [score(lambda s: RandomForestRegressor(100, random_state=s), f, t)]
    yield "boosting", [score(lambda s: GradientBoostingClassifier(random_state=s), x, y)]
    boosted = GradientBoostingRegressor(random_state=0).fit(f[:1000], t[:1000])
    yield "boostingRegression", [boosted.score(f[1000:], t[1000:])]
    few = GradientBoostingClassifier(n_estimators=20, max_depth=2, random_state=0).fit(x[:200], y[:200])
    yield "boostingExact", few.predict_proba(x[:200])[:, 1]
    yield "boostingImportances", few.feature_importances_
    few = GradientBoostingRegressor(n_estimators=20, max_depth=2, random_state=0).fit(f[:200], t[:200])
    yield "boostingRegressionExact", few.predict(f[:200])
    yield "boostingRegressionImportances", few.feature_importances_


def glm():
    random = np.random.default_rng(2)
    x = random.uniform(-1, 1, (200, 3))
    mean = np.exp(0.5 + x @ [0.7, -0.4, 0.2])
    counts = random.poisson(mean)
    costs = random.gamma(2.0, mean / 2.0)
    line_costs = random.gamma(4.0, (5 + x @ [1, -0.5, 0.3]) / 4.0)
    yield from [("x", x), ("counts", counts), ("costs", costs), ("lineCosts", line_costs)]
    log, identity = sm.families.links.Log(), sm.families.links.Identity()
    for name, y, family in [
        ("poisson", counts, sm.families.Poisson(log)),
        ("gamma", costs, sm.families.Gamma(log)),
        ("gammaIdentity", line_costs, sm.families.Gamma(identity)),
    ]:
        fit = sm.GLM(y, sm.add_constant(x), family=family).fit(tol=1e-14, maxiter=200)
        yield from [(name, fit.params), (name + "Errors", fit.bse), (name + "P", fit.pvalues)]
        yield name + "Fit", [fit.deviance, fit.null_deviance, fit.scale]
    yield from far()


def far():
    """Means near 0 under the identity link: statsmodels' full steps pass them, so it starts near the end, which Nelder and Mead find."""
    random = np.random.default_rng(20)
    x = random.uniform(0, 1, (40, 2))
    y = random.gamma(0.7, (0.02 + 4 * x[:, 0] + 0.1 * x[:, 1]) / 0.7)
    with_ones = sm.add_constant(x)

    def deviance(b):
        mean = with_ones @ b
        return np.sum(np.log(mean) + y / mean) if (mean > 0).all() else np.inf

    near = minimize(deviance, [y.mean(), 0, 0], method="Nelder-Mead", options={"maxfev": 20000, "xatol": 1e-10, "fatol": 1e-12}).x
    fit = sm.GLM(y, with_ones, family=sm.families.Gamma(sm.families.links.Identity())).fit(start_params=near, tol=1e-14, maxiter=500)
    yield from [("farX", x), ("farY", y), ("far", fit.params), ("farErrors", fit.bse), ("farP", fit.pvalues)]
    yield "farFit", [fit.deviance, fit.null_deviance, fit.scale]


def hard_least_squares():
    """Near dependent columns, solved in fractions: floating point would be no reference for floating point."""
    longley = sm.datasets.longley.load_pandas()
    grid = np.arange(21.0)
    noise = np.random.RandomState(3).normal(0, 1, 21)
    powers = np.column_stack([grid**k for k in range(1, 6)])
    far = np.column_stack([1e6 + grid, np.sin(grid)])
    for name, x, y in [("longley", longley.exog.to_numpy(float), longley.endog.to_numpy(float)),
                       ("powers", powers, 1 + powers.sum(axis=1) + noise), ("far", far, far[:, 1] + noise)]:
        yield from [(name + "X", x), (name + "Y", y)]
        design = [[Fraction(1), *map(Fraction, row)] for row in x.tolist()]
        p = len(design[0])
        gram = [[sum(r[a] * r[b] for r in design) for b in range(p)] + [Fraction(int(a == b)) for b in range(p)] for a in range(p)]
        for a in range(p):  # Gauss and Jordan
            gram[a] = [v / gram[a][a] for v in gram[a]]
            for b in set(range(p)) - {a}:
                gram[b] = [v - gram[b][a] * w for v, w in zip(gram[b], gram[a])]
        right = [sum(r[a] * Fraction(t) for r, t in zip(design, y.tolist())) for a in range(p)]
        solution = [sum(v * w for v, w in zip(row[p:], right)) for row in gram]
        rest = sum((Fraction(t) - sum(v * w for v, w in zip(r, solution))) ** 2 for r, t in zip(design, y.tolist()))
        yield name + "Coefficients", solution
        yield name + "Errors", [float(rest / (len(y) - p) * row[p + a]) ** 0.5 for a, row in enumerate(gram)]


if __name__ == "__main__":
    write("evaluation.txt", evaluation())
    write("models.txt", models())
    write("trees.txt", trees())
    write("glm.txt", glm())
    write("explanation.txt", explanation())
    write("hard_ols.txt", hard_least_squares())
