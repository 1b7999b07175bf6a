"""Tests of notebooks/feedback.py: what a student reads of a grade, and what not."""

import csv
import json
import re
from pathlib import Path

import pytest

import copies
import feedback
import grade


@pytest.fixture
def graded():
    """A grade of OmniCorp as grade.py fills it in."""
    lesson = next(lesson for lesson in copies.lessons() if "residuals" in lesson.cells)
    result = grade.Grade(Path("handed-in", "Ada.ipynb"), "Ada <Lovelace>", lesson, {"ols-check": 2, "residuals-check": 0}, 6)
    result.lacks("Task 2 (residuals): its cell failed: `x < 1`", "residuals-check", "its cell failed: `x < 1`")
    result.lacks("Question (coefficients): your answer is empty", "coefficients", "your answer is empty")
    result.lacks("its kernel died in the cell `a`")
    result.notes.append("a note for the instructor")
    return result


def test_a_page_has_name_result_points_and_reasons_by_section_and_what_waits_to_be_read(graded):
    page = feedback.page(graded)
    assert "<h1>OmniCorp: what does a server cost?</h1>" in page and "Ada &lt;Lovelace&gt;" in page
    assert '<strong class="fail">fail</strong>, 2 of 6 points by checks' in page
    assert "<td>Task 1 (ols)</td><td>2 of 2</td><td>correct</td>" in page
    assert "<td>Task 2 (residuals)</td><td>0 of 2</td><td>its cell failed: <code>x &lt; 1</code></td>" in page
    assert "<td>Interview question 1 (question1)</td><td>– of 2</td><td>waits to be read by your instructor</td>" in page
    assert "<td>– of 1</td><td>your answer is empty</td>" in page
    assert "<li>its kernel died in the cell <code>a</code></li>" in page


def test_a_page_has_no_notes_for_the_instructor_no_script_and_nothing_from_elsewhere(graded):
    page = feedback.page(graded)
    assert "note for the instructor" not in page and "handed-in" not in page
    assert "<script" not in page and "http" not in page and "prefers-color-scheme: dark" in page


def test_two_copies_never_share_a_page(tmp_path):
    places = [Path("a/x.ipynb"), Path("b/x.ipynb"), Path("x.ipynb"), Path("X.ipynb"), Path("x?.ipynb"), Path("x*.ipynb"), Path("a_x.ipynb")]
    names = [feedback.named(place) for place in places]
    assert len({name.casefold() for name in names}) == len(places)
    assert names == [feedback.named(place) for place in places]
    assert len(feedback.named(Path("é" * 200 + ".ipynb")).encode()) < 200


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Byron Ada_1001_assignsubmission_file_/omnicorp.ipynb", "Byron Ada_1001_assignsubmission_file-omnicorp"),
        ("Byron Ada_1001/notebook.ipynb", "Byron Ada_1001-notebook-omnicorp"),
        ("section 1/Ada Byron.ipynb", "Ada Byron-omnicorp"),
        ("byronada_12_omnicorp.ipynb", "byronada_12_omnicorp"),
        ("late.zip/4711/answers.ipynb", "late_zip-4711-answers-omnicorp"),
    ],
)
def test_a_page_is_named_after_student_or_folder_and_lesson(place, name):
    assert re.sub(r"-[0-9a-f]{12}\.html$", "", feedback.named(Path(place), "Ada Byron", "omnicorp")) == name


def test_a_copy_has_one_page_and_the_table_says_which(graded, tmp_path):
    (tmp_path / "feedback").mkdir()
    first = feedback.write(graded, tmp_path / "feedback", Path("a/x.ipynb"))
    graded.student = "X"
    second = feedback.write(graded, tmp_path / "feedback", Path("a/x.ipynb"))
    assert first.name.startswith("a-x-omnicorp-") and second.name.startswith("x-omnicorp-")
    assert list((tmp_path / "feedback").iterdir()) == [second]
    (tmp_path / "Ada.ipynb").write_text("{")
    assert grade.main([str(tmp_path)]) == 0
    with open(tmp_path / "grades.csv", encoding="utf-8-sig") as table:
        (row,) = csv.DictReader(table)
    assert (tmp_path / row["page"]).is_file() and row["page"].startswith("feedback/Ada-")


def test_a_file_that_is_no_notebook_gets_a_page_that_says_so_and_a_page_is_no_copy(tmp_path, capsys):
    (tmp_path / "Ada.ipynb").write_text("{")
    (tmp_path / "Ben.ipynb").write_text(json.dumps({"cells": [], "metadata": {"x": "\ud800"}, "nbformat": 4, "nbformat_minor": 4}))
    for _ in range(2):
        assert grade.main([str(tmp_path)]) == 0
    pages = sorted((tmp_path / "feedback").iterdir())
    assert len(pages) == 2
    assert all("the file is no notebook" in page.read_text(encoding="utf-8") for page in pages)
    assert "Not read" not in capsys.readouterr().out
