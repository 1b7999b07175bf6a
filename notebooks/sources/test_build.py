"""Tests of the notebook builder. Those that run notebooks need the kernel to be installed."""

import functools
import json
import os
import re
import shutil
import subprocess

import nbformat
import pytest

import build
import index
import parity
import prose

SAMPLE = """\
// %% [markdown]
// # Title
//
// Text with `code`.

// %%
int a = 1;

// %% tags=["solution"] exercise="sum"
int helper = 3;
int total = a + 1;  // int unused = 3;

// %% tags=["stub"] exercise="sum"
int total = todo();

// %% tags=["hint"] exercise="sum"
// Add.

// %% tags=["check"] exercise="sum" points=2
lesson.check("sum", number("total", 2, 0, "the sum"));

// %% tags=["assert"]
verify(number("total", () -> total, 2, 0, "the sum"));

// %% [markdown] tags=["solution"] exercise="why" points=3
// Because.

// %% [markdown] tags=["stub"] exercise="why"
// *Your reasoning:*

// %%
lesson.needs("total");
total

// %% [markdown] tags=["after"]
// It was 2.

// %% tags=["after"]
total + a
"""
WITH_TIME = SAMPLE.replace("Text with `code`.", """\
**You will learn** to add. **Time:** about 5 minutes. **Before this:** [numbers](numbers.ipynb),
// and how to count.""")


def by_id(notebook):
    return {cell["id"]: cell for cell in notebook["cells"]}


def test_the_student_copy_has_stubs_checks_and_offers_of_hints_but_no_solutions():
    notebook = build.student(build.parse(SAMPLE))
    assert [cell["cell_type"] for cell in notebook["cells"]] == ["markdown", "code", "code", "code", "code", "markdown", "code", "code", "code", "code"]
    text = json.dumps(notebook)
    assert "a + 1" not in text and "Because" not in text and "verify" not in text
    assert "It was 2" not in text and "total + a" not in text and text.count("lesson.afterword();") == 1
    cells = by_id(notebook)
    assert cells["sum"]["source"] == "int total = todo();"
    assert cells["sum-help"]["source"].splitlines()[1:] == ['// lesson.hint("sum");', '// lesson.solution("sum");']
    assert cells["why-help"]["source"].splitlines()[1:] == ['// lesson.solution("why");']
    assert notebook["cells"][-1]["source"].startswith("lesson.handIn();")
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in notebook["cells"] if cell["cell_type"] == "code")


def test_the_metadata_is_nbgraders():
    cells = by_id(build.student(build.parse(SAMPLE)))
    common = {"schema_version": 3, "task": False}
    stub = {"grade_id": "sum", "grade": False, "solution": True, "locked": False}
    check = {"grade_id": "sum-check", "grade": True, "solution": False, "locked": True, "points": 2}
    answer = {"grade_id": "why", "grade": True, "solution": True, "locked": False, "points": 3}
    assert cells["sum"]["metadata"]["nbgrader"] == {**common, **stub}
    assert cells["sum-check"]["metadata"]["nbgrader"] == {**common, **check}
    assert cells["why"]["metadata"]["nbgrader"] == {**common, **answer}
    assert cells["sum-help"]["metadata"] == cells["why-help"]["metadata"] == {}


def test_given_code_is_locked_and_bears_the_name_of_its_cell():
    cells = build.student(build.parse(SAMPLE + "\n// %%\nf();\n\n// %%\nf();\n"))["cells"]
    given = [c for c in cells if c["metadata"].get("nbgrader", {}).get("locked") and not c["metadata"]["nbgrader"]["grade"]]
    assert [c["source"].split("(")[0] for c in given] == ["int a = 1;", "lesson.needs", "lesson.afterword", "f", "f", "lesson.handIn"]
    assert [c["metadata"]["nbgrader"]["grade_id"] for c in given] == [c["id"] for c in given]
    assert all(c["metadata"]["nbgrader"]["solution"] is False for c in given)


