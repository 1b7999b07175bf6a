"""GreenGrid, task 3, of which the Python original has only the questions: transfer and federated learning, as the notebook runs them.

    python notebooks/reference/greengrid_homes.py [--write]     with NumPy 2.4.6 and matplotlib

All homes move at once, one NumPy call for a step of each. Every home draws from a stream of its own, the same as in Java.
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
prices = np.array([10, 10, 10, 12, 15, 20, 30, 45, 60, 30, 25, 20, 18, 25, 40, 80, 100, 90, 80, 70, 60, 50, 45, 40, 35, 30.0])
STEPS = len(prices) - 1
SHAPE = (11, len(prices), 3)
SIZE = int(np.prod(SHAPE))


def step(charge, price, action):
    """Charges after an action, and rewards."""
    buys, sells = (action == 1) & (charge < 10), (action == 2) & (charge > 0)
    reward = np.where(buys, -price, np.where(sells, price, np.where(action == 0, 0.0, -50.0)))
    return charge + buys - sells, reward


def learn(prices, tables, episodes, start, end, streams):
    """Q-learning in all homes at once; tables has a row of 858 for each of them and is changed."""
    homes = np.arange(len(prices))
    q = tables.reshape(len(prices), *SHAPE)
    visits = np.zeros(q.shape, np.int32)
    chance = np.empty((len(prices), episodes, STEPS))
    explored = np.empty((len(prices), episodes, STEPS), np.int8)
    for home, random in enumerate(streams):
        chance[home] = random.random((episodes, STEPS))
        explored[home] = random.integers(0, 3, (episodes, STEPS))
    for episode in range(episodes):
        epsilon = start + (end - start) * episode / episodes
        charge = np.zeros(len(prices), np.intp)
        for hour in range(STEPS):
            best = q[homes, charge, hour].argmax(axis=1)
            action = np.where(chance[:, episode, hour] < epsilon, explored[:, episode, hour], best)
            after, reward = step(charge, prices[:, hour], action)
            q[homes, charge, hour, action] = reward + q[homes, after, hour + 1].max(axis=1)
            visits[homes, charge, hour, action] += 1
            charge = after
    return tables, visits.reshape(len(prices), SIZE)


def profits(prices, tables):
    """What greedy policies earn; one table for all homes, or one for each."""
    q = np.broadcast_to(tables.reshape(-1, *SHAPE), (len(prices), *SHAPE))
    homes, charge, total = np.arange(len(prices)), np.zeros(len(prices), np.intp), np.zeros(len(prices))
    for hour in range(STEPS):
        charge, reward = step(charge, prices[:, hour], q[homes, charge, hour].argmax(axis=1))
        total += reward
    return total


def optima(prices):
    value = np.zeros((len(prices), 11))
    for hour in range(STEPS - 1, -1, -1):
        price = prices[:, hour, None]
        before = value.copy()
        before[:, :-1] = np.maximum(before[:, :-1], value[:, 1:] - price)
        before[:, 1:] = np.maximum(before[:, 1:], value[:, :-1] + price)
        value = before
    return value[:, 0]


def shares(prices, tables):
    return profits(prices, tables) / optima(prices)


# Transfer
hours = np.arange(len(prices))
house_b = 0.8 * prices[(hours + 24) % 26] * np.where((hours >= 10) & (hours <= 14), 0.6, 1)
house_c = 110 - prices
with figures.heavy("tableA"):
    table_a = learn(prices[None], np.zeros((1, SIZE)), 5000, 1, 0, [np.random.default_rng(0)])[0]
figures.add("houses", [house_b, house_c], kept=False)
figures.add("table_a", table_a[0], kept=False)
figures.add("share_b", shares(house_b[None], table_a)[0], relative=1e-12)
figures.add("share_c", shares(house_c[None], table_a)[0], relative=1e-12)
plt.plot(np.array([prices, house_b, house_c]).T)
drawn(plt)


def curves(prices, start):
    """Shares after 0, 20, ... 2000 episodes, a row for each seed."""
    streams = [np.random.default_rng(seed) for seed in range(20)]
    houses, tables = np.tile(prices, (20, 1)), np.repeat(start, 20, axis=0)
    rows = [shares(houses, tables)]
    for _ in range(100):
        tables, _ = learn(houses, tables, 20, 0.3, 0.3, streams)
        rows.append(shares(houses, tables))
    return np.array(rows).T


def days_to(curves, target=0.95):
    there = curves[:, :100] >= target
    return 20 * np.where(there.any(axis=1), there.argmax(axis=1), 100)


STARTS = {"cold": np.zeros((1, SIZE)), "warm": table_a}
with figures.heavy("warm", "coldC"):
    learned = {name: {kind: curves(house, start) for kind, start in STARTS.items()} for name, house in {"": house_b, "_c": house_c}.items()}
for name, kinds in learned.items():
    for kind, found in kinds.items():
        figures.add(f"{kind}{name}", found, relative=1e-12, kept=False)
        figures.add(f"{kind}{name}_days", np.mean(days_to(found)), relative=1e-12)
        figures.add(f"{kind}{name}_area", np.mean(found[:, :6] if name else found), relative=1e-9)
        plt.plot(found.mean(axis=0))
    drawn(plt)


# Federated averaging
def home(number):
    random = np.random.default_rng([42, number])
    later = random.integers(-2, 3)
    level = random.uniform(0.7, 1.3)
    noise = random.uniform(0.85, 1.15, 26)
    return level * noise * prices[(hours - later + 26) % 26]


with figures.heavy("homes"):
    homes = np.array([home(number) for number in range(10_000)])
figures.add("homes", homes, kept=False)
figures.add("optima", optima(homes), relative=1e-12, kept=False)
plt.plot(homes[:6].T)
drawn(plt)


def streams(count, seed):
    return [np.random.default_rng([seed, number]) for number in range(count)]


def average(before, tables, visits):
    """McMahan et al. 2017, each entry weighted by its visits."""
    total = visits.sum(axis=0)
    return np.where(total == 0, before, (visits * tables).sum(axis=0) / np.maximum(total, 1))


def federated(homes, rounds, episodes, seed, disguise=None):
    generators = streams(len(homes), seed)
    table = np.zeros(SIZE)
    for at in range(rounds):
        tables, visits = learn(homes, np.tile(table, (len(homes), 1)), episodes, 1 - at / rounds, 1 - (at + 1.0) / rounds, generators)
        table = average(table, disguise(tables, visits, table) if disguise else tables, visits)
    return table


def pooled(homes, days, seed):
    """The server sees all steps of a day and moves each entry to the mean of its targets."""
    generators, everywhere = streams(len(homes), seed), np.arange(len(homes))
    table = np.zeros(SIZE)
    for day in range(days):
        q, epsilon = table.reshape(SHAPE), 1 - day / days
        draws = [(random.random(STEPS), random.integers(0, 3, STEPS)) for random in generators]
        chance, explored = np.array([c for c, _ in draws]), np.array([e for _, e in draws])
        entries, targets = np.empty((len(homes), STEPS), int), np.empty((len(homes), STEPS))
        charge = np.zeros(len(homes), np.intp)
        for hour in range(STEPS):
            action = np.where(chance[:, hour] < epsilon, explored[:, hour], q[:, hour].argmax(axis=1)[charge])
            entries[everywhere, hour] = np.ravel_multi_index((charge, hour, action), SHAPE)
            charge, reward = step(charge, homes[:, hour], action)
            targets[:, hour] = reward + q[:, hour + 1].max(axis=1)[charge]
        count = np.bincount(entries.ravel(), minlength=SIZE)
        total = np.bincount(entries.ravel(), targets.ravel(), minlength=SIZE)
        table = np.where(count == 0, table, total / np.maximum(count, 1))
    return table


def quantiles(values):
    return [np.sort(values)[int(at * len(values))] for at in (0.05, 0.5, 0.95)]


with figures.heavy("alone"):
    alone = shares(homes, learn(homes, np.zeros((10_000, SIZE)), 100, 1, 0, streams(10_000, 43))[0])
    shared = federated(homes, 20, 5, 43)
    central = pooled(homes, 100, 43)
    together, opened = shares(homes, shared), shares(homes, central)
figures.add("alone_shares", alone, relative=1e-12, kept=False)
figures.add("alone", np.mean(alone), relative=1e-9)
figures.add("federated_table", shared, relative=1e-12, kept=False)
figures.add("federated", np.mean(together), relative=1e-9)
figures.add("pooled_table", central, relative=1e-12, kept=False)
figures.add("pooled", np.mean(opened), relative=1e-9)
figures.add("quantiles", [quantiles(v) for v in (alone, together, opened)], relative=1e-9)
plt.violinplot([alone, together, opened])
drawn(plt)

with figures.heavy("byDays"):
    fewer = homes[:500]
    rounds = [
        [np.mean(shares(fewer, federated(fewer, 100 // days, days, 43 + run))) for run in range(5)] for days in (1, 2, 5, 10, 25, 100)
    ]
figures.add("rounds", rounds, relative=1e-9)
figures.add("rounds_5", np.mean(rounds[2]), relative=1e-9)
figures.add("rounds_25", np.mean(rounds[4]), relative=1e-9)
plt.semilogx([1, 2, 5, 10, 25, 100], np.mean(rounds, axis=1))
drawn(plt)
figures.add("apart", np.abs(federated(fewer, 100, 1, 43) - pooled(fewer, 100, 43)).max(), absolute=1e-9)


# What a table gives away
def guess(tables, visits):
    q, seen = tables.reshape(-1, *SHAPE)[:, :, :STEPS], visits.reshape(-1, *SHAPE)[:, :, :STEPS] > 0
    paid = np.where(seen[:, :10, :, 1], -q[:, :10, :, 1], 0).max(axis=1)
    received = np.where(seen[:, 1:, :, 2], q[:, 1:, :, 2], 1e9).min(axis=1)
    return np.where(paid > 0, paid, received)


def read_off(guesses):
    return np.mean(np.abs(guesses / fewer[:, :STEPS] - 1) < 0.05)


def disguise(noise, noises):
    """Clips each home's change to a length of 500 and adds normal noise to what it visited."""

    def apply(tables, visits, before):
        change = tables - before
        length = np.sqrt((change**2).cumsum(axis=1)[:, -1:])  # adds up in order, as Java does
        drawn_noise = np.zeros(tables.shape)
        drawn_noise[visits > 0] = np.concatenate([r.normal(0, noise, n) for r, n in zip(noises, (visits > 0).sum(axis=1))])
        return before + np.where(visits > 0, change * np.minimum(1, 500 / length) + drawn_noise, 0)

    return apply


with figures.heavy("firstRound"):
    first, seen = learn(fewer, np.zeros((500, SIZE)), 5, 1, 0.95, streams(500, 43))
figures.add("usual_prices", read_off(np.tile(prices[:STEPS], (500, 1))), relative=1e-9)
figures.add("read_off", read_off(guess(first, seen)), relative=1e-9)
with figures.heavy("readAt"):
    share_noise, read_noise = [], []
    for noise in (0, 2, 5, 15, 50):
        runs = []
        for run in range(5):
            table = federated(fewer, 20, 5, 43 + run, disguise(noise, streams(500, 100 + run)))
            runs.append(np.mean(shares(fewer, table)))
        share_noise.append(runs)
        read_noise.append(read_off(guess(disguise(noise, streams(500, 100))(first, seen, np.zeros(SIZE)), seen)))
figures.add("read_noise", read_noise, relative=1e-9)
figures.add("read_noise_15", read_noise[3], relative=1e-9)
figures.add("share_noise", share_noise, relative=1e-9)
figures.add("share_noise_15", np.mean(share_noise[3]), relative=1e-9)
plt.plot(read_noise, np.mean(share_noise, axis=1), "o")
drawn(plt)
figures.show()
