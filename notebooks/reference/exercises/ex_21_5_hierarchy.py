"""Exercise 21.5 as the Python original has it: a hierarchical model of 25 categories, sampled by HMC, and its diagnostics.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_21_5_hierarchy.py [--write]

The original's PyMC is replaced by Hamiltonian Monte Carlo in NumPy, for several chains at once.
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import expit, gammaln, psi

from figures import Figures, drawn

figures = Figures(__file__)
np.random.seed(42)
RATES = np.clip(np.random.normal(0.3, 0.15, 25), 0.01, 0.99)
SHOWN = np.random.randint(50, 500, 25)
CLICKED = np.random.binomial(SHOWN, RATES)


ROUGH = (CLICKED + 1) / (SHOWN + 2)
SCALE = np.concatenate([[0.15, 0.3], 1 / np.sqrt(SHOWN * ROUGH * (1 - ROUGH))])


class BetaModel:
    """logit mu, log kappa and logit theta of 25 categories, each in units of its own."""

    def __init__(self, scale):
        self.scale = scale

    def start(self, random):
        return random.uniform(-1, 1, 27)

    def log_density(self, u):
        q = u * self.scale
        mu, kappa, theta = expit(q[:, 0]), np.exp(q[:, 1]), expit(q[:, 2:])
        a, b, one, other = mu * kappa, (1 - mu) * kappa, np.log(theta), np.log1p(-theta)
        prior = 2 * np.log(mu) + 5 * np.log1p(-mu) - kappa**2 / 5000 + q[:, 1]
        beta = 25 * (gammaln(kappa) - gammaln(a) - gammaln(b)) + a * one.sum(axis=1) + b * other.sum(axis=1)
        return prior + beta + (CLICKED * one + (SHOWN - CLICKED) * other).sum(axis=1)

    def gradient(self, u):
        q = u * self.scale
        mu, kappa, theta = expit(q[:, 0]), np.exp(q[:, 1]), expit(q[:, 2:])
        a, b = mu * kappa, (1 - mu) * kappa
        da = 25 * (psi(kappa) - psi(a)) + np.log(theta).sum(axis=1)
        db = 25 * (psi(kappa) - psi(b)) + np.log1p(-theta).sum(axis=1)
        g = np.empty_like(q)
        g[:, 0] = 2 * (1 - mu) - 5 * mu + (da - db) * kappa * mu * (1 - mu)
        g[:, 1] = 1 - kappa**2 / 2500 + kappa * (mu * da + (1 - mu) * db)
        g[:, 2:] = (a[:, None] + CLICKED) * (1 - theta) - (b[:, None] + SHOWN - CLICKED) * theta
        return g * self.scale


class NormalModel:
    """The mean of the logits, the log of their spread, and 25 logits, or what makes them; few[c] of 4 clicked in chain c's data."""

    def __init__(self, few, centered):
        self.few, self.centered = few, centered

    def start(self, random):
        return random.uniform(-1, 1, 27)

    def logits(self, q):
        return q[:, 2:] if self.centered else q[:, :1] + np.exp(q[:, 1:2]) * q[:, 2:]

    def log_density(self, q):
        spread, x = np.exp(q[:, 1]), self.logits(q)
        prior = -(q[:, 0] ** 2) / 2 - spread**2 / 2 + q[:, 1]
        z = (q[:, 2:] - q[:, :1]) / spread[:, None] if self.centered else q[:, 2:]
        prior += -(z**2).sum(axis=1) / 2 - (25 * q[:, 1] if self.centered else 0)
        return prior + (self.few * x - 4 * np.logaddexp(0, x)).sum(axis=1)

    def gradient(self, q):
        spread, x = np.exp(q[:, 1]), self.logits(q)
        d = self.few - 4 * expit(x)
        g = np.empty_like(q)
        if self.centered:
            z = (q[:, 2:] - q[:, :1]) / spread[:, None]
            g[:, 2:] = d - z / spread[:, None]
            g[:, 0] = -q[:, 0] + z.sum(axis=1) / spread
            g[:, 1] = -(spread**2) + 1 + (z**2).sum(axis=1) - 25
        else:
            g[:, 2:] = d * spread[:, None] - q[:, 2:]
            g[:, 0] = -q[:, 0] + d.sum(axis=1)
            g[:, 1] = -(spread**2) + 1 + (d * q[:, 2:]).sum(axis=1) * spread
        return g


