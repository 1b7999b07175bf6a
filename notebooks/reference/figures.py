"""What a Python original says of its figures: their values, and how closely another computation of them is to agree.

    figures = Figures(__file__)
    figures.add("rmse", rmse, relative=1e-9)
    figures.add("confusion", matrix)              # exact is the default
    figures.add("age", df["Age"], ulps=0, kept=False)  # compared by make parity, too long for the committed file
    figures.add("accuracy of a forest", mean, interval=(low, high))
    figures.claim("adam-fastest", wins, holds=wins.mean() > 0.5)   # a printed claim: one value for each seed
    with figures.heavy("recalls"):                # what takes long, as the cell that declares recalls does in our copy
        recalls = [train(seed) for seed in range(20)]
    if figures.pytorch:                           # called with --pytorch: the heavy parts by the course's own library instead of NumPy
        def train(seed): ...
    figures.show()

``show`` prints them as JSON; run with ``--write``, the script also writes NAME.json beside it, which the notebooks' Python
figures are held to. With ``--pytorch`` it writes none, for the notebooks are held to NumPy's.
"""

import json
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np


class Figures:
    def __init__(self, script):
        self.file = Path(script).with_suffix(".json")
        self.figures = {}
        self.claims = {}
        self.parts = []
        self.pytorch = "--pytorch" in sys.argv
        if self.pytorch and "--write" in sys.argv:
            sys.exit("The committed figures are NumPy's: call the script with --write or with --pytorch, not with both.")

    def add(self, name, value, *, relative=None, absolute=None, ulps=None, interval=None, kept=True):
        """One figure; without a tolerance it is to agree exactly."""
        if name in self.figures:
            raise ValueError(f"There is a figure called {name} already.")
        agree = {"relative": relative, "absolute": absolute, "ulps": ulps, "interval": interval}
        agree = {kind: bound for kind, bound in agree.items() if bound is not None}
        self.figures[name] = {"value": np.asarray(value).tolist(), "agree": agree, "kept": kept}

    def claim(self, name, values, holds):
        """A claim of the course's texts, measured: a value, or one for each seed, and whether it holds by them."""
        if name in self.claims:
            raise ValueError(f"There is a claim called {name} already.")
        self.claims[name] = {"values": np.ravel(values).tolist(), "holds": bool(holds)}

    @contextmanager
    def heavy(self, *variables):
        """A part whose time make parity compares with that of the cells of our copy that declare these variables."""
        start = time.perf_counter()
        yield
        self.parts.append({"variables": variables, "seconds": time.perf_counter() - start})

    def show(self):
        if "--write" in sys.argv:
            kept = {name: {k: f[k] for k in ("value", "agree")} for name, f in self.figures.items() if f["kept"]}
            lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(figure)}" for name, figure in kept.items())
            self.file.write_text("{\n" + lines + "\n}\n")
        print(json.dumps({"figures": self.figures, "claims": self.claims, "heavy": self.parts}))


def drawn(plt):
    """Draws the current plot, as a notebook does at the end of a cell, and clears it."""
    plt.gcf().canvas.draw()
    plt.close()
