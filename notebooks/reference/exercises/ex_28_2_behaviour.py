"""Exercise 28.2 in Python: behavioural tests of a recommender, the text's three and others, against planted faults.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_28_2_behaviour.py [--write]
"""

from dataclasses import dataclass, replace

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
SEEDS, ITEMS, GENRES, SCIFI = range(20), 200, 8, 3
CATALOGUE = np.arange(ITEMS)
NAMES = "Ada Boris Chen Dina Emil Fatou Goro Hana Ivan Jo Kofi Lena Mara Nils Olga Pavel Rosa Sami Tove Uma".split()
FAULTS = ["none", "name hash", "some names", "sign", "ignores history", "shifted genre", "last only", "capped", "rounded", "empty when cold",
          "one short", "twice", "shows seen", "out of stock"]


@dataclass(frozen=True)
class User:
    display: str
    history: tuple


def world(seed):
    random = np.random.RandomState(seed)
    quality = random.normal(0, 1, ITEMS)
    users = []
    for u in range(20):
        n, taste = random.randint(0, 40), random.dirichlet(np.full(GENRES, 0.5))
        history = []
        for g, c in enumerate(random.multinomial(n, taste)):
            history += [g + GENRES * int(j) for j in random.permutation(25)[: min(c, 25)]]
        users.append(User(f"user{u}", tuple(history)))
    return quality, users


class Model:
    def __init__(self, quality, fault):
        self.quality, self.fault = quality, fault

    def recommend(self, user, catalogue, k):
        fault, history = self.fault, np.array(user.history, int)
        if fault == "empty when cold" and not len(history):
            return []
        counts = np.bincount((history[-1:] if fault == "last only" else history) % GENRES, minlength=GENRES).astype(float)
        counts = {"ignores history": counts * 0, "capped": np.minimum(counts, 3)}.get(fault, counts)
        shown = catalogue if fault == "shows seen" else catalogue[~np.isin(catalogue, history)]
        genre = (shown + (fault == "shifted genre")) % GENRES
        score = np.log((counts[genre] + 1) / (counts.sum() + GENRES)) * (-1 if fault == "sign" else 1) + 0.5 * self.quality[shown]
        if fault == "name hash":
            score = score + 0.5 * ((sum(map(ord, user.display)) + shown) % 97) / 97
        if fault == "some names" and "A" <= user.display[0] < "N":
            score = score + 2 * (genre == 0)
        if fault == "rounded":
            score = np.rint(score * 2) / 2
        best = shown[np.argsort(-score, kind="stable")].tolist()
        top = best[: k - 1 if fault == "one short" else k]
        if fault == "twice":
            top[-1] = top[0]
        if fault == "out of stock":
            top[-1] = ITEMS + 7
        return top


def with_scifi(user, random):
    return replace(user, history=user.history + tuple(SCIFI + GENRES * int(j) for j in random.permutation(25)[:10]))


def scifi(recs):
    return sum(r % GENRES == SCIFI for r in recs)


# Each test says whether the model passes.
def printed_name(m, users, seed):
    return m.recommend(users[0], CATALOGUE, 10) == m.recommend(replace(users[0], display="RandomTestName123"), CATALOGUE, 10)


def more(m, user, seed):
    return scifi(m.recommend(with_scifi(user, np.random.RandomState(seed)), CATALOGUE, 50)) > scifi(m.recommend(user, CATALOGUE, 50))


def printed_genre(m, users, seed):
    return more(m, users[0], seed)


def printed_cold(m, users, seed):
    recs = m.recommend(User("new user", ()), CATALOGUE, 10)
    return len(recs) == 10 and len(set(recs)) == 10


def names(m, users, seed):
    return all(m.recommend(replace(u, display=n), CATALOGUE, 200) == m.recommend(u, CATALOGUE, 200) for u in users[:5] for n in NAMES)


def ahead(order, item):
    """How many items of other genres are before this one."""
    place = order.index(item)
    return place - scifi(order[:place])


