"""Tests of notebooks/summary.py: the class at a glance, and who handed in twice."""

from pathlib import Path

import copies
import grade
import summary
import whose
import written

(LESSON,) = (lesson for lesson in copies.lessons() if lesson.name == "omnicorp")


def graded(name, right, read=False):
    """A grade of OmniCorp with two points in these tasks."""
    points = {check: 2 * (check in right) for check in LESSON.checks if LESSON.graded[check]}
    result = grade.Grade(Path(name), "Ada Byron", LESSON, points | dict.fromkeys(written.questions(LESSON)), 6)
    if read:
        result.written = dict.fromkeys(written.questions(LESSON), "text")
        result.marks = dict.fromkeys(result.written, written.Mark(1))
        result.points |= dict.fromkeys(result.written, 1)
    return result


def test_each_task_has_a_line_with_how_many_did_it():
    results = [graded("a", {"ols-check", "residuals-check"}, read=True), graded("b", {"ols-check"}), grade.Grade(Path("c"))]
    results[1].student = "Ben"
    results[1].lacks("Task 3 (fix): not attempted")
    assert list(summary.lines(results)) == [
        "omnicorp: 1 of 2 pass",
        "  Task 1 (ols): 2 of 2",
        "  Question (coefficients): 1 of 2 read",
        "  Task 2 (residuals): 1 of 2",
        "  Interview question 1 (question1): 1 of 2 read",
        "  Task 3 (fix): 0 of 2",
        "  Question (recommendation): 1 of 2 read",
    ]


def test_a_student_who_handed_in_twice_is_noted_in_both_rows_and_nobody_else():
    one, again, other, unnamed = graded("a", ()), graded("b", ()), graded("c", ()), grade.Grade(Path("d"))
    again.student, other.student = "BYRON, Ada", "Ada Byrons"
    assert whose.twice([one, again, other, unnamed]) == [[one, again]]


def test_the_table_and_the_terminal_say_who_handed_in_twice(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grade, "grade", lambda path, seconds, known_as, tests: graded(known_as, ()))
    for name in "ab":
        (tmp_path / f"{name}.ipynb").write_text("")
    assert grade.main([str(tmp_path)]) == 0
    note = f"Ada Byron handed this lesson in more than once, also as {tmp_path}/b.ipynb"
    assert note in (tmp_path / "grades.csv").read_text("utf-8-sig")
    said = capsys.readouterr().out
    assert "  Task 1 (ols): 0 of 2\n" in said
    assert f"Ada Byron handed omnicorp in more than once: {tmp_path}/a.ipynb, {tmp_path}/b.ipynb" in said
