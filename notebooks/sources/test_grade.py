"""Tests of notebooks/grade.py, with copies as students hand them in. They need the kernel to be installed."""

import collections
import csv
import json
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

import build
import copies
import changes
import grade
import limits
import running
import turns
import whose
from test_build import by_id

REASONS = "The residuals bend with age, so a straight line is wrong; a curve of age mends it, as the figures above say."
SUICIDE = 'new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();'
WRITTEN = {
    "coefficients": REASONS,
    "question1": f"- **Observation:** {REASONS}\n- **Violation:** linearity\n- **Fix:** a square of age",
    "recommendation": REASONS,
}


OTHER_WAYS = turns.right("omnicorp")
RIGHT = {**OTHER_WAYS, **WRITTEN}
SPLIT = "code-1769b210"


@pytest.fixture
def hand_in(tmp_path):
    """Writes a copy of OmniCorp with these answers and returns its path; ``change`` may alter the notebook."""

    def written(answers, name="Ada Lovelace", drop=(), change=lambda notebook: None):
        notebook = nbformat.read(build.NOTEBOOKS / "student" / "scenarios" / "omnicorp.ipynb", as_version=4)
        for exercise, answer in answers.items():
            by_id(notebook)[exercise]["source"] = answer
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in drop]
        change(notebook)
        path = tmp_path / f"{name}.ipynb"
        path.write_text(json.dumps(notebook))
        return path

    return written


def test_a_complete_copy_passes_with_all_points_of_its_checks_and_is_not_changed(hand_in):
    path = hand_in(RIGHT)
    before = path.read_bytes()
    result = grade.grade(path)
    assert result.missing == result.notes == []
    assert (result.student, result.total, result.most) == ("Ada Lovelace", 6, 6)
    assert result.points == {
        "ols-check": 2,
        "coefficients": None,
        "residuals-check": 2,
        "question1": None,
        "fix-check": 2,
        "recommendation": None,
    }
    assert path.read_bytes() == before


def with_solutions(source):
    """The student copy of a lesson with our solutions typed in."""
    cells = build.read(source)
    notebook = build.student(cells)
    for cell in cells:
        if cell.tag == "solution":
            by_id(notebook)[cell.exercise]["source"] = cell.text
    by_id(notebook)["name"]["source"] = 'String name = "Ada Lovelace";'
    return notebook


@pytest.mark.parametrize("source", build.sources(), ids=lambda source: source.stem)
def test_our_own_solutions_of_each_lesson_pass_with_all_points_and_nothing_to_note(source, tmp_path):
    path = tmp_path / "Ada Lovelace.ipynb"
    nbformat.write(with_solutions(source), path)
    result = grade.grade(path)
    assert result.missing == result.notes == []
    assert result.total == result.most


def test_what_is_missing_is_listed_in_the_words_of_the_checks_and_the_rest_keeps_its_points(hand_in):
    answers = {**RIGHT, "fix": "double betterRmse = 10;", "coefficients": ""}
    result = grade.grade(hand_in(answers, name="Somebody"))
    assert result.total == 4 and not result.passed
    assert result.missing == ["Task 3 (fix): not attempted", "Question (coefficients): your answer is empty in the saved file"]
    assert result.notes == ["the file's name does not have the name inside, Ada Lovelace"]


def test_each_check_says_its_own_reason(hand_in):
    answers = {
        **RIGHT,
        "ols": OTHER_WAYS["ols"].replace('"Age", ', ""),
        "residuals": "Table residuals = test.copy()\nint more;",
        "fix": OTHER_WAYS["fix"].replace('"Cost", "CPU"', '"Cost", "Cpu"'),
    }
    ols, residuals, fix = grade.grade(hand_in(answers)).missing
    assert ols == "Task 1 (ols): model should be fitted on CPU, Memory and Age by their names: give the table, the target and these three"
    assert residuals.startswith("Task 2 (residuals): its cell failed: cell [10], line 1: expected `;`")
    assert fix.startswith("Task 3 (fix): its cell failed: The table has no column Cpu")


