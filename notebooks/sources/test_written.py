"""Tests of notebooks/written.py: points that a person gives are read, count, and are never lost."""

import csv
import io
from pathlib import Path

import nbformat
import pytest

import build
import copies
import feedback
import grade
import written
from test_build import by_id

(LESSON,) = (lesson for lesson in copies.lessons() if lesson.name == "omnicorp")
TEXT = "The residuals bend with age; a straight line is wrong."
CHECKED = {"ols-check": 2, "coefficients": None, "residuals-check": 2, "question1": None, "fix-check": 2, "recommendation": None}


def answered(answers, change=lambda notebook: None):
    notebook = nbformat.read(build.NOTEBOOKS / "student/scenarios/omnicorp.ipynb", as_version=4)
    for name, text in answers.items():
        by_id(notebook)[name]["source"] = text
    change(notebook)
    return notebook["cells"], copies.recognised(notebook["cells"], LESSON)


class Class:
    """A class whose copies are graded without kernels: all checks are correct, and the written answers are these."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.texts = folder, {}
        self.table = folder / "written.csv"
        monkeypatch.setattr(grade, "grade", self.grade)

    def grade(self, path, seconds, known_as, tests):
        result = grade.Grade(known_as, path.stem.title(), LESSON, dict(CHECKED), 6)
        result.written = dict.fromkeys(written.questions(LESSON), "") | self.texts[path.stem]
        return result

    def run(self, **texts):
        self.texts |= texts
        for name in texts:
            (self.folder / f"{name}.ipynb").write_text("")
        return grade.main([str(self.folder)])

    def rows(self, table="written.csv"):
        return list(csv.DictReader(io.StringIO((self.folder / table).read_text("utf-8-sig"), newline="")))

    def enter(self, points, remark="", questions=written.questions(LESSON), **more):
        """Fills in points as a spreadsheet would save them."""
        rows = self.rows()
        for row in rows:
            if row["question"] in questions:
                row |= {"points": points, "remark": remark, **more}
        with open(self.table, "w", newline="", encoding="utf-8-sig") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)

    def page(self, name):
        (page,) = (self.folder / "feedback").glob(f"{name}-*.html")
        return page.read_text(encoding="utf-8")


@pytest.fixture
def course(tmp_path, monkeypatch):
    return Class(tmp_path, monkeypatch)


ALL = dict.fromkeys(written.questions(LESSON), TEXT)


def test_the_answers_are_listed_to_be_read_and_until_then_that_is_said(course, capsys):
    assert course.run(ada=ALL) == 0
    first = course.rows()[0]
    assert [first[column] for column in written.COLUMNS[:9]] == [
        *("ada.ipynb", "Ada", "omnicorp", "coefficients", "Question", TEXT, "1", "", ""),
    ]
    waits = "pass, once 3 written answers are read"
    assert waits in course.page("ada") and "6 of 6 points by checks" in course.page("ada")
    (row,) = course.rows("grades.csv")
    assert (row["result"], row["to read"], row["points"], row["most"], row["points by checks"]) == ("pass", "3", "", "10", "6")
    said = capsys.readouterr().out
    assert f"{waits}  6 of 6 points by checks  Ada" in said
    assert "1 of 1 pass, 1 of them once their written answers are read" in said


def test_points_and_remarks_complete_total_result_and_page_and_stay_when_grading_goes_on(course, capsys):
    course.run(ada=ALL)
    course.enter("1", "Well seen: a < b.")
    course.enter("1,5", questions=["question1"])
    for _ in range(2):
        assert course.run(ben=ALL) == 0
        ada, ben = course.rows("grades.csv")
        assert (ada["result"], ada["to read"], ada["points"], ada["question1"], ada["points by checks"]) == ("pass", "0", "9.5", "1.5", "6")
        assert (ben["result"], ben["to read"], ben["question1"]) == ("pass", "3", "? of 2")
        page = course.page("ada")
        assert '<strong class="pass">pass</strong>, 9.5 of 10 points' in page and "waits" not in page
        assert "<td>1 of 1</td><td>Well seen: a &lt; b.</td>" in page and "<td>1.5 of 2</td><td>read by your instructor</td>" in page
    assert "2 of 2 pass, 1 of them once" in capsys.readouterr().out


def test_halves_add_up_to_wholes(course):
    course.run(ada=ALL)
    course.enter("0.5")
    course.enter("1.0", questions=["question1"])
    course.run()
    (row,) = course.rows("grades.csv")
    assert (row["points"], row["question1"], row["coefficients"]) == ("8", "1", "0.5")


def test_a_changed_text_is_asked_for_again_and_says_what_was_given(course):
    course.run(ada=ALL)
    course.enter("1", "Good.")
    for _ in range(2):
        course.run(ada=ALL | {"question1": TEXT + " More."})
        row = next(row for row in course.rows() if row["question"] == "question1")
        assert row["note"] == "the text has changed since you gave 1 and wrote “Good.”: read it again"
        assert row["points"] == row["remark"] == ""
        (graded,) = course.rows("grades.csv")
        assert (graded["result"], graded["to read"], graded["coefficients"]) == ("pass", "1", "1")
        assert "Interview question 1 (question1): the text has changed since you gave 1" in graded["notes"]


def test_what_a_spreadsheet_does_to_the_text_and_a_new_name_of_the_copy_lose_no_points(course):
    course.run(ada=ALL)
    course.enter("1", answer="cut")
    (course.folder / "ada.ipynb").rename(course.folder / "ADA.ipynb")
    course.run(ADA=ALL)
    assert [row["points"] for row in course.rows()] == ["1", "1", "1"] and course.rows()[0]["answer"] == TEXT


def test_points_of_a_copy_that_is_gone_are_kept(course):
    course.run(ada=ALL, ben=ALL)
    course.enter("1")
    (course.folder / "ada.ipynb").unlink()
    course.run(ben=ALL)
    kept = [row for row in course.rows() if row["copy"] == "ada.ipynb"]
    assert len(kept) == 3 and all((row["points"], row["note"]) == ("1", written.GONE) for row in kept)
    course.run(ada=ALL)
    assert all((row["points"], row["note"]) == ("1", "") for row in course.rows()) and len(course.rows()) == 6


def test_no_points_from_a_person_is_no_pass_and_an_answer_that_is_not_there_counts_0(course):
    course.run(ada=ALL, ben={**ALL, "question1": ""})
    course.enter("0", "Say why.", questions=["coefficients"])
    course.run()
    ada, ben = course.rows("grades.csv")
    assert ada["result"] == "fail" and ada["missing"] == "Question (coefficients): your instructor gave no points for it"
    assert "your instructor gave no points for it<br>Say why." in course.page("ada")
    assert ben["question1"] == "0" and [row["note"] for row in course.rows()].count("there is no answer: it counts 0") == 1


def test_a_person_overrules_what_the_check_of_its_length_said():
    result = grade.Grade(Path("a"), "Ada", LESSON, dict(CHECKED), 6, written=dict(ALL))
    result.lacks("Question (coefficients): your answer has 1 word", "coefficients", "your answer has 1 word")
    assert result.outcome == "fail"
    line = {"copy": "a", "lesson": "omnicorp", "question": "coefficients", "points": "1", "remark": "", written.SUM: written.sum_of(TEXT)}
    for _ in range(2):
        written.fill(result, Path("a"), written.Book([line]))
        assert result.missing == [] and result.outcome == "pass, once 2 written answers are read"


@pytest.mark.parametrize("points", ["3", "-1", "two", "nan", "1e999", "01. Mai"])
def test_points_out_of_range_or_no_number_are_told_with_their_line_and_nothing_is_changed(course, capsys, points):
    course.run(ada=ALL)
    course.enter(points, questions=["question1"])
    before = course.table.read_bytes()
    (course.folder / "grades.csv").write_text("as it was")
    assert course.run() == 1
    assert capsys.readouterr().err == (
        f"{course.table}, line 3: expected points for question1 of ada.ipynb from 0 to 2, got {points}.\n"
        "Nothing was graded, and no file was changed.\n"
    )
    assert course.table.read_bytes() == before and (course.folder / "grades.csv").read_text() == "as it was"


def test_points_that_are_entered_while_copies_are_graded_count_too(course, monkeypatch):
    course.run(ada=ALL)
    monkeypatch.setattr(grade, "grade", lambda *a: course.enter("1") or course.grade(*a))
    course.run()
    assert [row["points"] for row in course.rows()] == ["1", "1", "1"]
    assert course.rows("grades.csv")[0]["result"] == "pass"


def test_a_table_that_breaks_while_copies_are_graded_is_left_as_it_is(course, monkeypatch, capsys):
    course.run(ada=ALL)
    monkeypatch.setattr(grade, "grade", lambda *a: course.enter("9") or course.grade(*a))
    assert course.run() == 1
    assert [row["points"] for row in course.rows()] == ["9", "9", "9"]
    assert "was left as it is: mend this and grade again" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("divider", [";", ",", "\t"])
def test_what_spreadsheets_save_is_read_and_keeps_its_dividers_and_columns(course, encoding, divider):
    answer = "- one; two,\nthrée “four”"
    course.run(zoé=dict.fromkeys(ALL, answer))
    rows = [{**row, "points": "0,5", "mine": "x"} for row in course.rows()]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, rows[0], delimiter=divider)
    table.writeheader()
    table.writerows(rows)
    course.table.write_bytes(text.getvalue().encode(encoding))
    course.run()
    head, *_ = course.table.read_text("utf-8-sig").splitlines()
    book = written.read(course.table, copies.lessons())
    assert head.count(divider) == 11 and [(row["points"], row["mine"], row["answer"]) for row in book.rows] == [("0,5", "x", answer)] * 3
    assert course.rows("grades.csv")[0]["points"] == "7.5" or divider != ","


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@x", "- a\n- b", "so;=1+2", "one\n=1+2", "one\n+2", "one\n-2"])
def test_no_text_is_a_formula_and_each_is_read_back_as_it_was(text):
    safe = written.harmless(text)
    assert all(not part.lstrip().startswith(("=", "+", "@", "-1", "-2")) for line in safe.splitlines() for part in line.split(";"))
    assert not safe.startswith("-") and written.restored(safe) == text
    assert written.harmless("- a\n- b") == "'- a\n- b"


def test_a_table_without_its_columns_is_told(tmp_path):
    (tmp_path / "written.csv").write_text("copy,points\na,1\n")
    with pytest.raises(written.Unusable, match="line 1: expected the columns copy, .* got none named lesson, question, remark, sum"):
        written.read(tmp_path / "written.csv", copies.lessons())


def test_an_answer_is_its_cell_without_the_stub_and_the_students_own_cells_below():
    def below(notebook):
        place = [cell["id"] for cell in notebook["cells"]].index("coefficients") + 1
        notebook["cells"].insert(place, nbformat.v4.new_markdown_cell(TEXT))

    stub = LESSON.cells["coefficients"]["source"]
    assert written.answers(*answered({}), LESSON) == dict.fromkeys(ALL, "")
    assert written.answers(*answered({"coefficients": f"{stub}\n{TEXT}"}), LESSON)["coefficients"] == f"{stub}\n{TEXT}"
    assert written.answers(*answered({}, below), LESSON)["coefficients"] == TEXT
    assert list(written.misplaced(*answered({}, below), LESSON)) == ["coefficients"]
    assert list(written.misplaced(*answered({"coefficients": TEXT}, below), LESSON)) == []


def test_the_text_is_cut_to_what_a_spreadsheet_holds_and_still_known_by_its_whole(course):
    course.run(ada=dict.fromkeys(ALL, "x" * 200_000))
    course.enter("1")
    course.run()
    assert [(row["points"], len(row["answer"])) for row in course.rows()] == [("1", written.LONGEST)] * 3
