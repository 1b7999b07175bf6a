#!/usr/bin/env python3
"""Runs the copies that students handed in from top to bottom, and prints and writes what their checks say:
a table of points for you, a page for each student in the folder `feedback` beside it, and in `similar.csv` which answers are
nearly the same.

    .venv/bin/python notebooks/grade.py handed-in                      every notebook in the folder and below it, in zips too
    .venv/bin/python notebooks/grade.py handed-in --csv points.csv     where the table goes (default: handed-in/grades.csv)
    .venv/bin/python notebooks/grade.py handed-in --tests mine         with tests of your own behind our checks, see hidden.py

Each copy runs in a kernel of its own, with what we gave in it as we gave it, and for at most --seconds for each cell. The
copies are not changed. They are programs that others wrote: run them where they can do no harm.
"""

import argparse
import csv
import re
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import changes
import copies
import feedback
import hidden
import running
import similar
import whose
from copies import CHECK, HAND_IN, Unreadable, java_names

CELL_SECONDS = 60
LARGEST = 100_000_000  # bytes of a notebook that is unpacked
QUOTED = 12  # characters of a test's line that no other text has by chance
LONGEST = 200  # characters of a reason in the table
FURTHER = "a further test of your instructor did not pass"
IN_FURTHER = f"{FURTHER}, and what comes after it did not run"
NO_TESTS = MappingProxyType({})
LITERAL = re.compile(r'\bname\s*=\s*"([^"\\]*)"')
OF_JAVAC = re.compile(r"cell \[\d+], line \d+:")
OF_A_CHECK = re.compile(r"(?:.*: )?the check of \S+ (is not correct yet|has not run since the kernel started)")


@dataclass
class Grade:
    """What came of one copy: the name in it, its lesson, points by exercise, None where a person gives them, the most that checks
    can give, what is missing, what the student is told of that by section, the answers that similar.py compares, and notes for the
    instructor, a line each."""

    copy: Path
    student: str = ""
    lesson: copies.Lesson | None = None
    points: dict = field(default_factory=dict)
    most: int = 0
    missing: list = field(default_factory=list)
    told: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)

    def lacks(self, line, section="", told=None):
        """Adds what is missing; ``told`` is what the student is told of it, in a section of the feedback, if not the same."""
        self.missing.append(line)
        self.told.setdefault(section, []).append(told or line)

    @property
    def passed(self):
        return not self.missing

    @property
    def total(self):
        return sum(points or 0 for points in self.points.values())


def grade(path, seconds=CELL_SECONDS, known_as=None, tests=NO_TESTS):
    """Grades one copy, which the table calls by another path if it was unpacked, with the instructor's tests by lesson. Whatever
    is in the file, there is a grade."""
    result = Grade(known_as or path)
    try:
        cells, names, lesson, notes = copies.read(path)
    except Unreadable as error:
        result.lacks(f"the file cannot be graded: {error}")
        return result
    except (AttributeError, TypeError):
        result.lacks("the file is no notebook: it is JSON, but not of that kind")
        return result
    except Exception as error:  # nbformat raises what its parser and its schema raise
        result.lacks(f"the file is no notebook: {shortened(error)}")
        return result
    try:
        result.notes = notes
        judge(result, cells, names, lesson, seconds, tests.get(lesson.name, NO_TESTS))
    except Exception as error:  # the copies that follow are to be graded all the same
        result.lacks(f"the file cannot be graded: {type(error).__name__}: {shortened(error)}")
    return result