def test_what_follows_from_an_earlier_failure_is_said_as_such(hand_in):
    result = grade.grade(hand_in({**RIGHT, "ols": "var model = LinearRegression.fit(train)\ndouble[] predicted;"}))
    assert result.missing[0].startswith("Task 1 (ols): its cell failed: cell [6], line 1: expected `;`")
    assert result.missing[1].endswith("(this follows from ols, which is to be mended first)")
    assert result.missing[2:] == [] and result.total == 2


def test_a_check_that_the_student_changed_or_removed_is_ours_again(hand_in):
    answers = {"name": OTHER_WAYS["name"], "ols-check": "1", **WRITTEN}
    result = grade.grade(hand_in(answers, drop=["residuals-check", "hand-in"]))
    assert result.total == 0
    assert result.missing[:2] == ["Task 1 (ols): not attempted", "Task 2 (residuals): not attempted"]
    assert result.notes == [
        'the given cell `lesson.check("ols",` was changed; it was run as given',
        'the given cell `lesson.check("residuals",` was gone; it was run in its place',
    ]


def test_a_copied_check_and_a_method_of_the_students_give_no_points(hand_in):
    def copied(notebook):
        for index, cell in enumerate(list(notebook["cells"])):
            if cell["id"].endswith("-check"):
                notebook["cells"] += [{**cell, "id": f"more-{index}", "source": "1"}]
                notebook["cells"].insert(0, {**cell, "id": f"copy-{index}", "source": "1"})

    assert grade.grade(hand_in({**WRITTEN, "name": OTHER_WAYS["name"]}, change=copied)).total == 0
    assert grade.grade(hand_in(RIGHT, change=copied)).total == 6


SHADOWS = """
    class Metrics { static double rmse(double[] a, double[] b) { return 1; } }
    boolean near(double[] a, double[] b) { return true; }
    peaberry.teach.Expect that(String name, Class<?> type, Predicate<Object> property, String meaning) { return null; }
    double[] Arrays = {1};
    class Lesson { static Object open(String name) { return null; } }
    var split = TrainTestSplit.of(n, 0.4, 1);
    """


def test_names_of_the_checks_that_the_copy_declares_are_told_and_give_no_points(hand_in):
    result = grade.grade(hand_in({**RIGHT, "ols": OTHER_WAYS["ols"] + SHADOWS}))
    assert result.total == 0
    assert result.missing[0] == (
        "Task 1 (ols): the copy declares what the check uses: `Lesson` (cell [6]), `that` (cell [6]), `Arrays` (cell [6]),"
        " `split` (cell [6]), `near` (cell [6]), `Metrics` (cell [6]); give it another name"
    )


def test_one_shadowing_class_is_enough_to_lose_the_points_of_the_checks_that_use_it(hand_in):
    result = grade.grade(hand_in({**RIGHT, "ols": OTHER_WAYS["ols"] + SHADOWS.strip().splitlines()[0] + "\nrmse = 1;"}))
    assert result.points["residuals-check"] == result.total == 2


def test_what_a_check_relies_on_is_not_misled_either(hand_in):
    """The given cell that splits the data would take this class for ours, and the checks use its split."""
    split = """
        class TrainTestSplit {
            static TrainTestSplit of(int n, double share, int seed) { return new TrainTestSplit(); }
            tech.tablesaw.api.Table train(tech.tablesaw.api.Table all) { return all; }
            tech.tablesaw.api.Table test(tech.tablesaw.api.Table all) { return all.first(200); }
        }
        """
    result = grade.grade(hand_in({**RIGHT, "name": OTHER_WAYS["name"] + split}))
    assert result.total == 0
    assert all("the copy declares what the check uses: `TrainTestSplit` (cell [1])" in line for line in result.missing)


SMALL = """\
// %%
import peaberry.teach.Lesson;
import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;
var lesson = Lesson.open("omnicorp");

// %% tags=["solution"] exercise="ols"
int total = 3;

// %% tags=["stub"] exercise="ols"
int total = todo();

// %% tags=["check"] exercise="ols" points=1
lesson.check("ols", number("total", 3, 0, "the sum"));

// %%
lesson.needs("total");
int twice = 2 * total;

// %% tags=["solution"] exercise="fix"
int more = 7;

// %% tags=["stub"] exercise="fix"
int more = todo();

// %% tags=["check"] exercise="fix" points=1
lesson.check("fix", number("more", twice + 1, 0, "one more"));
"""


