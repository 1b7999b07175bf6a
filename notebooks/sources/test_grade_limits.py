"""Tests of what grade.py does beside our checks: the instructor's tests, and copies that want too much. They run a small lesson."""

import csv

import nbformat
import psutil
import pytest

import build
import copies
import grade
import hidden
import limits
from test_build import by_id

LESSON = """\
// %%
import peaberry.teach.Lesson;
import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;
var lesson = Lesson.open("squares");

// %% [markdown]
// ## Task 1: squares

// %% tags=["solution"] exercise="ols"
IntUnaryOperator square = x -> x * x;

// %% tags=["stub"] exercise="ols"
IntUnaryOperator square = todo();

// %% tags=["check"] exercise="ols" points=1
lesson.check("ols", that("square", IntUnaryOperator.class, s -> s.applyAsInt(2) == 4, "a square"));

// %% [markdown]
// ## Task 2: a number

// %% tags=["solution"] exercise="fix"
int more = 7;

// %% tags=["stub"] exercise="fix"
int more = todo();

// %% tags=["check"] exercise="fix" points=1
lesson.check("fix", number("more", 7, 0, "seven"));
"""
RIGHT = {"ols": "IntUnaryOperator square = x -> x * x;", "fix": "int more = 7;"}


@pytest.fixture
def class_of(tmp_path, monkeypatch):
    """Grades copies of the small lesson, which are given by name; returns the rows of the table by name."""
    lesson = copies.Lesson(build.student(build.parse(LESSON)))
    monkeypatch.setattr(copies, "lessons", lambda: [lesson])
    monkeypatch.setenv("PEABERRY_LESSONS", str(tmp_path / "lessons"))
    (tmp_path / "lessons" / "basics").mkdir(parents=True)
    (tmp_path / "lessons" / "basics" / "squares.java").write_text(LESSON)
    (tmp_path / "in").mkdir()

    def graded(answers, *arguments):
        for name, answer in answers.items():
            notebook = build.student(build.parse(LESSON))
            for exercise, text in {**RIGHT, **answer}.items():
                by_id(notebook)[exercise]["source"] = text
            nbformat.write(notebook, tmp_path / "in" / f"{name}.ipynb")
        assert grade.main([str(tmp_path / "in"), *arguments]) == 0
        rows = csv.DictReader((tmp_path / "in" / "grades.csv").open(encoding="utf-8-sig"))
        return {row["copy"].rpartition("/")[2].removesuffix(".ipynb"): row for row in rows}

    return graded


@pytest.fixture
def tests(tmp_path):
    """Writes an instructor's tests for a lesson; returns their folder."""

    def written(text, name="squares.java"):
        (tmp_path / "tests").mkdir(exist_ok=True)
        (tmp_path / "tests" / name).write_text(text)
        return tmp_path / "tests"

    return written


SECRET = """\
// Our own tests.

// %% [markdown]
// Who has guessed?

// %% exercise="ols"
int secretSquare = square.applyAsInt(3);
if (secretSquare != 9) throw new AssertionError("the secret square of 3 is " + secretSquare);

// %% exercise="fix"
int secretMore = more;
if (secretSquare + secretMore != 16) throw new AssertionError("secret");
"""


