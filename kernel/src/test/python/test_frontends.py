"""Front ends beside JupyterLab, with the installed kernel: papermill, jupyter console, nbconvert, and kernels that are started as
VS Code and Colab start them. `make test-frontends` makes their environment and runs this; without it the tests fail, they are not skipped.
"""

import json
import os
import re
import socket
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import nbformat
import pexpect
import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import PATIENCE, Client
from jupyter_client.blocking import BlockingKernelClient

TOP = Path(__file__).resolve().parents[4]
BIN = TOP / "build" / "frontends-venv" / "bin"
JUPYTER = Path(sys.prefix, "share", "jupyter")
KERNEL = JUPYTER / "kernels" / "java"
SOLVED = TOP / "notebooks" / "solved" / "scenarios" / "omnicorp.ipynb"
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
PARAMETERS = """double alpha = 0.1;  // the learning rate; between 0 and 1
String name = "a; b";
List<Integer> list = List.of();
final Map<String, List<Double>> grid = Map.of();"""

# For each parameter its value and what is true of it in Java.
VALUES = {
    "alpha": (0.5, "alpha == 0.5"),
    "name": ('O\'Brien "x"', 'name.equals("O\'Brien \\"x\\"")'),
    "characters": ("".join(map(chr, range(0x3000))), "IntStream.range(0, 0x3000).allMatch(i -> characters.charAt(i) == i)"),
    "emoji": ("😀", "emoji.codePointAt(0) == 0x1F600"),
    "notUnicode": ("\\u0041", "notUnicode.length() == 6"),
    "least": (-(2**31), "least == Integer.MIN_VALUE && ((Object) least) instanceof Integer"),
    "most": (2**63 - 1, "most == Long.MAX_VALUE"),
    "lowest": (-(2**63), "lowest == Long.MIN_VALUE"),
    "beyond": (2**63, "beyond.equals(BigInteger.TWO.pow(63))"),
    "infinite": (float("-inf"), "infinite == Double.NEGATIVE_INFINITY"),
    "unknown": (float("nan"), "Double.isNaN(unknown)"),
    "tiny": (5e-324, "tiny == Double.MIN_VALUE"),
    "flag": (True, "flag"),
    "none": (None, "none == null"),
    "list": ([1, 2], "list.get(0) + list.get(1) == 3"),
    "wide": ([1, 2**31], "wide.get(0) == 1L && wide.get(1) == 1L << 31"),
    "halves": ([1, 0.5, None], "halves.get(0) + halves.get(1) == 1.5 && halves.get(2) == null"),
    "nothings": ([None], "nothings.size() == 1 && nothings.get(0) == null"),
    "empty": ([], "empty.isEmpty()"),
    "mixed": ([1, "a", [True]], 'mixed.equals(List.of(1, "a", List.of(true)))'),
    "grid": ({"b": [1.5], "a": [2.0, 3]}, 'String.valueOf(grid).equals("{b=[1.5], a=[2.0, 3.0]}") && grid.get("a").get(1) == 3'),
    "deep": ([{"z": {"y": None, "x": 1}}, {}], 'String.valueOf(deep).equals("[{z={y=null, x=1}}, {}]")'),
    "keys": ({1: "one"}, 'keys.get("1").length() == 3'),
}  # fmt: skip


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of the front ends, with our package as install.py puts it there, and a home of its own."""
    package = "import install; install.install_package()"
    subprocess.run([BIN / "python", "-c", package], cwd=TOP / "kernel" / "wheel", check=True, timeout=PATIENCE)
    home = tmp_path_factory.mktemp("home")
    own = {name: str(home / name) for name in ("HOME", "XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    return {**os.environ, **own, "JUPYTER_PATH": str(JUPYTER), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def run(environment, tmp_path):
    """Runs a front end's command in a folder of its own; returns what it says, output and errors together."""

    def run(*command, fails=False):
        done = subprocess.run(
            [BIN / command[0], *command[1:]], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=180, check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stdout
        return done.stdout

    return run


def write(path, *sources, kernel="java"):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells[0].metadata.tags = ["parameters"]
    kernelspec = {"name": kernel, "display_name": "Java", "language": "java"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)


def check(expression):
    return f"if (!({expression})) throw new AssertionError({json.dumps(expression)});"


# papermill


def test_papermill_puts_java_behind_the_cell_of_parameters(run, tmp_path):
    wanted = 'alpha == 0.5 && name.equals("O\'Brien \\"x\\"") && list.equals(List.of(1, 2)) && flag && none == null'
    write(tmp_path / "in.ipynb", PARAMETERS, check(wanted), "alpha + list.size()", kernel="another")
    given = ["-p", "alpha", "0.5", "-p", "name", 'O\'Brien "x"', "-y", "{list: [1,2], flag: true, none: null}", "-k", "java"]
    run("papermill", "in.ipynb", "out.ipynb", *given)
    cells = nbformat.read(tmp_path / "out.ipynb", 4).cells
    assert cells[1].metadata.tags == ["injected-parameters"]
    first, *declarations = cells[1].source.splitlines()
    assert first == "// Parameters" and len(declarations) == 5
    assert {"double alpha = 0.5;", 'String name = "O\'Brien \\"x\\"";', "List<Integer> list = List.of(1, 2);"} < set(declarations)
    assert cells[3].outputs[0].data["text/plain"] == "2.5"
    assert "AssertionError" in run("papermill", "out.ipynb", "again.ipynb", "-p", "alpha", "0.6", "-k", "java", fails=True)


def test_every_kind_of_value_is_the_same_in_java(run, tmp_path):
    checks = [check(expression) for _, expression in VALUES.values()]
    write(tmp_path / "in.ipynb", PARAMETERS, *checks)
    (tmp_path / "values.yaml").write_text(yaml.safe_dump({name: value for name, (value, _) in VALUES.items()}, sort_keys=False), encoding="ascii")
    run("papermill", "in.ipynb", "out.ipynb", "-f", "values.yaml")
    cells = nbformat.read(tmp_path / "out.ipynb", 4).cells
    assert [cell.execution_count for cell in cells] == list(range(1, len(VALUES) + 3))


def test_a_parameter_keeps_the_type_that_the_notebook_declares_where_its_value_fits(run, tmp_path):
    declared = """double rate = 0.1;
var step = -1.5e-3;
long seed = 1;
double[][] grid = {{0.5}};
List<Double> list = List.of(0.5);
Map<String,Double> map = Map.of();
String name = "";
List<String> names = List.of();
int count = 1;"""
    wanted = [
        "1 / rate == 0.5", "1 / step == 0.5", "seed << 40 == 1L << 41", "1 / grid[0][1] == 0.5", "1 / list.get(0) == 0.5",
        '1 / map.get("a") == 0.5', "name == null", "names.get(0) == null", "count == 2.5",
    ]  # fmt: skip
    write(tmp_path / "in.ipynb", declared, *map(check, wanted), "name = names.get(0);")
    given = "{rate: 2, step: 2, seed: 2, grid: [[1, 2]], list: [2], map: {a: 2}, name: null, names: [null], count: 2.5}"
    run("papermill", "in.ipynb", "out.ipynb", "-y", given)
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].execution_count == len(wanted) + 3


