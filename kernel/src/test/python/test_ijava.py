"""Notebooks in the idioms of IJava, written for this test, run unchanged as a front end runs them."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import KERNEL_NAME
from repository import Repository, dependency

RENDERER = """
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

class Figure { final String title; Figure(String title) { this.title = title; } }

IJava.getKernelInstance().getRenderer()
    .createRegistration(Figure.class)
    .preferring(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML)
    .supporting(MIMEType.IMAGE_SVG)
    .register((figure, ctx) -> {
        ctx.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + figure.title + "</b>");
        ctx.renderIfRequested(MIMEType.IMAGE_SVG, () -> { throw new IllegalStateException("not asked for"); });
    });
"""


def run(cells):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name=KERNEL_NAME, timeout=60).execute()
    return [cell.outputs for cell in notebook.cells]


def value(outputs):
    (result,) = [output for output in outputs if output.output_type == "execute_result"]
    return result.data


@pytest.fixture
def repository(tmp_path, monkeypatch):
    repository = Repository(tmp_path)
    for name, text in repository.environment.items():
        monkeypatch.setenv(name, text)
    yield repository
    repository.close()


def test_magics_functions_and_renderers_of_ijava(repository, tmp_path):
    repository.fruit("1.0")
    jar = repository.deploy("org.nuts:nuts:2", {"nuts/Nut.java": "package nuts; public class Nut {}"})
    outputs = run(
        [
            "%maven org.fruit:fruit:1.0",
            "import fruit.Pear;\nPear.version()",
            f"%mavenRepo mine {repository.url}",
            "%%loadFromPOM\n" + dependency("org.nuts:nuts:2"),
            "new nuts.Nut().getClass().getSimpleName();",
            f"List<String> added = %jars {jar}\nadded.size()",
            "int x = 20;\nString md = \"Hello from **IJava**\";",
            '(int) eval("x + 1") * 2',
            'eval("int y = 7;"); eval("%time y")',
            "y",
            'render(md, "text/markdown")',
            'String id = display("<b>3</b>", "text/html");\nupdateDisplay(id, "<b>Liftoff!</b>", "text/html");',
            RENDERER,
            'new Figure("plot")',
            'printf("%d %s%n", 3, getKernelInstance().evalRaw("x"));',
            'display(new Figure("shown"));',
            'lineMagic("maven", List.of("org.nuts:nuts:2"));\ncellMagic("html", List.of(), "<i>magic</i>");',
        ]
    )
    assert value(outputs[1])["text/plain"] == "1.0"
    assert value(outputs[4])["text/plain"] == "Nut"
    assert value(outputs[5])["text/plain"] == "1"
    assert value(outputs[7])["text/plain"] == "42"
    assert "wall time" in outputs[8][0].text and value(outputs[8])["text/plain"] == "7"
    assert value(outputs[9])["text/plain"] == "7"
    assert value(outputs[10])["text/markdown"] == "Hello from **IJava**"
    assert outputs[11][0].data["text/html"] == "<b>Liftoff!</b>"
    assert value(outputs[13])["text/html"] == "<b>plot</b>"
    assert outputs[14][0].text == "3 20\n"
    assert outputs[15][0].data["text/html"] == "<b>shown</b>"
    assert outputs[16][0].data["text/html"] == "<i>magic</i>"


def test_values_that_render_themselves_in_ijavas_way():
    outputs = run(
        [
            "import io.github.spencerpark.jupyter.kernel.display.*;\n"
            "import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;\n"
            "class Own implements DisplayDataRenderable {\n"
            "  public void render(RenderContext ctx) {\n"
            "    ctx.renderIfRequested(MIMEType.parse(\"text/html\"), (type, out) -> out.putHTML(type + \"!\"));\n"
            "  }\n}\nnew Own()",
            'var data = new DisplayData("plain");\ndata.putMath("x^2");\ndata',
            "io.github.spencerpark.ijava.runtime.Kernel.getKernelInstance().display(data);",
            'io.github.spencerpark.ijava.runtime.Display.render(List.of(1)).getData(MIMEType.TEXT_PLAIN)',
        ]
    )
    assert value(outputs[0])["text/html"] == "text/html!"
    assert value(outputs[1]) == {"text/plain": "plain", "text/latex": "$$x^2$$"}
    assert outputs[2][0].data["text/latex"] == "$$x^2$$"
    assert value(outputs[3])["text/plain"] == "[1]"


MAGICS = """
import io.github.spencerpark.jupyter.kernel.magic.registry.*;
class Own {
  final String greeting;
  Own(String greeting) { this.greeting = greeting; }
  @LineMagic String greet(List<String> words) { return greeting + " " + words; }
  @LineMagic("both") @CellMagic(value = "both", aliases = "also")
  Object both(List<String> words, String body) { return words.size() + ":" + body; }
  @CellMagic static void quiet() { System.out.println("quiet"); }
  @LineMagic int fails(List<String> words) { return 1 / words.indexOf("a"); }
  @LineMagic void forever() { System.out.println("in"); while (true) {} }
}
io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics().registerMagics(new Own("Hello"));
"""


def test_magics_that_a_notebook_registers_in_ijavas_way(start):
    kernel = start()
    assert kernel.execute(MAGICS).status == "ok"
    assert kernel.execute('%greet you "and me"').value() == "Hello [you, and me]"
    assert kernel.execute("List<String> kept = List.of(%greet x\n);").status == "error"
    assert kernel.execute("String kept = %greet x").status == "ok"
    assert kernel.execute("kept").value() == "Hello [x]"
    assert kernel.execute('"a";\n%both').value() == "0:null"
    assert kernel.execute("%%also 1 2\nthe\nbody").value() == "2:the\nbody"
    quiet = kernel.execute("%%quiet\n")
    assert quiet.text() == "quiet\n" and not quiet.of("execute_result")
    assert re.search(r"(?m)^%greet {2,}added by this notebook$", kernel.execute("%lsmagic").text())
    failed = kernel.execute("%fails a").reply["content"]
    assert (failed["ename"], failed["evalue"]) == ("java.lang.ArithmeticException", "/ by zero")
    assert any("fails" in line and "cell [1], line 10" in line for line in failed["traceback"])
    request = kernel.kc.execute("%forever")
    kernel.until("stream", lambda content: "in" in content["text"])
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)
    wrong = kernel.execute(
        "class Wrong { @LineMagic void m(int n) {} }\n"
        "io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics().registerMagics(new Wrong());"
    )
    assert "expected the parameters (List<String> args)" in wrong.reply["content"]["evalue"]
    assert "static" in kernel.execute(
        "io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics().registerMagics(Own.class);"
    ).reply["content"]["evalue"]


def test_functions_as_magics_and_ijavas_shell(start):
    kernel = start()
    assert kernel.execute("%sh echo in $((1 + 1)) words").text() == "in 2 words\n"
    kernel.execute(
        "import io.github.spencerpark.ijava.IJava;\n"
        "import io.github.spencerpark.jupyter.kernel.magic.common.Shell;\n"
        'IJava.getKernelInstance().getMagics().registerLineMagic("first", words -> words.get(0));'
        "IJava.getKernelInstance().getMagics().registerMagics(Shell.class);"
    )
    assert kernel.execute("%first 1 2").value() == "1"
    assert kernel.execute('IJava.getKernelInstance().getMagics().applyLineMagic("first", List.of("b"))').value() == "b"
    assert kernel.execute("List<String> lines = %sh echo a b\nlines.size() + lines.get(0)").value() == "1a b"
    assert kernel.execute("%%sh\necho still the own one").text() == "still the own one\n"


def test_what_fails_inside_eval_is_an_exception_of_the_cell(kernel):
    result = kernel.execute('try { eval("int a = ;"); } catch (Exception e) { System.out.println(e.getMessage()); }')
    assert result.text().startswith("CompilationError: ")
    result = kernel.execute('eval("List.of().getFirst()")')
    assert result.reply["content"]["evalue"].startswith("java.util.NoSuchElementException")
    result = kernel.execute('lineMagic("nonsuch")')
    assert "there is no magic %nonsuch" in result.reply["content"]["evalue"]
    request = kernel.kc.execute('System.out.println("in"); eval("while (true) {}")')
    kernel.until("stream", lambda content: "in" in content["text"])
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)
    assert kernel.execute("1 + 1").value() == "2"


@pytest.mark.parametrize("prefix", ["IJAVA", "JJAVA"])
def test_ijavas_environment_variables_are_honoured(start, repository, tmp_path, prefix):
    jar = repository.fruit("1.0")
    script = tmp_path / "start.jshell"
    script.write_text("import fruit.Pear;\nString fromFile() { return Pear.version(); }\n")
    kernel = start(
        env={
            f"{prefix}_CLASSPATH": str(jar.parent / "*.jar"),
            f"{prefix}_COMPILER_OPTS": "-parameters",
            f"{prefix}_STARTUP_SCRIPTS_PATH": str(tmp_path / "*.jshell"),
            f"{prefix}_STARTUP_SCRIPT": "int answer = 42;",
        }
        if prefix == "IJAVA"
        else {f"{prefix}_CLASSPATH": str(jar), f"{prefix}_STARTUP_SCRIPT": f"int answer = 42;\n{script.read_text()}"}
    )
    assert kernel.execute("answer + fromFile()").value() == "421.0"


def test_a_cell_that_runs_too_long_is_stopped_if_the_host_wants_it(start):
    kernel = start(env={"IJAVA_TIMEOUT": "1 SECONDS"})
    result = kernel.execute("while (true) {}")
    assert result.reply["content"]["ename"] == "KeyboardInterrupt"
    assert result.text("stderr") == "the cell was stopped: it ran for 1000 ms\n"
    assert kernel.execute("1 + 1").value() == "2"
