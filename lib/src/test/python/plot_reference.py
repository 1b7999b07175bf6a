"""Writes src/test/resources/peaberry/plot/reference.json: what NumPy and SciPy make of small samples."""

import json
from pathlib import Path

import numpy as np
from scipy.stats import gaussian_kde

SAMPLE = np.array([1, 2, 2.5, 4, 7])
X = np.arange(6.0)
Y = np.array([3.0, 1, 4, 1, 5, 9])

q1, q3 = np.percentile(SAMPLE, [25, 75])
deviation = SAMPLE.std(ddof=1)
bandwidth = 1.059 * min(deviation, (q3 - q1) / 1.349) * len(SAMPLE) ** -0.2
at = np.linspace(SAMPLE.min(), SAMPLE.max(), 97)
density = gaussian_kde(SAMPLE, bw_method=bandwidth / deviation)(at)

reference = {
    "sample": SAMPLE.tolist(),
    "quartiles": np.percentile(SAMPLE, [25, 50, 75]).tolist(),
    "bandwidth": bandwidth,
    "at": at.tolist(),
    "density": (density / density.max()).tolist(),
    "x": X.tolist(),
    "y": Y.tolist(),
    "correlation": np.corrcoef(X, Y)[0, 1],
}
target = Path(__file__).parents[1] / "resources/peaberry/plot/reference.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(reference, indent=1) + "\n")
