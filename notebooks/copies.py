"""Tells the cells of a copy that a student handed in apart: those that we gave, the answers, and the student's own.

A cell is known by its id, by nbgrader's grade_id, by its text or the check it holds, or by the cell that it stands behind:
front ends and graders lose one or the other. What we gave is run as we gave it, whatever became of it in the copy.
"""

import functools
import hashlib
import json
import re
import sys
import warnings
from pathlib import Path
from types import MappingProxyType

import nbformat

import hidden

NOTEBOOKS = Path(__file__).resolve().parent
sys.path.insert(0, str(NOTEBOOKS / "sources"))
import java_names  # noqa: E402

HAND_IN = "hand-in"
NAME = "name"
CHECK = "-check"
WHO = "who-it-is"
VERSION = "peaberry"  # in a released copy's metadata: its lesson, our version, and a sum of what we gave
SAVED = "handed-in.ipynb"
EMPTY_FOLDER = "a copy is graded in an empty folder, without the files that lay beside it"
OPENED = re.compile(r'Lesson\.open\("(\w+)"\)')
CALL = re.compile(r'lesson\.(?:check\("\w+"|name\(\)|handIn\()')


class Unreadable(Exception):
    """A file is no copy of a lesson; says why in one clause."""


def marks(cell):
    """What nbgrader knows of a cell."""
    found = cell["metadata"].get("nbgrader")
    return found if isinstance(found, dict) else {}


class Lesson:
    """Our student copy of a lesson."""

    def __init__(self, notebook):
        self.cells = {cell["id"]: cell for cell in notebook["cells"]}
        code = {name: cell for name, cell in self.cells.items() if cell["cell_type"] == "code"}
        self.given = {name: cell["source"] for name, cell in code.items() if marks(cell).get("locked")}
        self.graded = {name: marks(cell)["points"] for name, cell in self.cells.items() if marks(cell).get("grade")}
        self.checks = {name: points for name, points in self.graded.items() if name in code}
        self.asked = {name for name, cell in self.cells.items() if marks(cell).get("solution")}
        self.asked_for = set().union(*(java_names.declared(code[name]["source"]) for name in self.asked & code.keys()))
        prose = (cell["source"] for cell in self.cells.values() if cell["cell_type"] == "markdown")
        self.title = next((heading[1] for text in prose if (heading := re.match(r"# (.+)", text))), "")
        self.opening = next((text for text in self.given.values() if "Lesson.open(" in text), "")
        texts = [[name, cell["cell_type"], cell["source"]] for name, cell in self.cells.items()]
        self.content = hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]
        opened = OPENED.search(self.opening)
        self.name = opened[1] if opened else ""

    def relied_on(self):
        """The checks, and the given cells that declare what they use, directly or through another."""
        relied = set(self.checks)
        while True:
            used = set().union(*(java_names.words(self.given[name]) for name in relied))
            more = {name for name, text in self.given.items() if java_names.declared(text) & used}
            if more <= relied:
                return relied
            relied |= more

    def answers(self, exercise):
        """The variables that the student is to declare for an exercise."""
        return java_names.declared(self.cells[exercise]["source"])

    def place(self, name):
        """The heading above a cell, up to its colon; empty if there is none."""
        above = list(self.cells)[: list(self.cells).index(name)]
        prose = "\n".join(self.cells[cell]["source"] for cell in above if self.cells[cell]["cell_type"] == "markdown")
        headings = re.findall(r"(?m)^#+ ([^:\n]+)", prose)
        return headings[-1].strip() if headings else ""

    def known_as(self, exercise):
        """What an exercise is called in a reason: "Task 2 (fix)", or by its name alone if there is no heading above it."""
        place = self.place(exercise) if exercise in self.cells else ""
        return f"{place} ({exercise})" if place else exercise

    def check(self, name):
        """The text of a check that no name of the copy can mislead: the lesson is opened anew before it."""
        return f"{self.opening}\n;\n{self.given[name]}"


def lessons():
    return _lessons(NOTEBOOKS / "student")


@functools.cache
def _lessons(folder):
    return [Lesson(nbformat.read(path, as_version=4)) for path in sorted(folder.rglob("*.ipynb"))]


