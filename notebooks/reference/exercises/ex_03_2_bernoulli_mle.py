"""Exercise 3.2 as the Python original has it: the maximum likelihood estimate of a Bernoulli probability.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_03_2_bernoulli_mle.py [--write]
"""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import minimize_scalar

from figures import Figures, drawn

figures = Figures(__file__)


def throws(seed):
    return np.random.RandomState(seed).binomial(1, 0.7, size=1000)


def log_likelihood(p, data):
    return np.sum(data * np.log(p) + (1 - data) * np.log(1 - p))


def searched(data):
    return minimize_scalar(lambda p: -log_likelihood(p, data), bounds=(0.001, 0.999), method="bounded").x


data = throws(42)
mle, numerical = data.mean(), searched(data)
with figures.heavy("estimates", "logLikelihood", "apart"):
    estimates = np.array([throws(seed).mean() for seed in range(50)])
    grid = np.arange(1, 200) / 200
    likelihoods = np.array([log_likelihood(p, data) for p in grid])
    losses = np.array([np.where(data == 1, -np.log(p), -np.log(1 - p)).mean() for p in grid])
    apart = [abs(searched(throws(seed)) - estimates[seed]) for seed in range(20)]
    off_identity = np.max(np.abs(losses + likelihoods / 1000))
    most, least = grid[np.argmax(likelihoods)], grid[np.argmin(losses)]
slope = np.sum(data / mle - (1 - data) / (1 - mle))

figures.add("mle", mle, relative=1e-15)
figures.add("numerical", numerical, absolute=2e-5)
figures.add("middle", estimates.mean(), relative=1e-13)
figures.add("deviation", estimates.std(ddof=1), relative=1e-10)
figures.add("estimates", estimates, relative=1e-15, kept=False)
figures.add("log_likelihood", likelihoods, relative=1e-11, kept=False)
figures.add("cross_entropy", losses, relative=1e-11, kept=False)
figures.add("apart", apart, absolute=2e-5, kept=False)
figures.add("off_identity", off_identity, absolute=1e-12)
figures.add("most_likely_on_grid", most)
figures.add("least_loss_on_grid", least)
figures.add("slope", slope, absolute=1e-9)

figures.claim("mle-value", [mle], holds=abs(mle - 0.706) < 0.0005)
figures.claim("numerical-value", [numerical], holds=abs(numerical - 0.706) < 0.0005)
figures.claim("same", apart, holds=max(apart) < 5e-5)
figures.claim("slope", [slope], holds=abs(slope) < 1e-6)
figures.claim("identity", [off_identity], holds=off_identity < 1e-12)
figures.claim("same-p", [abs(most - least)], holds=most == least)

fig, axes = plt.subplots(1, 2)
axes[0].plot(grid, likelihoods)
axes[1].plot(grid, losses)
drawn(plt)
plt.hist(estimates, 12)
drawn(plt)
figures.show()
