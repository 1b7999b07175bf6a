#!/usr/bin/env python3
"""Holds each notebook's figures to those of its Python original, and measures both sides' time.

    parity.py [--python PYTHON] [--pytorch PYTHON] [--rounds N] [--kernel java] [NAME ...]

The Python side is reference/NAME.py in a process of its own, the Java side all cells of our copy of NAME in a kernel of its own;
both draw their plots. Times run from the start of the process to its last figure, the sides take turns; the cells that check
answers and hold our prose to its figures are left out, for the original has none. A scenario's notebooks are also added up.

What the original calls heavy is compared by itself, too. There both sides' time is that of the code's run: the original has been
parsed when its clock starts, and of our cells we take what ``%%time`` tells without javac. They ran for the first time, when the JVM
has not compiled what it meets, and once more in the same kernel ("again"). What a student waits for then is the "cell": from the
request to the last output, with javac and Jupyter's messages, which the original does without.

Neither side reads the other's figures; the exit code is 1 if one of them differs by more than reference/NAME.py allows.

With --pytorch, an original that can do its heavy parts by PyTorch instead of NumPy runs so too, by the Python named. Java's heavy
parts are compared with its time as well; lines "NAME by PyTorch" hold its figures, in Java's column, to NumPy's.
"""

import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_client.manager import start_new_kernel

NOTEBOOKS = Path(__file__).resolve().parent
REFERENCE = NOTEBOOKS / "reference"
sys.path.insert(0, str(NOTEBOOKS / "sources"))

import build  # noqa: E402

CELL_SECONDS = 120


class CellFailed(Exception):
    """A cell of the Java side threw."""


class NoSuchCell(Exception):
    """The original's heavy part has no counterpart in our copy."""


@dataclass(frozen=True)
class Run:
    """One side's figures and claims by name, how long it took, and its heavy parts, in seconds.

    Parts are by variables: the original's by those that it names for each, ours by those that a cell declares. The same once more,
    in a kernel that has run the whole notebook, are ``again``, and our whole ``cells``, from the request until they are done.
    """

    figures: dict
    claims: dict
    seconds: float
    parts: dict
    again: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)


def original(name):
    """The Python original of a lesson, or None."""
    return next(REFERENCE.rglob(f"{name}.py"), None)


def names():
    """The lessons that have a Python original."""
    return sorted(source.stem for source in build.sources() if original(source.stem))


def committed(name):
    """The Python figures that the repository holds: value, and how closely Java's are to agree."""
    return json.loads(original(name).with_suffix(".json").read_text())


def knows_pytorch(name):
    """Whether the original can do its heavy parts by PyTorch."""
    return "figures.pytorch" in original(name).read_text(encoding="utf-8")


def python(name, executable, *options):
    """Runs the Python original."""
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(REFERENCE)}
    ended = subprocess.run([executable, original(name), *options], stdout=subprocess.PIPE, text=True, check=True, env=environment)
    said = json.loads(ended.stdout)
    seconds = time.perf_counter() - start
    parts = Counter()
    for part in said["heavy"]:  # of which two may be done by one cell of ours
        parts[tuple(part["variables"])] += part["seconds"]
    return Run(said["figures"], said["claims"], seconds, parts)


def java(name, kernel=build.KERNEL, heavy_variables=frozenset()):
    """Runs our copy, cell by cell; some of them say its figures and claims. Then it runs again what declares such variables."""
    source = next(source for source in build.sources() if source.stem == name)
    cells = [c for c in build.solved(build.read(source), *build.HIDDEN)["cells"] if c["cell_type"] == "code"]
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=kernel, cwd=str(NOTEBOOKS), env=build.ENVIRONMENT)
    try:
        said, parts, again, whole = [], {}, {}, {}
        seconds = time.perf_counter() - start
        for cell in cells:
            declared = tuple(build.declared(cell["source"]))
            start = time.perf_counter()
            if heavy_variables & {*declared}:
                result, parts[declared] = _timed(client, cell["source"])
                whole[declared] = time.perf_counter() - start
            else:
                result = _run(client, cell["source"])
            said.append((cell, result))
            if not _is_test(cell):
                seconds += time.perf_counter() - start
        for cell, declared in _repeated(cells, heavy_variables):
            if heavy_variables & {*declared}:
                _, again[declared] = _timed(client, cell["source"])
            else:
                _run(client, cell["source"])
        return Run(gathered(said, "results"), gathered(said, "claims"), seconds, parts, again, whole)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _repeated(cells, variables):
    """The cells from the first that declares such a variable to the last, for their types have to fit; with what each declares."""
    code = [(cell, tuple(build.declared(cell["source"]))) for cell in cells if not _is_test(cell)]
    places = [place for place, (_, declared) in enumerate(code) if variables & {*declared}]
    return code[places[0] : places[-1] + 1] if places else []