def judge(result, cells, names, lesson, seconds, tests):
    """Runs a copy and fills in its grade."""
    result.lesson, result.most = lesson, sum(lesson.checks.values())
    result.answers = similar.answers(cells, names, lesson)
    notebook, notes = copies.to_run(cells, names, lesson, tests)
    result.notes += notes + changes.notes(cells, names, lesson)
    client, ended = running.run(notebook, lesson, copies.saved(cells, names), seconds)
    ran = {cell["id"]: cell for cell in notebook["cells"] if not hidden.is_test(cell)}
    result.student = student(ran)
    if ended:
        result.lacks(ended, told=IN_FURTHER if hidden.is_test(running.last_begun(notebook) or {"id": ""}) else None)
    wrong = []
    for name, points in lesson.graded.items():
        if name not in lesson.checks:
            result.points[name] = None
            continue
        exercise = name.removesuffix(CHECK)
        right = is_correct(ran[name]) and not client.foreign[name]
        further = further_failure(exercise, notebook, client, ended) if right else None
        if points:
            result.points[name] = points if right and not further else 0
        if further:
            result.lacks(f"{lesson.known_as(exercise)}: the instructor's test did not pass: {further}", name, FURTHER)
        if not right and ran[name]["execution_count"] is not None:
            why = reason(exercise, ran, client, wrong)
            wrong.append(exercise)
            if exercise != copies.NAME or client.foreign[name]:  # the hand-in says what is wrong with the name
                result.lacks(f"{lesson.known_as(exercise)}: {why}", name, why)
    if not ended and (said := failure(ran[HAND_IN])):
        lines = [line.removeprefix("- ") for line in said.splitlines()[1:]] or [shortened(said)]
        for line in lines:
            if not OF_A_CHECK.fullmatch(line):
                result.lacks(line, next((name for name in lesson.graded if line.startswith(f"{lesson.known_as(name)}: ")), ""))
    for name in (name for name in ran if name in client.stopped and name.removesuffix(CHECK) not in wrong):
        result.lacks(f"the cell {copies.first_line(ran[name]['source'])} {client.stopped[name]}")
    for lines in result.told.values():
        lines[:] = [FURTHER if quotes(line, tests) else line for line in lines]
    if result.student and not whose.bears(result.copy, result.student):
        result.notes.append(f"the file's name does not have the name inside, {result.student}")


def student(ran):
    """The name in a copy: what the variable holds in the end, or, if a cell ended the run before, what its cell says."""
    if copies.WHO in ran and not failure(ran[copies.WHO]):
        return shown(ran[copies.WHO])
    written = LITERAL.search(ran[copies.NAME]["source"]) if copies.NAME in ran else None
    return written[1].strip() if written else ""


def is_correct(check):
    """Whether a check ran to its end and said that the answer is correct."""
    return check["execution_count"] is not None and not failure(check) and shown(check).startswith("✓ ")


def reason(exercise, ran, client, wrong):
    """Why a check did not come out as correct, in one clause."""
    foreign = client.foreign[exercise + CHECK]
    if foreign:
        taken = ", ".join(f"`{name}` (cell [{count}])" for name, count in foreign.items())
        return f"the copy declares what the check uses: {taken}; give it another name"
    if exercise in client.stopped:
        return f"its cell {client.stopped[exercise]}"
    if exercise + CHECK in client.stopped:
        return f"its check {client.stopped[exercise + CHECK]}"
    said = failure(ran[exercise + CHECK]) or "the check did not say that it is correct"
    faults = [line.removeprefix("- ") for line in said.splitlines() if line.startswith("- ")]
    if faults:
        return "; ".join(shortened(fault) for fault in faults)
    answer = failed_answer(exercise, said, ran)
    if answer:
        told = failure(answer)
        used = java_names.words(told if OF_JAVAC.match(told) else answer["source"])
        needed = [other for other in wrong if client.lesson.answers(other) & used]
        follows = f" (this follows from {needed[0]}, which is to be mended first)" if needed else ""
        return f"its cell failed: {shortened(told)}{follows}"
    if "is not attempted" in said:
        return "not attempted" if exercise in ran else "not attempted; its cell is gone"
    return shortened(said)


def further_failure(exercise, notebook, client, ended):
    """What became of the first of the instructor's tests of an exercise that did not pass, None if all did."""
    for cell in hidden.of(exercise, notebook):
        if foreign := client.foreign.get(cell["id"]):
            return f"the copy declares what it uses: {', '.join(f'`{name}` (cell [{count}])' for name, count in foreign.items())}"
        if cell["id"] in client.stopped:
            return f"it {client.stopped[cell['id']]}"
        if ended and cell is running.last_begun(notebook):
            return "it did not run to its end"
        if said := failure(cell):
            return shortened(said)
    return None


def quotes(line, tests):
    """Whether a line, which may be of an error that a copy made up, has the text of one of the instructor's tests."""
    lines = (part.strip() for cells in tests.values() for cell in cells for part in cell.splitlines())
    return any(len(part) >= QUOTED and part in line for part in lines)


def failed_answer(exercise, said, ran):
    """The cell whose failure a check waits for, None if there is none; an untouched stub has not failed."""
    makes = re.search(r"which makes `(\w+)`, failed", said)
    given = re.compile(rf"\b{makes[1]}\s*=(?!=)") if makes else None
    makers = [cell for cell in ran.values() if given and given.search(cell["source"]) and failure(cell)]
    answer = makers[-1] if makers else ran.get(exercise)
    return answer if answer and failure(answer) and "Replace todo()" not in failure(answer) else None


def failure(cell):
    """What a cell's error says, None if it has none; a cell that did not run has failed."""
    if cell["execution_count"] is None:
        return "it did not run"
    error = next((output for output in cell["outputs"] if output["output_type"] == "error"), None)
    return error and (error["evalue"] or error["ename"])


