"""What the public suite leaves out, on a kernel that the tests share."""

import re
import time
from pathlib import Path

import pytest

from conftest import PATIENCE


def test_silent_cells_are_not_counted_and_show_no_result(kernel):
    before = kernel.execute("0").reply["content"]["execution_count"]
    result = kernel.execute("int hidden = 5; hidden", silent=True)
    assert result.status == "ok"
    assert result.of("execute_input") == [] and result.of("execute_result") == []
    assert kernel.execute("hidden").reply["content"]["execution_count"] == before + 1


def test_cells_that_are_not_stored_show_results_but_are_not_counted(kernel):
    before = kernel.execute("0").reply["content"]["execution_count"]
    result = kernel.execute("41 + 1", store_history=False)
    assert result.value() == "42"
    after = kernel.execute("43")
    assert after.reply["content"]["execution_count"] == before + 1
    assert after.of("execute_input")[0]["execution_count"] == before + 1
    history = kernel.kc.history(hist_access_type="tail", n=2, reply=True, timeout=PATIENCE)
    assert [line[2] for line in history["content"]["history"]] == ["0", "43"]


def test_an_empty_cell_is_ok_and_not_counted(kernel):
    before = kernel.execute("0").reply["content"]["execution_count"]
    assert kernel.execute(" \n").status == "ok"
    assert kernel.execute("// nothing").status == "ok"
    assert kernel.execute("0").reply["content"]["execution_count"] == before + 2


def test_user_expressions_are_evaluated_each_on_its_own(kernel):
    expressions = {"sum": "a + 1", "bad": "nonsuch", "page": 'new peaberry.kernel.display.Html("x")'}
    result = kernel.execute("int a = 3;", user_expressions=expressions)
    values = result.reply["content"]["user_expressions"]
    assert values["sum"]["data"]["text/plain"] == "4"
    assert values["page"]["data"]["text/html"] == "x"
    assert values["bad"]["status"] == "error" and values["bad"]["ename"] == "CompilationError"


def test_every_request_is_framed_by_busy_and_idle(kernel):
    requests = [
        (kernel.send("kernel_info_request"), "shell"),
        (kernel.send("kernel_info_request", channel="control"), "control"),
        (kernel.send("is_complete_request", {"code": "1"}), "shell"),
        (kernel.send("comm_info_request", {}), "shell"),
        (kernel.send("nonsuch_request", {}), "shell"),
    ]
    states = {request: [] for request, _ in requests}
    while not all(s[-1:] == ["idle"] for s in states.values()):
        message = kernel.kc.get_iopub_msg(timeout=PATIENCE)
        parent = message["parent_header"].get("msg_id")
        if parent in states and message["msg_type"] == "status":
            states[parent].append(message["content"]["execution_state"])
    assert list(states.values()) == [["busy", "idle"]] * len(requests)
    for request, channel in requests[:-1]:
        assert kernel.reply(request, channel)["content"]["status"] in ("ok", "complete")


def test_the_error_of_the_reply_is_that_of_iopub(kernel):
    result = kernel.execute('throw new java.io.IOException("disk full");')
    (error,) = result.of("error")
    reply = result.reply["content"]
    assert error["ename"] == "java.io.IOException" and error["evalue"] == "disk full"
    assert {k: reply[k] for k in error} == error


def test_a_failure_aborts_the_cells_that_were_queued_and_no_later_ones(kernel):
    first = kernel.kc.execute("Thread.sleep(300); int[] none = {}; none[1]")
    queued = [kernel.kc.execute(f"int late{i} = {i};") for i in range(5)]
    info = kernel.send("kernel_info_request")
    assert kernel.reply(first)["content"]["ename"] == "java.lang.ArrayIndexOutOfBoundsException"
    # Without a count, so that a front end does not show one at a cell that has not run.
    assert [kernel.reply(r)["content"] for r in queued] == [{"status": "aborted"}] * 5
    assert kernel.reply(info)["content"]["status"] == "ok"
    assert kernel.execute("late1").reply["content"]["ename"] == "CompilationError"
    assert kernel.execute("1").status == "ok"