def heavy(theirs, ours):
    """How long both sides took for what the original calls heavy; ours took again; and its whole cells."""
    missing = _variables(theirs) - _variables(ours)
    if missing:
        raise NoSuchCell(f"No cell declares {sorted(missing)[0]}, after which the original names a heavy part")
    return tuple(sum(parts.values()) for parts in (theirs.parts, ours.parts, ours.again, ours.cells))


def _variables(run):
    """What declares a run's heavy parts."""
    return frozenset(name for variables in run.parts for name in variables)


def scenarios(times):
    """The time of each scenario that has several notebooks: their sums, round by round."""
    parts = {}
    for name, *sides in times:
        if not name.startswith("ex_"):
            parts.setdefault(name.split("_")[0], []).append(sides)
    return [
        (f"{scenario}, its {len(notebooks)} notebooks", *([sum(each) for each in zip(*side)] for side in zip(*notebooks)))
        for scenario, notebooks in parts.items()
        if len(notebooks) > 1
    ]


def _is_test(cell):
    return cell["id"].endswith("-check") or build.tagged(cell, "assert")


def gathered(said, tag):
    """What the cells with a tag say, each a JSON object or nothing."""
    found = {}
    for cell, text in said:
        if build.tagged(cell, tag) and text.strip():
            found |= json.loads(text)
    return found


def _run(client, cell):
    """What a cell gave as its result, as text."""
    result, _ = _executed(client, cell)
    return result


def _timed(client, cell):
    """A cell's result, and how long its code ran, in seconds: what the kernel says that it took, without its compilation."""
    result, printed = _executed(client, f"%%time\n{cell}")
    took = re.search(r"wall time: ([\d.e+]+) (\S+), of which compiling: ([\d.e+]+) (\S+)\n$", printed)
    wall, compiling = (float(took[i]) * {"µs": 1e-6, "ms": 1e-3, "s": 1}[took[i + 1]] for i in (1, 3))
    return result, wall - compiling


def _executed(client, cell):
    """What a cell gave as its result, and what it printed."""
    results, printed = [""], []

    def keep(message):
        content = message["content"]
        if message["msg_type"] == "execute_result":
            results.append(content["data"].get("text/plain", ""))
        elif message["msg_type"] == "stream" and content["name"] == "stdout":
            printed.append(content["text"])

    reply = client.execute_interactive(cell, store_history=True, allow_stdin=False, output_hook=keep, timeout=CELL_SECONDS)
    if reply["content"]["status"] != "ok":
        raise CellFailed(f"{reply['content'].get('evalue')} in\n{cell}")
    return results[-1], "".join(printed)


def differs(figure, found):
    """None if Java's value agrees as closely as the original asks for, or by how much it does not."""
    if found is None:
        return "missing"
    expected, actual = list(_numbers(figure["value"])), list(_numbers(found))
    if len(expected) != len(actual):
        return f"{len(actual)} numbers instead of {len(expected)}"
    bad = [distance(figure["agree"], a, b) for a, b in zip(expected, actual) if not agree(figure["agree"], a, b)]
    return max(bad, default=None)


def agree(bounds, expected, actual):
    match bounds:
        case {"relative": bound}:
            return abs(actual - expected) <= bound * abs(expected)
        case {"absolute": bound}:
            return abs(actual - expected) <= bound
        case {"ulps": bound}:
            return abs(actual - expected) <= bound * math.ulp(expected)
        case {"interval": [low, high]}:
            return low <= actual <= high
        case _:
            return actual == expected or (math.isnan(expected) and math.isnan(actual))


def distance(bounds, expected, actual):
    """How far apart two numbers are, in the unit of what is allowed."""
    if "relative" in bounds:
        return abs(actual - expected) / abs(expected) if expected else math.inf
    return abs(actual - expected) / (math.ulp(expected) if "ulps" in bounds else 1)


