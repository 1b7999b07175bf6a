"""The magics, over the wire: replies, streams, displays and payloads."""

import json
import os
import time

import pytest

from conftest import PATIENCE


def failure(result):
    assert result.status == "error"
    return result.reply["content"]["evalue"]


def eventually(test):
    deadline = time.monotonic() + PATIENCE
    while not test() and time.monotonic() < deadline:
        time.sleep(0.05)
    return test()


@pytest.mark.parametrize(
    "magic, mime",
    [
        ("html", "text/html"),
        ("markdown", "text/markdown"),
        ("javascript", "application/javascript"),
        ("js", "application/javascript"),
        ("svg", "image/svg+xml"),
        ("latex", "text/latex"),
    ],
)
def test_a_cell_is_shown_as_what_its_first_line_says(kernel, magic, mime):
    result = kernel.execute(f"%%{magic}\n<b>1 < 2</b> % 3\n")
    (shown,) = result.of("display_data")
    assert shown["data"][mime] == "<b>1 < 2</b> % 3\n"
    assert "text/plain" in shown["data"]
    assert "expected nothing after" in failure(kernel.execute(f"%%{magic} x\ny"))


@pytest.mark.parametrize("magic", ["bash", "sh"])
def test_a_script_streams_and_its_status_is_an_error(kernel, magic):
    result = kernel.execute(f"%%{magic}\nfor i in 1 2 3; do\n  echo $i\ndone\necho e >&2")
    assert result.text() == "1\n2\n3\n" and result.text("stderr") == "e\n"
    result = kernel.execute(f"%%{magic}\necho before\nexit 7")
    assert result.text() == "before\n"
    assert failure(result) == "the script ended with status 7"


def test_bash_is_bash(kernel):
    assert kernel.execute("%%bash\r\na=(x y)\r\necho ${a[1]}\r\n").text() == "y\n"


def test_a_script_is_never_taken_for_an_option_and_tells_its_own_lines(kernel):
    assert "-c" not in (text := kernel.execute("!-x").text("stderr")) and "not found" in text
    assert "line 2: nonsuch" in kernel.execute("%%bash\ntrue\nnonsuch").text("stderr")


def test_an_interrupt_ends_a_script(kernel):
    request = kernel.kc.execute("%%bash\necho started\nsleep 4322\necho after")
    kernel.until("stream", lambda content: "started" in content["text"])
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)


def test_the_shell_sees_the_variables_of_the_notebook_that_it_mentions(kernel):
    kernel.execute('String shown = "two  words; echo $HOME *"; int count = 3; var list = List.of(1, 2);')
    result = kernel.execute('!echo "$shown" "${count}x" $list $nonsuch.')
    assert result.text() == "two  words; echo $HOME * 3x [1, 2] .\n"
    assert kernel.execute("!echo '$shown'").text() == "$shown\n"
    assert kernel.execute("%%bash\necho $count").text() == "3\n"
    assert kernel.execute("%%bash\nfor count in a b; do echo $count; done").text() == "a\nb\n"
    assert kernel.execute("%%sh\necho ${#count} ${shown%%;*}").text() == "1 two words\n"
    kernel.execute('String odd = "a\\0b😀"; Object none = null; String large = "x".repeat(200_000);')
    assert kernel.execute("!echo $odd $none").text() == "ab😀 null\n"
    assert "cannot be started" in failure(kernel.execute("!echo $large"))


def test_an_interrupt_ends_the_text_of_a_variable_for_the_shell(kernel):
    kernel.execute("var slow = new Object() { @Override public String toString() { while (true) {} } };\n;")
    request = kernel.kc.execute("!echo $slow")
    kernel.until("execute_input")
    time.sleep(0.3)
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)


def test_a_command_goes_on_behind_a_backslash(kernel):
    result = kernel.execute('int above = 1;\n!echo a \\\n  b \\\n  c\nint below = above + 1;\nbelow')
    assert result.text() == "a b c\n" and result.value() == "2"
    assert "line 4" in failure(kernel.execute("int x = 1;\n!echo a \\\n b\nint y = ;"))


def test_pip_runs_but_says_for_whom_it_installs(kernel):
    result = kernel.execute("!pip install --help")
    assert "pip installs packages for Python; a Java library is added with %maven" in result.text("stderr")
    assert "%maven" not in kernel.execute("!echo pip install").text("stderr")


