"""nbgrader's whole round trip with one of our lessons and the installed kernel: each copy ends with the right points, whatever is
in it. `make test-nbgrader` makes nbgrader's environment and runs this; without it the tests fail, they are not skipped."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[4]
BIN = TOP / "build" / "nbgrader-venv" / "bin"
NOTEBOOKS = TOP / "notebooks"
LESSON = "ex_03_2_bernoulli_mle"
CHECKS = ("mle-check", "curves-check", "search-check")
EVERYBODYS = """
c = get_config()
c.CourseDirectory.course_id = "java"
c.Exchange.root = {!r}
c.Execute.timeout = 15
"""
POINTS = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1]) as book:
    found = {
        submission.student.id: {g.name: g.auto_score for notebook in submission.notebooks for g in notebook.grades}
        for submission in book.find_assignment("coins").submissions
    }
print(json.dumps(found))
"""


def ours():
    """Our answers, from the solved copy."""
    cells = json.loads((NOTEBOOKS / "solved" / "exercises" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))["cells"]
    return {cell["id"].removesuffix("-solution"): "".join(cell["source"]) for cell in cells}


OURS = ours()
RIGHT = {name: OURS[name] for name in ("name", "mle", "curves", "search", "question")}
THREADS = "while (true) Thread.ofPlatform().start(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) {} });"
SUICIDE = 'new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();'
GIGABYTE = 'String line = "x".repeat(1_000_000); for (int i = 0; i < 1000; i++) IO.println(line);'


def without(*names):
    return lambda cells: [cell for cell in cells if cell["id"] not in names]


def twice(*names):
    return lambda cells: [copy for cell in cells for copy in [cell, dict(cell)][: 1 + (cell["id"] in names)]]


def as_it_is(cells):
    return cells


# Each copy: its answers, what else was done to its cells, and the points of the three checks.
COPIES = {
    "right": (RIGHT, as_it_is, (1, 2, 2)),
    "wrong": ({**RIGHT, "mle": "double mle = 0.5;"}, as_it_is, (0, 2, 2)),
    "untouched": ({}, as_it_is, (0, 0, 0)),
    "loops": ({**RIGHT, "curves": "while (true) {}"}, as_it_is, (1, 0, 2)),
    "exits": ({**RIGHT, "curves": "System.exit(0);"}, as_it_is, (1, 0, 2)),
    "killed": ({**RIGHT, "curves": SUICIDE}, as_it_is, (1, 0, 0)),
    "threads": ({**RIGHT, "curves": THREADS}, as_it_is, (1, 0, 0)),
    "gigabyte": ({**RIGHT, "curves": GIGABYTE}, as_it_is, (1, 0, 2)),
    "deleted": (RIGHT, without("curves"), (1, 0, 2)),
    "unchecked": ({**RIGHT, "mle": "double mle = 0.5;"}, without("mle-check"), (0, 2, 2)),
    "unchecked-right": (RIGHT, without("mle-check", "search-check"), (1, 2, 2)),
    "duplicated": (RIGHT, twice("mle", "curves-check"), (1, 2, 2)),
    "swapped": ({**RIGHT, "mle": RIGHT["search"], "search": RIGHT["mle"]}, as_it_is, (0, 2, 2)),
    "edited": ({"mle-check": "1", "curves-check": "2", "search-check": "3"}, as_it_is, (0, 0, 0)),
}
BROKEN = "broken"


