#!/usr/bin/env python3
"""Runs the copies that students handed in from top to bottom, and prints and writes what their checks say:
a table of points for you, a page for each student in the folder `feedback` beside it, in `written.csv` the answers that you
read and give points, and in `similar.csv` which answers are nearly the same.

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
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import changes
import copies
import feedback
import hidden
import running
import similar
import summary
import whose
import written
from copies import CHECK, HAND_IN, Unreadable, java_names

CELL_SECONDS = 60
LARGEST = 100_000_000  # bytes of a notebook that is unpacked
QUOTED = 12  # characters of a test's line that no other text has by chance
LONGEST = 200  # characters of a reason in the table
FURTHER = "a further test of your instructor did not pass"
IN_FURTHER = f"{FURTHER}, and what comes after it did not run"
BELOW = "its cell is empty, and your text stands in a cell of its own below it, where your instructor will read it"
UNDER_CHECK = "your answer stands below its check, which ran before it"
EXIT = re.compile(r"; the kernel goes on\. Use the Kernel menu to shut it down\.")
NO_FILE, NOT_THERE = re.compile(r"NoSuchFile|FileNotFound|No such file"), "No such file"
NO_POINTS = "your instructor gave no points for it"
NO_TESTS = MappingProxyType({})
LITERAL = re.compile(r'\bname\s*=\s*"([^"\\]*)"')
OF_JAVAC = re.compile(r"cell \[\d+], line \d+:")
OF_A_CHECK = re.compile(r"(?:.*: )?the check of \S+ (is not correct yet|has not run since the kernel started)")


@dataclass(frozen=True)
class Lack:
    """What is missing in a section, empty if in none, for the instructor, and as the student is told."""

    line: str
    section: str
    told: str


@dataclass
class Grade:
    """What came of one copy: the name in it, its lesson, points by exercise, None where a person gives them, the most that checks
    can give, what is missing, the answers that similar.py compares, the texts of written answers and what a person gave for them,
    notes for the instructor, a line each, and the student's page."""

    copy: Path
    student: str = ""
    lesson: copies.Lesson | None = None
    points: dict = field(default_factory=dict)
    most: int = 0
    lacking: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    written: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    page: str = ""

    def lacks(self, line, section="", told=None):
        """Adds what is missing; ``told`` is what the student is told of it, in a section of the feedback, if not the same."""
        self.lacking.append(Lack(line, section, told or line))

    @property
    def valid(self):
        """What is missing; of an answer that a person gave points or none, what that person found."""
        none = [name for name, mark in self.marks.items() if not mark.points and self.lesson.graded[name]]
        judged = [Lack(f"{self.lesson.known_as(name)}: {NO_POINTS}", name, NO_POINTS) for name in none]
        return [lack for lack in self.lacking if lack.section not in self.marks] + judged

    @property
    def missing(self):
        return [lack.line for lack in self.valid]

    @property
    def told(self):
        """What the student is told of what is missing, by section."""
        lines = {}
        for lack in self.valid:
            lines.setdefault(lack.section, []).append(lack.told)
        return lines

    @property
    def unread(self):
        """The written answers that wait for a person's points."""
        return [name for name in written.questions(self.lesson) if self.points.get(name) is None] if self.lesson else []

    @property
    def passed(self):
        """Whether every section has its work and its justification: the course's rule. A person who reads an answer may undo it."""
        return not self.missing

    @property
    def outcome(self):
        """In words, with what has still to be read."""
        if not self.passed:
            return "fail"
        waiting = len(self.unread)
        return f"pass, once {counted(waiting, 'written answer is', 'written answers are')} read" if waiting else "pass"

    @property
    def total(self):
        """The points of the checks."""
        return sum(points or 0 for name, points in self.points.items() if name in self.lesson.checks) if self.lesson else 0

    @property
    def all_points(self):
        """The points of checks and written answers, and the most that they can be; None for the first as long as answers wait."""
        most = sum(self.lesson.graded.values()) if self.lesson else 0
        return None if self.unread else written.rounded(sum(self.points.values())), most

    @property
    def score(self):
        """The points, in words."""
        points, most = self.all_points
        return f"{self.total} of {self.most} points by checks" if points is None else f"{points} of {most} points"


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
    result.written = written.answers(cells, names, lesson)
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
            result.points[name] = None if result.written[name] else 0
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
    below = list(written.misplaced(cells, names, lesson))
    result.notes += [f"{lesson.known_as(name)}: its cell is empty; {written.FILE} has what stands in cells below it" for name in below]
    if not ended and (said := failure(ran[HAND_IN])):
        lines = [line.removeprefix("- ") for line in said.splitlines()[1:]] or [shortened(said)]
        for line in lines:
            if not OF_A_CHECK.fullmatch(line):
                section = next((name for name in lesson.graded if line.startswith(f"{lesson.known_as(name)}: ")), "")
                line = f"{lesson.known_as(section)}: {BELOW}" if section in below else line
                result.lacks(line, section, line.removeprefix(f"{lesson.known_as(section)}: ") if section else line)
    for name in (name for name in ran if name in client.stopped and name.removesuffix(CHECK) not in wrong):
        result.lacks(f"the cell {copies.first_line(ran[name]['source'])} {client.stopped[name]}")
    result.lacking = [replace(lack, told=FURTHER) if quotes(lack.told, tests) else lack for lack in result.lacking]
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
        return f"its cell failed: {shortened(told)}{without_file(answer)}{follows}"
    if "is not attempted" in said and is_below(exercise, ran):
        return UNDER_CHECK
    if "is not attempted" in said:
        return "not attempted" if exercise in ran else "not attempted; its cell is gone"
    return shortened(said)