def test_the_solved_copy_has_solutions_and_no_stubs():
    notebook = build.solved(build.parse(SAMPLE))
    text = json.dumps(notebook)
    assert "a + 1" in text and "Because." in text and "It was 2" in text and "total + a" in text
    assert "todo()" not in text and "Your reasoning" not in text and "verify" not in text
    assert "verify" in json.dumps(build.solved(build.parse(SAMPLE), "assert"))


def test_prose_loses_its_slashes_and_code_keeps_them():
    notebook = build.solved(build.parse(SAMPLE))
    assert notebook["cells"][0]["source"] == "# Title\n\nText with `code`."
    assert "// int unused" in by_id(notebook)["sum-solution"]["source"]


def test_how_to_work_is_said_in_one_place_whatever_stands_behind_its_mark():
    first = "// %% [markdown]\n// # Title\n//\n// **How to work:**"
    (cell,) = build.parse(first)
    (other,) = build.parse(first + " as you like.\n//\n// **To hand in:** or not.\n")
    assert cell.text == other.text == "# Title\n\n" + prose.WORKING
    (scenario,) = build.parse(first.replace("//\n", "// *Interview preparation, scenarios 5*\n//\n", 1))
    assert scenario.text.endswith(prose.WORKING + prose.GRADING)


def test_building_twice_gives_the_same_bytes_and_valid_notebooks():
    first, second = (build.written(build.student(build.parse(SAMPLE))) for _ in range(2))
    assert first == second and first.endswith("\n")
    nbformat.validate(nbformat.reads(first, as_version=4))
    ids = [cell["id"] for cell in json.loads(first)["cells"]]
    assert len(set(ids)) == len(ids)


def test_a_cell_keeps_its_id_when_others_come_before_it():
    more = build.student(build.parse("// %%\nint zero = 0;\n" + SAMPLE))
    assert set(by_id(build.student(build.parse(SAMPLE)))) <= set(by_id(more))


def test_equal_cells_get_ids_of_their_own():
    notebook = build.student(build.parse("// %%\nf();\n// %%\nf();\n"))
    assert len(by_id(notebook)) == 2


@pytest.mark.parametrize(
    "change, complaint",
    [
        (("int total = todo();", "int sum = todo();"), r"the stub of sum does not declare \['total'\]"),
        (('// %% tags=["stub"] exercise="sum"\nint total = todo();\n', ""), "the exercise sum needs a solution and a stub"),
        (("points=2", "points=two"), "line 19: not a cell head"),
        (('tags=["hint"]', 'tags=["clue"]'), "line 16: tags is one of"),
        (('tags=["hint"] exercise="sum"', 'tags=["hint"]'), "names its exercise"),
        (("// Add.", "Add."), "line 17: prose stands behind //"),
        (("points=2", "colour=2"), "unknown option colour"),
        (("// %% [markdown]\n// # Title", "stray\n// %% [markdown]\n// # Title"), "line 1: text before"),
        (('// %% [markdown] tags=["stub"]', '// %% tags=["stub"]'), "both code or both prose"),
        (('// %% tags=["hint"] exercise="sum"', '// %% tags=["stub"] exercise="sum"'), "more than one stub"),
        (('// %%\nlesson', '// %% points=1\nlesson'), "points belong to"),
        (('number("total", 2', 'number("total", () -> total, 2'), "line 19: a student may not have declared total"),
        (('lesson.needs("total");\n', ""), r"line 31: the cell goes on from an answer: say lesson.needs of \['total'\]"),
    ],
)
def test_a_source_that_breaks_the_format_is_refused(change, complaint):
    assert change[0] in SAMPLE
    with pytest.raises(build.SourceError, match=complaint):
        build.parse(SAMPLE.replace(*change))


def test_names_declared_at_the_top_level_are_found():
    code = """
        var a = List.of(1); final Map<String, int[]> b = f(); double[][] c = {{1}}, d = null;
        int e; record R(int x) {} class K { int inner = 1; }
        Table g(Table rows) { var local = 1; return rows; }
        for (int i = 0; i < 3; i++) { int j = i; }
        String s = "int t = 3;"; // int u = 4;
        e = 5; g(null);
    """
    assert build.declared(code) >= {"a", "b", "c", "R", "K", "g", "s", "e"}
    assert not build.declared(code) & {"inner", "local", "i", "j", "t", "u", "x"}