def test_papermill_tells_the_parameters_that_a_notebook_has(run, tmp_path):
    write(tmp_path / "in.ipynb", PARAMETERS)
    told = run("papermill", "--help-notebook", "in.ipynb").split("\n")
    assert [line.strip() for line in told[told.index("Parameters inferred for notebook 'in.ipynb':") + 1 :] if line] == [
        "alpha: double (default 0.1)     the learning rate; between 0 and 1",
        'name: String (default "a; b")',
        "list: List<Integer> (default List.of())",
        "grid: Map<String, List<Double>> (default Map.of())",
    ]


# jupyter console


def test_jupyter_console_goes_on_with_an_unfinished_line_shows_values_and_errors_and_ends_on_exit(environment):
    terminal = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    patient = f"--ZMQTerminalInteractiveShell.kernel_is_complete_timeout={PATIENCE}"
    console = pexpect.spawn(
        str(BIN / "jupyter-console"), ["--kernel", "java", patient], env={**environment, **terminal}, encoding="utf-8", timeout=PATIENCE,
        dimensions=(40, 120),
    )  # fmt: skip

    def seen(text):
        """Waits for a text, whatever colours and moves of the cursor lie between its characters."""
        console.expect(r"(?:\x1b\[[\d;?]*[a-zA-Z])*".join(map(re.escape, text)))

    seen("Peaberry")
    seen("In [1]: ")
    console.send("int twice(int x) {\r")
    seen("...: ")
    console.send("return 2 * x;\r")
    seen("...: ")
    console.send("}\r")
    seen("In [2]: ")
    console.send("twice(21)\r")
    seen("Out[2]: 42")
    seen("In [3]: ")
    console.send('twice("x")\r')
    seen("error in cell [3], line 1, column 7: a String is no int")
    seen('1 | twice("x")')
    seen("|       ^~~")
    seen("In [4]: ")
    console.send("exit\r")
    seen("Shutting down kernel")
    console.expect(pexpect.EOF)
    console.close()
    assert console.exitstatus == 0


# nbconvert


def test_a_script_of_a_notebook_is_java_with_the_text_as_comments_and_cells_that_can_be_told_apart(run, tmp_path):
    run("jupyter-nbconvert", "--to", "script", "--output-dir", tmp_path, SOLVED)
    parts = re.split(r"(?m)^// %%(?: \[(\w+)])?\n", (tmp_path / "omnicorp.java").read_text(encoding="utf-8"))
    assert parts[0] == ""
    cells = nbformat.read(SOLVED, 4).cells
    assert {cell.cell_type for cell in cells} == {"code", "markdown"}
    for cell, kind, text in zip(cells, parts[1::2], parts[2::2], strict=True):
        assert (kind or "code") == cell.cell_type
        lines = [line.rstrip() for line in cell.source.splitlines()]
        assert text.splitlines()[: len(lines)] == (cell.source.splitlines() if kind is None else [f"// {line}".rstrip() for line in lines])