def without_file(cell):
    """What to add to an error of a file that is not there."""
    error = failed_with(cell)
    said = error["evalue"]
    return f"{'' if NOT_THERE in said else ' is not there'}; {copies.EMPTY_FOLDER}" if NO_FILE.search(f"{error['ename']} {said}") else ""


def is_below(exercise, ran):
    """Whether an answer ran after its check, although its own text has something for it."""
    order = list(ran)
    return exercise in ran and order.index(exercise) > order.index(exercise + CHECK) and not failure(ran[exercise])


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
    error = failed_with(cell)
    return error and EXIT.sub(", and the rest of the cell did not run", error["evalue"] or error["ename"])


def failed_with(cell):
    return next((output for output in cell["outputs"] if output["output_type"] == "error"), None)


def shown(cell):
    """The last thing that a cell shows, as text."""
    texts = [output["data"].get("text/plain", "") for output in cell["outputs"] if "data" in output]
    return texts[-1].strip() if texts else ""


def shortened(text):
    """The first line, cut to what a table can show."""
    line = (str(text).strip() or type(text).__name__).splitlines()[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def counted(number, one, many):
    return f"{number} {one if number == 1 else many}"


def row(result):
    most = result.lesson.graded if result.lesson else {}
    points, all_most = result.all_points
    return {
        "copy": str(result.copy),
        "lesson": result.lesson.name if result.lesson else "",
        "name": result.student,
        "result": "pass" if result.passed else "fail",
        "to read": len(result.unread),
        "points": "" if points is None else points,
        "most": all_most,
        "points by checks": result.total,
        "most by checks": result.most,
        **{name: f"? of {most[name]}" if given is None else given for name, given in result.points.items()},
        "page": result.page,
        "missing": "; ".join(result.missing),
        "notes": "; ".join(result.notes),
    }


def write(results, path):
    rows = [{column: written.harmless(str(value)) for column, value in row(result).items()} for result in results]
    first = ["copy", "lesson", "name", "result", "to read", "points", "most", "points by checks", "most by checks"]
    exercises = dict.fromkeys(name for result in results for name in result.points)
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [*first, *exercises, "page", "missing", "notes"])
        table.writeheader()
        table.writerows(rows)


