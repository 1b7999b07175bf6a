"""Builds notebooks/README.ipynb: every lesson with its topic, level, minutes, what to know before it, and its copies.

Nothing stands here twice: all is read from the head of each source, its title and the lines below.
"""

import re
from pathlib import Path

import nbformat

import build
from build import METADATA, SourceError, target, written

NAME = "README.ipynb"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
EXERCISE = re.compile(r"^\*Chapter (?P<chapter>\d+), (?P<topic>.+) · (?P<stars>\w+) stars? · about (?P<minutes>\d+) minutes\*$", re.MULTILINE)
SCENARIO = re.compile(r"\*\*Time:\*\* about (?P<minutes>\d+) minutes\.")
PART = re.compile(r"^\*.*\bpart (\d+)", re.MULTILINE)  # of the course's document
BEFORE = re.compile(r"\*\*Before this:\*\* (.+?)\.(?=\s+\*\*|\n\n|\Z)", re.DOTALL)
LEARN = re.compile(r"\*\*You will learn\*\* (.+?)\.(?=\s+\*\*|\n\n|\Z)", re.DOTALL)
STARS = {"one": "★", "two": "★★", "three": "★★★"}

HEAD = """\
# Peaberry's notebooks
Open a student copy, save it under your own name in a folder of its own, as its first cell says, and work from top to bottom:
write your code into the cells for it, and run the checks. The solved copies are ours, with all outputs; look at them afterwards.
"""
PROGRESS = """\
## How far you are
The next cell lists the notebooks that you have begun, in the order of the lists above, and how many of their checks came out as
correct, the one of your name aside. It is kept in a file on the machine where your kernel runs. Run it again whenever you like.
"""
CLAIMS = """\
## The ledger
What the course's texts claim, each measured in Java and in Python: [the ledger of claims](solved/claims.ipynb).
"""


def read(source: Path) -> dict:
    """What the index says of a lesson, from its first cell; raises SourceError if that does not say it."""
    first = source.read_text(encoding="utf-8").split("\n// %%")[0]
    text = "\n".join(line.removeprefix("//").strip() for line in first.splitlines()[1:])
    title, exercise, scenario = TITLE.search(text), EXERCISE.search(text), SCENARIO.search(text)
    if not title or not (exercise or scenario):
        raise SourceError(
            f"{source.name}: its first cell needs `# A title` and its time: `**Time:** about 40 minutes.` in a scenario, or in an exercise "
            "a line `*Chapter 5, a topic · two stars · about 40 minutes*`"
        )
    before, learn = BEFORE.search(text), LEARN.search(text)
    part = PART.search(text)
    found = {"part": int(part[1]) if part else 0, "title": title[1], "before": _line(before), "learn": _line(learn), "source": source}
    return found | (exercise or scenario).groupdict()


def _line(match):
    """A sentence in one line, without links: those lead from the lesson's folder, not from here."""
    return re.sub(r"\[([^]]+)]\([^)]+\)", r"\1", " ".join(match[1].split())) if match else ""


def notebook(sources: list[Path]) -> nbformat.NotebookNode:
    lessons = [read(source) for source in sources]
    scenarios = sorted((lesson for lesson in lessons if "chapter" not in lesson), key=lambda lesson: lesson["part"])
    exercises = sorted((lesson for lesson in lessons if "chapter" in lesson), key=_number)
    cells = [
        nbformat.v4.new_markdown_cell(HEAD.strip(), id="index-head"),
        nbformat.v4.new_markdown_cell(
            _table("## The scenarios", ["notebook", "you will learn", "minutes", "before this", ""],
                   [[_link(s), s["learn"], s["minutes"], s["before"], _solved(s)] for s in scenarios]),
            id="index-scenarios"),
        nbformat.v4.new_markdown_cell(
            _table("## The worked exercises", ["notebook", "chapter", "level", "minutes", "before this", ""],
                   [[_link(e), f"{e['chapter']}, {e['topic']}", STARS[e["stars"]], e["minutes"], e["before"], _solved(e)]
                    for e in exercises]),
            id="index-exercises"),
        nbformat.v4.new_markdown_cell(PROGRESS.strip(), id="index-progress"),
        nbformat.v4.new_code_cell("import peaberry.teach.LearningRecord;\n\nLearningRecord.read()", id="index-progress-table"),
        nbformat.v4.new_markdown_cell(CLAIMS.strip(), id="index-claims"),
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)


def _number(exercise):
    """An exercise's chapter and its number in it."""
    number = re.search(r"\bExercise (\d+)\.(\d+)\b", exercise["title"])
    if not number or number[1] != exercise["chapter"]:
        raise SourceError(f"{exercise['source'].name}: its title needs \"Exercise {exercise['chapter']}.N\", N its number in the chapter")
    return int(number[1]), int(number[2])


def _table(heading, columns, rows):
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join([heading, "", *("| " + " | ".join(line) + " |" for line in lines)])


def _link(lesson):
    return f"[{lesson['title']}]({target('student', lesson['source']).relative_to(build.NOTEBOOKS)})"


def _solved(lesson):
    return f"[solved]({target('solved', lesson['source']).relative_to(build.NOTEBOOKS)})"


def write(sources: list[Path]) -> list[str]:
    """Writes the index and says what hindered it."""
    try:
        (build.NOTEBOOKS / NAME).write_text(written(notebook(sources)), encoding="utf-8")
    except SourceError as error:
        return [str(error)]
    return []


def stale(sources: list[Path]) -> list[str]:
    """What of the committed index does not fit the sources."""
    committed = build.NOTEBOOKS / NAME
    try:
        fits = committed.exists() and committed.read_text(encoding="utf-8") == written(notebook(sources))
    except SourceError as error:
        return [str(error)]
    return [] if fits else [f"{NAME} is stale: run make notebooks"]
