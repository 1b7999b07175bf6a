"""OmniCorp, task 1, as the Python original has it, and the fixes that its interview question names.

    pip install numpy==2.4.6 scikit-learn==1.9.1 pandas==3.1.1 matplotlib==3.11.2
    python notebooks/reference/omnicorp.py [--write]
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split

from figures import Figures, drawn

figures = Figures(__file__)

np.random.seed(101)
n = 1000
cpu = np.random.uniform(10, 90, n)
memory = np.random.uniform(4, 64, n)
age = np.random.uniform(0, 10, n)
cost = 50 + 2 * cpu + 5 * memory + np.exp(0.5 * age) + np.random.normal(0, 10, n)
df_servers = pd.DataFrame({"CPU": cpu, "Memory": memory, "Age": age, "Cost": cost})
X_reg = df_servers[["CPU", "Memory", "Age"]]
y_reg = df_servers["Cost"]
X_train, X_test, y_train, y_test = train_test_split(X_reg, y_reg, test_size=0.2, random_state=42)

for column in X_reg:
    figures.add(f"data_{column}", df_servers[column], kept=False)
figures.add("data_Cost", cost, ulps=2, kept=False)
figures.add("train_rows", X_train.index, kept=False)


def rmse(predicted):
    return np.sqrt(mean_squared_error(y_test, predicted))


def rmse_with(change):
    """The test RMSE of a linear model on changed features."""
    return rmse(LinearRegression().fit(change(X_train), y_train).predict(change(X_test)))


def by_band(name, values, width):
    """The residuals' mean and spread in bands."""
    grouped = residuals.groupby(width * np.floor(values / width))
    figures.add(f"mean_by_{name}", grouped.mean(), relative=1e-9)
    figures.add(f"sd_by_{name}", grouped.std(), relative=1e-9)


def gamma(identity):
    """Coefficients, intercept first, of a Gamma regression by Fisher scoring (Nelder and Wedderburn 1972)."""
    X, y = np.column_stack([np.ones(len(X_train)), X_train]), y_train.to_numpy()
    mu = y.copy()
    for _ in range(100):
        eta, slope = (mu, np.ones_like(mu)) if identity else (np.log(mu), 1 / mu)
        weight = 1 / (slope * mu) ** 2
        beta = np.linalg.solve(X.T @ (weight[:, None] * X), X.T @ (weight * (eta + (y - mu) * slope)))
        new = X @ beta if identity else np.exp(X @ beta)
        if np.max(np.abs(new / mu - 1)) < 1e-12:
            break
        mu = new
    return beta


model = LinearRegression().fit(X_train, y_train)
predicted = pd.Series(model.predict(X_test), index=X_test.index)
residuals = y_test - predicted
figures.add("intercept", model.intercept_, relative=1e-9)
for feature, coefficient in zip(X_reg, model.coef_):
    figures.add(feature.lower(), coefficient, relative=1e-9)
figures.add("rmse", rmse(predicted), relative=1e-9)
plt.scatter(predicted, residuals)
plt.axhline(0)
drawn(plt)
by_band("predicted", predicted, 100)
plt.scatter(X_test["Age"], residuals)
drawn(plt)
by_band("age", X_test["Age"], 2)

with figures.heavy("gammaLog", "errors"):
    figures.add("rmse_growth", rmse_with(lambda X: X[["CPU", "Memory"]].assign(Growth=np.exp(0.5 * X["Age"]))), relative=1e-9)
    figures.add("rmse_squared_age", rmse_with(lambda X: X.assign(Squared=X["Age"] ** 2)), relative=1e-9)
    logged = LinearRegression().fit(X_train, np.log(y_train))
    figures.add("rmse_log_cost", rmse(np.exp(logged.predict(X_test))), relative=1e-9)
    for link in ("log", "identity"):
        beta = gamma(link == "identity")
        linear = beta[0] + X_test.to_numpy() @ beta[1:]
        figures.add(f"gamma_{link}", beta, relative=1e-6)
        figures.add(f"rmse_gamma_{link}", rmse(linear if link == "identity" else np.exp(linear)), relative=1e-6)
figures.show()