def _numbers(value):
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, bool | str):
        raise TypeError(f"Figures are numbers, not {value!r}")
    else:
        yield float(value)


def table(name, reference, found):
    """The lines of the table, and how many figures differ."""
    failed = 0
    for key, figure in reference.items():
        problem = differs(figure, found.get(key))
        failed += problem is not None
        expected, actual = list(_numbers(figure["value"])), list(_numbers(found.get(key, [])))
        off = max((distance(figure["agree"], a, b) for a, b in zip(expected, actual)), default=0)
        bound = next((f"{kind} {_short(value)}" for kind, value in figure["agree"].items()), "exact")
        print(f"| {name} | {key} | {_shown(expected)} | {_shown(actual)} | {off:.2g} | {bound} | {'differs' if problem else 'agrees'} |")
    for key in found.keys() - reference.keys():
        failed += 1
        print(f"| {name} | {key} | missing | {_shown(list(_numbers(found[key])))} | | | differs |")
    return failed


def _show_times(title, sides, ratios, times):
    """A table of each side's median and least time, and of ratios of medians; a dash for a side that did not run."""
    heads = [*sides, *(f"{side} / {other}" for side, other in ratios)]
    print(f"\n| {title} | {' | '.join(heads)} |\n|---{'|---' * len(heads)}|")
    for name, *took in times:
        medians = {side: statistics.median(seconds) for side, seconds in zip(sides, took) if seconds}
        shown = [f"{medians[side]:.2f} ({min(seconds):.2f})" if seconds else "–" for side, seconds in zip(sides, took)]
        shown += [f"{medians[side] / medians[other]:.2f}" if other in medians else "–" for side, other in ratios]
        print(f"| {name} | {' | '.join(shown)} |")


def _short(bound):
    return f"{bound[0]:.6g} to {bound[1]:.6g}" if isinstance(bound, list) else f"{bound:g}"


def _shown(numbers):
    some = ", ".join(f"{n:.10g}" for n in numbers[:3])
    return some if len(numbers) <= 3 else f"{some}, … ({len(numbers)})"


def _round(name, chosen):
    """Both sides' run, and PyTorch's or None."""
    theirs = python(name, chosen.python)
    ours = java(name, chosen.kernel, _variables(theirs))
    return theirs, ours, python(name, chosen.pytorch, "--pytorch") if chosen.pytorch and knows_pytorch(name) else None


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--python", default=sys.executable, help="the Python that has NumPy, pandas and scikit-learn")
    options.add_argument("--pytorch", metavar="PYTHON", help="one that has PyTorch too: the originals that can also run by it")
    options.add_argument("--kernel", default=build.KERNEL)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("names", nargs="*", default=names(), metavar="NAME")
    chosen = options.parse_args(arguments)
    if unknown := sorted({*chosen.names} - {*names()}):
        got = ", ".join(map(repr, unknown))
        options.error(f"expected names of lessons with an original in {REFERENCE}, got {got}; without names, all of them run")
    failed, times, parts = 0, [], []
    print("| notebook | figure | Python | Java | difference | allowed | verdict |\n|---|---|---|---|---|---|---|")
    for name in chosen.names:
        rounds = [_round(name, chosen) for _ in range(chosen.rounds)]
        failed += table(name, rounds[0][0].figures, rounds[0][1].figures)
        by_pytorch = [run for *_, run in rounds if run]
        if by_pytorch:
            found = {key: figure["value"] for key, figure in by_pytorch[0].figures.items()}
            failed += table(f"{name} by PyTorch", rounds[0][0].figures, found)
        times.append((name, *([sides[i].seconds for sides in rounds] for i in range(2))))
        if rounds[0][0].parts:
            took = zip(*(heavy(theirs, ours) for theirs, ours, _ in rounds))
            parts.append((name, *took, [sum(run.parts.values()) for run in by_pytorch]))
    unit = f"s: median (least) of {chosen.rounds}"
    _show_times(f"wall time, {unit}", ["Python", "Java"], [("Java", "Python")], times + scenarios(times))
    others, ours = ["Python", "PyTorch"] if chosen.pytorch else ["Python"], ["Java", "Java again", "Java's cell"]
    ratios = [(side, other) for other in others for side in ours]
    _show_times(f"the heavy part, {unit}", ["Python", *ours, *others[1:]], ratios, parts)
    print(f"\n{failed} figures differ" if failed else "\nAll figures agree")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