def test_a_check_may_rely_on_a_given_cell_that_goes_on_from_an_answer(tmp_path, monkeypatch):
    notebook = build.student(build.parse(SMALL))
    monkeypatch.setattr(copies, "lessons", lambda: [copies.Lesson(build.student(build.parse(SMALL)))])
    by_id(notebook)["ols"]["source"] = "int total = 3;"
    by_id(notebook)["fix"]["source"] = "int more = 7;"
    path = tmp_path / "small.ipynb"
    nbformat.write(notebook, path)
    assert grade.grade(path).points == {"ols-check": 1, "fix-check": 1}


def test_a_lesson_of_the_students_own_checks_nothing(hand_in):
    fake = "class Fake { void check(String s, Object... o) {} void handIn() {} }\nvar lesson = new Fake();"
    result = grade.grade(hand_in({"name": OTHER_WAYS["name"] + fake, SPLIT: fake}))
    assert result.total == 0 and len(result.missing) == 6


def test_names_that_no_check_can_confuse_are_the_students_to_take(hand_in):
    def more(notebook):
        split = by_id(notebook)[SPLIT]
        notebook["cells"].insert(8, {**split, "id": "again"})
        notebook["cells"].insert(9, {**split, "id": "mine", "source": "String m = null; int t = 1; int near = 2, number = 3;"})

    assert grade.grade(hand_in(RIGHT, change=more)).missing == []


def test_what_we_gave_is_run_as_we_gave_it_and_a_note_says_so(hand_in):
    answers = {**RIGHT, SPLIT: "Table train = servers; Table test = servers;"}
    result = grade.grade(hand_in(answers, drop=["code-ec4bc905", "code-fbe7fc6c"]))
    assert result.missing == [] and result.total == 6
    changed, *gone = result.notes
    assert changed == "the given cell `var split = TrainTestSplit.of(n, 0.2, 42);` was changed; it was run as given"
    assert len(gone) == 2 and all(note.endswith(" was gone; it was run in its place") for note in gone)


@pytest.mark.parametrize("leak", ["train = servers; test = servers;", "test = test.first(101);"])
def test_a_split_that_leaks_or_loses_rows_is_not_correct(hand_in, leak):
    result = grade.grade(hand_in({**RIGHT, "ols": leak + OTHER_WAYS["ols"]}))
    assert result.points["ols-check"] == 0
    assert ("train and test share rows" in result.missing[0]) == ("servers" in leak), result.missing
    assert "first" not in leak or "one number for each of the 200 test rows" in result.missing[0]


@pytest.mark.parametrize("lost", ["ids", "ids of 4.5", "ids and metadata"])
def test_cells_that_lost_their_ids_are_known_by_what_is_left(hand_in, lost):
    def colab(notebook):
        notebook["nbformat_minor"] = 5 if lost == "ids of 4.5" else 0
        for index, cell in enumerate(notebook["cells"]):
            del cell["id"]
            cell["metadata"] = {"id": f"Qx{index}", **(cell["metadata"] if lost != "ids and metadata" else {})}

    result = grade.grade(hand_in(RIGHT, change=colab))
    assert result.missing == result.notes == [] and result.total == 6


def test_an_error_of_grading_itself_is_a_line_and_the_next_copy_is_graded(hand_in, tmp_path, monkeypatch, capsys):
    def broken(notebook, lesson, saved, seconds):
        raise KeyError("id")

    hand_in({}, name="A")
    (tmp_path / "B.ipynb").mkdir()
    (tmp_path / "C.ipynb").write_text('{"cells": [3], "metadata": {}, "nbformat": 4, "nbformat_minor": 0}')
    (tmp_path / "D.ipynb").write_text("[" * 100_000)
    monkeypatch.setattr(running, "run", broken)
    assert grade.main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "the file cannot be graded: KeyError: 'id'" in said
    assert said.count("the file is no notebook: ") == 3 and "0 of 4 pass" in said