def show(result):
    print(f"{result.outcome}  {result.score:>10}  {result.student or '(no name)'}  {result.copy}", flush=True)
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


def take_in(result, place, book, pages, table):
    """Fills in what a person gave, and writes the student's page."""
    written.fill(result, place, book)
    result.page = feedback.write(result, pages, place).relative_to(table.parent).as_posix()


def finish(results, places, book, pages, table):
    """Notes who handed in twice, and writes the tables with the points that were entered meanwhile; returns what hinders it."""
    for same in whose.twice(results):
        for result in same:
            others = ", ".join(str(other.copy) for other in same if other is not result)
            result.notes.append(f"{result.student} handed this lesson in more than once, also as {others}")
    file = table.with_name(written.FILE)
    fault = None
    try:
        book = written.read(file, copies.lessons())
        written.write(written.rows(list(zip(results, places)), book), book, file)
    except (written.Unusable, OSError) as error:
        fault = f"{error}\n{file} was left as it is: mend this and grade again."
    for result, place in zip(results, places):
        take_in(result, place, book, pages, table)
    write(results, table)
    return fault


def passes(results):
    """How many pass, in words, and of how many answers have still to be read."""
    passed = [result for result in results if result.passed]
    waiting = sum(bool(result.unread) for result in passed)
    once = f", {waiting} of them once their written answers are read" if waiting else ""
    return f"{len(passed)} of {len(results)} pass{once}"


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="the folder with the copies")
    options.add_argument("--csv", type=Path, help="the file to write, or the folder for it")
    options.add_argument("--seconds", type=int, default=CELL_SECONDS, help="how long a cell may run")
    options.add_argument("--tests", type=Path, metavar="FOLDER", help="your own tests, a file NAME.java for each lesson; see hidden.py")
    chosen = options.parse_args(arguments)
    try:
        tests = hidden.read(chosen.tests, copies.lessons()) if chosen.tests else NO_TESTS
        table = chosen.csv or chosen.folder
        table = table / "grades.csv" if table.is_dir() else table
        book = written.read(table.with_name(written.FILE), copies.lessons())
    except hidden.Unusable as error:
        print(error, file=sys.stderr)
        return 1
    except written.Unusable as error:
        print(f"{error}\nNothing was graded, and no file was changed.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as unpacked:
        found, others = handed_in(chosen.folder, Path(unpacked))
        if not found:
            print(f"There is no notebook in {chosen.folder}: give the folder with the copies that were handed in.", file=sys.stderr)
            return 1
        pages = table.with_name(feedback.FOLDER)
        results, places = [], []
        for path, known_as in found:
            results.append(grade(path, chosen.seconds, known_as, tests))
            places.append(known_as.relative_to(chosen.folder))
            take_in(results[-1], places[-1], book, pages, table)
            show(results[-1])
            write(results, table)
        fault = finish(results, places, book, pages, table)
        alike = similar.pairs(results)
        similar.write(alike, table.with_name(similar.FILE))
    tables = {path.resolve() for path in (table, table.with_name(similar.FILE), table.with_name(written.FILE))}
    others = [str(path) for path in others if path.resolve() not in tables and not feedback.is_page(path, pages)]
    if others:
        print(f"Not read, for they are no notebooks that can be opened: {', '.join(others)}")
    summary.show(results)
    waiting = sum(len(result.unread) for result in results)
    print(f"{passes(results)}; the table is in {table}.")
    if waiting:
        wait = counted(waiting, "written answer waits", "written answers wait")
        print(f"{wait} for your points, in {table.with_name(written.FILE)}: fill them in and grade again.")
    print(f"Feedback, a page for each copy, is in {pages}.")
    if alike:
        print(f"Nearly the same answers, for a person to look at; they are in {table.with_name(similar.FILE)} too:")
    for pair in alike:
        print(f"  {round(100 * pair.alike):>3} %  {pair.copy}  {pair.other}  {', '.join(pair.exercises)}")
    if fault:
        print(fault, file=sys.stderr)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