def test_a_console_waits_for_the_rest_of_a_command(kernel):
    for code, status in (("!echo a \\", "incomplete"), ("!echo a \\\n b", "complete")):
        assert kernel.ask("is_complete_request", {"code": code})["status"] == status


def test_what_a_command_in_the_background_prints_later_is_shown(kernel, tmp_path):
    go = tmp_path / "go"
    wait = f"while [ ! -e {go} ]; do sleep 0.05; done"
    request = kernel.kc.execute(f"!{{ {wait}; echo late; echo late error >&2; }} & echo soon")
    assert kernel.finish(request).text() == "soon\n"
    go.touch()
    late = [kernel.until("stream") for _ in range(2)]
    assert all(message["parent_header"]["msg_id"] == request for message in late)
    assert {m["content"]["name"]: m["content"]["text"] for m in late} == {
        "stdout": "late\n",
        "stderr": "late error\n",
    }


def test_a_flood_of_a_command_arrives_complete(kernel):
    assert kernel.execute("!seq 200000").text() == "".join(f"{i}\n" for i in range(1, 200001))


def test_env_is_what_commands_see(kernel):
    assert kernel.execute("%env PEABERRY_TEST=a b").text() == "env: PEABERRY_TEST=a b\n"
    assert kernel.execute("!echo $PEABERRY_TEST").text() == "a b\n"
    assert kernel.execute("%env PEABERRY_TEST").value() == "a b"
    kernel.execute("%env PEABERRY_TEST c")
    assert kernel.execute("%env PEABERRY_TEST").value() == "c"
    kernel.execute("%env PEABERRY_API_KEY=abc123")
    listed = kernel.execute("%env").text()
    assert "PEABERRY_TEST=c\n" in listed and "PEABERRY_API_KEY=<hidden>\n" in listed
    assert "no environment variable PEABERRY_NONE" in failure(kernel.execute("%env PEABERRY_NONE"))


def test_cd_is_where_commands_run_and_files_are_written(kernel, tmp_path):
    start = kernel.execute("%pwd").value()
    assert kernel.execute('Path.of("").toAbsolutePath().toString()').value() == start
    (tmp_path / "a folder").mkdir()
    result = kernel.execute(f"%cd {tmp_path}")
    assert result.text().startswith(f"{tmp_path}\n") and start in result.text()
    assert kernel.execute("!pwd").text() == f"{tmp_path}\n"
    assert kernel.execute("%%bash\npwd").text() == f"{tmp_path}\n"
    kernel.execute("%cd a folder")
    assert kernel.execute("%pwd").value() == f"{tmp_path}/a folder"
    assert kernel.execute("%%writefile x.txt\nhello\n").text() == "Writing x.txt\n"
    assert (tmp_path / "a folder" / "x.txt").read_text() == "hello\n"
    kernel.execute("%cd -")
    assert kernel.execute("%pwd").value() == str(tmp_path)
    assert "which is not there" in failure(kernel.execute("%cd nonsuch"))
    assert kernel.execute('Path.of("").toAbsolutePath().toString()').value() == start
    kernel.execute("%cd")
    assert kernel.execute("%pwd").value() == os.path.expanduser("~")
    assert kernel.execute(f"%cd {start}").text() == f"{start}\n"


def test_writefile_writes_overwrites_and_appends(kernel, tmp_path):
    file = tmp_path / "größe.txt"
    assert kernel.execute(f"%%writefile {file}\na % 1\n").text() == f"Writing {file}\n"
    assert kernel.execute(f'%%writefile "{file}"\nb 😀\n').text() == f"Overwriting {file}\n"
    assert kernel.execute(f"%%writefile -a {file}\nc").text() == f"Appending to {file}\n"
    assert file.read_text() == "b 😀\nc"
    assert "expected a path" in failure(kernel.execute("%%writefile\nx"))
    assert "no option -x" in failure(kernel.execute(f"%%writefile -x {file}\nx"))
    assert "there is no folder" in failure(kernel.execute(f"%%writefile {tmp_path}/no/f\nx"))
    assert "it is a folder" in failure(kernel.execute(f"%%writefile {tmp_path}\nx"))


