"""Exercise 12.4 in NumPy: the evidence lower bound of a linear Gaussian model, against its exact posterior.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_12_4_elbo_identity.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
GRID = np.arange(-1000, 1001) / 100


def log(v, mean, deviation):
    return -(((v - mean) / deviation) ** 2) / 2 - np.log(deviation) - np.log(2 * np.pi) / 2


def expected(mean, deviation, f):
    return np.sum(np.exp(log(GRID, 0, 1)) * f(mean + GRID * deviation)) / 100


def reconstruction(model, mean, deviation, x):
    a, b, s = model
    return log(x, a * mean + b, s) - (a * deviation / s) ** 2 / 2


def to_prior(mean, deviation):
    return (mean**2 + deviation**2 - 1) / 2 - np.log(deviation)


def elbo(model, mean, deviation, x):
    return reconstruction(model, mean, deviation, x) - to_prior(mean, deviation)


def evidence(model, x):
    a, b, s = model
    return log(x, b, np.hypot(a, s))


def posterior(model, x):
    a, b, s = model
    v = 1 / (1 + a**2 / s**2)
    return v * a * (x - b) / s**2, np.sqrt(v)


def kl(one, two):
    ratio, far = one[1] / two[1], (one[0] - two[0]) / two[1]
    return -np.log(ratio) + (ratio**2 + far**2 - 1) / 2


def slopes(model, mean, deviation, x):
    a, b, s = model
    return a * (x - b - a * mean) / s**2 - mean, 1 - deviation**2 * (1 + a**2 / s**2)


def climbed(model, mean, deviation, x, rate, steps):
    for _ in range(steps):
        by_mean, by_log = slopes(model, mean, deviation, x)
        mean, deviation = mean + rate * by_mean, deviation * np.exp(rate * by_log)
    return mean, deviation


def learn(seed):
    random = np.random.RandomState(seed)
    z, noise = random.randn(200), random.randn(200)
    x = 1.5 * z + 0.5 + 0.8 * noise
    m, a, b, found = 0.4 * x, 0.5, 0.0, []
    for _ in range(11):
        model = a, b, 1.0
        logs, bounds = evidence(model, x).mean(), elbo(model, m, np.sqrt(0.8), x).mean()
        found.append((logs, bounds, logs - bounds))
        error = x - b - a * m
        a, b = a + 0.1 * np.mean(error * m - a * 0.8), b + 0.1 * error.mean()
    return np.array(found).T


def measured(seed):
    random = np.random.RandomState(seed)
    a, b, x, mu = random.randn(), random.randn(), random.normal(0, 2), random.randn()
    model, t = (a, b, random.uniform(0.5, 1.5)), random.uniform(0.3, 1)
    exact, bound = evidence(model, x), elbo(model, mu, t, x)
    joint = lambda z: log(x, a * z + b, model[2]) + log(z, 0, 1)  # noqa: E731
    summed = expected(mu, t, lambda z: joint(z) - log(z, mu, t))
    by_mean, by_log = slopes(model, mu, t, x)
    up, down = t * np.exp(1e-5), t * np.exp(-1e-5)
    off = max(
        abs(by_mean - (elbo(model, mu + 1e-5, t, x) - elbo(model, mu - 1e-5, t, x)) / 2e-5),
        abs(by_log - (elbo(model, mu, up, x) - elbo(model, mu, down, x)) / 2e-5),
    )
    weights = np.exp(log(x, a * random.randn(20_000) + b, model[2])).mean()
    return (
        exact - bound,
        abs(exact - bound - kl((mu, t), posterior(model, x))),
        abs(bound - summed),
        reconstruction(model, mu, 1e-60, x) + to_prior(mu, 1e-60) - exact,
        abs(to_prior(mu, t) - expected(mu, t, lambda z: log(z, mu, t) - log(z, 0, 1))),
        kl(climbed(model, mu, t, x, 0.05, 2000), posterior(model, x)),
        off,
        weights / np.exp(exact) - 1,
    )


model, q, x = (1.5, 0.5, 0.8), (0.5, 0.8), 2.5
exact, bound, gap = evidence(model, x), elbo(model, *q, x), kl(q, posterior(model, x))
end = climbed(model, *q, x, 0.1, 80)
errors = np.random.RandomState(42).randn(20_000)
z = q[0] + q[1] * errors
by_samples = np.mean((x - 0.5 - 1.5 * z) * 1.5 / 0.8**2 - z)
narrow = 10 ** (-np.arange(61) / 10)
with_minus = reconstruction(model, 0.5, narrow, x) - to_prior(0.5, narrow)
with_plus = reconstruction(model, 0.5, narrow, x) + to_prior(0.5, narrow)
learned = learn(42)

for name, value in (("evidence", exact), ("bound", bound), ("gap", gap)):
    figures.add(name, value, relative=1e-12)
figures.add("posterior_mean", posterior(model, x)[0], relative=1e-12)
figures.add("posterior_deviation", posterior(model, x)[1], relative=1e-12)
figures.add("slope_mean", slopes(model, *q, x)[0], relative=1e-12)
figures.add("slope_log", slopes(model, *q, x)[1], relative=1e-12)
figures.add("end", end, relative=1e-10)
figures.add("by_samples", by_samples, relative=1e-10)
figures.add("plus", with_plus[60], relative=1e-11)
figures.add("minus", with_minus[60], relative=1e-11)
figures.add("gap_learned", learned[2, 10], relative=1e-9)
figures.add("learned", learned, absolute=1e-11, kept=False)

with figures.heavy("seeds"):
    slack, identity, decomposition, excess, closed, ends, off, weights = np.array([measured(seed) for seed in range(20)]).T
    opened = np.array([learn(seed)[2, 10] for seed in range(20)])
    risen = np.array([learn(seed)[1, 10] - learn(seed)[1, 0] for seed in range(20)])
figures.add("slack", slack, relative=1e-9, kept=False)
figures.add("identity", identity, interval=(0, 1e-10), kept=False)
figures.add("decomposition", decomposition, interval=(0, 1e-9), kept=False)
figures.add("excess", excess, relative=1e-10, kept=False)
figures.add("closed", closed, interval=(0, 1e-9), kept=False)
figures.add("climbed", ends, absolute=1e-12, kept=False)
figures.add("slopes_off", off, interval=(0, 1e-7), kept=False)
figures.add("weights", weights, absolute=1e-9, kept=False)
figures.add("opened", opened, relative=1e-9, kept=False)
figures.add("risen", risen, relative=1e-9, kept=False)
figures.claim("marginal", weights, holds=abs(weights.mean()) < 0.02)
figures.claim("bound", slack, holds=(slack >= 0).all())
figures.claim("decomposition", decomposition, holds=(decomposition < 1e-9).all())
figures.claim("gap", identity, holds=(identity < 1e-10).all())
figures.claim("equivalent", ends, holds=(ends < 1e-10).all())
figures.claim("equivalent-vae", opened, holds=(opened < 1e-6).all())
figures.claim("plus", excess, holds=(excess <= 0).all())
figures.claim("closed", closed, holds=(closed < 1e-9).all())

plt.semilogx(narrow, with_minus)
plt.semilogx(narrow, with_plus)
plt.axhline(exact)
drawn(plt)
plt.plot(learned[:2].T)
drawn(plt)
figures.show()