def test_the_instructors_tests_take_points_and_the_feedback_says_no_more_than_that(class_of, tests, tmp_path):
    quoting = 'throw new RuntimeException("int secretSquare = square.applyAsInt(3);");'
    rows = class_of(
        {
            "right": {},
            "guessed": {"ols": "IntUnaryOperator square = x -> 4;"},
            "wrong": {"ols": "IntUnaryOperator square = x -> 5;"},
            "loops": {"ols": "IntUnaryOperator square = x -> { while (x > 2) {} return 4; };"},
            "shadows": {"ols": RIGHT["ols"] + "class AssertionError extends Error { AssertionError(String s) { System.exit(0); } }"},
            "quotes": {"fix": "int more = 8; " + quoting},
        },
        "--tests",
        str(tests(SECRET)),
        "--seconds",
        "20",
    )
    told = {name: page.read_text(encoding="utf-8") for name in rows for page in (tmp_path / "in/feedback").glob(f"{name}-*.html")}
    assert not [name for name, page in told.items() if "secret" in page.lower()] and len(told) == 6
    assert (rows["right"]["points by checks"], rows["right"]["missing"]) == ("2", "")
    assert rows["guessed"]["ols-check"] == "0"
    assert "Task 1 (ols): the instructor's test did not pass: the secret square of 3 is 4" in rows["guessed"]["missing"]
    assert "<td>Task 1 (ols)</td><td>0 of 1</td><td>a further test of your instructor did not pass</td>" in told["guessed"]
    assert "should be a square" in rows["wrong"]["missing"] and "a further test" not in told["wrong"].partition("Task 2")[0]
    assert "the instructor's test did not pass: it ran for more than 20 seconds and was stopped" in rows["loops"]["missing"]
    assert rows["loops"]["ols-check"] == "0"
    assert "the copy declares what it uses: `AssertionError` (cell [2])" in rows["shadows"]["missing"]
    assert rows["shadows"]["ols-check"] == rows["quotes"]["fix-check"] == "0"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("sqaures.java", SECRET, "is for no lesson of ours: name it as the lesson is named, such as squares.java."),
        ("squares.java", '// %% exercise="osl"\nint a;', "line 1: squares checks no exercise osl: name one of ols, fix."),
        ("squares.java", "// %%\nint a;", 'expected // %% exercise="NAME" with the exercise that the test is for, got // %%'),
        ("squares.java", '// %% exercise="ols"\n', 'has an empty test: write its code below // %% exercise="NAME".'),
        ("squares.java", "// nothing", "has no test"),
        ("squares.java", "int a;", "put // %% exercise="),
        ("squares.txt", SECRET, "There is no test in"),
    ],
)
def test_a_folder_of_tests_that_cannot_be_used_is_said_in_one_sentence_before_anything_runs(
    tests, tmp_path, monkeypatch, capsys, name, text, said
):
    monkeypatch.setattr(copies, "lessons", lambda: [copies.Lesson(build.student(build.parse(LESSON)))])
    assert grade.main([str(tmp_path), "--tests", str(tests(text, name))]) == 1
    out, error = capsys.readouterr()
    assert said in error and error.count("\n") == 1 and out == ""
    with pytest.raises(hidden.Unusable, match="There is no folder"):
        hidden.read(tmp_path / "nowhere", copies.lessons())


THREADS = "while (true) Thread.ofPlatform().start(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) {} });"
NATIVE = "import java.lang.foreign.Arena; for (int i = 0; i < 40; i++) Arena.global().allocate(64L << 20).fill((byte) 1);"


def test_a_copy_that_wants_too_much_is_told_and_ended_and_the_next_is_graded(class_of, monkeypatch):
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx256m")
    monkeypatch.setattr(limits, "BESIDE_THE_HEAP", 800 << 20)
    rows = class_of(
        {
            "a threads": {"fix": THREADS},
            "b processes": {"fix": 'while (true) new ProcessBuilder("sleep", "4711").start();'},
            "c heap": {"ols": "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[1 << 20]);"},
            "d native": {"fix": NATIVE},
            "e file": {"fix": 'try (var file = new RandomAccessFile("f", "rw")) { file.setLength(2L << 30); } int more = 7;'},
            "f exit": {"fix": "System.exit(0);"},
            "g right": {},
        },
    )
    missing = {name[0]: row["missing"] for name, row in rows.items()}
    assert "started more than 2,000 threads and was ended, and what comes after it did not run" in missing["a"]
    assert "started more than 100 processes and was ended" in missing["b"]
    assert "Task 1 (ols): its cell failed: " in missing["c"] and "the heap is nearly full" in missing["c"]
    assert "took more than 1,056 MB of memory and was ended" in missing["d"]
    assert "Task 2 (fix): its cell failed: " in missing["e"] and "large" in missing["e"]
    assert "Task 2 (fix): its cell failed: exit(0) was asked for, and the rest of the cell did not run" in missing["f"]
    assert [row["points by checks"] for row in rows.values()] == ["1", "1", "1", "1", "1", "1", "2"]
    assert not [process for process in psutil.process_iter(["cmdline"]) if "4711" in (process.info["cmdline"] or [])]