@pytest.mark.parametrize(
    "file",
    [
        "Ada Right (1)",
        "Ada_Right",
        "ada right",
        "Ada Right-1",
        "rightada_12345_678_Ada Right",
        "Ada Right_991_assignsubmission_file_/omnicorp",
        "Áda-Right",
    ],
)
def test_a_file_may_write_the_name_inside_in_its_own_way(file):
    assert whose.bears(Path("handed-in", f"{file}.ipynb"), "Ada Right")
    assert not whose.bears(Path("handed-in", f"{file}.ipynb"), "Ada Wrong")


@pytest.mark.parametrize(
    "code, said, points",
    [
        ("while (true) {}", "its cell ran for more than 20 seconds and was stopped", "4"),
        (SUICIDE, "its kernel died in the cell `new ProcessBuilder", "2"),
        ('while (true) IO.println("x".repeat(1000));', "its cell printed more than 200,000 characters and was stopped", "4"),
    ],
)
def test_a_copy_that_loops_or_kills_its_kernel_is_told_and_the_next_is_graded(
    hand_in, tmp_path, monkeypatch, capsys, code, said, points
):
    monkeypatch.setattr(limits, "CELL_CHARS", 200_000)
    hand_in({**RIGHT, "residuals": code}, name="A")
    hand_in({"name": 'String name = "B";'}, name="B")
    (tmp_path / "C.ipynb").write_text("{")
    (tmp_path / "D.ipynb").write_text(json.dumps(nbformat.v4.new_notebook()))
    assert grade.main([str(tmp_path), "--seconds", "20"]) == 0
    assert "0 of 4 pass" in capsys.readouterr().out
    rows = list(csv.DictReader((tmp_path / "grades.csv").open(encoding="utf-8-sig")))
    assert rows[0]["name"] == "Ada Lovelace" and said in rows[0]["missing"] and rows[0]["points by checks"] == points
    assert rows[1]["name"] == "B" and rows[1]["points by checks"] == "0" and rows[1]["most by checks"] == "6"
    assert "Task 1 (ols): not attempted" in rows[1]["missing"]
    assert rows[2]["missing"].startswith("the file is no notebook")
    assert rows[3]["missing"] == "the file cannot be graded: it has no cell of any lesson"


def test_what_is_kept_of_a_cells_output_has_an_end(hand_in, monkeypatch):
    monkeypatch.setattr(limits, "CELL_CHARS", 200_000)
    kept = []
    process = running.NotebookClient.process_message
    monkeypatch.setattr(running.NotebookClient, "process_message", lambda *a: kept.append(len(str(a[1]["content"]))) or process(*a))
    grade.grade(hand_in({**RIGHT, "residuals": 'while (true) IO.println("x".repeat(1000));'}))
    assert 150_000 < sum(kept) < 2_000_000


def test_the_table_goes_where_it_is_told(hand_in, tmp_path, monkeypatch):
    monkeypatch.setattr(grade, "grade", lambda path, seconds, known_as, tests: grade.Grade(known_as))
    hand_in({})
    for told in (tmp_path / "points.csv", tmp_path / "out"):
        (tmp_path / "out").mkdir(exist_ok=True)
        assert grade.main([str(tmp_path), "--csv", str(told)]) == 0
    assert (tmp_path / "points.csv").exists() and (tmp_path / "out" / "grades.csv").exists()
    shutil.rmtree(tmp_path / "out")


