"""OmniCorp, task 1, as the Python original has it: writes omnicorp.json beside this file.

    pip install numpy==2.4.6 scikit-learn==1.9.1 pandas==3.1.1
    python notebooks/reference/omnicorp.py
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split

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


def rmse(predicted):
    return float(np.sqrt(mean_squared_error(y_test, predicted)))


def rmse_with(change):
    """The test RMSE of a linear model on changed features."""
    fitted = LinearRegression().fit(change(X_train), y_train)
    return rmse(fitted.predict(change(X_test)))


def by_band(values, width):
    """The residuals' mean and spread in bands."""
    grouped = residuals.groupby(width * np.floor(values / width))
    return {"mean": [float(v) for v in grouped.mean()], "sd": [float(v) for v in grouped.std()]}


model = LinearRegression().fit(X_train, y_train)
predicted = pd.Series(model.predict(X_test), index=X_test.index)
residuals = y_test - predicted
logged = LinearRegression().fit(X_train, np.log(y_train))

figures = {
    "intercept": float(model.intercept_),
    "cpu": float(model.coef_[0]),
    "memory": float(model.coef_[1]),
    "age": float(model.coef_[2]),
    "rmse": rmse(predicted),
    "by_predicted": by_band(predicted, 100),
    "by_age": by_band(X_test["Age"], 2),
    "rmse_squared_age": rmse_with(lambda X: X.assign(Squared=X["Age"] ** 2)),
    "rmse_growth": rmse_with(lambda X: X[["CPU", "Memory"]].assign(Growth=np.exp(0.5 * X["Age"]))),
    "rmse_log_cost": rmse(np.exp(logged.predict(X_test))),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n")