def sample(model, seeds, tune, draws, steps, target):
    """For each chain: the draws, how many after tuning diverged, the share accepted, and the step size."""
    randoms = [np.random.RandomState(seed) for seed in seeds]
    q = np.array([model.start(random) for random in randoms])
    total = tune + draws
    kicks = np.array([random.standard_normal((total, q.shape[1])) for random in randoms])
    coins = np.array([random.random_sample(total) for random in randoms])
    jitter = 0.5 + np.array([random.random_sample(total) for random in randoms])
    log_step, average, error = np.full(len(q), np.log(0.1)), np.zeros(len(q)), np.zeros(len(q))
    kept, diverged, accepted = np.empty((len(q), draws, q.shape[1])), np.zeros(len(q)), np.zeros(len(q))
    here = model.log_density(q)
    for i in range(total):
        step = (np.exp(log_step if i < tune else average) * jitter[:, i])[:, None]
        p = kicks[:, i]
        end, slope = q.copy(), model.gradient(q)
        momentum = p + step / 2 * slope
        for s in range(steps):
            end = end + step * momentum
            slope = model.gradient(end)
            momentum = momentum + (step if s < steps - 1 else step / 2) * slope
        there = model.log_density(end)
        rise = there - (momentum**2).sum(axis=1) / 2 - here + (p**2).sum(axis=1) / 2
        rise = np.where(np.isnan(rise), -np.inf, rise)
        chance = np.exp(np.minimum(0, rise))
        take = coins[:, i] < chance
        q, here = np.where(take[:, None], end, q), np.where(take, there, here)
        if i < tune:
            t = i + 1
            error = (1 - 1 / (t + 10)) * error + (target - chance) / (t + 10)
            log_step = np.log(1.0) - np.sqrt(t) / 0.05 * error
            average = t**-0.75 * log_step + (1 - t**-0.75) * average
        else:
            kept[:, i - tune] = q
            diverged += rise < -1000
            accepted += chance / draws
    return kept, diverged, accepted, np.exp(average)


def halves(chains):
    n = chains.shape[1] // 2
    return np.concatenate([chains[:, :n], chains[:, n : 2 * n]])


def r_hat(chains):
    parts = halves(chains)
    n = parts.shape[1]
    within = parts.var(axis=1, ddof=1).mean()
    between = n * parts.mean(axis=1).var(ddof=1)
    return np.sqrt(((n - 1) / n * within + between / n) / within)


def ess(chains):
    """Geyer's initial monotone sequence over split chains, as Stan has it."""
    parts = halves(chains)
    m, n = parts.shape
    d = parts - parts.mean(axis=1, keepdims=True)
    size = 2 ** int(np.ceil(np.log2(2 * n)))
    f = np.fft.rfft(d, size, axis=1)
    covariances = np.fft.irfft(f * np.conj(f), size, axis=1)[:, :n].mean(axis=0) / n
    within = covariances[0] * n / (n - 1)
    total = within * (n - 1) / n + parts.mean(axis=1).var(ddof=1)
    rho = 1 - (within - covariances * n / (n - 1)) / total
    rho[0] = 1
    tau, last = -1.0, np.inf
    for t in range(0, n - 1, 2):
        pair = rho[t] + rho[t + 1]
        if pair <= 0:
            break
        last = min(last, pair)
        tau += 2 * last
    return m * n / max(tau, 1 / np.log10(m * n))


def diagnosed(kept):
    """The worst R-hat and the least ESS over all 27 parameters."""
    return max(r_hat(kept[:, :, j]) for j in range(27)), min(ess(kept[:, :, j]) for j in range(27))


