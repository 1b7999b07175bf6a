#!/usr/bin/env python3
"""Measures what the course's texts claim, on both sides, and writes the ledger: claims.json and solved/claims.ipynb.

    claims.py --python PYTHON            all lessons that have claims
    claims.py --python PYTHON NAME ...   these alone; the others' entries stay as they are

A lesson's claims are what its cells tagged "claims" say, the Python side's what its reference script says of the same names.
Nothing is written if the sides do not agree whether a claim holds, or if a claim has no counterpart.
"""

import argparse
import json
import math
import re
import statistics
import sys

import nbformat

import parity
from parity import NOTEBOOKS

import build

LEDGER = NOTEBOOKS / "claims.json"
NOTEBOOK = NOTEBOOKS / "solved" / "claims.ipynb"


class SidesDiffer(Exception):
    """Java and Python do not say the same of a claim; or only one says anything."""


def lessons():
    """The lessons with claims, in the order of the book."""
    return [source.stem for source in build.sources() if any(cell.tag == "claims" for cell in build.read(source))]


def exercise(name):
    """Where a lesson's claims are from: "2.3" for ex_02_3_optimizers, else the lesson's name."""
    match = re.match(r"ex_(\d+)_(\d+)_", name)
    return f"{int(match[1])}.{int(match[2])}" if match else name


def measured(name, executable):
    """One lesson's claims: what is printed, each side's raw values, and the verdict."""
    java, python = parity.java(name).claims, parity.python(name, executable).claims
    return joined(name, java, python)


def joined(name, java, python):
    alone = sorted(java.keys() ^ python.keys())
    if alone:
        raise SidesDiffer(f"{name}: {alone[0]} is a claim on one side only")
    for claim in java:
        if java[claim]["holds"] != python[claim]["holds"]:
            raise SidesDiffer(f"{name}: {claim} {_verdict(java[claim])} in Java and {_verdict(python[claim])} in Python")
    return [
        {"id": f"{exercise(name)}/{claim}", "exercise": exercise(name), "lesson": name}
        | {key: said[key] for key in ("text", "printed")}
        | {"java": said["values"], "python": python[claim]["values"], "holds": said["holds"], "why": said["why"]}
        for claim, said in java.items()
    ]


def _verdict(claim):
    return "holds" if claim["holds"] else "does not hold"


def ledger():
    """The claims that the repository holds."""
    return json.loads(LEDGER.read_text(encoding="utf-8")) if LEDGER.exists() else []


def summary(values):
    """A number, or the mean of several with the interval that holds the true mean 95 times in 100."""
    if len(values) == 1:
        return f"{values[0]:.4g}"
    half = 1.96 * statistics.stdev(values) / math.sqrt(len(values))
    return f"{statistics.fmean(values):.4g} ± {half:.2g} ({len(values)})"


def notebook(claims):
    """The ledger to read: a table for each exercise."""
    holding = sum(claim["holds"] for claim in claims)
    texts = [
        "# What the course's texts claim, measured\n\n"
        f"{len(claims)} claims of the worked exercises, each measured in Java and in Python: {holding} hold, "
        f"{len(claims) - holding} do not. A mean stands with the interval that holds the true one 95 times in 100, and in "
        "brackets the number of seeds. The raw values of each seed are in `claims.json`. Written by `make claims`."
    ]
    for name in dict.fromkeys(claim["lesson"] for claim in claims):
        rows = [claim for claim in claims if claim["lesson"] == name]
        lines = [f"## Exercise {rows[0]['exercise']}", "", f"[The exercise](exercises/{name}.ipynb)", ""]
        lines += ["| claim | printed | Java | Python | holds | why |", "|---|---|---|---|---|---|"]
        for claim in rows:
            cells = [claim["text"], claim["printed"], summary(claim["java"]), summary(claim["python"])]
            cells += ["yes" if claim["holds"] else "**no**", claim["why"]]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        texts.append("\n".join(lines))
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    for number, cell in enumerate(cells):
        cell["id"] = f"claims-{number}"
    return nbformat.from_dict({"cells": cells, "metadata": build.METADATA, "nbformat": 4, "nbformat_minor": 5})


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--python", default=sys.executable, help="the Python that has NumPy, pandas and scikit-learn")
    options.add_argument("names", nargs="*", metavar="NAME")
    chosen = options.parse_args(arguments)
    known = lessons()
    wanted = chosen.names or known
    fresh = {name: measured(name, chosen.python) for name in wanted}
    old = [claim for claim in ledger() if claim["lesson"] in known and claim["lesson"] not in fresh]
    claims = [claim for name in known for claim in fresh.get(name, [c for c in old if c["lesson"] == name])]
    LEDGER.write_text(json.dumps(claims, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    NOTEBOOK.write_text(build.written(notebook(claims)), encoding="utf-8")
    print(f"{len(claims)} claims, {sum(claim['holds'] for claim in claims)} hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
