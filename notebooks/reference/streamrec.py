"""StreamRec, the made-up streaming service of the exercises, as peaberry.data.StreamRec makes it.

    stream = StreamRec(42)
    clicks = stream.events[stream.events.clicked == 1]

users, items and events are data frames; tastes, traits and click_probabilities arrays. peaberry.data.StreamRec says what they
hold and how a click comes about. Vectors are multiplied in the order of their places, so that both give the same bits.
"""

from pathlib import Path

import numpy as np
import pandas as pd

WORDS = Path(__file__).resolve().parents[2] / "lib/src/main/resources/peaberry/data/streamrec_words.txt"
RECOMMENDATION_EFFECT = 0.05
USERS, ITEMS, EVENTS, DAYS, FACTORS = 2000, 1000, 60_000, 90, 16
COUNTRY_SHARES = np.array([0.3, 0.5, 0.65, 0.77, 0.87, 0.94, 1])
COUNTRIES = np.array(["US", "BR", "DE", "IN", "GB", "ES", "KE"])
WEEK = np.array([90, 85, 88, 95, 115, 140, 130])
DAY = np.array([10, 6, 4, 3, 3, 4, 8, 14, 20, 20, 20, 22, 26, 24, 22, 24, 28, 34, 42, 52, 58, 54, 38, 20])
SENTENCES = (
    "{title} follows {name}, a {trait} {person} from {home} who wants to understand {t[0]}.",
    "At first {name} learns from an old {other} about the ties between {t[1]} and {t[2]}.",
    "Then a {state} {object} is found in {found}, and nobody trusts {t[0]} any more.",
    "The story turns to {t[3]}, with music by {friend} and pictures from {scene}.",
    "{friend} and {name} fall out over the {object}, and the {end} ending leaves {t[1]} in doubt.",
    "It was made for those who like {t[3]} in a {tone} tone.",
)


def words():
    """Four lists of words, and for each category its name, topics and people."""
    lines = [line.split(": ") for line in WORDS.read_text().splitlines()]
    general = [line[1].split(", ") for line in lines[:4]]
    return general, [(name, *[part.split(", ") for part in rest.split("; ")]) for name, rest in lines[4:]]


def blurb(general, topics, people, u):
    """A title, and six sentences about what it is, from 18 numbers in [0, 1)."""
    adjectives, names, places, objects = general
    pick = lambda some, draw: some[int(draw * len(some))]
    at = [int(u[0] * 10)]
    for i in (1, 2, 3):
        at.append((at[-1] + 1 + int(u[i] * 3)) % 10)
    t = [topics[i] for i in at]
    title = f"The {pick(adjectives, u[14]).capitalize()} {t[0].capitalize()} of {pick(places, u[15])}"
    slots = {"person": pick(people, u[4]), "other": pick(people, u[5]), "name": pick(names, u[6]), "friend": pick(names, u[7]),
             "home": pick(places, u[8]), "found": pick(places, u[9]), "scene": pick(places, u[10]), "object": pick(objects, u[11]),
             "trait": pick(adjectives, u[12]), "tone": pick(adjectives, u[13]), "state": pick(adjectives, u[16]),
             "end": pick(adjectives, u[17])}
    return title, " ".join(SENTENCES).format(title=title, t=t, **slots)


def place(weights, values):
    """By weights, where values from 0 to 1 fall; cumsum and searchsorted as np.random.choice uses them."""
    sums = np.cumsum(weights)
    return np.searchsorted(sums, values * sums[-1], side="right"), sums


class StreamRec:
    def __init__(self, seed):
        random = np.random.RandomState(seed)
        centers = self._items(random)
        self._users(random, centers)
        self._events(random)

    def _items(self, random):
        general, categories = words()
        n = len(categories)
        centers = random.standard_normal((n, FACTORS))
        liked = random.normal(0, 0.5, n)
        category = random.randint(0, n, ITEMS)
        self.traits = 0.8 * centers[category] + 0.6 * random.standard_normal((ITEMS, FACTORS))
        minutes = np.clip(random.lognormal(3.6, 0.5, ITEMS), 5, 240).astype(int)
        kind = np.where(random.random_sample(ITEMS) < 0.4, "podcast", "video")
        age = random.randint(0, 2000, ITEMS)
        rank = random.permutation(ITEMS)
        draws = random.random_sample((ITEMS, 18))
        weights = 1.0 / (rank + 10)
        popularity = weights / np.cumsum(weights)[-1]
        self._appeal = liked[category] + 0.6 * (0.5 - rank / 1000.0) - 0.4 * age / 2000.0
        texts = [blurb(general, *categories[c][1:], u) for c, u in zip(category, draws)]
        self.items = pd.DataFrame({
            "item": np.arange(ITEMS), "category": [categories[c][0] for c in category], "kind": kind, "minutes": minutes, "age": age,
            "popularity": popularity, "title": [title for title, _ in texts], "description": [text for _, text in texts]})
        return centers

    def _users(self, random, centers):
        heavy = random.random_sample(USERS) < 0.3
        age = random.randint(16, 80, USERS)
        country = COUNTRIES[np.searchsorted(COUNTRY_SHARES, random.random_sample(USERS), side="right")]
        self._activity = np.where(heavy, 4, 1) * (0.5 + random.random_sample(USERS))
        favourites = random.randint(0, len(centers), (USERS, 2))
        own = random.standard_normal((USERS, FACTORS))
        self.tastes = 0.6 * (centers[favourites[:, 0]] + centers[favourites[:, 1]]) + 0.5 * own
        self._heavy = heavy
        self.users = pd.DataFrame({"user": np.arange(USERS), "segment": np.where(heavy, "heavy", "light"), "age": age, "country": country})

    def click_probability(self, user, item, recommended):
        """The true probability of a click, of one or of many."""
        affinity = 0
        for k in range(FACTORS):
            affinity = affinity + self.tastes[user, k] * self.traits[item, k]
        score = np.where(self._heavy[user], -0.4, -1.2) + self._appeal[item] + 0.2 * affinity
        return 0.9 / (1 + np.exp(-score)) + np.where(recommended, RECOMMENDATION_EFFECT, 0)

    def _events(self, random):
        moments = np.sort(random.random_sample(EVENTS))
        who, what, shown, drawn = (random.random_sample(EVENTS) for _ in range(4))
        watched = random.lognormal(2.5, 1, EVENTS)
        hours = np.arange(DAYS * 24)
        slot, sums = place((DAY[hours % 24] * WEEK[hours // 24 % 7] * (270 + hours // 24)).astype(float), moments)
        before = np.where(slot == 0, 0, sums[slot - 1])
        minute = np.minimum(59, (moments * sums[-1] - before) / (sums[slot] - before) * 60).astype(int)
        user, item = place(self._activity, who)[0], place(self.items.popularity.to_numpy(), what)[0]
        heavy = self._heavy[user]
        recommended = (shown < np.where(heavy, 0.7, 0.3)).astype(int)
        self.click_probabilities = self.click_probability(user, item, recommended)
        clicked = (drawn < self.click_probabilities).astype(int)
        minutes = clicked * np.minimum(self.items.minutes.to_numpy()[item], np.where(heavy, 1.25, 1) * watched)
        time = pd.Timestamp(2024, 1, 1) + pd.to_timedelta(slot * 60 + minute, unit="min")
        self.events = pd.DataFrame({
            "event": np.arange(EVENTS), "time": time, "day": slot // 24, "hour": slot % 24, "user": user, "item": item,
            "recommended": recommended, "clicked": clicked, "minutes": minutes})
