#!/usr/bin/env python3
"""Runs every layer of tests by its make target, adds up what their JUnit XML reports say, and ends with one line:

    N passed, N failed

The exit code is 0 only if every layer ran to its end and nothing failed. A skipped test counts as neither.
"""

import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parents[4]
# The quick and basic first: who breaks the build does not wait for a browser to hear of it.
LAYERS = {
    "test-unit": "*/target/surefire-reports/TEST-*.xml",
    "test-python": "build/tests/test-python.xml",
    "test-conformance": "build/tests/test-conformance.xml",
    "test-notebooks": "build/tests/test-notebooks.xml",
    "test-browser": "build/tests/test-browser.xml",
}


def counted(report):
    """How many test cases of a JUnit XML file passed, failed and were skipped."""
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def run(target, reports, top=TOP, make="make"):
    """Runs one layer; returns its counts and whether it ran to its end, that is: its failures explain its exit code."""
    for old in top.glob(reports):
        old.unlink()
    start = time.monotonic()
    code = subprocess.run([make, "--no-print-directory", target], cwd=top, check=False).returncode
    try:
        counts = [counted(report) for report in top.glob(reports)]
    except ElementTree.ParseError:
        counts = []
    passed, failed, skipped = (sum(column) for column in zip(*counts)) if counts else (0, 0, 0)
    complete = passed + failed > 0 and (code == 0 or failed > 0)
    print(
        f"{target}: {passed} passed, {failed} failed, {skipped} skipped, {time.monotonic() - start:.0f} s"
        + ("" if complete else f"; DID NOT RUN TO ITS END (make {target} ended with {code})"),
        flush=True,
    )
    return passed, failed, skipped, complete


def main():
    results = {target: run(target, reports) for target, reports in LAYERS.items()}
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