def pairs(m, users, seed):
    """Ten items of the genre in the history, four of them first: no other item overtakes one, and some are overtaken, each time."""
    gains = [0, 0]
    for i, user in enumerate(users):
        added = [SCIFI + GENRES * int(j) for j in np.random.RandomState(100 * seed + i).permutation(25)[:10]]
        orders = [m.recommend(replace(user, history=user.history + tuple(added[:n])), CATALOGUE, 200) for n in (0, 4, 10)]
        rest = [x for x in orders[0] if x % GENRES == SCIFI and x not in user.history and x not in added]
        for step in (0, 1):
            for item in (x for x in rest if x in orders[step + 1]):
                change = ahead(orders[step], item) - ahead(orders[step + 1], item)
                if change < 0:
                    return False
                gains[step] += change
    return min(gains) > 0


def cold(m, users, seed):
    for k in (1, 10, 50):
        recs = m.recommend(User("new user", ()), CATALOGUE, k)
        if len(recs) != k or len(set(recs)) != k or not set(recs) <= set(CATALOGUE.tolist()):
            return False
    return True


def order(m, users, seed):
    mixed = np.random.RandomState(seed).permutation(ITEMS)
    return all(m.recommend(u, CATALOGUE, 10) == m.recommend(u, mixed, 10) for u in users)


def unseen(m, users, seed):
    return all(not set(m.recommend(u, CATALOGUE, 10)) & set(u.history) for u in users)


TESTS = {"name (printed)": printed_name, "genre (printed)": printed_genre, "cold (printed)": printed_cold, "names": names, "pairs": pairs,
         "cold": cold, "order": order, "unseen": unseen}
with figures.heavy("worlds", "printedFails", "falseAlarms", "fails"):
    caught = np.zeros((len(TESTS), len(FAULTS), 20))
    alarms, saturated = np.zeros(20), np.zeros(20)
    for s in SEEDS:
        quality, users = world(s)
        for j, fault in enumerate(FAULTS):
            m = Model(quality, fault)
            for i, test in enumerate(TESTS.values()):
                caught[i, j, s] = not test(m, users, s)
        sound = Model(quality, "none")
        alarms[s] = np.mean([not more(sound, u, 100 * s + i) for i, u in enumerate(users)])
        fewer = [
            scifi(sound.recommend(with_scifi(u, np.random.RandomState(100 * s + i)), CATALOGUE, 50)) < scifi(sound.recommend(u, CATALOGUE, 50))
            for i, u in enumerate(users)
        ]
        saturated[s] = np.mean(fewer)

table = caught.mean(axis=2)
figures.add("table", table, absolute=1e-12)
figures.add("caught", caught.reshape(len(TESTS), -1), kept=False)
figures.add("alarms", alarms, absolute=1e-12)
figures.add("fewer", saturated, absolute=1e-12)
figures.add("mean_alarms", alarms.mean(), absolute=1e-12)
figures.add("mean_fewer", saturated.mean(), absolute=1e-12)
by_printed, by_all = caught[:3].max(axis=0)[1:], caught.max(axis=0)[1:]
ours = caught[3:].max(axis=0)[1:]
figures.add("found_printed", (by_printed.mean(axis=1) >= 0.95).sum())
figures.add("found_ours", (ours.mean(axis=1) >= 0.95).sum())
fault = FAULTS.index

figures.claim("name", caught[0, fault("name hash")], holds=caught[0, fault("name hash")].mean() >= 0.95)
figures.claim("name-some", caught[0, fault("some names")], holds=caught[0, fault("some names")].mean() >= 0.95)
figures.claim("genre-sound", alarms, holds=alarms.mean() <= 0.01)
figures.claim("genre-sign", caught[1, fault("sign")], holds=caught[1, fault("sign")].mean() >= 0.95)
figures.claim("cold-empty", caught[2, fault("empty when cold")], holds=caught[2, fault("empty when cold")].mean() >= 0.95)
figures.claim("cold-duplicates", caught[2, fault("twice")], holds=caught[2, fault("twice")].mean() >= 0.95)
figures.claim("cold-stock", caught[2, fault("out of stock")], holds=caught[2, fault("out of stock")].mean() >= 0.95)
figures.claim("three-suffice", by_printed.mean(axis=1), holds=(by_printed.mean(axis=1) >= 0.95).all())
figures.claim("ours-sound", caught[3:, 0].max(axis=0), holds=not caught[3:, 0].any())
figures.claim("ours-find", ours.mean(axis=1), holds=(ours.mean(axis=1) >= 0.95).all())

plt.imshow(table)
drawn(plt)
figures.show()
