"""Exercise 25.4 as the Python original has it: a point-in-time join; and what its absence does to a model.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_25_4_point_in_time.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS, USERS, DAYS = range(20), 1000, 49

events = pd.DataFrame({
    "user_id": [1, 1, 1, 2, 2],
    "timestamp": pd.to_datetime(["2024-01-01", "2024-01-05", "2024-01-10", "2024-01-02", "2024-01-08"]),
    "action_count_7d": [3, 7, 12, 2, 5],
})
labels = pd.DataFrame({"user_id": [1, 2], "prediction_time": pd.to_datetime(["2024-01-06", "2024-01-03"]), "engaged": [1, 0]})
wrong = labels.merge(events.sort_values("timestamp").groupby("user_id").last().reset_index(), on="user_id")


def point_in_time_join(labels_df, features_df, keys, time_col_label, time_col_feature):
    result = []
    for _, label in labels_df.iterrows():
        valid = features_df[(features_df[keys[0]] == label[keys[0]]) & (features_df[time_col_feature] <= label[time_col_label])]
        if len(valid):
            result.append({**label.to_dict(), **valid.sort_values(time_col_feature).iloc[-1].to_dict()})
    return pd.DataFrame(result)


right = point_in_time_join(labels, events, ["user_id"], "prediction_time", "timestamp")
early = labels.assign(prediction_time=pd.to_datetime(["2024-01-06", "2024-01-01"]))
kept = point_in_time_join(early, events, ["user_id"], "prediction_time", "timestamp")
figures.add("wrong", wrong["action_count_7d"])
figures.add("right", right["action_count_7d"])
figures.add("kept", len(kept))
asof = pd.merge_asof(labels.sort_values("prediction_time"), events.sort_values("timestamp"), left_on="prediction_time", right_on="timestamp", by="user_id")
assert asof.sort_values("user_id")["action_count_7d"].tolist() == right["action_count_7d"].tolist()


def world(seed):
    """Actions of each user and day, and the day at whose start each user's next seven days are predicted."""
    random = np.random.RandomState(seed)
    level, noise = random.normal(0, 0.7, USERS), random.normal(0, 1, (DAYS, USERS))
    state, rates = noise[0] * 0.8, np.empty((DAYS, USERS))
    for day in range(DAYS):
        state = 0.8 * state + 0.48 * noise[day] if day else state
        rates[day] = np.exp(-1 + level + state)
    return random.poisson(rates), random.randint(28, 42, USERS)


def joined(seed):
    """Naive, by the text's <=, and strictly before: the joined counts; the counts of 28 days; labels; days; dates joined."""
    actions, day = world(seed)
    total = np.vstack([np.zeros(USERS, int), np.cumsum(actions, axis=0)])
    rows = [(u, d, total[d + 1, u] - total[max(0, d - 6), u]) for d in range(DAYS) for u in np.flatnonzero(actions[d])]
    log = pd.DataFrame(rows, columns=["user", "day", "count"])
    label = pd.DataFrame({"user": np.arange(USERS), "at": day}).sort_values("at", kind="stable")
    last = log.groupby("user").last().reindex(np.arange(USERS))
    inclusive, strict = (
        pd.merge_asof(label, log, left_on="at", right_on="day", by="user", allow_exact_matches=exact).set_index("user").loc[np.arange(USERS)]
        for exact in (True, False)
    )
    everyone = np.arange(USERS)
    month = total[day, everyone] - total[day - 28, everyone]
    engaged = (total[day + 7, everyone] - total[day, everyone] > 3).astype(int)
    return [x["count"].fillna(0).to_numpy() for x in (last, inclusive, strict)], month, engaged, day, last["day"].fillna(-1).to_numpy(), strict["count"].isna().mean()


def measured(seed):
    counts, month, engaged, day, date, without = joined(seed)
    features = [np.column_stack([np.log1p(c), np.log1p(month)]) for c in counts]
    train, test = slice(0, USERS // 2), slice(USERS // 2, USERS)
    models = [LogisticRegression(tol=1e-10, max_iter=1000).fit(x[train], engaged[train]) for x in features]
    said = [(m.predict_proba(x[test])[:, 1], m.predict_proba(features[2][test])[:, 1]) for m, x in zip(models, features)]
    auc = [[roc_auc_score(engaged[test], p) for p in pair] for pair in said]
    loss = [[log_loss(engaged[test], p) for p in pair] for pair in said]
    rate = engaged[train].mean()
    base = log_loss(engaged[test], np.full(USERS // 2, rate))
    return np.array(auc), np.array(loss), base, (date >= day).mean(), engaged.mean(), without


with figures.heavy("runs"):
    runs = [measured(seed) for seed in SEEDS]
auc, loss = (np.array([run[i] for run in runs]) for i in (0, 1))  # seed; naive, text, strict; offline, production
base, future, engaged, without = (np.array([run[i] for run in runs]) for i in (2, 3, 4, 5))
for i, name in enumerate(("naive", "text", "strict")):
    for j, where in enumerate(("offline", "production")):
        figures.add(f"auc_{name}_{where}", auc[:, i, j], absolute=1e-6)
        figures.add(f"loss_{name}_{where}", loss[:, i, j], absolute=1e-5)
        figures.add(f"mean_auc_{name}_{where}", auc[:, i, j].mean(), absolute=1e-6)
        figures.add(f"mean_loss_{name}_{where}", loss[:, i, j].mean(), absolute=1e-5)
figures.add("base", base, absolute=1e-9)
figures.add("mean_base", base.mean(), absolute=1e-9)
figures.add("future", future)
figures.add("mean_future", future.mean(), absolute=1e-12)
figures.add("engaged", engaged)
figures.add("without", without)
figures.add("mean_without", without.mean(), absolute=1e-12)

figures.claim("naive-12", wrong["action_count_7d"][0], holds=wrong["action_count_7d"][0] == 12)
figures.claim("right-7", right["action_count_7d"][0], holds=right["action_count_7d"][0] == 7)
figures.claim("all-labels", len(kept), holds=len(kept) == 2)
figures.claim("appears-well", auc[:, 0, 0] - auc[:, 2, 1], holds=(auc[:, 0, 0] - auc[:, 2, 1]).mean() > 0.02)
figures.claim("drops", auc[:, 0, 0] - auc[:, 0, 1], holds=(auc[:, 0, 0] - auc[:, 0, 1]).mean() > 0.02)
worse = auc[:, 2, 1] - auc[:, 0, 1]
figures.claim("worse", worse, holds=worse.mean() > 1.96 * worse.std(ddof=1) / np.sqrt(20))
figures.claim("fails", base - loss[:, 0, 1], holds=(base - loss[:, 0, 1]).mean() < 0)
figures.claim("prevents", auc[:, 1, 0] - auc[:, 1, 1], holds=(auc[:, 1, 0] - auc[:, 1, 1]).mean() <= 0.002)
figures.claim("prevents-strictly", auc[:, 2, 0] - auc[:, 2, 1], holds=np.abs(auc[:, 2, 0] - auc[:, 2, 1]).max() == 0)

plt.boxplot([auc[:, 0, 0], auc[:, 0, 1], auc[:, 2, 1]])
drawn(plt)
plt.step([1, 5, 10], [3, 7, 12])
drawn(plt)
figures.show()