def test_capture_keeps_what_the_cell_puts_out(kernel):
    result = kernel.execute(
        "%%capture got\n"
        'System.out.println("out"); System.err.println("err");\n'
        'display(new peaberry.kernel.display.Html("<b>x</b>"));\n'
        "!echo shell\n"
        "int inside = 41;\n"
        "inside + 1"
    )
    assert result.status == "ok"
    assert {m["msg_type"] for m in result.messages} == {"status", "execute_input"}
    assert kernel.execute("got.stdout()").value() == "out\nshell\n"
    assert kernel.execute("got.stderr()").value() == "err\n"
    assert kernel.execute("got.outputs().getLast().plain()").value() == "42"
    shown = kernel.execute("got.show();")
    assert shown.text() == "out\nshell\n" and shown.text("stderr") == "err\n"
    assert [d["data"].get("text/html") for d in shown.of("display_data")] == ["<b>x</b>", None]
    assert kernel.execute("inside").value() == "41"


def test_capture_without_a_name_shows_nothing_and_an_error_is_shown(kernel):
    assert kernel.execute("%%capture\n%%html\n<b>x</b>").of("display_data") == []
    result = kernel.execute('%%capture got\nSystem.out.print("a");\nint[] no = {};\nno[1]')
    assert result.status == "error" and result.text() == ""
    assert "line 4" in "\n".join(result.reply["content"]["traceback"])
    assert kernel.execute("got.stdout()").value() == "a"
    assert "name of a variable" in failure(kernel.execute("%%capture 1x\n1"))
    assert kernel.execute('System.out.print("shown again");').text() == "shown again"


def test_capture_can_be_interrupted(kernel):
    request = kernel.kc.execute("%%capture\nwhile (true) {}")
    kernel.until("execute_input")
    time.sleep(0.3)
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)
    assert kernel.execute("1").value() == "1"


def test_timeit_measures_and_tells_its_spread(kernel):
    kernel.execute("int[] numbers = new int[1000];")
    result = kernel.execute("%timeit -n 100 -r 3 Arrays.stream(numbers).sum()")
    assert "± " in result.text() and "(mean ± std. dev. of 3 runs, 100 loops each)" in result.text()
    assert "warm-up" in result.text() and result.of("execute_result") == []
    assert "loops each" in kernel.execute("%timeit -r2 numbers.length * 3").text()


def test_timeit_compiles_once_and_its_variables_are_its_own(kernel):
    kernel.execute('long calls = 0; String local = "mine"; long next() { return ++calls; }')
    result = kernel.execute("%%timeit -n 5 -r 2\nint local = 1;\nfor (int i = 0; i < 3; i++) local += i;\nnext();")
    assert result.status == "ok", result.reply["content"]
    assert int(kernel.execute("calls").value()) > 10
    assert kernel.execute("local").value() == "mine"
    assert "there is no" in failure(kernel.execute("int j = i;"))


def test_timeit_tells_errors_where_they_are(kernel):
    result = kernel.execute("int before = 1;\n%timeit -n 3 before + nonsuch")
    trace = "\n".join(result.reply["content"]["traceback"])
    assert "line 2, column 23" in trace
    result = kernel.execute("%%timeit\nint a = 0;\n1 / a")
    assert result.reply["content"]["ename"] == "java.lang.ArithmeticException"
    assert "line 3" in "\n".join(result.reply["content"]["traceback"])
    assert "expected Java" in failure(kernel.execute("%timeit"))
    assert "after -n, got x" in failure(kernel.execute("%timeit -n x 1"))
    assert "expected a number from 1" in failure(kernel.execute("%timeit -r 0 1"))


def test_timeit_can_be_interrupted(kernel):
    for code in ("%timeit while (true) {}", "%timeit Thread.sleep(20)", "%timeit -n 2000000000 1 + 1"):
        request = kernel.kc.execute(code)
        kernel.until("execute_input")
        time.sleep(0.5)
        kernel.interrupt()
        reply = kernel.reply(request)["content"]
        assert reply["ename"] == "KeyboardInterrupt", code
        assert "background" not in reply["evalue"]
        kernel.outputs(request)
    assert kernel.execute("1").value() == "1"