def shown(cell):
    """The last thing that a cell shows, as text."""
    texts = [output["data"].get("text/plain", "") for output in cell["outputs"] if "data" in output]
    return texts[-1].strip() if texts else ""


def shortened(text):
    """The first line, cut to what a table can show."""
    line = (str(text).strip() or type(text).__name__).splitlines()[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def row(result):
    most = result.lesson.graded if result.lesson else {}
    return {
        "copy": str(result.copy),
        "lesson": result.lesson.name if result.lesson else "",
        "name": result.student,
        "result": "pass" if result.passed else "fail",
        "points by checks": result.total,
        "most by checks": result.most,
        **{name: f"? of {most[name]}" if given is None else given for name, given in result.points.items()},
        "missing": "; ".join(result.missing),
        "notes": "; ".join(result.notes),
    }


def write(results, path):
    rows = [{column: harmless(value) for column, value in row(result).items()} for result in results]
    first = ["copy", "lesson", "name", "result", "points by checks", "most by checks"]
    exercises = dict.fromkeys(name for result in results for name in result.points)
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [*first, *exercises, "missing", "notes"])
        table.writeheader()
        table.writerows(rows)


def harmless(value):
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def show(result):
    points = f"{result.total:>3} of {result.most} points"
    print(f"{'pass' if result.passed else 'fail'}  {points}  {result.student or '(no name)'}  {result.copy}", flush=True)
    for line in result.missing:
        print(f"      - {line}", flush=True)
    for line in result.notes:
        print(f"      note: {line}", flush=True)


def handed_in(folder, unpacked):
    """The notebooks in a folder and below it, each with the path to tell; and all other files. What a course site packed as
    zip is unpacked into another folder."""
    found, others = [], []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() or path.suffix == ".ipynb"):
        if not told(path.relative_to(folder)):
            continue
        if path.suffix == ".ipynb":
            found.append((path, path))
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for member in sorted(packed.infolist(), key=lambda member: member.filename):
                    inside = path / member.filename
                    if member.is_dir() or not told(Path(member.filename)):
                        continue
                    try:
                        if not member.filename.endswith(".ipynb") or member.file_size > LARGEST:
                            raise zipfile.BadZipFile
                        found.append((Path(packed.extract(member, unpacked / path.relative_to(folder))), inside))
                    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error):  # broken, or with a password
                        others.append(inside)
        else:
            others.append(path)
    return found, others


def told(path):
    """Whether a file is a student's, and not a system's own."""
    return not any(part == "__MACOSX" or part.startswith(".") and part != ".." for part in path.parts)


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="the folder with the copies")
    options.add_argument("--csv", type=Path, help="the file to write, or the folder for it")
    options.add_argument("--seconds", type=int, default=CELL_SECONDS, help="how long a cell may run")
    options.add_argument("--tests", type=Path, metavar="FOLDER", help="your own tests, a file NAME.java for each lesson; see hidden.py")
    chosen = options.parse_args(arguments)
    try:
        tests = hidden.read(chosen.tests, copies.lessons()) if chosen.tests else NO_TESTS
    except hidden.Unusable as error:
        print(error, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as unpacked:
        found, others = handed_in(chosen.folder, Path(unpacked))
        if not found:
            print(f"There is no notebook in {chosen.folder}: give the folder with the copies that were handed in.", file=sys.stderr)
            return 1
        table = chosen.csv or chosen.folder
        table = table / "grades.csv" if table.is_dir() else table
        pages = table.with_name(feedback.FOLDER)
        results = []
        for path, known_as in found:
            results.append(grade(path, chosen.seconds, known_as, tests))
            show(results[-1])
            write(results, table)
            feedback.write(results[-1], pages, known_as.relative_to(chosen.folder))
        alike = similar.pairs(results)
        similar.write(alike, table.with_name(similar.FILE))
    tables = {table.resolve(), table.with_name(similar.FILE).resolve()}
    others = [str(path) for path in others if path.resolve() not in tables and not feedback.is_page(path, pages)]
    if others:
        print(f"Not read, for they are no notebooks that can be opened: {', '.join(others)}")
    passed = sum(result.passed for result in results)
    print(f"{passed} of {len(results)} pass; the table is in {table}. Written answers wait to be read.")
    print(f"Feedback, a page for each copy, is in {pages}.")
    if alike:
        print(f"Nearly the same answers, for a person to look at; they are in {table.with_name(similar.FILE)} too:")
    for pair in alike:
        print(f"  {round(100 * pair.alike):>3} %  {pair.copy}  {pair.other}  {', '.join(pair.exercises)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