class Course:
    """An instructor's folder, an exchange and a student's folder for each."""

    def __init__(self, root):
        self.root, self.course, self.exchange = root, root / "course", root / "exchange"
        self.fetched = root / "coins"
        source = self.course / "source" / "coins"
        for folder in (source, self.exchange):
            folder.mkdir(parents=True)
        self.exchange.chmod(0o777)
        shutil.copy2(NOTEBOOKS / "student" / "exercises" / f"{LESSON}.ipynb", source)
        for name in ("nbgrader_config.py", "limits.py"):
            shutil.copy2(NOTEBOOKS / name, self.course)
        (root / "config").mkdir()
        (root / "config" / "nbgrader_config.py").write_text(EVERYBODYS.format(str(self.exchange)), encoding="utf-8")
        own = {"HOME": str(root), "XDG_DATA_HOME": str(root / "data"), "JUPYTER_CONFIG_DIR": str(root / "config")}
        path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}  # nbgrader calls alembic by its name
        kernels = {"JUPYTER_PATH": str(TOP / ".venv" / "share" / "jupyter"), "PEABERRY_PROGRESS": str(root / "progress.txt")}
        self.environment = {**os.environ, **own, **path, **kernels}

    def nbgrader(self, *arguments, at=None, fails=False):
        done = subprocess.run(
            [BIN / "nbgrader", *arguments],
            cwd=at or self.course,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stderr[-5000:]
        return done.stderr

    def submit(self, student, change):
        """A student changes a copy that was fetched, and hands it in."""
        home = self.root / "students" / student
        shutil.copytree(self.fetched, home / "coins")
        path = home / "coins" / f"{LESSON}.ipynb"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        self.nbgrader("submit", "coins", f"--CourseDirectory.student_id={student}", at=home)


def answered(answers, also):
    def change(text):
        notebook = json.loads(text)
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        return json.dumps({**notebook, "cells": also(notebook["cells"])})

    return change


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course after one assignment has gone all the way."""
    course = Course(tmp_path_factory.mktemp("course"))
    course.nbgrader("generate_assignment", "coins")
    course.nbgrader("release_assignment", "coins")
    course.nbgrader("fetch_assignment", "coins", at=course.root)
    changes = {student: answered(answers, also) for student, (answers, also, _) in COPIES.items()}
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(course.submit, [*changes, BROKEN], [*changes.values(), lambda text: text[:100]]))
    course.nbgrader("collect", "coins")
    course.said = course.nbgrader("autograde", "coins", fails=True)  # for the broken file alone
    course.nbgrader("generate_feedback", "coins")
    course.nbgrader("release_feedback", "coins")
    read = subprocess.run([BIN / "python", "-c", POINTS, course.course / "gradebook.db"], capture_output=True, text=True, check=True)
    course.points = json.loads(read.stdout)
    return course


@pytest.mark.parametrize("student", COPIES)
def test_a_copy_has_the_right_points_and_its_feedback(course, student):
    assert tuple(course.points[student][check] for check in CHECKS) == COPIES[student][2]
    page = course.course / "feedback" / student / "coins" / f"{LESSON}.html"
    assert "<html" in page.read_text(encoding="utf-8")


def test_the_release_has_our_stubs_and_the_kernel_that_ran_is_ours(course):
    release = json.loads((course.course / "release" / "coins" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    stubs = {cell["id"]: "".join(cell["source"]) for cell in release["cells"]}
    assert stubs["mle"] == "double mle = todo();" and "YOUR CODE" not in str(stubs)
    graded = json.loads((course.course / "autograded" / "right" / "coins" / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    (check,) = (cell for cell in graded["cells"] if cell["id"] == "mle-check")
    assert "mle is correct" in json.dumps(check["outputs"])


def test_why_a_kernel_was_ended_stands_in_the_feedback(course):
    page = (course.course / "feedback" / "threads" / "coins" / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "This cell started more than 2,000 threads." in page
    assert "This cell did not run: the kernel ended before it." in page


def test_a_broken_file_is_told_and_the_others_are_graded(course):
    errors = [line for line in course.said.splitlines() if "There was an error processing" in line]
    assert errors and all(BROKEN in line for line in errors)
    assert not (course.course / "feedback" / BROKEN).exists()
    assert set(COPIES) <= set(course.points)


def test_the_solutions_of_a_notebook_that_is_no_lesson_are_cleared(course):
    graded = {"nbgrader": {"grade": False, "grade_id": "square", "locked": False, "schema_version": 3, "solution": True, "task": False}}
    text = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
    cell = {"cell_type": "code", "execution_count": None, "id": "square", "metadata": graded, "outputs": [], "source": text}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    source = course.course / "source" / "squares"
    source.mkdir()
    (source / "squares.ipynb").write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    course.nbgrader("generate_assignment", "squares")
    release = json.loads((course.course / "release" / "squares" / "squares.ipynb").read_text(encoding="utf-8"))
    assert "x * x" not in "".join(release["cells"][0]["source"])
    assert "def square(x):" in "".join(release["cells"][0]["source"])


def test_a_course_with_settings_of_its_own_loads_ours_beside_them(course):
    other = course.root / "other"
    shutil.copytree(course.course / "source" / "coins", other / "source" / "coins")
    (other / "nbgrader_config.py").write_text('load_subconfig("lessons_config.py")\nc.ClearSolutions.code_stub = {"java": "// YOURS"}\n', encoding="utf-8")
    shutil.copy2(NOTEBOOKS / "nbgrader_config.py", other / "lessons_config.py")
    shutil.copy2(NOTEBOOKS / "limits.py", other)
    course.nbgrader("generate_assignment", "coins", at=other)
    release = (other / "release" / "coins" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "double mle = todo();" in release and "YOURS" not in release
