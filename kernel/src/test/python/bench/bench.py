#!/usr/bin/env python3
"""Compares our kernel with ipykernel and JJava: all three in turn, round by round, on one machine.

    make bench                              7 rounds
    make bench BENCH="--rounds 3"           fewer

Prints a table in Markdown: the median over the rounds with the least beside it, and the ratios of the medians. Where a
round has many cells, their median (or 95th percentile) is the round's figure. All figures go to build/bench.json.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kernels import Kernel, environment

TOP = Path(__file__).resolve().parents[5]
LINES = 100_000

JAVA = {
    "trivial": "1 + 1",
    "ten": """\
int a = 3;
int b = a * a;
double c = Math.sqrt(a + b);
String name = "server " + b;
var values = new ArrayList<Integer>();
for (int i = 0; i < 10; i++) values.add(i * a);
int sum = values.stream().mapToInt(Integer::intValue).sum();
boolean large = sum > 100;
String text = large ? name : "small";
text.length() + sum""",
    "declares": """\
record Point(double x, double y) {
  double norm() { return Math.hypot(x, y); }
}
interface Shape { double area(); }
<T extends Comparable<T>> T largest(List<T> values) {
  T best = values.get(0);
  for (T value : values) if (value.compareTo(best) > 0) best = value;
  return best;
}
largest(List.of(1, 5, 3)) + new Point(3, 4).norm()""",
    "lines": f'for (int i = 0; i < {LINES}; i++) System.out.println("line " + i);',
    "endless": "while (true) {}",
    "prefixes": ["text.", "values.", "Math.sq", "va", "java.util.con"],
}
PYTHON = {
    "trivial": "1 + 1",
    "ten": """\
a = 3
b = a * a
c = (a + b) ** 0.5
name = "server " + str(b)
values = []
for i in range(10): values.append(i * a)
total = sum(values)
large = total > 100
text = name if large else "small"
len(text) + total""",
    "declares": """\
from dataclasses import dataclass
from typing import Protocol, TypeVar
Value = TypeVar("Value")
@dataclass(frozen=True)
class Point:
    x: float
    y: float
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
class Shape(Protocol):
    def area(self) -> float: ...
def largest(values: list[Value]) -> Value:
    best = values[0]
    for value in values:
        if value > best: best = value
    return best
