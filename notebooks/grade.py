#!/usr/bin/env python3
"""Runs the copies that students handed in from top to bottom, and prints and writes what their checks say.

    .venv/bin/python notebooks/grade.py handed-in                      every notebook in the folder and below it, in zips too
    .venv/bin/python notebooks/grade.py handed-in --csv points.csv     where the table goes (default: handed-in/grades.csv)

Each copy runs in a kernel of its own, with what we gave in it as we gave it, and for at most --seconds for each cell. The
copies are not changed. They are programs that others wrote: run them where they can do no harm.
"""

import argparse
import csv
import re
import sys
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import copies
import running
from copies import CHECK, HAND_IN, Unreadable, java_names

CELL_SECONDS = 60
LARGEST = 100_000_000  # bytes of a notebook that is unpacked
LONGEST = 200  # characters of a reason in the table
LITERAL = re.compile(r'\bname\s*=\s*"([^"\\]*)"')
OF_JAVAC = re.compile(r"cell \[\d+], line \d+:")
OF_A_CHECK = re.compile(r"(?:.*: )?the check of \S+ (is not correct yet|has not run since the kernel started)")


@dataclass
class Grade:
    """What came of one copy: the name in it, points by exercise, None where a person gives them, the most that checks
    can give, what is missing, and notes for the instructor, a line each."""

    copy: Path
    student: str = ""
    points: dict = field(default_factory=dict)
    most: int = 0
    missing: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def passed(self):
        return not self.missing

    @property
    def total(self):
        return sum(points or 0 for points in self.points.values())


def grade(path, seconds=CELL_SECONDS, known_as=None):
    """Grades one copy, which the table calls by another path if it was unpacked. Whatever is in the file, there is a grade."""
    result = Grade(known_as or path)
    try:
        cells, names, lesson = copies.read(path)
    except Unreadable as error:
        result.missing.append(f"the file cannot be graded: {error}")
        return result
    except Exception as error:  # nbformat raises what its parser and its schema raise
        result.missing.append(f"the file is no notebook: {shortened(error)}")
        return result
    try:
        judge(result, cells, names, lesson, seconds)
    except Exception as error:  # the copies that follow are to be graded all the same
        result.missing.append(f"the file cannot be graded: {type(error).__name__}: {shortened(error)}")
    return result


def judge(result, cells, names, lesson, seconds):
    """Runs a copy and fills in its grade."""
    notebook, result.notes = copies.to_run(cells, names, lesson)
    client, ended = running.run(notebook, lesson, copies.saved(cells, names), seconds)
    ran = {cell["id"]: cell for cell in notebook["cells"]}
    result.most = sum(lesson.checks.values())
    result.student = student(ran)
    if ended:
        result.missing.append(ended)
    wrong = []
    for name, points in lesson.graded.items():
        if name not in lesson.checks:
            result.points[name] = None
            continue
        right = is_correct(ran[name]) and not client.foreign[name]
        if points:
            result.points[name] = points if right else 0
        if not right and ran[name]["execution_count"] is not None:
            exercise = name.removesuffix(CHECK)
            why = reason(exercise, ran, client, wrong)
            wrong.append(exercise)
            if exercise != copies.NAME or client.foreign[name]:  # the hand-in says what is wrong with the name
                place = lesson.place(exercise)
                result.missing.append(f"{place} ({exercise}): {why}" if place else f"{exercise}: {why}")
    if not ended and (said := failure(ran[HAND_IN])):
        lines = [line.removeprefix("- ") for line in said.splitlines()[1:]] or [shortened(said)]
        result.missing += [line for line in lines if not OF_A_CHECK.fullmatch(line)]
    stopped = [ran[name] for name in client.flooded if name not in wrong]
    result.missing += [f"the cell {copies.first_line(cell['source'])} {flood()}" for cell in stopped]
    if result.student and not bears(result.copy, result.student):
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
    if exercise in client.flooded:
        return f"its cell {flood()}"
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


def failed_answer(exercise, said, ran):
    """The cell whose failure a check waits for, None if there is none; an untouched stub has not failed."""
    makes = re.search(r"which makes `(\w+)`, failed", said)
    given = re.compile(rf"\b{makes[1]}\s*=(?!=)") if makes else None
    makers = [cell for cell in ran.values() if given and given.search(cell["source"]) and failure(cell)]
    answer = makers[-1] if makers else ran.get(exercise)
    return answer if answer and failure(answer) and "Replace todo()" not in failure(answer) else None


def flood():
    return f"printed more than {running.CELL_CHARS:,} characters and was stopped"


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


def bears(path, student):
    """Whether a file, or the folder that it lies in, has a student's name in its own, however it is written."""
    return plain(student) in plain(f"{path.parent.name} {path.stem}")


def plain(text):
    """The letters and digits of a text, without accents and case."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())


def row(result):
    return {
        "copy": str(result.copy),
        "name": result.student,
        "result": "pass" if result.passed else "fail",
        "points by checks": result.total,
        "most by checks": result.most,
        **{name: "" if given is None else given for name, given in result.points.items()},
        "missing": "; ".join(result.missing),
        "notes": "; ".join(result.notes),
    }


def write(results, path):
    rows = [row(result) for result in results]
    first = ["copy", "name", "result", "points by checks", "most by checks"]
    exercises = dict.fromkeys(name for result in results for name in result.points)
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [*first, *exercises, "missing", "notes"])
        table.writeheader()
        table.writerows(rows)


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
                    if member.filename.endswith(".ipynb") and member.file_size <= LARGEST and told(Path(member.filename)):
                        found.append((Path(packed.extract(member, unpacked / path.relative_to(folder))), inside))
                    elif not member.is_dir() and told(Path(member.filename)):
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
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as unpacked:
        found, others = handed_in(chosen.folder, Path(unpacked))
        if not found:
            print(f"There is no notebook in {chosen.folder}: give the folder with the copies that were handed in.", file=sys.stderr)
            return 1
        table = chosen.csv or chosen.folder
        table = table / "grades.csv" if table.is_dir() else table
        results = []
        for path, known_as in found:
            results.append(grade(path, chosen.seconds, known_as))
            show(results[-1])
            write(results, table)
    others = [str(path) for path in others if path.resolve() != table.resolve()]
    if others:
        print(f"Not read, for they are no notebooks: {', '.join(others)}")
    passed = sum(result.passed for result in results)
    print(f"{passed} of {len(results)} pass; the table is in {table}. Written answers wait to be read.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