def test_who_and_whos_list_the_variables(start):
    kernel = start()
    assert "no variables" in kernel.execute("%who").text()
    kernel.execute('int[] b = {1, 2}; String a = "two\\nlines"; record P(int x) {}')
    kernel.execute("var c = new HashMap<String, List<P>>(); double d = 1.5; P p = new P(1);")
    assert kernel.execute("%who").text() == "a  b  c  d  p\n"
    assert kernel.execute("%who String P").text() == "a  p\n"
    assert kernel.execute("%who HashMap").text() == "c\n"
    (shown,) = kernel.execute("%whos").of("display_data")
    assert [line.split() for line in shown["data"]["text/plain"].splitlines()] == [
        ["Name", "Type", "Size", "Value", "Cell"],
        ["a", "String", "9", "two", "lines", "[2]"],
        ["b", "int[]", "2", "int[2]", "{1,", "2}", "[2]"],
        ["c", "HashMap<String,", "List<P>>", "0", "{}", "[3]"],
        ["d", "double", "1.5", "[3]"],
        ["p", "P", "P[x=1]", "[3]"],
    ]
    assert "HashMap&lt;String, List&lt;P&gt;&gt;" in shown["data"]["text/html"]
    assert "no variables of type long" in kernel.execute("%whos long").text()


def test_whos_tells_the_rows_and_columns_of_matrices_and_tables(start):
    kernel = start()
    kernel.execute(
        "class Table { public int nrow() { return 3; } public int ncol() { return 2; }\n"
        '  public String toString() { return "+-----+------+\\n| left| right|\\n+-----+------+\\n"; } }\n'
        "var m = new double[3][4]; var t = new Table();"
    )
    (shown,) = kernel.execute("%whos").of("display_data")
    (matrix, table) = shown["data"]["text/plain"].splitlines()[1:]
    assert "  3 x 4  " in matrix
    assert "  3 x 2  " in table and "| left| right|  " in table and "--" not in table


def test_whos_can_be_interrupted_in_a_text_that_takes_for_ever(start):
    kernel = start()
    kernel.execute("var slow = new Object() { @Override public String toString() { while (true) {} } };\n;")
    request = kernel.kc.execute("%whos")
    kernel.until("execute_input")
    time.sleep(0.3)
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"


