"""Keeps the points that a person gives for written answers in a table beside the others, `written.csv`.

Grading writes a row for each answer. The instructor fills in points and, if there is something to say to the student, a remark;
grading reads them back. They count as long as the answer has the same text: it is known by a sum of it, so that a spreadsheet
may do to the text what it likes. What was entered is never dropped: where a text changed, or a copy is gone, the row says so.
"""

import csv
import hashlib
import io
import math
import os
import re
from dataclasses import dataclass, field

FILE = "written.csv"
KEY = ("copy", "lesson", "question")
SUM = "sum of the text"
COLUMNS = ("copy", "student", "lesson", "question", "heading", "answer", "most points", "points", "remark", "note", SUM)
NEEDED = (*KEY, "points", "remark", SUM)
LONGEST = 30_000  # characters of an answer in the table; a spreadsheet's cell has 32,767
GRADERS_STUB = "YOUR ANSWER HERE"  # nbgrader's
CHANGED = "the text has changed since you "
GONE = "this copy was not among those that were graded last"
# What a spreadsheet may take for the start of a formula, also where it cuts at lines and semicolons; a list's dash is none.
FORMULA = re.compile(r"(\A\s*|[;\n\t][ ]*)(?=[=+@]|-(?![\s-]))|\A(?=-)")
KEPT = re.compile(r"(\A\s*|[;\n\t][ ]*)'(?=[=+@-])")


class Unusable(Exception):
    """The table cannot be used as it is; says why, a sentence a line."""


@dataclass(frozen=True)
class Mark:
    """What a person gave for an answer."""

    points: float
    remark: str = ""


@dataclass
class Book:
    """The rows of the table, each a dict of texts, how its fields are divided, and columns that the instructor added."""

    rows: list = field(default_factory=list)
    divider: str = ","
    more: tuple = ()

    def find(self, key, student, sum_of_text):
        """The row of an answer, None if there is none: that of its copy, or one of the same text by the same student."""
        same = [row for row in self.rows if tuple(row[name] for name in KEY) == key]
        known = (*key[1:], student, sum_of_text)
        moved = (row for row in self.rows if student and self._of(row) == known and number(row["points"]) is not None)
        return max(same, key=lambda row: bool(row["points"])) if same else next(moved, None)

    @staticmethod
    def _of(row):
        return row["lesson"], row["question"], row.get("student"), row[SUM]


def answers(cells, names, lesson):
    """The text of each written answer, empty if there is none; cells of the student's own right below it belong to it."""
    found = dict.fromkeys(questions(lesson), "")
    for index, cell in enumerate(cells):
        name = names.get(index)
        if name in found:
            parts = [cell["source"]] if words(cell["source"], lesson.cells[name]["source"]) else []
            found[name] = "\n\n".join([*parts, *below(index, cells, names)]).replace("\0", "").strip()
    return found


def questions(lesson):
    return [name for name in lesson.graded if name not in lesson.checks]


def below(index, cells, names):
    """The student's own texts right below a cell."""
    for following in range(index + 1, len(cells)):
        if following in names or cells[following]["cell_type"] != "markdown":
            return
        if cells[following]["source"].strip():
            yield cells[following]["source"]


def words(text, stub):
    """The words of an answer that are not its stub's."""
    stubs = [line.strip() for line in stub.splitlines() if line.strip()]
    own = []
    for line in map(str.strip, text.splitlines()):
        own.append(line.removeprefix(next((known for known in stubs if line.startswith(known)), "")).replace(GRADERS_STUB, ""))
    return " ".join(own).split()


def misplaced(cells, names, lesson):
    """The questions whose cell is empty, while a cell of the student's own below it has text."""
    for index, cell in enumerate(cells):
        name = names.get(index)
        if name in questions(lesson) and not words(cell["source"], lesson.cells[name]["source"]) and any(below(index, cells, names)):
            yield name


def sum_of(text):
    """What tells a text from others, with a letter in front, for a spreadsheet would take some sums for numbers."""
    return "t" + hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def fill(result, place, book):
    """Takes into a grade what a person gave for its answers, for a copy that lies at a place in the folder."""
    result.marks = {}
    for question, text in result.written.items():
        row = book.find((place.as_posix(), result.lesson.name, question), result.student, sum_of(text))
        given = number(row["points"]) if row and row[SUM] == sum_of(text) else None
        result.points[question] = given if given is not None or text else 0
        if given is not None:
            result.marks[question] = Mark(given, row["remark"])
        elif row and (note := changed(row, text)).startswith(CHANGED):
            line = f"{result.lesson.known_as(question)}: {note}"
            result.notes += [line] if line not in result.notes else []