largest([1, 5, 3]) + Point(3, 4).norm()""",
    "lines": f'for i in range({LINES}): print("line", i)',
    "endless": "while True: pass",
    "prefixes": ["text.", "values.", "text.up", "le", "import os.pa"],
}

# The same loop in a cell, over top-level variables, and in a class that javac compiled: nanoseconds of the best of 5.
HOT_FIELDS = "long state = 1; long hits = 0; long best = Long.MAX_VALUE;"
HOT_LOOP = """\
for (int round = 0; round < 5; round++) {
  long start = System.nanoTime();
  for (int i = 0; i < 100_000_000; i++) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    if ((state >>> 40) % 3 == 0) hits++;
  }
  best = Math.min(best, System.nanoTime() - start);
}
System.out.println(best);"""
HOT_CLASS = f"""\
public class Hot {{
  static {HOT_FIELDS.replace("; ", "; static ")}
  public static void main(String[] arguments) {{
{HOT_LOOP}
  }}
}}
"""

MEASURES = {
    "ready": ("process start → kernel_info_reply", "ms"),
    "first": ("process start → first result", "ms"),
    "trivial": ("`1 + 1`, median of 200", "ms"),
    "trivial95": ("`1 + 1`, 95th percentile", "ms"),
    "ten": ("cell of 10 statements", "ms"),
    "declares": ("record, interface, generic method", "ms"),
    "lines": ("100,000 printed lines", "ms"),
    "arrived": ("of these lines arrived", "%"),
    "rss": ("memory (RSS) after start", "MB"),
    "rss200": ("memory after 200 cells", "MB"),
    "firsthelp": ("first completion", "ms"),
    "help": ("completion, median of 50", "ms"),
    "interrupt": ("interrupt of an endless loop", "ms"),
}


def measured(start, cells):
    """One round of one kernel: a figure for each measure."""
    kernel = start()
    try:
        figures = {"ready": kernel.ready * 1000}
        kernel.run(cells["trivial"])
        figures["first"] = (time.perf_counter() - kernel.started) * 1000
        figures["rss"] = kernel.megabytes()
        trivial = [kernel.run(cells["trivial"])[0] * 1000 for _ in range(200)]
        figures["trivial"] = statistics.median(trivial)
        figures["trivial95"] = statistics.quantiles(trivial, n=20)[-1]
        figures["rss200"] = kernel.megabytes()
        for name in ("ten", "declares"):
            figures[name] = statistics.median(kernel.run(cells[name])[0] * 1000 for _ in range(20))
        time.sleep(1)  # who presses Tab has typed something first
        figures["firsthelp"] = kernel.complete(cells["prefixes"][0]) * 1000
        figures["help"] = statistics.median(kernel.complete(code) * 1000 for code in cells["prefixes"] * 10)
        figures["interrupt"] = kernel.interrupt(cells["endless"]) * 1000
        seconds, text = kernel.run(cells["lines"])
        figures["lines"] = seconds * 1000
        figures["arrived"] = 100 * text.count("\n") / LINES
        return figures
    finally:
        kernel.stop()


def hot_cell(start):
    kernel = start()
    try:
        kernel.run(HOT_FIELDS)
        return int(kernel.run(HOT_LOOP)[1]) / 1e6
    finally:
        kernel.stop()


def hot_class(folder, java_home):
    """The same loop under the JVM's default flags, not ours: a flag that slows both must show."""
    command = [Path(java_home, "bin", "java"), "-cp", folder, "Hot"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1e6


def number(value):
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def table(rounds):
    """The Markdown table over the rounds of each kernel."""
    ours, python, jjava = "Peaberry", "ipykernel", "JJava"
    lines = [
        f"| median (least) of {len(rounds[ours])} rounds | {ours} | {python} | {jjava} | {ours} / {python} | {jjava} / {ours} |",
        "|---|---|---|---|---|---|",
    ]
    for measure, (title, unit) in MEASURES.items():
        values = {name: [figures[measure] for figures in rounds[name]] for name in rounds}
        median = {name: statistics.median(row) for name, row in values.items()}
        shown = [f"{number(median[name])} ({number(min(values[name]))})" for name in (ours, python, jjava)]
        ratios = f"{median[ours] / median[python]:.2f} | {median[jjava] / median[ours]:.1f}"
        lines.append(f"| {title}, {unit} | {' | '.join(shown)} | {ratios} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description="Compares our kernel with ipykernel and JJava.")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    java_home = os.environ["JAVA_HOME"]
    ours, others = TOP / ".venv/share/jupyter/kernels", TOP / "build/bench-venv/share/jupyter/kernels"
    surroundings = environment(java_home, TOP / "build/bench-venv/bin")
    kernels = {
        "Peaberry": (lambda: Kernel(ours / "java", surroundings), JAVA),
        "ipykernel": (lambda: Kernel(others / "python3", surroundings), PYTHON),
        "JJava": (lambda: Kernel(others / "java", surroundings), JAVA),
    }
    results = {name: [] for name in kernels}
    hot = {"cell": [], "class": []}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Hot.java").write_text(HOT_CLASS)
        subprocess.run([Path(java_home, "bin", "javac"), "-d", folder, Path(folder, "Hot.java")], check=True)
        for round_number in range(rounds):
            for name, (start, cells) in kernels.items():
                print(f"round {round_number + 1} of {rounds}: {name}", file=sys.stderr)
                results[name].append(measured(start, cells))
            hot["cell"].append(hot_cell(kernels["Peaberry"][0]))
            hot["class"].append(hot_class(folder, java_home))
    (TOP / "build" / "bench.json").write_text(json.dumps({"rounds": results, "hot": hot}, indent=1))
    print(table(results))
    cell, compiled = (statistics.median(hot[kind]) for kind in ("cell", "class"))
    print(
        f"\nHot loop over top-level variables, 100 million turns: {cell:.0f} ms ({min(hot['cell']):.0f}) in a cell, "
        f"{compiled:.0f} ms ({min(hot['class']):.0f}) in the same compiled class: ratio {cell / compiled:.2f}"
    )


if __name__ == "__main__":
    main()