def read(path):
    """A copy's cells, each with metadata and a text, the lesson that it is a copy of, and what there is to note of its version."""
    with warnings.catch_warnings(action="ignore"):  # of cells without ids, which are known by the rest
        copy = nbformat.read(path, as_version=4)
        nbformat.validate(copy)
    nbformat.writes(copy).encode()  # which refuses half characters, that no table and no page could hold
    candidates = [(recognised(copy["cells"], lesson), lesson) for lesson in lessons()]
    names, lesson = max(candidates, key=lambda candidate: len(candidate[0]))
    if not names:
        raise Unreadable("it has no cell of any lesson")
    return copy["cells"], names, lesson, other_version(copy, lesson)


def other_version(copy, lesson):
    """What there is to note if a copy says that it is of another version, as a list; one that says nothing is taken as it is."""
    found = copy["metadata"].get(VERSION)
    if not isinstance(found, dict) or found.get("content") == lesson.content:
        return []
    return [f"it is a copy of another version ({found.get('version')}, {found.get('content')}); the checks of this one graded it"]


def recognised(cells, lesson):
    """The names of those cells of a copy that we gave or left to be answered, by their indices."""
    names = {}
    for name, own in lesson.cells.items():
        likely = [(likeness(cell, name, own), index) for index, cell in enumerate(cells) if index not in names]
        best = min((found for found in likely if found[0] is not None), default=None)
        if best:
            names[best[1]] = name
    behind = dict(zip(lesson.cells, list(lesson.cells)[1:]))
    for index, name in list(names.items()):
        following = behind.get(name)
        lost = following and following not in names.values() and following not in lesson.checks
        if lost and index + 1 < len(cells) and index + 1 not in names:
            if cells[index + 1]["cell_type"] == lesson.cells[following]["cell_type"]:
                names[index + 1] = following
    return names


def likeness(cell, name, own):
    """How sure it is that a cell is the one of ours with this name, 0 the surest; None if nothing says so."""
    if cell["cell_type"] != own["cell_type"]:
        return None
    same = cell["source"].strip() == own["source"].strip()
    if name in (cell.get("id"), cell["metadata"].get("id")):
        return 0
    if marks(cell).get("grade_id") == name:
        return 1 if same else 2
    if same:
        return 3
    call = CALL.search(own["source"]) if own["cell_type"] == "code" else None
    return 4 if call and call[0] in cell["source"] else None


def to_run(cells, names, lesson, tests=MappingProxyType({})):
    """The notebook that is run: the copy with what we gave as we gave it, the instructor's tests behind the checks, the hand-in
    last; and what was changed, as notes."""
    notes, run = [], []
    for index, cell in enumerate(cells):
        name = names.get(index)
        if name != HAND_IN and cell["cell_type"] == "code":
            if name in lesson.given and cell["source"].strip() != lesson.given[name].strip():
                notes.append(f"the given cell {first_line(lesson.given[name])} was changed; it was run as given")
            run.append(code(name or f"own-{index}", cell["source"], lesson))
    present = {cell["id"] for cell in run}
    order = [name for name, cell in lesson.cells.items() if cell["cell_type"] == "code"]
    for name in reversed(lesson.given):
        if name not in present and name != HAND_IN:
            notes.append(f"the given cell {first_line(lesson.given[name])} was gone; it was run in its place")
            later = set(order[order.index(name) :])
            place = next((index for index, cell in enumerate(run) if cell["id"] in later), len(run))
            run.insert(place, code(name, "", lesson))
            present.add(name)
    run = [part for cell in run for part in (cell, *further(cell, lesson, tests))]
    run.append(nbformat.v4.new_code_cell(f'{lesson.opening}\n;\nlesson.handIn("{SAVED}");', id=HAND_IN))
    if NAME in lesson.cells:
        run.append(nbformat.v4.new_code_cell(NAME, id=WHO))
    return nbformat.v4.new_notebook(cells=run), notes


def further(cell, lesson, tests):
    return hidden.cells(cell["id"].removesuffix(CHECK), tests) if cell["id"] in lesson.checks else []


def code(name, source, lesson):
    given = lesson.check(name) if name in lesson.checks else lesson.given.get(name, source)
    return nbformat.v4.new_code_cell(given, id=name)


def saved(cells, names):
    """The copy with its written answers under the names that the hand-in looks for."""
    texts = [nbformat.v4.new_markdown_cell(cell["source"], id=names[i]) for i, cell in enumerate(cells) if i in names]
    return nbformat.v4.new_notebook(cells=texts)


def first_line(source):
    return f"`{source.strip().splitlines()[0]}`"
