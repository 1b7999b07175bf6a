"""Inspection over the wire, and the pager: what the protocol adds to what InspectorTest holds."""

import sys
from pathlib import Path

import pytest

INSTALLED = Path(sys.prefix, "share", "jupyter", "kernels", "java")


def inspect(kernel, code, cursor=None, detail=0):
    return kernel.reply(kernel.kc.inspect(code, cursor, detail))["content"]


def plain(reply):
    assert reply["found"]
    return reply["data"]["text/plain"]


def pages(result):
    assert result.status == "ok"
    return [p["data"]["text/plain"] for p in result.reply["content"]["payload"] if p["source"] == "page" and p["start"] == 0]


def test_a_name_is_told_in_three_forms(kernel):
    kernel.execute("/** Doubles it. */\nint twice(int number) { return 2 * number; }")
    data = inspect(kernel, "twice(2)", 3)["data"]
    assert data["text/plain"].startswith("int twice(int number)")
    assert "Doubles it." in data["text/markdown"]
    assert "<p>Doubles it.</p>" in data["text/html"]


def test_places_are_counted_in_code_points(kernel):
    kernel.execute("int three = 3;")
    code = 'var s = "😀😀😀😀😀😀😀😀"; three + 1;'
    assert "Value: 3" in plain(inspect(kernel, code, code.index("three")))


@pytest.mark.parametrize("cursor", [-3, 0, 100])
def test_a_cursor_outside_of_the_code_is_taken_for_its_end(kernel, cursor):
    reply = inspect(kernel, "Math.sqrt", cursor)
    assert reply["status"] == "ok" and reply["found"]


def test_what_is_not_known_is_not_found(kernel):
    reply = inspect(kernel, "nonsuch", 3)
    assert (reply["status"], reply["found"], reply["data"], reply["metadata"]) == ("ok", False, {}, {})


def test_more_detail_is_the_source(kernel):
    kernel.execute("int half(int number) { return number / 2; }")
    assert "return number / 2;" not in plain(inspect(kernel, "half", 4))
    assert "return number / 2;" in plain(inspect(kernel, "half", 4, detail=1))


def test_inspection_answers_while_a_cell_runs(kernel):
    kernel.execute('var waiting = new Object() { public String toString() { while (true) {} } };\nint free = 4;')
    cell = kernel.kc.execute("synchronized (waiting) { Thread.sleep(60_000); }")
    kernel.until("execute_input")
    assert "Value: 4" in plain(inspect(kernel, "free", 4))
    assert "Value" not in plain(inspect(kernel, "waiting", 4))
    kernel.interrupt()
    assert kernel.reply(cell)["content"]["status"] == "error"


def test_a_question_mark_opens_the_pager(kernel):
    kernel.execute("// The answer.\nint answer = 42;")
    for code in ["answer?", "?answer", "answer? ", "answer?;", " ? answer"]:
        (page,) = pages(kernel.execute(code))
        assert "int answer" in page and "The answer." in page and "Value: 42" in page
    (page,) = pages(kernel.execute("answer??"))
    assert "int answer = 42;" in page
    (page,) = pages(kernel.execute("%time?"))
    assert "%time" in page


def test_what_stands_before_the_question_is_run_first(kernel):
    result = kernel.execute("int fresh = 7;\nfresh + 1\nfresh?")
    assert result.value() == "8"
    (page,) = pages(result)
    assert "Value: 7" in page
    result = kernel.execute("undeclared + 1;\nfresh?")
    assert result.status == "error" and result.reply["content"]["payload"] == []


def test_a_conditional_expression_stays_java(kernel):
    assert kernel.execute("boolean yes = true;\nyes ? 1 : 2").value() == "1"
    assert kernel.execute("yes ?\n 1 : 2").value() == "1"
    assert kernel.execute('"really?"').value() == "really?"


def test_a_question_about_nothing_is_answered_in_a_sentence(kernel):
    result = kernel.execute("nonsuch?")
    assert pages(result) == []
    assert result.text() == "Nothing is known of nonsuch.\n"


def test_a_question_is_a_whole_cell(kernel):
    for code in ["Math.sqrt?", "?Math", "int x = 1;\nx??"]:
        assert kernel.reply(kernel.kc.is_complete(code))["content"]["status"] == "complete"


def test_the_installed_documentation_covers_the_jdk_the_libraries_and_our_own(start):
    kernel = start(env={"JDK_JAVA_OPTIONS": f'-Dpeaberry.docs={INSTALLED / "docs"}'})
    assert "square root" in plain(inspect(kernel, "Math.sqrt(4)", 7))
    assert "Returns the number of elements" in plain(inspect(kernel, "List.of(1).size()", 13))
    assert "Shows a value." in plain(inspect(kernel, "display(1)", 4))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("smile.math.MathEx.softmax", "return softmax(posteriori, posteriori.length);"),
        ("tech.tablesaw.api.Table.read", "return new DataFrameReader("),
        ("peaberry.random.RandomState", "public final class RandomState"),
        ("peaberry.kernel.display.Markdown", "record Markdown"),
    ],
)
def test_two_question_marks_show_the_source_of_a_bundled_library(start, name, part):
    kernel = start(kernel_name="java")
    (page,) = pages(kernel.execute(f"{name}??"))
    assert part in page


def test_a_static_method_of_our_library_is_explained_with_its_import(start):
    kernel = start(kernel_name="java")
    (page,) = pages(kernel.execute("interact?"))
    assert "import static peaberry.widget.Widgets.interact;" in page
    assert "Shows a control and below it" in page
    failed = kernel.execute("interact(n -> n * n, null)").reply["content"]
    assert "import it: `import static peaberry.widget.Widgets.interact;`" in "\n".join(failed["traceback"])
