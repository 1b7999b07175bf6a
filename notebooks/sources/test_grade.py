"""Tests of notebooks/grade.py, with copies as students hand them in. They need the kernel to be installed."""

import csv
import json
import sys

import nbformat
import pytest

import build
from test_build import OTHER_WAYS, by_id

sys.path.insert(0, str(build.NOTEBOOKS))
import grade  # noqa: E402

REASONS = "The residuals bend with age, so a straight line is wrong; a curve of age mends it, as the figures above say."
SUICIDE = 'new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();'
WRITTEN = {
    "coefficients": REASONS,
    "question1": f"- **Observation:** {REASONS}\n- **Violation:** linearity\n- **Fix:** a square of age",
    "recommendation": REASONS,
}


@pytest.fixture
def hand_in(tmp_path):
    """Writes a copy of OmniCorp with these answers and returns its path."""

    def written(answers, name="Ada Lovelace", drop=()):
        notebook = nbformat.read(build.NOTEBOOKS / "student" / "scenarios" / "omnicorp.ipynb", as_version=4)
        for exercise, answer in answers.items():
            by_id(notebook)[exercise]["source"] = answer
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in drop]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    return written


def test_a_complete_copy_passes_with_all_points_of_its_checks_and_is_not_changed(hand_in):
    path = hand_in({**OTHER_WAYS, **WRITTEN})
    before = path.read_bytes()
    result = grade.grade(path)
    assert result.missing == []
    assert result.points == {
        "ols-check": 2,
        "coefficients": None,
        "residuals-check": 2,
        "question1": None,
        "fix-check": 2,
        "recommendation": None,
    }
    assert path.read_bytes() == before


def test_what_is_missing_is_listed_and_the_rest_keeps_its_points(hand_in):
    answers = {**OTHER_WAYS, **WRITTEN, "fix": "double betterRmse = 10;", "coefficients": ""}
    result = grade.grade(hand_in(answers, name="Somebody"))
    assert result.total == 4 and not result.passed
    assert result.missing == [
        "this file is Somebody.ipynb; rename it to Ada Lovelace.ipynb",
        "Question (coefficients): your answer is empty",
        "Task 3: the check of fix is not correct yet",
    ]


def test_a_check_that_the_student_changed_or_removed_is_ours_again(hand_in):
    answers = {"name": OTHER_WAYS["name"], "ols-check": "1", **WRITTEN}
    result = grade.grade(hand_in(answers, drop=["residuals-check", "hand-in"]))
    assert result.total == 0
    assert "Task 1: the check of ols is not correct yet" in result.missing
    assert "Task 2: the check of residuals is not correct yet" in result.missing


@pytest.mark.parametrize(
    "code, said",
    [("while (true) {}", "`while (true) {}` ran for more than 20 seconds"), (SUICIDE, "its kernel died in the cell `new ProcessBuilder")],
)
def test_a_copy_that_loops_or_kills_its_kernel_is_told_and_the_next_is_graded(hand_in, tmp_path, capsys, code, said):
    hand_in({**OTHER_WAYS, **WRITTEN, "residuals": code}, name="A")
    hand_in({"name": 'String name = "B";'}, name="B")
    (tmp_path / "C.ipynb").write_text("{")
    (tmp_path / "D.ipynb").write_text(json.dumps(nbformat.v4.new_notebook()))
    table = tmp_path / "grades.csv"
    assert grade.main([str(tmp_path), "--csv", str(table), "--seconds", "20"]) == 0
    assert "0 of 4 pass" in capsys.readouterr().out
    rows = list(csv.DictReader(table.open()))
    assert said in rows[0]["missing"] and rows[0]["points by checks"] == "2"
    assert rows[1]["points by checks"] == "0" and "Task 1: the check of ols" in rows[1]["missing"]
    assert rows[2]["missing"].startswith("the file is no notebook")
    assert rows[3]["missing"] == "the file cannot be graded: it has no cell of any lesson"


def test_a_folder_without_copies_is_said_in_one_sentence(tmp_path, capsys):
    assert grade.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"There is no notebook in {tmp_path}: give the folder with the copies that were handed in.\n"
