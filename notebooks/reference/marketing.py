"""Marketing clusters as the Python original has them.

    python notebooks/reference/marketing.py [--write]     with the versions that omnicorp.py names
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.cluster import DBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from figures import Figures, drawn

figures = Figures(__file__)

np.random.seed(42)
data_1 = np.random.normal(loc=[15, 20, 50, 0.1, 1], scale=[5, 5, 20, 0.05, 1], size=(300, 5))
data_2 = np.random.normal(loc=[45, 10, 500, 0.05, 0], scale=[10, 3, 100, 0.02, 0.5], size=(200, 5))
data_3 = np.random.normal(loc=[10, 5, 30, 0.8, 5], scale=[3, 2, 10, 0.1, 1], size=(100, 5))
data_bots = np.random.normal(loc=[0.5, 100, 0, 0, 0], scale=[0.1, 10, 0.1, 0.01, 0.1], size=(50, 5))
names = ["Avg_Session_Time", "Items_Viewed", "Cart_Value", "Return_Rate", "Support_Tickets"]
df_users = pd.DataFrame(np.vstack([data_1, data_2, data_3, data_bots]), columns=names)
df_users["segment"] = np.repeat([0, 1, 2, 3], [300, 200, 100, 50])
df_users = df_users.sample(frac=1).reset_index(drop=True)
segment = df_users.pop("segment").to_numpy()
bot = segment == 3
figures.add("data", df_users, ulps=2, kept=False)
figures.add("segments", segment, kept=False)
figures.add("negative", (df_users < 0).sum())

X_scaled = StandardScaler().fit_transform(df_users)
figures.add("scaled", X_scaled, absolute=1e-9, kept=False)
pca = PCA(n_components=2)
points = pca.fit_transform(X_scaled)
figures.add("explained", PCA().fit(X_scaled).explained_variance_ratio_, relative=1e-9)
figures.add("components", pca.components_, absolute=1e-9)
figures.add("points", points, absolute=1e-9, kept=False)
plt.scatter(*points.T)
drawn(plt)

with figures.heavy("inertias"):
    ks = range(2, 11)
    fits = [KMeans(n_clusters=k, random_state=42, n_init=10).fit(X_scaled) for k in ks]
    inertia = [fit.inertia_ for fit in fits]
    silhouettes = [silhouette_score(X_scaled, fit.labels_) for fit in fits]
figures.add("inertia", inertia[:3], relative=1e-9)
figures.add("silhouette", silhouettes[:3], relative=1e-9)
# Beyond the four true groups the ten starts end in one of many optima, which differ by less than two percent.
for k in ks[3:]:
    figures.add(f"inertia_{k}", inertia[k - 2], interval=[0.98 * inertia[k - 2], 1.02 * inertia[k - 2]])
figures.add("best_k", ks[int(np.argmax(silhouettes))])
plt.plot(ks, inertia)
drawn(plt)

final = fits[2]
profile = df_users.groupby(final.labels_).mean().sort_values("Cart_Value")
figures.add("profile", profile, relative=1e-9)
figures.add("rand_3", adjusted_rand_score(segment, fits[1].labels_), relative=1e-9)
figures.add("rand_4", adjusted_rand_score(segment, final.labels_))

distances = np.sort(NearestNeighbors(n_neighbors=5).fit(X_scaled).kneighbors(X_scaled)[0][:, -1])
figures.add("distances", distances, absolute=1e-9, kept=False)
plt.plot(distances)
drawn(plt)
for eps in [0.3, 0.5, 0.7, 1.0, 1.5, 2.0]:
    labels = DBSCAN(eps=eps, min_samples=5).fit_predict(X_scaled)
    name = str(eps).replace(".", "_")
    figures.add(f"dbscan_{name}", labels, kept=False)
    figures.add(f"clusters_{name}", labels.max() + 1)
    figures.add(f"noise_{name}", (labels == -1).sum())
    figures.add(f"noisy_bots_{name}", (labels[bot] == -1).sum())
    figures.add(f"rand_{name}", adjusted_rand_score(segment, labels), absolute=1e-9)
    if eps == 0.5:
        plt.scatter(*points.T, c=labels)
        drawn(plt)
figures.show()