model = BetaModel(SCALE)
np.seterr(divide="ignore", invalid="ignore", over="ignore")  # a diverging path
with figures.heavy("four"):
    kept, diverged, accepted, _ = sample(model, [0, 1, 2, 3], 500, 1000, 8, 0.95)
with figures.heavy("worst"):
    worst, least = diagnosed(kept)
    draws = kept * SCALE
    mu, kappa, theta = expit(draws[:, :, 0]), np.exp(draws[:, :, 1]), expit(draws[:, :, 2:])
    raw = diagnosed(sample(BetaModel(np.ones(27)), [0, 1, 2, 3], 500, 1000, 8, 0.95)[0])
figures.add("clicked", CLICKED, kept=False)
figures.add("shown", SHOWN, kept=False)
figures.add("r_hat", worst, absolute=1e-3)
figures.add("ess", least, relative=0.03)
figures.add("r_hat_raw", raw[0], absolute=0.02)
figures.add("ess_raw", raw[1], relative=0.2)
figures.add("divergences", diverged.sum())
figures.add("accepted", accepted.mean(), absolute=2e-3)
figures.add("mu", mu.mean(), absolute=1e-4)
figures.add("kappa", kappa.mean(), absolute=0.02)
figures.add("kappa_sd", kappa.std(), absolute=0.02)
figures.add("theta", theta.mean(axis=(0, 1)), absolute=2e-4, kept=False)

# Twenty runs of four chains with other random numbers; the worst of all 27 parameters in each.
with figures.heavy("rHats"):
    kept, diverged, _, _ = sample(model, range(100, 180), 300, 500, 8, 0.95)
    runs = np.array([diagnosed(kept[4 * r : 4 * r + 4]) for r in range(20)]).T
    lost = diverged.reshape(20, 4).sum(axis=1)
figures.add("r_hats", runs[0], absolute=0.02, kept=False)
figures.add("esses", runs[1], relative=0.5, kept=False)
figures.add("lost", lost, absolute=0, kept=False)

# Twenty small data sets, four chains each: both ways of writing the same model.
with figures.heavy("lost"):
    few = np.repeat([np.random.RandomState(seed).binomial(4, expit(np.random.RandomState(1000 + seed).normal(-1, 0.3, 25))) for seed in range(20)], 4, axis=0)
    wild = [sample(NormalModel(few, centered), range(200, 280), 300, 300, 10, 0.8) for centered in (True, False)]
    by_data = [found[1].reshape(20, 4).sum(axis=1) for found in wild]
    effective = [np.array([ess(found[0][4 * r : 4 * r + 4, :, 1]) for r in range(20)]) for found in wild]
# Paths that diverge are chaotic: rounding decides which do, and only the mean over the data sets is alike.
figures.add("centered", by_data[0], interval=(0, 1200), kept=False)
figures.add("apart", by_data[1], absolute=3, kept=False)
figures.add("centered_mean", by_data[0].mean(), absolute=20)
figures.add("apart_mean", by_data[1].mean(), absolute=1.5)
figures.add("effective_centered", effective[0].mean(), relative=0.15)
figures.add("effective_apart", effective[1].mean(), relative=0.15)

figures.claim("r-hat", runs[0], holds=runs[0].max() < 1.01)
figures.claim("ess", runs[1], holds=runs[1].min() > 400)
figures.claim("divergences", lost, holds=lost.max() == 0)
figures.claim("reparameterize", by_data[0] - by_data[1], holds=by_data[0].mean() > 0 and by_data[1].mean() < by_data[0].mean() / 2)
figures.claim("reparameterize-ess", effective[1] - effective[0], holds=effective[1].mean() > effective[0].mean())

plt.plot(kappa.T)
drawn(plt)
plt.scatter(CLICKED / SHOWN, theta.mean(axis=(0, 1)))
drawn(plt)
figures.show()
