#!/usr/bin/env python3
"""Runs the copies that students handed in from top to bottom, and prints and writes what their checks say.

    .venv/bin/python notebooks/grade.py handed-in                      every notebook in the folder and below it
    .venv/bin/python notebooks/grade.py handed-in --csv points.csv     where the table goes (default: grades.csv)

Each copy runs in a kernel of its own, with the checks of our student copy in the place of its own, and for at most
--seconds for each cell. The copies are not changed. They are programs that others wrote: run them where they can do no harm.
"""

import argparse
import csv
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

STUDENT = Path(__file__).resolve().parent / "student"
HAND_IN = "hand-in"
CELL_SECONDS = 60


class Unreadable(Exception):
    """A file is no copy of a lesson; says why in one clause."""


@dataclass
class Grade:
    """What came of one copy: points by exercise, None where a person gives them, and what is missing, a line each."""

    copy: Path
    points: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)

    @property
    def passed(self):
        return not self.missing

    @property
    def total(self):
        return sum(points or 0 for points in self.points.values())


def grading(cell):
    """nbgrader's name and points of a graded cell; two None of any other."""
    marks = cell["metadata"].get("nbgrader", {})
    return (marks["grade_id"], marks["points"]) if marks.get("grade") else (None, None)


def original(notebook):
    """Our student copy of the same lesson: the one that has most of its graded cells."""
    names = {grading(cell)[0] for cell in notebook["cells"]} - {None}
    lessons = [nbformat.read(path, as_version=4) for path in sorted(STUDENT.rglob("*.ipynb"))]
    shared = [len(names & {grading(cell)[0] for cell in lesson["cells"]}) for lesson in lessons]
    if not any(shared):
        raise Unreadable("it has no cell of any lesson")
    return lessons[shared.index(max(shared))]


def with_our_checks(copy, ours):
    """The copy with our checks where its own stand; one that is gone comes back at the end, and the hand-in is the last cell."""
    checks = {grading(cell)[0]: cell for cell in ours["cells"] if cell["cell_type"] == "code" and grading(cell)[0]}
    cells = []
    for cell in copy["cells"]:
        if cell["id"] != HAND_IN:
            cells.append(checks.pop(grading(cell)[0], cell))
    last = nbformat.v4.new_code_cell("lesson.handIn();", id=HAND_IN)
    return nbformat.v4.new_notebook(cells=[*cells, *checks.values(), last], metadata=ours["metadata"])


def failure(cell):
    """What a cell's error says, None if it has none; a cell that did not run has failed."""
    if cell["execution_count"] is None:
        return "it did not run"
    return next((output["evalue"] for output in cell["outputs"] if output["output_type"] == "error"), None)


def run(notebook, path, seconds):
    """Runs all cells; returns what ended the run before its time, or None."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook, kernel_name="java", timeout=seconds, allow_errors=True, resources={"metadata": {"path": folder}}
        )
        try:
            client.execute(env={**os.environ, "JPY_SESSION_NAME": str(path.resolve())})
        except CellTimeoutError:
            return f"the cell {last_run(notebook)} ran for more than {seconds} seconds, and what comes after it did not run"
        except DeadKernelError:
            return f"its kernel died in the cell {last_run(notebook)}, and what comes after it did not run"
        except RuntimeError as error:
            return f"it could not be run: {str(error).splitlines()[0]}"
    return None


def last_run(notebook):
    """The last cell that was begun, by its first line."""
    begun = [cell["source"] for cell in notebook["cells"] if cell.get("execution_count") is not None]
    return f"`{begun[-1].strip().splitlines()[0]}`" if begun else "at the top"


def grade(path, seconds=CELL_SECONDS):
    """Grades one copy. Whatever is in the file, there is a grade."""
    result = Grade(path)
    try:
        copy = nbformat.read(path, as_version=4)
        nbformat.validate(copy)
        ours = original(copy)
    except Unreadable as error:
        result.missing.append(f"the file cannot be graded: {error}")
        return result
    except Exception as error:  # nbformat raises what its parser and its schema raise
        result.missing.append(f"the file is no notebook: {(str(error) or type(error).__name__).splitlines()[0]}")
        return result
    notebook = with_our_checks(copy, ours)
    ended = run(notebook, path, seconds)
    cells = {grading(cell)[0] or cell["id"]: cell for cell in notebook["cells"]}
    for cell in ours["cells"]:
        name, points = grading(cell)
        if name and points:
            by_check = cell["cell_type"] == "code"
            result.points[name] = (0 if failure(cells[name]) else points) if by_check else None
    if ended:
        result.missing.append(ended)
    elif said := failure(cells[HAND_IN]):
        result.missing += [line.removeprefix("- ") for line in said.splitlines()[1:]] or [said]
    return result


def row(result):
    points = {name: "" if given is None else given for name, given in result.points.items()}
    verdict = "pass" if result.passed else "fail"
    return {"copy": str(result.copy), "result": verdict, "points by checks": result.total, **points, "missing": "; ".join(result.missing)}


def write(results, path):
    rows = [row(result) for result in results]
    exercises = dict.fromkeys(name for result in results for name in result.points)
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["copy", "result", "points by checks", *exercises, "missing"])
        table.writeheader()
        table.writerows(rows)


def show(result):
    print(f"{'pass' if result.passed else 'fail'}  {result.total:>3} points  {result.copy}", flush=True)
    for line in result.missing:
        print(f"      - {line}", flush=True)


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="the folder with the copies")
    options.add_argument("--csv", type=Path, default=Path("grades.csv"), help="the file to write")
    options.add_argument("--seconds", type=int, default=CELL_SECONDS, help="how long a cell may run")
    chosen = options.parse_args(arguments)
    copies = sorted(path for path in chosen.folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
    if not copies:
        print(f"There is no notebook in {chosen.folder}: give the folder with the copies that were handed in.", file=sys.stderr)
        return 1
    results = []
    for path in copies:
        results.append(grade(path, chosen.seconds))
        show(results[-1])
        write(results, chosen.csv)
    passed = sum(result.passed for result in results)
    print(f"{passed} of {len(results)} pass; the table is in {chosen.csv}. Written answers wait to be read.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