def changed(row, text):
    """The note of a row whose answer waits to be read: what was given for the text before, if that has changed."""
    if row[SUM] == sum_of(text) or not (row["points"] or row["remark"]):
        return row.get("note", "") if row.get("note", "").startswith(CHANGED) else ""
    given = [f"gave {row['points']}"] if row["points"] else []
    given += [f"wrote “{row['remark']}”"] if row["remark"] else []
    return f"{CHANGED}{' and '.join(given)}: read it again"


def rows(results, book):
    """The rows to write for these results, each with the place of its copy: theirs, then those that are of none of them and have
    something entered."""
    found, used = [], []
    for result, place in results:
        for question, text in result.written.items():
            key = (place.as_posix(), result.lesson.name, question)
            old = book.find(key, result.student, sum_of(text))
            used.append(id(old))
            found.append(row(result, key, text, old or {}))
    for old in book.rows:
        if id(old) not in used and (old["points"] or old["remark"] or changed(old, "")):
            found.append({**old, "note": old.get("note") or GONE})
    return found


def row(result, key, text, old):
    question = key[2]
    same = old and old[SUM] == sum_of(text)
    entered = {"points": old["points"], "remark": old["remark"], "note": ""} if same else {"points": "", "remark": "", "note": ""}
    if old and not entered["points"]:
        entered["note"] = changed(old, text)
    if not text and not entered["points"] and not entered["note"]:
        entered["note"] = "there is no answer: it counts 0"
    return old | entered | dict(zip(KEY, key)) | {
        "student": result.student,
        "heading": result.lesson.place(question),
        "answer": text if len(text) <= LONGEST else text[: LONGEST - 1] + "…",
        "most points": str(result.lesson.graded[question]),
        SUM: sum_of(text),
    }


def read(path, lessons):
    """The table as the instructor left it, an empty one if there is none."""
    if not path.exists():
        return Book()
    text = decoded(path.read_bytes())
    head = text.split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    try:
        lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=divider, restval="")
        lacking = [column for column in NEEDED if column not in (lines.fieldnames or ())]
        if lacking:
            raise Unusable(f"{path}, line 1: expected the columns {', '.join(NEEDED)}, got none named {', '.join(lacking)}.")
        book, wrong = Book([], divider, tuple(name for name in lines.fieldnames if name and name not in COLUMNS)), []
        most = {(lesson.name, question): points for lesson in lessons for question, points in lesson.graded.items()}
        for count, line in enumerate(lines, start=2):
            entry = {column: restored(value if column == "copy" else value.strip()) for column, value in line.items() if column}
            if not any(entry.values()):
                continue
            book.rows.append(entry)
            place = f"line {count}" if count == lines.line_num else f"row {count} (line {lines.line_num} of the text)"
            wrong += [f"{path}, {place}: {fault}" for fault in faults(entry, most.get((entry["lesson"], entry["question"])))]
    except csv.Error as error:
        raise Unusable(f"{path} cannot be read as a table: {error}.") from None
    if wrong:
        raise Unusable("\n".join(wrong))
    return book


def faults(entry, most):
    """What is wrong with the points of a row, as a list of at most one sentence."""
    points = number(entry["points"])
    if not entry["points"] or points is not None and 0 <= points <= (math.inf if most is None else most):
        return []
    span = "0 or more" if most is None else f"0 to {most}"
    return [f"expected points for {entry['question']} of {entry['copy']} from {span}, got {entry['points']}."]


def number(text):
    """The number that a text is, with a point or a comma; None if it is none."""
    if not re.fullmatch(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?", text):
        return None
    return rounded(float(text.replace(",", ".")))


def rounded(value):
    return int(value) if value == int(value) else round(value, 6)


def decoded(data):
    """The text of a file that a spreadsheet saved."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def harmless(text):
    """A text that no spreadsheet takes for a formula."""
    return FORMULA.sub(lambda found: f"{found[1] or ''}'", text)


def restored(text):
    return KEPT.sub(r"\1", text)


def write(found, book, path):
    """Writes rows in the way of the table before; it is there in whole or not changed at all."""
    new = path.with_name(f".{path.name}.new")
    with open(new, "w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [*COLUMNS, *book.more], delimiter=book.divider, restval="", extrasaction="ignore")
        table.writeheader()
        table.writerows({column: harmless(value) for column, value in line.items()} for line in found)
    os.replace(new, path)