def test_a_name_behind_a_dot_is_not_a_use():
    assert build.words("model.rmse + other") == {"model", "other"}


def test_outputs_are_normalised():
    cell = nbformat.v4.new_code_cell("x", execution_count=9, metadata={"execution": {"iopub.status.busy": "t"}})
    stream = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n")]
    bar = nbformat.v4.new_output("display_data", {"text/plain": "[####] 6/6 · 1.62/s · took 3.7 s"})
    cell["outputs"] = [bar, *stream, nbformat.v4.new_output("execute_result", {"text/plain": "1"}, execution_count=9)]
    notebook = build.normalised(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("m"), cell]))
    assert [o.get("text") for o in cell["outputs"]] == ["a\nb\n", None]
    assert cell["execution_count"] == cell["outputs"][1]["execution_count"] == 1
    assert cell["metadata"] == {} and notebook["metadata"] == build.METADATA


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A folder of notebooks of its own, with one source and its copies."""
    monkeypatch.setattr(build, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(build, "SOURCES", tmp_path / "sources")
    source = tmp_path / "sources" / "scenarios" / "sample.java"
    source.parent.mkdir(parents=True)
    source.write_text(WITH_TIME)
    ran = build.normalised(build.solved(build.parse(WITH_TIME)))
    for kind, notebook in {"student": build.student(build.parse(WITH_TIME)), "solved": ran}.items():
        copy = build.target(kind, source)
        copy.parent.mkdir(parents=True)
        copy.write_text(build.written(notebook))
    assert index.write([source]) == []
    return source


def test_fresh_copies_pass_the_check(library):
    assert build.main(["--check"]) == 0


def test_a_changed_source_makes_both_copies_stale(library, capsys):
    library.write_text(WITH_TIME.replace("# Title", "# Another"))
    assert build.main(["--check"]) == 1
    assert capsys.readouterr().err.count("is stale") == 2


def test_the_index_names_each_lesson_with_its_copies(library):
    text = (build.NOTEBOOKS / "README.ipynb").read_text()
    copies = "[Title](student/scenarios/sample.ipynb) | to add | 5 | numbers, and how to count | [solved](solved/scenarios/sample.ipynb) |"
    assert copies in text and "LearningRecord.read()" in text


def test_an_index_that_does_not_fit_is_stale_and_a_lesson_without_its_time_is_refused(library, capsys):
    (build.NOTEBOOKS / "README.ipynb").unlink()
    assert build.main(["--check"]) == 1
    assert "README.ipynb is stale" in capsys.readouterr().err
    library.write_text(WITH_TIME.replace("about 5 minutes", "a while"))
    said = "sample.java: its first cell needs `# A title` and its time: `**Time:** about 40 minutes.` in a scenario, or"
    assert index.write(build.sources())[0].startswith(said)
    assert build.main(["--student"]) == 1 and said in capsys.readouterr().err


def test_one_lesson_can_be_built_by_its_name(library, capsys):
    build.target("student", library).unlink()
    assert build.main(["--student", "nonsense"]) == 1
    assert "There is no lesson nonsense in" in capsys.readouterr().err
    assert build.main(["--student", "sample"]) == 0 and build.main(["--check", "sample"]) == 0


def test_a_copy_that_was_edited_is_stale(library):
    copy = build.target("student", library)
    copy.write_text(copy.read_text().replace("Title", "Titel"))
    assert build.main(["--check"]) == 1


def test_a_solved_copy_with_a_failed_or_skipped_cell_is_refused(library, capsys):
    copy = build.target("solved", library)
    notebook = nbformat.read(copy, as_version=4)
    notebook["cells"][1]["outputs"] = [nbformat.v4.new_output("error", ename="E", evalue="", traceback=[])]
    notebook["cells"][2]["execution_count"] = None
    copy.write_text(build.written(notebook))
    assert build.main(["--check"]) == 1
    assert re.search("failed[\\s\\S]*was not run", capsys.readouterr().err)


def test_a_missing_copy_is_named(library, capsys):
    build.target("solved", library).unlink()
    assert build.main(["--check"]) == 1
    assert "solved/scenarios/sample.ipynb is missing" in capsys.readouterr().err


def test_two_lessons_of_one_name_are_refused(library, capsys):
    twin = library.parent.parent / "basics" / library.name
    twin.parent.mkdir()
    twin.write_text(WITH_TIME)
    assert build.main(["--student"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "basics/sample.java: scenarios/sample.java has the same name: give each lesson one of its own"
    assert len(said) == 2 and not build.target("student", twin).parent.exists()


def test_new_prose_is_written_around_what_the_code_gave(library):
    copy = build.target("solved", library)
    before = nbformat.read(copy, as_version=4)
    before["cells"][1]["outputs"] = [nbformat.v4.new_output("stream", text="as it ran")]
    copy.write_text(build.written(before))
    library.write_text(WITH_TIME.replace("Because.", "Therefore.").replace("# Title", "# Another"))
    assert build.main(["--check"]) == 1
    assert build.main(["--prose"]) == 0 and build.main(["--check"]) == 0
    cells = nbformat.read(copy, as_version=4)["cells"]
    assert cells[0]["source"].startswith("# Another") and "Therefore." in [cell["source"] for cell in cells]
    assert cells[1]["outputs"][0]["text"] == "as it ran"


def test_where_code_is_new_prose_alone_is_not_written(library, capsys):
    before = build.target("student", library).read_text()
    library.write_text(WITH_TIME.replace("a + 1", "1 + a").replace("# Title", "# Another"))
    assert build.main(["--prose"]) == 1
    assert "solved/scenarios/sample.ipynb ran with other code: run make notebooks" in capsys.readouterr().err
    assert build.target("student", library).read_text() == before


def test_the_index_puts_exercises_in_the_order_of_their_numbers(library):
    exercise = WITH_TIME.replace("# Title", "# Exercise {}: sums\n// *Chapter {}, sums · one star · about 5 minutes*\n//")
    for name, number, chapter in (("one", "10.2", 10), ("two", "2.11", 2), ("three", "2.3", 2)):
        library.with_name(f"{name}.java").write_text(exercise.format(number, chapter))
    table = next(cell for cell in index.notebook(build.sources())["cells"] if cell["id"] == "index-exercises")["source"]
    assert re.findall(r"Exercise ([\d.]+)", table) == ["2.3", "2.11", "10.2"]
    library.with_name("one.java").write_text(exercise.format("9.2", 10))
    assert index.stale(build.sources()) == ['one.java: its title needs "Exercise 10.N", N its number in the chapter']


def test_a_source_that_opens_another_lesson_is_refused(library, capsys):
    library.write_text(WITH_TIME.replace("int a = 1;", 'int a = 1;\nvar lesson = Lesson.open("simple");'))
    assert build.main(["--check"]) == 1
    assert 'it opens the lesson simple: say Lesson.open("sample")' in capsys.readouterr().err


def test_where_our_solution_fails_nothing_is_written_and_the_rest_is_built(library, monkeypatch, capsys):
    def failing(cells):
        raise build.CellExecutionError("NotYet: it is 4", "NotYet", "it is 4")

    before = build.target("student", library).read_text()
    monkeypatch.setattr(build, "run", failing)
    library.write_text(WITH_TIME.replace("# Title", "# Another"))
    new = library.with_name("another.java")
    new.write_text(WITH_TIME)
    assert build.main([]) == 1
    assert build.target("student", library).read_text() == before
    assert not build.target("student", new).exists()
    said = capsys.readouterr().err
    assert "scenarios/another.java: " in said and "scenarios/sample.java: " in said and "it is 4" in said


def test_two_runs_agree_but_for_the_size_of_rounding_errors():
    committed = "off by 4.7e-17 of 1.25e+03, without 0e+00"
    assert build.agree("off by 5.0e-17 of 1.25e+03, without 2e-16", committed)
    for other in ("of by 4.7e-17 of 1.25e+03, without 0e+00", "off by 4.7e-17 of 1.26e+03, without 0e+00",
                  "off by 4.7e-05 of 1.25e+03, without 0e+00", "off by 4.7e-17 of 1.25e+03, without"):
        assert not build.agree(other, committed)


def test_a_lesson_that_is_moved_here_with_an_old_time_is_packed_anew(tmp_path):
    shutil.copy(build.NOTEBOOKS.parent / "Makefile", tmp_path)
    for name in ("pom.xml", "lib/pom.xml", "lib/src/main/A.java", "notebooks/sources/scenarios/a.java", "kernel/wheel/jdk.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('print("a JDK")')
    lesson = tmp_path / "notebooks" / "sources" / "basics" / "b.java"
    lesson.parent.mkdir()

    def packed():
        subprocess.run(["make", "-s", "build/sources"], cwd=tmp_path, check=True)
        return (tmp_path / "build" / "sources").stat().st_mtime_ns, (tmp_path / "build" / "sources").read_text()

    before = packed()
    assert packed() == before
    lesson.write_text(SAMPLE)
    os.utime(lesson, (0, 0))
    after = packed()
    assert after[0] > before[0] and after[1] != before[1]
    lesson.unlink()
    assert packed()[1] == before[1]


SOURCES = build.sources()


@functools.cache
def ran(source):
    """The solved copy, run anew with the cells that are not shown."""
    return build.execute(build.solved(build.read(source), *build.HIDDEN))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
class TestCommitted:
    """The notebooks of this repository."""

    def test_the_copies_fit_the_source(self, source):
        assert build.stale(source) == []

    def test_the_python_figures_are_those_of_the_reference(self, source):
        marked = re.findall(r"(-?[\d.]+) /\* (\w+) \*/", source.read_text())
        reference = parity.committed(source.stem)
        assert marked
        for figure, key in marked:
            decimals = len(figure.partition(".")[2])
            assert f"{reference[key]['value']:.{decimals}f}" == figure, key

    def test_the_same_figures_twice_have_the_same_digits(self, source):
        reference = parity.committed(source.stem)
        twice = re.findall(r'"the same figures twice".*?(?=\n// %%|\Z)', source.read_text(), re.S)
        for figure, key in re.findall(r"(-?[\d.]+) /\* (\w+) \*/", "".join(twice)):
            assert f"{float(figure):.4f}" == f"{reference[key]['value']:.4f}", f"{key}: a table shows four decimals: write them"
        for cell in nbformat.read(build.target("solved", source), as_version=4)["cells"]:
            if "the same figures twice" in cell["source"]:
                for ours, theirs in re.findall(r" -?\d+\.?(\d*) +-?\d+\.?(\d*)$", build.printed(cell), re.M):
                    assert len(ours) == len(theirs), build.printed(cell)

    def test_run_anew_the_solved_copy_prints_what_is_committed(self, source):
        assert build.verify(source, ran(source)) == []

    def test_its_figures_agree_with_the_reference(self, source):
        results = parity.gathered([(cell, build.result(cell)) for cell in ran(source)["cells"]], "results")
        for name, figure in parity.committed(source.stem).items():
            assert parity.differs(figure, results.get(name)) is None, name

    def test_every_figure_in_our_answers_is_printed(self, source):
        cells = build.parse(source.read_text())
        notebook = nbformat.read(build.target("solved", source), as_version=4)
        printed = " ".join(build.printed(cell) for cell in notebook["cells"])
        numbers = [float(text) for text in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", printed)]
        answers = build.code_of(c for c in cells if c.markdown and c.tag == "solution")
        figures = set(re.findall(r"(?<![\w.])\d+\.\d+(?![\w.])", re.sub(r"exp\([^)]*\)", "", answers)))
        assert figures
        for figure in figures:
            decimals = len(figure.partition(".")[2])
            assert any(f"{abs(number):.{decimals}f}" == figure for number in numbers), figure

    def test_a_dollar_in_prose_is_escaped_or_begins_a_formula(self, source):
        for cell in build.parse(source.read_text()):
            if cell.markdown or cell.tag == "hint":
                prose = re.sub(r"\$\$.+?\$\$|`[^`]*`|\\\$|\$[^$\n]*[=\\^_][^$\n]*\$", "", cell.text, flags=re.S)
                assert "$" not in prose, f"line {cell.line}: JupyterLab would take it for a formula: write \\$"

    def test_the_sizes_are_those_of_a_good_lesson(self, source):
        notebook = build.student(build.parse(source.read_text()))
        lines = [cell["source"].count("\n") + 1 for cell in notebook["cells"] if cell["cell_type"] == "code"]
        assert len(build.solved(build.parse(source.read_text()))["cells"]) <= 45
        assert max(lines) <= 20
        code = (cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
        assert max(len(line) for source in code for line in source.splitlines()) <= 100

    def test_untouched_the_student_copy_fails_only_by_saying_what_is_not_attempted(self, source):
        notebook = build.execute(build.student(build.parse(source.read_text())), allow_errors=True)
        errors = {cell["id"]: [o for o in cell.get("outputs", []) if o["output_type"] == "error"] for cell in notebook["cells"]}
        checks = [c["id"] for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade") and c["cell_type"] == "code"]
        assert checks and all(errors[check] for check in checks)
        (hand_in,) = errors.pop("hand-in")
        assert all(f"the check of {check.removesuffix('-check')} is not" in hand_in["evalue"] for check in checks if check != "name-check")
        for error in (error for cell in errors.values() for error in cell):
            assert error["ename"] == "peaberry.teach.NotAttempted", error["evalue"]
            assert len("".join(error["traceback"]).splitlines()) == 1
            assert re.fullmatch(r"[^.]+(\.[^.\s][^.]*)*\.", error["evalue"]), "one sentence"

    def test_a_check_alone_says_what_is_missing(self, source):
        notebook = build.student(build.parse(source.read_text()))
        given = [c for c in notebook["cells"] if c["cell_type"] == "code" and "lesson." not in c["source"] and c["metadata"].get("nbgrader", {}).get("locked")]
        checks = [c for c in notebook["cells"] if c["source"].startswith("lesson.check(")]
        notebook["cells"] = [*given, *checks]
        build.execute(notebook, allow_errors=True)
        for cell in checks:
            (error,) = cell["outputs"]
            assert error["ename"] == "peaberry.teach.NotAttempted", error["evalue"]
            assert re.search("`\\w+` is not there; finish your cell of .+ and run it first", error["evalue"])

def test_given_methods_are_there_though_the_cells_before_them_failed():
    cells = build.student(build.parse((build.SOURCES / "scenarios" / "omnicorp.java").read_text()))["cells"]
    given = [c["source"] for c in cells if c["cell_type"] == "code" and not c["metadata"].get("nbgrader", {}).get("solution")]
    methods = [source for source in given if re.search(r"^/\*\*", source)]
    assert methods and not [source for source in methods if "lesson.needs" in source]


def test_help_can_be_uncommented_as_it_stands():
    notebook = build.student(build.parse((build.SOURCES / "scenarios" / "omnicorp.java").read_text()))
    notebook["cells"] = [c for c in notebook["cells"] if "Lesson.open" in c["source"] or c["id"].endswith("-help")]
    for cell in notebook["cells"][1:]:
        cell["source"] = cell["source"].replace("// lesson", "lesson")
    for cell in build.execute(notebook)["cells"][1:]:
        assert len(cell["outputs"]) == cell["source"].count("lesson."), cell["source"]


def test_there_are_notebooks_and_the_index_links_to_each():
    assert SOURCES and index.stale(SOURCES) == []
    links = re.findall(r"\]\(([^)]+)\)", (build.NOTEBOOKS / "README.ipynb").read_text())
    assert len(links) == 2 * len(SOURCES) + 1 and all((build.NOTEBOOKS / link).exists() for link in links)