def test_reset_forgets_all_names_after_a_question(start):
    kernel = start()
    kernel.execute("import java.util.concurrent.atomic.*; int x = 1; int f() { return x; } record P() {}")
    for answer in ("n", ""):
        running = kernel.kc.execute("%reset", allow_stdin=True)
        assert "Forget all names" in kernel.kc.get_stdin_msg(timeout=PATIENCE)["content"]["prompt"]
        kernel.kc.input(answer)
        assert kernel.finish(running).text() == "Nothing is forgotten.\n"
    assert "%reset -f" in failure(kernel.execute("%reset", allow_stdin=False))
    assert kernel.execute("x").value() == "1"
    running = kernel.kc.execute("%reset", allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("y")
    assert kernel.finish(running).status == "ok"
    for name in ("x", "f()", "new P()", "new AtomicInteger()"):
        assert "there is no" in failure(kernel.execute(name))
    assert kernel.execute("%who").text() == "The notebook has no variables.\n"
    kernel.execute('int f() { return 2; } String x = "new";')
    assert kernel.execute("x + f()").value() == "new2"
    kernel.execute("%reset -f")
    assert "there is no" in failure(kernel.execute("f()"))


def test_history_shows_cells_by_their_numbers(start):
    kernel = start()
    for code in ("1 + 1", "int a = 1;\na", "// three"):
        kernel.execute(code)
    assert kernel.execute("%history").text() == "1 + 1\nint a = 1;\na\n// three\n"
    assert kernel.execute("%hist -n -o 1-2").text() == "   1: 1 + 1\n2\n   2: int a = 1;\n      a\n1\n"
    assert kernel.execute("%history 3 1").text() == "// three\n1 + 1\n"
    assert kernel.execute("%history 4-").text() == "%history\n%hist -n -o 1-2\n%history 3 1\n"
    assert "got x" in failure(kernel.execute("%history x"))


def test_recall_puts_a_cell_below_this_one(start):
    kernel = start()
    assert "no cell has run yet" in failure(kernel.execute("%recall"))
    kernel.execute("int first = 1;\nfirst\n")
    kernel.execute("2")
    reply = kernel.execute("%recall 2").reply["content"]
    assert reply["payload"] == [
        {"source": "set_next_input", "text": "int first = 1;\nfirst", "replace": False}
    ]
    (payload,) = kernel.execute("%recall 2-3").reply["content"]["payload"]
    assert payload["text"] == "int first = 1;\nfirst\n2"
    assert kernel.execute("3").reply["content"]["payload"] == []
    assert "got 99" in failure(kernel.execute("%recall 99"))


def test_run_is_another_word_for_load(kernel, tmp_path):
    (tmp_path / "x.jsh").write_text("int ran = 5;")
    assert kernel.execute(f"%run {tmp_path}/x\nran").value() == "5"


@pytest.mark.parametrize("extension", ["jsh", "jshell", "java", "ijava"])
def test_load_runs_a_file_with_or_without_its_extension(kernel, tmp_path, extension):
    file = tmp_path / f"lib.{extension}"
    file.write_text('int loaded = 6;\nSystem.out.println("from the file");\n%pwd\nloaded * 100')
    result = kernel.execute(f"int factor = 7;\n%load {tmp_path}/lib\nloaded * factor")
    assert result.text() == "from the file\n" and result.value() == "42"
    file.write_text('package a.b;\npublic class Main {\n  public static int answer() { return 43; }\n}')
    assert kernel.execute(f"%load {file}\nMain.answer()").value() == "43"


def test_load_runs_the_code_cells_of_a_notebook(kernel, tmp_path):
    def write(*cells):
        cells = [{"cell_type": kind, "source": source, "metadata": {}} for kind, source in cells]
        (tmp_path / "nb.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))

    write(("markdown", "# no code"), ("code", ["int one = 1;\n", "one"]), ("code", "%%html\n<i></i>"))
    result = kernel.execute(f"%load {tmp_path}/nb")
    assert result.status == "ok" and len(result.of("display_data")) == 1
    assert result.of("execute_result") == []
    assert kernel.execute("one").value() == "1"
    write(("code", "one++;"), ("markdown", ""), ("code", "one++;\none / 0"), ("code", "one = 100;"))
    result = kernel.execute(f"%load {tmp_path}/nb.ipynb")
    assert result.reply["content"]["ename"] == "java.lang.ArithmeticException"
    assert f"code cell 2 of {tmp_path}/nb.ipynb" in result.text("stderr")
    assert "line 2" in "\n".join(result.reply["content"]["traceback"])
    assert kernel.execute("one").value() == "3"


def test_load_tells_what_is_wrong_with_a_file(kernel, tmp_path):
    assert "there is no file" in failure(kernel.execute(f"%load {tmp_path}/nonsuch"))
    assert "expected a file" in failure(kernel.execute("%load"))
    (tmp_path / "bad.ipynb").write_text("[1]")
    assert "expected a JSON object" in failure(kernel.execute(f"%load {tmp_path}/bad.ipynb"))
    (tmp_path / "bad.ipynb").write_text('{"worksheets": []}')
    assert "got no cells" in failure(kernel.execute(f"%load {tmp_path}/bad.ipynb"))
    (tmp_path / "bad.jsh").write_bytes(b"\xff\xfe")
    assert "UTF-8" in failure(kernel.execute(f"%load {tmp_path}/bad.jsh"))
    (tmp_path / "self.jsh").write_text(f"%load {tmp_path}/self.jsh")
    assert "loads itself" in failure(kernel.execute(f"%load {tmp_path}/self"))
    assert kernel.execute("1").value() == "1"


def test_help_is_shown_for_every_magic(kernel):
    names = [
        line.split()[0].strip("%,")
        for line in kernel.execute("%lsmagic").text().splitlines()
        if line.startswith("%")
    ]
    assert len(names) > 20
    for name in names:
        text = kernel.execute(f"%help {name}").text()
        assert f"%{name}" in text
        for question in [f"%{name}?", f"%%{name}?"]:
            (page,) = kernel.execute(question).reply["content"]["payload"]
            assert page["source"] == "page" and f"%{name}" in page["data"]["text/plain"]
    assert "%lsmagic" in kernel.execute("%help").text()
    assert "did you mean %timeit" in failure(kernel.execute("%help timeitt"))
    assert "did you mean %timeit" in failure(kernel.execute("%timeitt 1"))
