"""GreenGrid's deep Q-network, in NumPy alone: the layers, their gradients and Adam by hand.

    python notebooks/reference/greengrid_deep.py [--write]     with NumPy 2.4.6 and matplotlib

The first weights are those that PyTorch draws (torch.manual_seed, aten's normal_fill), and all else comes from the same Mersenne
twister as in Java: in numbers of 64 bits both sides learn the same, up to rounding.
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

INPUTS, BATCH = 28, 64
SIZES = (INPUTS, 64, 64, 3)
# Adam's constants, as numbers of 32 bits: so DJL keeps them.
BETA1, BETA2, EPSILON = (float(np.float32(value)) for value in (0.9, 0.999, 1e-8))
REST1, REST2 = float(np.float32(1) - np.float32(0.9)), float(np.float32(1) - np.float32(0.999))
figures = Figures(__file__)
prices = np.array([10, 10, 10, 12, 15, 20, 30, 45, 60, 30, 25, 20, 18, 25, 40, 80, 100, 90, 80, 70, 60, 50, 45, 40, 35, 30.0])
HOUSES = {
    "A": prices,
    "B": np.array([0.8 * prices[(h + 24) % 26] * (0.6 if 10 <= h <= 14 else 1) for h in range(26)]),
    "C": 110 - prices,
}


def step(prices, charge, hour, action):
    """The next charge and the reward."""
    if action == 1:
        return (charge + 1, -prices[hour]) if charge < 10 else (charge, -50.0)
    if action == 2:
        return (charge - 1, prices[hour]) if charge > 0 else (charge, -50.0)
    return charge, 0.0


def optimum(prices):
    value = np.zeros(11)
    for hour in range(24, -1, -1):
        ahead = [[reward + value[after] for after, reward in (step(prices, c, hour, a) for a in range(3))] for c in range(11)]
        value = np.max(ahead, axis=1)
    return value[0]


def normal(random, rows, columns, scale):
    """PyTorch's normal numbers of 64 bits: Box and Muller's, eight pairs at a time."""
    words = random.randint(0, 2**32, 2 * rows * columns, dtype=np.uint32).astype(np.uint64)
    uniform = (((words[::2] << np.uint64(32)) | words[1::2]) & np.uint64(2**53 - 1)) * 2.0**-53
    first, second = uniform.reshape(-1, 2, 8).transpose(1, 0, 2)
    radius, angle = np.sqrt(-2 * np.log(1 - first)), 2 * np.pi * second
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)], axis=1).reshape(rows, columns) * scale


class Network:
    def __init__(self, seed):
        random = np.random.RandomState(seed)
        self.weights = []
        for inputs, outputs in zip(SIZES, SIZES[1:]):
            scale = float(np.float32(np.sqrt(2 / inputs)))
            self.weights += [normal(random, outputs, inputs, scale).T.copy(), np.zeros(outputs)]

    def forward(self, x):
        self.layers = [x]
        for at in range(0, 6, 2):
            x = x @ self.weights[at] + self.weights[at + 1]
            if at < 4:
                x = np.maximum(x, 0)
            self.layers.append(x)
        return x

    def gradients(self, slope, frozen):
        """By the weights of the layers that are not frozen, last layer first; slope is the loss's by the output."""
        found = {}
        for at in range(4, 2 * frozen - 2, -2):
            found[at] = self.layers[at // 2].T @ slope
            found[at + 1] = slope.sum(axis=0)
            if at:
                slope = (slope @ self.weights[at].T) * (self.layers[at // 2] > 0)
        return found

    def copy(self, other):
        for mine, theirs in zip(self.weights, other.weights):
            mine[...] = theirs


class Agent:
    def __init__(self, seed, updates, start=None, frozen=0):
        self.network, self.target = Network(seed), Network(seed)
        if start:
            self.network.copy(start.network)
            self.target.copy(start.network)
        self.updates, self.frozen, self.count = updates, frozen, 0
        self.means = [np.zeros_like(w) for w in self.network.weights]
        self.squares = [np.zeros_like(w) for w in self.network.weights]

    def learn(self, states, actions, y):
        q = self.network.forward(states)
        rows = np.arange(BATCH)
        slope = np.zeros_like(q)
        slope[rows, actions] = 2 / BATCH * (q[rows, actions] - y)
        gradients = self.network.gradients(slope, self.frozen)
        self.count += 1
        falling = np.float32(0.9) * np.float32(min(self.count, self.updates)) / np.float32(self.updates)
        rate = float(np.float32(0.005) * (np.float32(1) - falling))
        rate = float(np.float32(rate * np.sqrt(1 - BETA2**self.count) / (1 - BETA1**self.count)))
        for at, gradient in gradients.items():
            self.means[at] = BETA1 * self.means[at] + REST1 * gradient
            self.squares[at] = BETA2 * self.squares[at] + REST2 * gradient * gradient
            self.network.weights[at] -= rate * self.means[at] / (np.sqrt(self.squares[at]) + EPSILON)


def features(prices, charge, hour):
    x = np.zeros(INPUTS)
    x[0], x[1], x[2 + hour] = charge / 10, prices[hour] / 100, 1
    return x


def day(agent, prices, epsilon, memory, random):
    charge, profit = 0, 0.0
    for hour in range(25):
        x = features(prices, charge, hour)
        action = random.choice(3) if random.uniform(0, 1) < epsilon else int(agent.network.forward(x).argmax())
        charge, reward = step(prices, charge, hour, action)
        profit += reward
        memory.append((x, action, reward / 100, features(prices, charge, hour + 1), hour == 24))
    return profit


def greedy(agent, prices):
    return day(agent, prices, 0, [], np.random.RandomState(0))


def train(agent, prices, days, explore, seed):
    """What each day earned, and the greedy share of the optimum after 0, 5, 10, … days."""
    memory, random, profits, curve, best = [], np.random.RandomState(seed), [], [], optimum(prices)
    for d in range(days):
        if d % 5 == 0:
            curve.append(greedy(agent, prices) / best)
        profits.append(day(agent, prices, explore * max(0, 1 - d / (0.8 * days)), memory, random))
        for _ in range(10):
            states, actions, rewards, after, done = map(np.array, zip(*(memory[row] for row in random.randint(0, len(memory), BATCH))))
            y = rewards + np.where(done, 0, agent.target.forward(after).max(axis=1))
            agent.learn(states, actions, y)
        if d % 3 == 2:
            agent.target.copy(agent.network)
    return profits, [*curve, greedy(agent, prices) / best]


for name, house in HOUSES.items():
    plt.plot(house)
    figures.add(f"optimum_{name}", optimum(house), relative=1e-12)
drawn(plt)

untrained = Agent(0, 2000)
figures.add("untrained", untrained.network.forward(features(prices, 0, 0)), relative=1e-9)
with figures.heavy("shares"):
    agents, runs = [], []
    for seed in range(5):
        agents.append(Agent(seed, 2000))
        runs.append(train(agents[-1], prices, 200, 1, seed))
    shares = [curve[-1] for _, curve in runs]
figures.add("profits", [profits for profits, _ in runs], kept=False)
figures.add("values", agents[0].network.forward(features(prices, 0, 0)), relative=1e-6)
figures.add("shares", shares, relative=1e-9)
figures.add("share", np.mean(shares), relative=1e-9)
# Another five agents: their mean lies within four standard errors of the difference.
half = 4 * np.std(shares, ddof=1) * np.sqrt(2 / 5)
figures.add("share_of_others", np.mean(shares), interval=[np.mean(shares) - half, np.mean(shares) + half])
plt.plot(runs[0][0])
plt.plot(np.convolve(runs[0][0], np.ones(10) / 10, "valid"))
drawn(plt)
for _, curve in runs:
    plt.plot(np.arange(41) * 5, curve)
drawn(plt)



def learned(house, seed, frozen):
    agent = Agent(100 + seed, 1000) if frozen is None else Agent(100 + seed, 1000, agents[seed], frozen)
    return train(agent, house, 100, 0.3, 100 + seed)[1]


STARTS = {"nothing": None, "all": 0, "first": 1, "last": 2}
with figures.heavy("inB", "inC"):
    tried = {name: {start: [learned(HOUSES[name], seed, frozen) for seed in range(5)] for start, frozen in STARTS.items()} for name in "BC"}
for name, found in tried.items():
    for start, curves in found.items():
        reached = [5 * next((i for i, share in enumerate(curve[:20]) if share >= 0.95), 20) for curve in curves]
        figures.add(f"curves_{name}_{start}", curves, absolute=1e-6, kept=False)
        for at in (0, 10, 100):
            figures.add(f"share_{name}_{start}_{at}", np.mean([curve[at // 5] for curve in curves]), absolute=1e-6)
        figures.add(f"days_{name}_{start}", np.mean(reached))
        plt.plot(np.arange(21) * 5, np.mean(curves, axis=0))
    drawn(plt)
figures.show()
