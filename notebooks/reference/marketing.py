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

ks = range(2, 11)
fits = [KMeans(n_clusters=k, random_state=42, n_init=10).fit(X_scaled) for k in ks]
inertia = [fit.inertia_ for fit in fits]
figures.add("inertia_to_4", inertia[:3], relative=1e-9)
# Beyond the four true groups each run ends in one of many optima: better ones are welcome, others are up to 2 % off.
figures.add("inertia_beyond_4", [1.0] * len(inertia[3:]), interval=[0.95, 1.02])
figures.show if False else None
silhouettes = [silhouette_score(X_scaled, fit.labels_) for fit in fits]
figures.add("silhouette_to_4", silhouettes[:3], relative=1e-9)
figures.add("best_k", ks[int(np.argmax(silhouettes))])
plt.plot(ks, inertia)
drawn(plt)
print(inertia, silhouettes)
final = fits[2]
print(pd.crosstab(final.labels_, segment))
profile = df_users.groupby(final.labels_).mean()
print(profile.round(3))
figures.add("rand_index", adjusted_rand_score(segment, final.labels_), relative=1e-9)
print(adjusted_rand_score(segment, final.labels_))
for k in (2,3,5): print(k, pd.crosstab(fits[k-2].labels_, segment))
d=np.sort(NearestNeighbors(n_neighbors=5).fit(X_scaled).kneighbors(X_scaled)[0][:,-1])
print(d[[325,487,585,617,630,640,649]])
for eps in (.3,.5,.7,.8,1,1.2,1.5,2,2.5,3):
    l=DBSCAN(eps=eps,min_samples=5).fit_predict(X_scaled); print(eps, l.max()+1, (l==-1).sum(), (l[bot]==-1).sum(), np.unique(l[bot],return_counts=True), 'ARI',round(adjusted_rand_score(segment,l),3)); 
print(pca.explained_variance_ratio_, PCA().fit(X_scaled).explained_variance_ratio_.cumsum())
