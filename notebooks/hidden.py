"""Reads the instructor's own tests, which no copy has: a file NAME.java for a lesson, in the format of the lessons' sources.

    // %% exercise="score"
    if (score < 0) throw new AssertionError("a score below 0");

Each cell runs in a copy's kernel right behind the check of its exercise, as it stands, and passes if it runs to its end.
"""

import re

import nbformat

HEAD = re.compile(r'// %%(?P<prose> \[markdown])?(?: exercise="(?P<exercise>[^"]*)")?\s*')
PREFIX = "further-"  # of the tests' ids, which no lesson's cell has


class Unusable(Exception):
    """A folder of tests cannot be used as it is; says why in one sentence."""


def read(folder, lessons):
    """The tests in a folder: for each lesson the cells of each exercise, by the lesson's and the exercise's names."""
    if not folder.is_dir():
        raise Unusable(f"There is no folder {folder}: give the one with your tests, a file NAME.java for each lesson.")
    files = sorted(folder.glob("*.java"))
    if not files:
        raise Unusable(f"There is no test in {folder}: name a file as the lesson that it is for, such as {lessons[0].name}.java.")
    known = {lesson.name: lesson for lesson in lessons}
    tests = {}
    for file in files:
        if file.stem not in known:
            raise Unusable(f"{file} is for no lesson of ours: name it as the lesson is named, such as {lessons[0].name}.java.")
        tests[file.stem] = parsed(file, known[file.stem])
    return tests


def parsed(file, lesson):
    """The cells of a file, in lists by exercise."""
    found, lines = {}, None
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unusable(f"{file} cannot be read: save it as text in UTF-8.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{file}, line {number}"
        if line.startswith("// %%"):
            lines = []
            head = HEAD.fullmatch(line)
            if head and head["prose"]:
                continue
            if not head or not head["exercise"]:
                raise Unusable(f'{place}: expected // %% exercise="NAME" with the exercise that the test is for, got {line}')
            if f"{head['exercise']}-check" not in lesson.checks:
                checked = ", ".join(name.removesuffix("-check") for name in lesson.checks)
                raise Unusable(f"{place}: {lesson.name} checks no exercise {head['exercise']}: name one of {checked}.")
            found.setdefault(head["exercise"], []).append(lines)
        elif lines is not None:
            lines.append(line)
        elif line.strip() and not line.startswith("//"):
            raise Unusable(f'{place}: put // %% exercise="NAME" above the first test, with the exercise that it is for.')
    tests = {exercise: ["\n".join(cell).strip() for cell in cells] for exercise, cells in found.items()}
    if not tests or not all(all(cells) for cells in tests.values()):
        raise Unusable(f"{file} has {'an empty test' if tests else 'no test'}: write its code below // %% exercise=\"NAME\".")
    return tests


def cells(exercise, tests):
    """The cells to run behind the check of an exercise."""
    return [nbformat.v4.new_code_cell(text, id=f"{PREFIX}{exercise}-{i}") for i, text in enumerate(tests.get(exercise, ()), start=1)]


def is_test(cell):
    return cell["id"].startswith(PREFIX)


def of(exercise, notebook):
    """The tests of an exercise in a notebook that ran."""
    name = re.compile(rf"{PREFIX}{re.escape(exercise)}-\d+")
    return [cell for cell in notebook["cells"] if name.fullmatch(cell["id"])]