def test_copies_in_zips_are_graded_too_and_other_files_are_named(hand_in, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grade, "grade", lambda path, seconds, known_as, tests: grade.Grade(known_as, student=path.read_text()))
    (tmp_path / "Ada.ipynb").write_text("Ada")
    (tmp_path / "report.docx").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as packed:
        packed.writestr("Ben_4711/answers.ipynb", "Ben")
        packed.writestr("__MACOSX/Ben_4711/._answers.ipynb", "x")
        packed.writestr("../../Eve.ipynb", "Eve")  # which must not leave the folder
        packed.writestr("Ben_4711/notes.txt", "x")
    assert grade.main([str(tmp_path)]) == 0
    rows = list(csv.DictReader((tmp_path / "grades.csv").open(encoding="utf-8-sig")))
    copies_of = {row["name"]: row["copy"] for row in rows}
    assert copies_of["Ada"] == f"{tmp_path}/Ada.ipynb" and copies_of["Ben"] == f"{tmp_path}/course.zip/Ben_4711/answers.ipynb"
    assert copies_of["Eve"].endswith("course.zip/../../Eve.ipynb") and not (tmp_path.parent.parent / "Eve.ipynb").exists()
    said = capsys.readouterr().out
    assert f"Not read, for they are no notebooks that can be opened: {tmp_path}/course.zip/Ben_4711/notes.txt, {tmp_path}/report.docx" in said


def test_an_answer_whose_cell_is_gone_is_said_to_be_and_a_syntax_error_follows_from_nothing(hand_in):
    wrong = OTHER_WAYS["ols"].replace('"Age", ', "")
    result = grade.grade(hand_in({**RIGHT, "ols": wrong, "fix": "double[] better = predicted.clone()\nint more;"}, drop=["residuals"]))
    assert "Task 2 (residuals): not attempted; its cell is gone" in result.missing
    fix = next(line for line in result.missing if line.startswith("Task 3 (fix)"))
    assert "expected `;`" in fix and "follows from" not in fix


def test_a_folder_without_copies_is_said_in_one_sentence(tmp_path, capsys):
    assert grade.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"There is no notebook in {tmp_path}: give the folder with the copies that were handed in.\n"


def test_of_a_folder_of_200_with_three_that_are_no_notebooks_all_others_are_graded(tmp_path, monkeypatch, capsys):
    """The kernel is left out for speed: what it is asked to run, it is said not to have run."""
    ran = []

    def not_run(notebook, lesson, saved, seconds):
        ran.append(lesson.name)
        return SimpleNamespace(foreign=collections.defaultdict(dict), stopped=set(), lesson=lesson), "it was not run"

    monkeypatch.setattr(running, "run", not_run)
    copy = (build.NOTEBOOKS / "student" / "scenarios" / "omnicorp.ipynb").read_text(encoding="utf-8")
    for number in range(196):
        (tmp_path / f"{number:03}.ipynb").write_text(copy, encoding="utf-8")
    other = nbformat.reads(copy, as_version=4)
    other["metadata"]["peaberry"] = {"lesson": "omnicorp", "version": "0.0.1", "content": "000000000000"}
    nbformat.write(other, tmp_path / "old.ipynb")
    (tmp_path / "broken.ipynb").write_text(copy[:1000], encoding="utf-8")
    (tmp_path / "picture.ipynb").write_bytes(bytes(range(256)))
    (tmp_path / "letter.docx").write_text("Dear instructor")
    assert grade.main([str(tmp_path)]) == 0
    rows = {row["copy"].rpartition("/")[2]: row for row in csv.DictReader((tmp_path / "grades.csv").open(encoding="utf-8-sig"))}
    assert len(rows) == 199 and ran == ["omnicorp"] * 197 and len(list((tmp_path / "feedback").iterdir())) == 199
    assert rows["195.ipynb"]["missing"] == "it was not run" and rows["195.ipynb"]["most by checks"] == "6"
    assert rows["old.ipynb"]["notes"].startswith("it is a copy of another version (0.0.1, 000000000000)")
    assert all(rows[f"{name}.ipynb"]["missing"].startswith("the file is no notebook: ") for name in ("broken", "picture"))
    said = capsys.readouterr().out
    assert f"can be opened: {tmp_path}/letter.docx" in said and "0 of 199 pass" in said and "Nearly the same" not in said


