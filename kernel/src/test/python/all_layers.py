#!/usr/bin/env python3
"""Runs every layer of tests by its make target, adds up what their JUnit XML reports say, and ends with one line:

    N passed, N failed

The exit code is 0 only if every layer ran to its end and nothing failed. A skipped test counts as neither.
A layer that hangs is ended after a while, many times what it takes, and what its JVMs were doing is printed.
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which XML may not hold
TOP = Path(__file__).resolve().parents[4]
# The quick and basic first: who breaks the build does not wait for a browser to hear of it. With each, after how many minutes it hangs.
LAYERS = {
    "test-unit": ("*/target/surefire-reports/TEST-*.xml", 20),
    "test-python": ("build/tests/test-python.xml", 20),
    "test-conformance": ("build/tests/test-conformance.xml", 5),
    "test-wheel": ("build/tests/test-wheel.xml", 15),
    "test-nbgrader": ("build/tests/test-nbgrader.xml", 15),
    "test-frontends": ("build/tests/test-frontends.xml", 10),
    "test-notebooks": ("build/tests/test-notebooks.xml", 40),
    "test-browser": ("build/tests/test-browser.xml", 30),
}


def counted(report):
    """How many test cases of a JUnit XML file passed, failed and were skipped."""
    passed = failed = skipped = 0
    text = CONTROL.sub("", Path(report).read_text(encoding="utf-8"))  # Node writes the colours of a failure into its report
    for case in ElementTree.fromstring(text).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def descendants(pid):
    """The processes that one has started, and those that they have, as (pid, name)."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            process, rest = stat.read_text().split(" (", 1)
        except OSError:
            continue  # It has ended meanwhile.
        name, rest = rest.rsplit(") ", 1)
        children.setdefault(int(rest.split()[1]), []).append((int(process), name))
    found = children.get(pid, [])
    for child, _ in found:
        found = found + descendants(child)
    return found


def end(layer, top):
    """Ends a layer that hangs, with all that it has started. What its JVMs are doing goes to the standard output first."""
    running = descendants(layer.pid)
    for pid, name in running:
        print(f"{pid} {name}", flush=True)
        if name == "java":
            jstack = Path((top / "build/java-home").read_text().strip(), "bin/jstack")
            subprocess.run(["timeout", "20", jstack, str(pid)], stderr=subprocess.STDOUT, check=False)
    for pid in [layer.pid, *(pid for pid, _ in running)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # Its parent's end was its own.
    layer.wait()


def run(target, reports, minutes, top=TOP, make="make"):
    """Runs one layer; returns its counts and whether it ran to its end, that is: its failures explain its exit code."""
    for old in top.glob(reports):
        old.unlink()
    start = time.monotonic()
    layer = subprocess.Popen([make, "--no-print-directory", target], cwd=top)
    try:
        code = layer.wait(minutes * 60)
    except subprocess.TimeoutExpired:
        print(f"{target} has not ended after {minutes} minutes. What runs:", flush=True)
        end(layer, top)
        code = "nothing: it hung"
    try:
        counts = [counted(report) for report in top.glob(reports)]
    except ElementTree.ParseError:
        counts = []
    passed, failed, skipped = (sum(column) for column in zip(*counts)) if counts else (0, 0, 0)
    complete = passed + failed > 0 and (code == 0 or failed > 0) and isinstance(code, int)
    print(
        f"{target}: {passed} passed, {failed} failed, {skipped} skipped, {time.monotonic() - start:.0f} s"
        + ("" if complete else f"; DID NOT RUN TO ITS END (make {target} ended with {code})"),
        flush=True,
    )
    return passed, failed, skipped, complete


def main():
    results = {target: run(target, *layer) for target, layer in LAYERS.items()}
    passed, failed, skipped = (sum(result[column] for result in results.values()) for column in range(3))
    incomplete = [target for target, result in results.items() if not result[3]]
    if skipped:
        print(f"{skipped} skipped: the layers above say which and why")
    if incomplete:
        print(f"Not run to the end: {', '.join(incomplete)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or incomplete else 0


if __name__ == "__main__":
    sys.exit(main())