@pytest.mark.parametrize(("form", "hosts"), [("html", {"cdnjs.cloudflare.com"}), ("slides", {"cdnjs.cloudflare.com", "unpkg.com"})])
def test_a_page_has_all_pictures_in_itself_and_asks_no_host_but_those_of_nbconverts_template(run, tmp_path, form, hosts):
    run("jupyter-nbconvert", "--to", form, "--output-dir", tmp_path, SOLVED)
    (file,) = tmp_path.glob("omnicorp*.html")
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    outputs = [output.get("data", {}) for cell in nbformat.read(SOLVED, 4).cells for output in cell.get("outputs", [])]
    figures = [data for data in outputs if "application/vnd.plotly.v1+json" in data]
    pictures = [b64decode(image["src"].split(",")[1]) for image in page.find_all("img") if image["src"].startswith("data:image/")]
    assert len(figures) > 2
    assert len([picture for picture in pictures if b"<svg" in picture or picture.startswith(b"\x89PNG")]) >= len(figures)
    assert len(pictures) == len(page.find_all("img"))
    loaded = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[href], iframe, object, embed, video, audio")]
    written = re.findall(r"""(?:url\(|@import |from |import\()\s*["']?(https?://[^"')\s]+)""", " ".join(map(str, page.select("style, script"))))
    asked = {re.sub(r"https?://([^/]+).*", r"\1", address) for address in loaded + written if not address.startswith("data:")}
    assert asked == hosts


# Kernels that are started without jupyter_client


@pytest.fixture
def started(tmp_path):
    """Starts the kernel with a connection file that was written by hand; returns its process and a client."""
    running = []

    def started(connection):
        file = tmp_path / "connection.json"
        file.write_text(json.dumps({"key": "a-b", "signature_scheme": "hmac-sha256", "kernel_name": "", **connection}))
        spec = json.loads((KERNEL / "kernel.json").read_text(encoding="utf-8"))
        argv = [part.format(resource_dir=KERNEL, connection_file=file) for part in spec["argv"]]
        process = subprocess.Popen(argv, cwd="/", env={"XDG_DATA_HOME": str(tmp_path)}, stdin=subprocess.DEVNULL)
        kc = BlockingKernelClient(connection_file=str(file))
        kc.load_connection_file()
        client = Client(kc)
        running.append((process, client))
        kc.wait_for_ready(timeout=PATIENCE)
        return process, client

    yield started
    for process, client in running:
        client.close()
        process.kill()
        process.wait()


def ports():
    """Five ports that are free."""
    sockets = [socket.socket() for _ in CHANNELS]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    found = {f"{channel}_port": one.getsockname()[1] for channel, one in zip(CHANNELS, sockets)}
    for one in sockets:
        one.close()
    return found


def test_a_kernel_started_as_vs_code_does_needs_no_variables_and_no_folder_and_is_stopped_by_a_message(started):
    process, client = started({"transport": "tcp", "ip": "127.0.0.1", **ports()})
    assert client.execute('Path.of("").toAbsolutePath() + " " + System.getenv("PATH")').value() == "/ null"
    client.execute("int turns = 6;")
    endless = client.kc.execute('turns++;\nIO.println("it turns");\nwhile (true) {}')
    client.until("stream", lambda content: "it turns" in content["text"])
    assert client.interrupt()["status"] == "ok"
    assert client.finish(endless).status == "error"
    assert client.execute("turns * 6").value() == "42"
    assert client.ask("shutdown_request", {"restart": False}, "control")["status"] == "ok"
    assert process.wait(PATIENCE) == 0


def test_a_kernel_started_as_colab_does_answers_over_unix_sockets(started, tmp_path):
    numbers = {f"{channel}_port": number for number, channel in enumerate(CHANNELS, 1)}
    _, client = started({"transport": "ipc", "ip": str(tmp_path / "kernel-ipc"), **numbers})
    assert {path.name for path in tmp_path.glob("kernel-ipc-*")} == {f"kernel-ipc-{number}" for number in numbers.values()}
    assert all(path.is_socket() for path in tmp_path.glob("kernel-ipc-*"))
    assert client.execute("IntStream.rangeClosed(1, 6).sum() * 2").value() == "42"
    assert "3 ms" in client.execute('!echo "3 ms"').text()


def test_exit_is_a_word_to_the_console_unless_it_is_a_variable(started):
    _, client = started({"transport": "tcp", "ip": "127.0.0.1", **ports()})
    assert client.execute("quit").reply["content"]["payload"] == [{"source": "ask_exit", "keepkernel": False}]
    assert client.execute("int exit = 42;\nexit").value() == "42"
    result = client.execute("exit")
    assert result.value() == "42" and result.reply["content"]["payload"] == []