def test_a_zip_that_cannot_be_unpacked_is_named_and_the_others_are_graded(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(grade, "grade", lambda path, seconds, known_as, tests: grade.Grade(known_as))
    (tmp_path / "Ada.ipynb").write_text("Ada")
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as packed:
        packed.writestr("Ben.ipynb", "Ben" * 100)
    broken = (tmp_path / "course.zip").read_bytes().replace(b"BenBen", b"EveEve", 1)
    (tmp_path / "course.zip").write_bytes(broken)
    assert grade.main([str(tmp_path)]) == 0
    assert f"can be opened: {tmp_path}/course.zip/Ben.ipynb" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("prices[3] = 7;", {"prices"}),
        ("home[0][1] += 2; prices = new double[3];", {"home", "prices"}),
        ("Arrays.fill(prices, 10);", {"prices"}),
        ("count++;", {"count"}),
        ("var lesson = new Mine();", {"lesson"}),
        ("double[] prices = {1}; prices[0] = 2;", {"prices"}),
        ("double f(double[] prices) { prices[0] = 2; return 1; }", set()),
        ("DoubleUnaryOperator g = count -> count + 1; boolean same = count == 3;", set()),
        ("{ int count = 0; count++; }", set()),
        ("other.prices = 3; // prices = 4", set()),
        ("double cost = prices[3];", set()),
    ],
)
def test_what_a_copy_does_to_what_we_gave_is_seen(code, expected):
    assert changes.touches(grade.java_names.bare(code), {"prices", "home", "count", "lesson"}) == expected


def test_a_copy_that_changes_what_we_gave_is_noted(hand_in):
    found = grade.grade(hand_in({**RIGHT, "ols": "Arrays.fill(noise, 0);\n" + RIGHT["ols"]}))
    assert "the cell `Arrays.fill(noise, 0);` changes what we gave: `noise`; look whether its points are earned" in found.notes
    assert not [note for note in grade.grade(hand_in(RIGHT)).notes if "changes what we gave" in note]


def test_no_cell_of_the_table_is_a_formula_and_each_has_its_lesson(hand_in, tmp_path):
    hand_in({**RIGHT, "name": 'String name = "=1+2";'}, name="A")
    (tmp_path / "B.ipynb").write_text("[1]")
    assert grade.main([str(tmp_path)]) == 0
    rows = list(csv.DictReader((tmp_path / "grades.csv").open(encoding="utf-8-sig")))
    assert (rows[0]["name"], rows[0]["lesson"], rows[0]["question1"]) == ("'=1+2", "omnicorp", "? of 2")
    assert rows[1]["missing"] == "the file is no notebook: it is JSON, but not of that kind"


def test_a_reason_says_what_happened_to_this_copy_and_what_to_do(hand_in):
    """An answer below its check, one in a cell of its own, an exit, and a file that lay beside the copy."""

    def moved(notebook):
        cells = notebook["cells"]
        order = [cell["id"] for cell in cells]
        cells.insert(order.index("coefficients") + 1, nbformat.v4.new_markdown_cell(REASONS))
        cells.append(cells.pop([cell["id"] for cell in cells].index("fix")))

    answers = {**RIGHT, "coefficients": "", "ols": 'String data = Files.readString(Path.of("mydata.csv"));', "residuals": "System.exit(3);"}
    result = grade.grade(hand_in(answers, change=moved))
    assert result.missing == [
        "Task 1 (ols): its cell failed: mydata.csv is not there; a copy is graded in an empty folder, without the files that lay beside it",
        "Task 2 (residuals): its cell failed: exit(3) was asked for, and the rest of the cell did not run",
        "Task 3 (fix): your answer stands below its check, which ran before it",
        f"Question (coefficients): {grade.BELOW}",
    ]
    assert result.told["coefficients"] == [grade.BELOW] and result.written["coefficients"] == REASONS
    assert "Question (coefficients): its cell is empty; written.csv has what stands in cells below it" in result.notes


def test_an_answer_below_its_check_is_not_said_to_be_there_if_it_is_the_stub(hand_in):
    def moved(notebook):
        cells = notebook["cells"]
        cells.append(cells.pop([cell["id"] for cell in cells].index("fix")))

    stub = by_id(nbformat.read(build.NOTEBOOKS / "student" / "scenarios" / "omnicorp.ipynb", as_version=4))["fix"]["source"]
    assert "Task 3 (fix): not attempted" in grade.grade(hand_in({**RIGHT, "fix": stub}, change=moved)).missing
