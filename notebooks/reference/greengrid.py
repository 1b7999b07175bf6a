"""GreenGrid, tasks 1 and 2, as the Python original has them, and what its notebook here adds.

    python notebooks/reference/greengrid.py [--write]     with NumPy 2.4.6 and matplotlib

The original's table has 24 hours for 26 prices and ends in an IndexError; here it is as long as the prices. All figures are exact:
both sides draw from the same Mersenne twister, in the same order.
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
prices = np.array([10, 10, 10, 12, 15, 20, 30, 45, 60, 30, 25, 20, 18, 25, 40, 80, 100, 90, 80, 70, 60, 50, 45, 40, 35, 30])
HOURS = len(prices)
plt.plot(prices, marker="o", linestyle="--")
drawn(plt)


class BatteryEnv:
    def __init__(self, prices, wear=0):
        self.prices = [float(price) for price in prices]
        self.wear = wear
        self.max_capacity = 10
        self.end_step = len(prices) - 1
        self.reset()

    def reset(self):
        self.current_charge = 0
        self.time_step = 0
        return (0, 0)

    def step(self, action):
        price = self.prices[self.time_step]
        reward = 0.0
        if action == 1:
            if self.current_charge < self.max_capacity:
                self.current_charge += 1
                reward = -price - self.wear
            else:
                reward = -50.0
        elif action == 2:
            if self.current_charge > 0:
                self.current_charge -= 1
                reward = price - self.wear
            else:
                reward = -50.0
        self.time_step += 1
        return (self.current_charge, self.time_step), reward, self.time_step >= self.end_step


def best_action(values):
    return values.index(max(values))


def train(episodes, gamma, start, epsilon, alpha, seed):
    """The original's loop; lists, since NumPy's calls on three numbers are ten times slower."""
    random = np.random.RandomState(seed)
    q = [[[float(start) if hour < HOURS - 1 else 0.0] * 3 for hour in range(HOURS)] for _ in range(11)]
    visits = np.zeros((11, HOURS, 3), int).tolist()
    env, rewards = BatteryEnv(prices), []
    for ep in range(episodes):
        exploring = epsilon(ep / episodes)
        charge, time = env.reset()
        done, total = False, 0.0
        while not done:
            values = q[charge][time]
            action = random.choice(3) if random.uniform(0, 1) < exploring else best_action(values)
            count = visits[charge][time]
            count[action] += 1
            (charge, time), reward, done = env.step(action)
            old = values[action]
            values[action] = old + alpha(count[action]) * (reward + gamma * max(q[charge][time]) - old)
            total += reward
        rewards.append(total)
    return q, rewards, np.array(visits)


def play(env, q):
    (charge, time), done, total, actions = env.reset(), False, 0.0, []
    while not done:
        actions.append(best_action(q[charge][time]))
        (charge, time), reward, done = env.step(actions[-1])
        total += reward
    return total, actions


def solve(env, gamma):
    q = np.zeros((11, len(env.prices), 3))
    for hour in range(env.end_step - 1, -1, -1):
        after = q[:, hour + 1].max(axis=1)
        price = env.prices[hour]
        q[:, hour, 0] = gamma * after
        q[:-1, hour, 1] = -price - env.wear + gamma * after[1:]
        q[-1, hour, 1] = -50 + gamma * after[-1]
        q[1:, hour, 2] = price - env.wear + gamma * after[:-1]
        q[0, hour, 2] = -50 + gamma * after[0]
    return q


def shown(env, q):
    total, actions = play(env, q)
    _, axes = plt.subplots(3, sharex=True)
    axes[0].plot(env.prices)
    axes[1].bar(range(len(actions)), [(a == 1) - (a == 2.0) for a in actions])
    axes[2].step(range(len(actions)), np.cumsum([(a == 1) - (a == 2.0) for a in actions]))
    drawn(plt)


THERE = (1000, 0.95, 0, lambda progress: 0.1, lambda visits: 0.1)
with figures.heavy("original"):
    q, rewards, visits = train(*THERE, 42)
learned, actions = play(BatteryEnv(prices), q)
figures.add("q", q, kept=False)
figures.add("rewards", rewards, kept=False)
figures.add("last", np.mean(rewards[900:]))
figures.add("learned", learned)
figures.add("learned_actions", actions)
figures.add("visits_by_charge", visits.sum(axis=(1, 2)) / 25_000, relative=1e-12)
plt.plot(rewards)
plt.plot(np.convolve(rewards, np.ones(50) / 50, "valid"))
drawn(plt)
plt.imshow(visits.sum(axis=2))
drawn(plt)

with figures.heavy("exact"):
    exact = solve(BatteryEnv(prices), 1)
figures.add("exact", exact, kept=False)
figures.add("optimum", exact[0, 0].max())
figures.add("optimum_discounted", play(BatteryEnv(prices), solve(BatteryEnv(prices), 0.95).tolist())[0])
shown(BatteryEnv(prices), exact.tolist())
shown(BatteryEnv(prices), q)


def falling(progress):
    return 1 - progress


LADDER = {
    "original": THERE,
    "gamma": (1000, 1, 0, lambda progress: 0.1, lambda visits: 0.1),
    "epsilon": (1000, 1, 0, falling, lambda visits: 0.1),
    "visits": (1000, 1, 0, falling, lambda visits: 1 / visits),
    "alpha": (1000, 1, 0, falling, lambda visits: 1),
    "start": (1000, 1, 1000, falling, lambda visits: 1),
    "better": (5000, 1, 1000, falling, lambda visits: 1),
}
improved = train(*LADDER["better"], 42)[0]
figures.add("q_better", improved, kept=False)
shown(BatteryEnv(prices), improved)
with figures.heavy("ladder"):
    for change, schedule in LADDER.items():
        profits = [play(BatteryEnv(prices), train(*schedule, seed)[0])[0] for seed in range(20)]
        figures.add(f"profits_{change}", profits)
        figures.add(f"profit_{change}", np.mean(profits), relative=1e-12)

random = np.random.RandomState(7)
with figures.heavy("restless"):
    restless = []
    for epsilon in (0, 0.1):
        random.seed(7)
        days = []
        for _ in range(1000):
            env = BatteryEnv(prices)
            (charge, time), done, total = env.reset(), False, 0.0
            while not done:
                action = random.choice(3) if random.uniform(0, 1) < epsilon else best_action(q[charge][time])
                (charge, time), reward, done = env.step(action)
                total += reward
            days.append(total)
        restless = days
figures.add("restless_days", restless, kept=False)
figures.add("restless", np.mean(restless), relative=1e-12)
figures.add("restless_spread", np.std(restless, ddof=1), relative=1e-9)
figures.add("late_spread", np.std(rewards[900:], ddof=1), relative=1e-9)
plt.hist(restless, bins=40)
drawn(plt)

with figures.heavy("worn"):
    wears = [0, 2, 5, 10, 15, 20, 30, 40]
    worn = [play(BatteryEnv(prices, wear), solve(BatteryEnv(prices, wear), 1).tolist()) for wear in wears]
figures.add("profit_wear", [total for total, _ in worn])
figures.add("profit_wear_10", worn[3][0])
figures.add("trades_wear", [sum(a != 0 for a in actions) for _, actions in worn])
plt.plot(wears, [total for total, _ in worn])
drawn(plt)


def draw_days(count, seed):
    random = np.random.RandomState(seed)
    factor = random.uniform(0.6, 1.4, (count, HOURS))
    chance = random.uniform(0, 1, (count, HOURS))
    return prices * factor * np.where(chance < 0.05, 3, 1)


def levels(days):
    return np.digitize(days / prices, [0.8, 1, 1.2, 1.6]).tolist()


practice, fresh = draw_days(20_000, 1), draw_days(1000, 2)
figures.add("days", fresh, kept=False)


def practise(seen):
    """Q-learning with the step size 10 / (9 + visits), one table for each level."""
    random = np.random.RandomState(42)
    q = np.zeros((5, 11, HOURS, 3)).tolist()
    visits = np.zeros((5, 11, HOURS, 3), int).tolist()
    for d, (day, level) in enumerate(zip(practice, seen)):
        env, epsilon = BatteryEnv(day), 1 - d / len(practice)
        (charge, time), done = env.reset(), False
        while not done:
            values, count = q[level[time]][charge][time], visits[level[time]][charge][time]
            action = random.choice(3) if random.uniform(0, 1) < epsilon else best_action(values)
            count[action] += 1
            (charge, time), reward, done = env.step(action)
            old = values[action]
            values[action] = old + 10 / (9 + count[action]) * (reward + max(q[level[time]][charge][time]) - old)
    return q


def on_fresh_days(seen, q):
    profits = []
    for day, level in zip(fresh, seen):
        env = BatteryEnv(day)
        (charge, time), done, total = env.reset(), False, 0.0
        while not done:
            (charge, time), reward, done = env.step(best_action(q[level[time]][charge][time]))
            total += reward
        profits.append(total)
    return np.array(profits)


unseen = np.zeros((20_000, HOURS), int).tolist()
with figures.heavy("seeing"):
    blind = on_fresh_days(unseen, practise(unseen))
    seeing = on_fresh_days(levels(fresh), practise(levels(practice)))
    clairvoyant = np.array([play(BatteryEnv(day), solve(BatteryEnv(day), 1).tolist())[0] for day in fresh])
gain = seeing - blind
for name, days in {"blind": blind, "seeing": seeing, "clairvoyant": clairvoyant}.items():
    figures.add(f"{name}_days", days, kept=False)
    figures.add(name, np.mean(days), relative=1e-12)
figures.add("gain", np.mean(gain), relative=1e-12)
figures.add("gain_half", 1.96 * np.std(gain, ddof=1) / np.sqrt(1000), relative=1e-9)
plt.boxplot([blind, seeing, clairvoyant])
drawn(plt)
figures.show()