def test_a_cell_that_is_sent_after_the_reply_to_a_failure_runs(kernel):
    for _ in range(200):
        kernel.reply(kernel.kc.execute("int broken = ;"))
        assert kernel.reply(kernel.kc.execute("1"))["content"]["status"] == "ok"


def test_a_failure_with_stop_on_error_false_aborts_nothing(kernel):
    kernel.kc.execute("Thread.sleep(200); throw new Exception();", stop_on_error=False)
    assert kernel.finish(kernel.kc.execute("7")).value() == "7"


def test_row61_an_interrupt_stops_the_cell_and_aborts_the_queue(kernel):
    kernel.execute("int kept = 1;")
    running = kernel.kc.execute("kept = 2; System.out.println(kept); while (true) {}")
    queued = kernel.kc.execute("kept = 3;")
    kernel.until("stream")
    assert kernel.interrupt()["status"] == "ok"
    assert kernel.reply(running)["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.reply(queued)["content"]["status"] == "aborted"
    kernel.outputs(queued)
    assert kernel.execute("kept").value() == "2"


def test_row61_an_interrupt_at_once_is_not_lost(kernel):
    for _ in range(5):
        running = kernel.kc.execute("while (true) {}")
        kernel.until("execute_input")
        kernel.interrupt()
        assert kernel.reply(running)["content"]["ename"] == "KeyboardInterrupt"
        kernel.outputs(running)


def test_an_interrupt_ends_a_text_that_takes_for_ever(kernel):
    running = kernel.kc.execute(
        "new Object() { @Override public String toString() { while (true) {} } }"
    )
    kernel.until("execute_input")
    time.sleep(0.3)  # so that the cell itself has ended; either way the outcome is the same
    kernel.interrupt()
    assert kernel.reply(running)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(running)
    assert kernel.execute("1").status == "ok"


def test_row52_an_interrupt_while_idle_does_nothing(kernel):
    kernel.interrupt()
    assert kernel.execute("1").status == "ok"


def test_row56_input_is_asked_of_the_front_end(kernel):
    code = 'var in = new Scanner(System.in); System.out.print("name? "); "hello " + in.nextLine()'
    running = kernel.kc.execute(code, allow_stdin=True)
    question = kernel.kc.get_stdin_msg(timeout=PATIENCE)
    assert question["msg_type"] == "input_request"
    assert question["content"]["password"] is False
    assert question["parent_header"]["msg_id"] == running
    kernel.kc.input("Ada")
    result = kernel.finish(running)
    assert result.value() == "hello Ada"
    assert result.text() == "name? "


@pytest.mark.parametrize(
    "read, prompt",
    [
        ('IO.readln("name? ")', "name? "),
        ("IO.readln()", ""),
        ("new BufferedReader(new InputStreamReader(System.in)).readLine()", ""),
        ('readPassword("key? ")', "key? "),
    ],
)
def test_row56_every_way_to_read_a_line_asks_the_front_end(kernel, read, prompt):
    running = kernel.kc.execute(f"{read}.strip()", allow_stdin=True)
    assert kernel.kc.get_stdin_msg(timeout=PATIENCE)["content"]["prompt"] == prompt
    kernel.kc.input("größe 😀")
    assert kernel.finish(running).value() == "größe 😀"
    refused = kernel.execute(read, allow_stdin=False)
    assert refused.status == "error"
    assert "cannot be asked for input" in "\n".join(refused.reply["content"]["traceback"])


def test_row56_a_password_is_asked_for_as_one(kernel):
    running = kernel.kc.execute('readPassword("key? ").length()', allow_stdin=True)
    question = kernel.kc.get_stdin_msg(timeout=PATIENCE)
    assert question["content"] == {"prompt": "key? ", "password": True}
    kernel.kc.input("secret")
    assert kernel.finish(running).value() == "6"


WAYS_TO_READ = [
    'IO.readln("name? ")',
    "IO.readln()",
    "new BufferedReader(new InputStreamReader(System.in)).readLine()",
    'readPassword("key? ")',
    "new Scanner(System.in).tokens().findFirst().orElse(null)",
    "(Object) System.in.read()",
    "(Object) new String(System.in.readNBytes(2))",
]


@pytest.mark.parametrize("read", WAYS_TO_READ)
def test_row56_the_end_of_input_is_told_to_the_cell_and_not_to_later_ones(kernel, read):
    running = kernel.kc.execute(f'"" + {read}', allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("\x04")
    assert kernel.finish(running).value() == {5: "-1", 6: ""}.get(WAYS_TO_READ.index(read), "null")
    running = kernel.kc.execute(f'"" + {read}', allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("x")
    assert kernel.finish(running).value() == {5: "120", 6: "x\n"}.get(WAYS_TO_READ.index(read), "x")
    kernel.execute("System.in.skip(System.in.available());")


@pytest.mark.parametrize("read", WAYS_TO_READ)
def test_row52_an_interrupt_ends_every_way_to_wait_for_input(kernel, read):
    running = kernel.kc.execute(f"int kept = 1; var got = {read};", allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.interrupt()
    assert kernel.reply(running)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(running)
    kernel.kc.input("too late")
    assert kernel.execute("kept").value() == "1"
    running = kernel.kc.execute(f'"" + {read}', allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("\x04")
    assert kernel.finish(running).status == "ok"


def test_row56_what_a_cell_has_not_read_of_a_line_is_left_for_the_next(kernel):
    running = kernel.kc.execute("(char) System.in.read()", allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("abc")
    assert kernel.finish(running).value() == "a"
    assert kernel.execute("System.in.available()").value() == "3"
    assert kernel.execute("new Scanner(System.in).nextLine()").value() == "bc"


def test_row56_several_lines_are_asked_for_one_by_one(kernel):
    code = "var in = new Scanner(System.in); int sum = 0; while (in.hasNextInt()) sum += in.nextInt(); sum"
    running = kernel.kc.execute(code, allow_stdin=True)
    for line in ("1 2", "39", "\x04"):
        kernel.kc.get_stdin_msg(timeout=PATIENCE)
        kernel.kc.input(line)
    assert kernel.finish(running).value() == "42"


def test_row56_text_before_a_question_is_shown_before_it(kernel):
    running = kernel.kc.execute('System.out.print("age? "); IO.readln()', allow_stdin=True)
    assert kernel.until("stream")["content"]["text"] == "age? "
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.kc.input("7")
    assert kernel.finish(running).value() == "7"


def test_row56_two_threads_of_a_cell_are_asked_one_after_the_other(kernel):
    code = (
        "var answers = new ConcurrentSkipListSet<String>();\n"
        "var threads = List.of(Thread.ofPlatform().unstarted(() -> answers.add(readPassword(\"\"))),\n"
        "    Thread.ofVirtual().unstarted(() -> answers.add(readPassword(\"\"))));\n"
        "for (var t : threads) t.start();\nfor (var t : threads) t.join();\nanswers.toString()"
    )
    running = kernel.kc.execute(code, allow_stdin=True)
    for answer in ("a", "b"):
        kernel.kc.get_stdin_msg(timeout=PATIENCE)
        kernel.kc.input(answer)
    assert kernel.finish(running).value() == "[a, b]"


def test_row56_without_stdin_a_cell_that_reads_gets_an_error_and_does_not_hang(kernel):
    result = kernel.execute("System.in.read()", allow_stdin=False)
    assert result.status == "error"
    assert "cannot be asked for input" in result.reply["content"]["evalue"]


def test_an_interrupt_ends_the_wait_for_input(kernel):
    running = kernel.kc.execute("System.in.read()", allow_stdin=True)
    kernel.kc.get_stdin_msg(timeout=PATIENCE)
    kernel.interrupt()
    assert kernel.reply(running)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(running)
    kernel.kc.input("too late")
    assert kernel.execute("1").status == "ok"


def test_control_answers_while_a_cell_runs(kernel):
    running = kernel.kc.execute('System.out.println("on"); while (true) {}')
    kernel.until("stream")
    assert kernel.ask("kernel_info_request", channel="control")["status"] == "ok"
    assert kernel.kc.is_alive()
    kernel.interrupt()
    kernel.finish(running)


def test_row50_output_arrives_complete_in_order_and_in_batches(kernel):
    result = kernel.execute('for (int i = 0; i < 100_000; i++) System.out.println("line " + i);')
    assert result.text() == "".join(f"line {i}\n" for i in range(100_000))
    assert len(result.of("stream")) < 1000


def test_row50_stdout_and_stderr_keep_their_order(kernel):
    code = 'for (int i = 0; i < 3; i++) { System.out.println("o" + i); System.err.println("e" + i); }'
    streams = kernel.execute(code).of("stream")
    assert [(s["name"], s["text"]) for s in streams] == [
        (name, f"{letter}{i}\n")
        for i in range(3)
        for name, letter in (("stdout", "o"), ("stderr", "e"))
    ]


def test_text_is_sent_before_the_display_that_follows_it(kernel):
    result = kernel.execute('System.out.print("a"); display(1); System.out.print("b"); 2')
    kinds = [m["msg_type"] for m in result.messages]
    assert kinds == [
        "status", "execute_input", "stream", "display_data", "stream", "execute_result", "status",
    ]  # fmt: skip


def test_output_comes_while_the_cell_still_runs(kernel):
    running = kernel.kc.execute('System.out.print("now"); while (true) {}')
    message = kernel.until("stream")
    assert message["content"]["text"] == "now"
    kernel.interrupt()
    kernel.finish(running)


def test_row51_output_of_a_thread_goes_to_the_cell_that_started_it(kernel):
    first = kernel.kc.execute(
        "var go = new java.util.concurrent.CountDownLatch(1);\n"
        'Thread.ofPlatform().start(() -> { try { go.await(); } catch (InterruptedException e) {}\n'
        'System.out.println("from the first"); display("shown"); });'
    )
    kernel.finish(first)
    second = kernel.kc.execute("go.countDown();")
    kernel.reply(second)
    message = kernel.until("stream")
    assert message["parent_header"]["msg_id"] == first
    assert message["content"]["text"] == "from the first\n"
    assert kernel.until("display_data")["parent_header"]["msg_id"] == first


def test_displays_can_be_updated(kernel):
    result = kernel.execute('String d = display("one");')
    (shown,) = result.of("display_data")
    (update,) = kernel.execute('updateDisplay(d, "two");').of("update_display_data")
    assert update["transient"]["display_id"] == shown["transient"]["display_id"]
    assert update["data"]["text/plain"] == "two"


def test_renderers_can_be_added_in_a_cell(kernel):
    kernel.execute("record Point(int x, int y) {}")
    kernel.execute(
        "addRenderer(Point.class, p -> peaberry.kernel.display.MimeBundle.text(p.x() + \"|\" + p.y()));"
    )
    assert kernel.execute("new Point(1, 2)").value() == "1|2"


def test_json_text_is_sent_as_a_tree(kernel):
    (shown,) = kernel.execute(r'display("{\"a\": [1]}", "application/json");').of("display_data")
    assert shown["data"]["application/json"] == {"a": [1]}


def test_a_progress_is_one_output_that_changes_in_place_and_says_it_is_done(kernel):
    result = kernel.execute("int sum = 0; for (int i : Progress.range(5)) { Thread.sleep(60); sum += i; }")
    (shown,) = result.of("display_data")
    assert shown["data"]["text/plain"].endswith("0/5")
    updates = result.of("update_display_data")
    assert {update["transient"]["display_id"] for update in updates} == {shown["transient"]["display_id"]}
    assert "5/5" in updates[-1]["data"]["text/plain"] and "took" in updates[-1]["data"]["text/plain"]
    assert 'value="5" max="5"' in updates[-1]["data"]["text/html"]
    assert kernel.execute("sum").value() == "10"


def test_a_progress_whose_loop_throws_stays_where_it_was(kernel):
    request = kernel.kc.execute("for (String s : Progress.of(List.of(\"a\", \"b\"))) { Integer.parseInt(s); }")
    assert kernel.reply(request)["content"]["ename"] == "java.lang.NumberFormatException"
    outputs = [message["content"] for message in kernel.outputs(request)]
    assert [output["data"]["text/plain"] for output in outputs if "data" in output] == ["[....................] 0/2"]


def test_a_comm_of_an_unknown_target_is_closed(kernel):
    request = kernel.send("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    closed = kernel.until("comm_close")
    assert closed["content"]["comm_id"] == "c1"
    assert closed["parent_header"].get("msg_id") in (request, None)


def test_a_comm_of_a_known_target_talks_and_is_listed(kernel):
    kernel.execute(
        "peaberry.kernel.display.Comms.current().target(\"echo\",\n"
        '    comm -> comm.onMessage(m -> comm.send(Map.of("echo", m.data()))));'
    )
    kernel.send("comm_open", {"comm_id": "c2", "target_name": "echo", "data": {"n": 1}})
    assert kernel.until("comm_msg")["content"]["data"] == {"echo": {"n": 1}}
    comms = kernel.ask("comm_info_request", {"target_name": "echo"})["comms"]
    assert comms == {"c2": {"target_name": "echo"}}
    assert kernel.ask("comm_info_request", {"target_name": "other"})["comms"] == {}
    kernel.send("comm_close", {"comm_id": "c2", "data": {}})
    assert kernel.ask("comm_info_request", {})["comms"] == {}


def test_a_comm_handler_that_throws_is_told_on_stderr(kernel):
    kernel.execute(
        "peaberry.kernel.display.Comms.current().target(\"bad\",\n"
        '    comm -> { throw new IllegalStateException("no comm today"); });'
    )
    kernel.send("comm_open", {"comm_id": "c3", "target_name": "bad", "data": {}})
    note = kernel.until("stream")["content"]
    assert note["name"] == "stderr" and "no comm today" in note["text"]


def test_wrong_types_in_the_content_get_an_error_reply(kernel):
    reply = kernel.ask("execute_request", {"code": 5})
    assert reply["status"] == "error" and "the field code" in reply["evalue"]
    assert kernel.ask("history_request", {"hist_access_type": 1})["status"] == "error"
    assert kernel.ask("is_complete_request", {})["status"] == "error"
    assert kernel.execute("1").status == "ok"


def test_malformed_json_is_ignored_with_a_log_line(kernel):
    session = kernel.kc.session
    for parts in (
        [b"{", b"{}", b"{}", b"{}"],
        [b"[]", b"{}", b"{}", b"{}"],
        [b'{"msg_type": 5}', b"{}", b"{}", b"{}"],
        [b'{"msg_type": "comm_msg", "msg_id": "x"}', b"{}", b"{}", b"\xff\xfe{"],
    ):
        frames = [b"<IDS|MSG>", session.sign(parts), *parts]
        kernel.kc.shell_channel.socket.send_multipart(frames)
    assert kernel.execute("1").status == "ok"
    assert kernel.log_text().count("peaberry: ") >= 4


def test_unknown_requests_are_ignored_with_a_log_line(kernel):
    kernel.send("teleport_request", {})
    assert kernel.is_silent()
    assert "teleport_request" in kernel.log_text()


def test_two_clients_get_their_own_replies_and_all_output(kernel):
    other = kernel.second_client()
    try:
        mine = kernel.kc.execute('System.out.print("mine"); 1')
        its = other.kc.execute('System.out.print("its"); 2')
        assert kernel.reply(mine)["content"]["status"] == "ok"
        assert other.reply(its)["content"]["status"] == "ok"
        for client in (kernel, other):
            texts = {client.until("stream")["content"]["text"] for _ in range(2)}
            assert texts == {"mine", "its"}
    finally:
        other.close()


def test_input_is_asked_of_the_client_whose_cell_runs(kernel):
    other = kernel.second_client()
    try:
        running = other.kc.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        other.kc.get_stdin_msg(timeout=PATIENCE)
        kernel.kc.input("not asked")
        other.kc.input("asked")
        assert other.finish(running).value() == "asked"
    finally:
        other.close()


def test_connect_tells_the_ports(kernel):
    reply = kernel.ask("connect_request")
    assert reply["shell_port"] == kernel.km.shell_port
    assert reply["hb_port"] == kernel.km.hb_port


def test_an_unknown_magic_names_the_nearest_and_runs_nothing(kernel):
    result = kernel.execute('System.out.print("ran");\n%lsmagi\n')
    assert result.text() == ""
    assert "%lsmagic" in result.reply["content"]["evalue"]


def test_time_runs_after_the_lines_above_it(kernel):
    result = kernel.execute("int timed = 6;\n%time timed * 7")
    assert result.value() == "42"
    assert "wall time" in result.text()


def test_time_tells_the_compilation_from_the_rest(kernel):
    text = kernel.execute("%%time\nThread.sleep(300);\nLocale.setDefault(Locale.GERMANY);").text()  # where 0.3 is written 0,3
    units = {"µs": 1e-6, "ms": 1e-3, "s": 1}
    wall, compiling = (float(number) * units[unit] for number, unit in re.findall(r"(?:wall time|compiling): ([\d.e+]+) (µs|ms|s)", text))
    assert compiling > 0
    assert wall - compiling > 0.29


def test_errors_below_a_magic_line_name_the_right_line(kernel):
    result = kernel.execute("%lsmagic\nint ok = 1;\nint bad = ;")
    assert "line 3" in "\n".join(result.reply["content"]["traceback"])


def test_a_value_that_cannot_be_shown_is_not_lost(kernel):
    code = "new Object() { @Override public String toString() { throw new Error(); } }"
    result = kernel.execute(code)
    assert result.status == "ok"
    assert "java.lang.Error" in result.value()


def test_a_flood_of_small_cells_is_answered_in_order(kernel):
    requests = [kernel.kc.execute(str(i)) for i in range(50)]
    start = time.monotonic()
    for i, request in enumerate(requests):
        assert kernel.finish(request).value() == str(i)
    assert time.monotonic() - start < PATIENCE


def test_row28_a_shell_command_streams_and_java_stays_java(kernel):
    result = kernel.execute("int n = 2;\n!echo one; echo two >&2\nn * 21")
    assert result.text() == "one\n" and result.text("stderr") == "two\n"
    assert result.value() == "42"
    assert kernel.execute("boolean done = false;").status == "ok"
    assert kernel.execute("!done").value() == "true"
    assert "status 3" in kernel.execute("!exit 3").text("stderr")
    assert kernel.execute("!seq 20000").text().count("\n") == 20000


def test_row28_an_interrupt_ends_a_shell_command_and_what_it_started(kernel):
    request = kernel.kc.execute("!echo started; sleep 4321 & wait")
    kernel.until("stream", lambda content: "started" in content["text"])
    kernel.interrupt()
    assert kernel.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    kernel.outputs(request)
    deadline = time.monotonic() + PATIENCE
    while "sleep\x004321" in " ".join(_command_lines()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "sleep\x004321" not in " ".join(_command_lines())


def test_row28_commands_of_one_name_all_run_and_in_order_with_the_java(kernel):
    result = kernel.execute('!echo a\nSystem.out.println("b");\n!echo c')
    assert result.text() == "a\nb\nc\n"


def test_row28_a_command_cannot_read_and_its_text_is_utf8(kernel):
    result = kernel.execute("!cat; printf 'gr\\303\\266\\303\\237e \\360\\237\\230\\200'")
    assert result.text() == "größe 😀"


def test_row28_what_a_command_leaves_in_the_background_holds_no_cell_up(kernel, tmp_path):
    go, done = tmp_path / "go", tmp_path / "done"
    wait = f"while [ ! -e {go} ]; do sleep 0.05; done"
    result = kernel.execute(f"!{{ {wait}; touch {done}; }} & echo soon")
    assert result.text() == "soon\n"
    assert not done.exists()
    go.touch()
    deadline = time.monotonic() + PATIENCE
    while not done.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert done.exists()


def _command_lines():
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield file.read_text(errors="replace")
        except OSError:
            pass  # it has just ended


def test_row23_magics_stand_anywhere_and_java_keeps_its_percent_signs(kernel):
    assert "<b>x</b>" in str(kernel.execute("%%html\n<b>x</b>").of("display_data"))
    result = kernel.execute('int a = 7;\n%lsmagic\nint b = a\n  % 4;\nString t = """\n%lsmagic\n""";\nt + b')
    assert "lists all magics" in result.text()
    assert result.value() == "%lsmagic\n3"


def test_row58_warnings_of_a_librarys_log_are_shown_and_information_when_asked_for(kernel):
    cell = 'var log = java.util.logging.Logger.getLogger("some.library");\n'
    result = kernel.execute(cell + 'log.info("quiet"); log.warning("loud");')
    assert "loud" in result.text("stderr") and "quiet" not in result.text("stderr")
    result = kernel.execute('log.setLevel(java.util.logging.Level.INFO); log.info("asked for");')
    assert "asked for" in result.text("stderr")
    result = kernel.execute('System.setErr(null);')
    assert "again" in kernel.execute('log.warning("again");').text("stderr")


def test_libraries_see_which_cells_have_run_and_which_failed(kernel):
    cells = ["int first = 1;", "int second = ;", 'throw new IllegalStateException("no");']
    for cell in cells:
        kernel.execute(cell)
    kernel.execute("int hidden = 1;", silent=True)
    kernel.execute("int uncounted = 1;", store_history=False)
    ran = "peaberry.kernel.display.RanCells.all()"
    code = f'var ran = {ran}; ran.subList(ran.size() - 3, ran.size()).stream().map(c -> c.failed() + " " + c.code()).collect(Collectors.joining("|"))'
    assert kernel.execute(code).value() == f"false {cells[0]}|true {cells[1]}|true {cells[2]}"


def run_as(kernel, cell, code, expressions=None):
    """Runs a cell as a front end that tells which one it is."""
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
    content["user_expressions"] = expressions or {}
    message = kernel.kc.session.msg("execute_request", content, metadata={"cellId": cell})
    kernel.kc.shell_channel.send(message)
    return kernel.finish(message["header"]["msg_id"])


def test_a_cell_that_is_mended_and_run_again_leaves_no_method_with_its_old_parameters(kernel):
    run_as(kernel, "first", "double half(int n, int d) { return n / d; }")
    assert run_as(kernel, "second", "half(1, 2)").value() == "0.0"
    run_as(kernel, "first", "double half(double n, double d) { return n / d; }")
    assert run_as(kernel, "second", "half(1, 2)").value() == "0.5"


def test_an_id_of_a_cell_that_is_no_text_is_nothing_to_it(kernel):
    assert run_as(kernel, 7, "1 + 1").value() == "2"
    assert run_as(kernel, {"a": []}, "1 + 1").value() == "2"


def test_the_parts_of_a_cell_between_its_magics_are_one_run_of_it(kernel):
    code = 'String over(int x) { return "int"; }\n%whos\nString over(String x) { return "text"; }'
    for _ in range(2):
        assert run_as(kernel, "parts", code).status == "ok"
        assert run_as(kernel, "other", 'over(1) + over("")').value() == "inttext"
    run_as(kernel, "parts", 'String over(double x) { return "double"; }')
    assert run_as(kernel, "other", "over(1)").value() == "double"
    assert run_as(kernel, "other", 'over("")').status == "error"


def test_what_is_evaluated_after_a_cell_does_not_hide_what_that_declared(kernel):
    run_as(kernel, "evaluated", "int times(int n) { return 2 * n; }", {"seven": "3 + 4"})
    run_as(kernel, "evaluated", "double times(double n) { return 2.5 * n; }")
    assert run_as(kernel, "other", "times(2)").value() == "5.0"
