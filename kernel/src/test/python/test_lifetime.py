"""Start, restart and end of kernels; each test has kernels of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from conftest import PATIENCE, Client, kernel_command


def lines(kernel, **query):
    reply = kernel.kc.history(reply=True, timeout=PATIENCE, **query)
    return reply["content"]["history"]


def test_history_is_kept_across_restarts(start, tmp_path):
    env = {"XDG_DATA_HOME": str(tmp_path)}
    first = start(env=env)
    first.execute("int a = 1;")
    first.execute("a + 1")
    first.ask("shutdown_request", {"restart": True}, "control")
    assert first.ends() == 0
    second = start(env=env)
    second.execute("3")
    assert [h[2] for h in lines(second, hist_access_type="tail", n=3)] == ["int a = 1;", "a + 1", "3"]
    assert lines(second, hist_access_type="range", session=-1, start=2, stop=3) == [[1, 2, "a + 1"]]
    assert lines(second, hist_access_type="range", session=0, start=1, stop=9) == [[0, 1, "3"]]
    found = lines(second, hist_access_type="search", pattern="a*", output=True)
    assert found == [[1, 2, ["a + 1", "2"]]]


def test_several_kernels_may_write_the_history_at_once(start, tmp_path):
    env = {"XDG_DATA_HOME": str(tmp_path)}
    kernels = [start(env=env), start(env=env)]
    for round in range(10):
        requests = [k.kc.execute(f"{round}") for k in kernels]
        for kernel, request in zip(kernels, requests):
            kernel.reply(request)
    for kernel in kernels:
        kernel.ask("kernel_info_request")
    (file,) = tmp_path.rglob("history.jsonl")
    parsed = [json.loads(line) for line in file.read_text().splitlines()]
    for session in (1, 2):
        assert [p["line"] for p in parsed if p["session"] == session] == list(range(11))


@pytest.mark.parametrize("channel", ["control", "shell"])
def test_shutdown_is_answered_and_ends_the_process(start, channel):
    kernel = start()
    reply = kernel.ask("shutdown_request", {"restart": channel == "shell"}, channel)
    assert reply == {"status": "ok", "restart": channel == "shell"}
    assert kernel.ends() == 0


def test_row62_shutdown_ends_a_kernel_with_spinning_threads(start):
    kernel = start()
    kernel.execute("Thread.ofPlatform().daemon(false).start(() -> { while (true) {} });")
    kernel.kc.execute("while (true) { try { Thread.sleep(10); } catch (Throwable t) {} }")
    kernel.until("execute_input")
    kernel.ask("shutdown_request", {"restart": False}, "control")
    assert kernel.ends() == 0


def test_row62_shutdown_ends_a_shell_command_and_what_it_started(start, tmp_path):
    kernel = start()
    pids = tmp_path / "pids"
    kernel.kc.execute(f"!sleep 4322 & echo $$ $! > {pids}; echo started; wait")
    kernel.until("stream", lambda content: "started" in content["text"])
    kernel.ask("shutdown_request", {"restart": False}, "control")
    assert kernel.ends() == 0
    deadline = time.monotonic() + PATIENCE
    for pid in pids.read_text().split():
        while runs(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not runs(pid)


def runs(pid):
    """Whether a process has not ended; one that only waits to be reaped has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_shutdown_ends_a_kernel_whose_exit_hooks_hang(start):
    kernel = start()
    kernel.execute(
        "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));"
    )
    kernel.ask("shutdown_request", {"restart": False}, "control")
    assert kernel.ends() == 0


def test_row54_an_exit_in_a_library_is_told_before_the_process_ends(start, tmp_path):
    source = tmp_path / "Quitter.java"
    source.write_text("public class Quitter { public static void quit() { System.exit(3); } }")
    java = Path(kernel_command()[0]).parent
    subprocess.run([str(java / "javac"), "-d", str(tmp_path), str(source)], check=True)
    kernel = start()
    code = (
        f"var loader = new URLClassLoader(new URL[] {{new URL(\"file://{tmp_path}/\")}});\n"
        'System.out.println("last words");\n'
        'loader.loadClass("Quitter").getMethod("quit").invoke(null);'
    )
    result = kernel.execute(code)
    assert result.text() == "last words\n"
    assert result.reply["content"]["ename"] == "SystemExit"
    assert kernel.ends() == 3
    successor = start()
    assert lines(successor, hist_access_type="tail", n=1)[0][2] == code


def test_row52_sigint_interrupts_the_cell_and_not_the_kernel(start):
    kernel = start()
    running = kernel.kc.execute('System.out.println("on"); while (true) {}')
    kernel.until("stream")
    os.kill(kernel.process.pid, signal.SIGINT)
    assert kernel.finish(running).reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.execute("1 + 1").value() == "2"


@pytest.mark.parametrize("turn", range(4))
def test_row52_sigint_right_after_the_first_answer_does_not_end_the_kernel(start, turn):
    kernel = start()
    os.kill(kernel.process.pid, signal.SIGINT)
    kernel.execute("Thread.sleep(300)")  # which it may stop, or not
    assert kernel.execute("1 + 1").value() == "2"


def test_sigterm_ends_the_kernel(start):
    kernel = start()
    os.kill(kernel.process.pid, signal.SIGTERM)
    assert kernel.ends() is not None


def test_the_kernel_ends_when_its_parent_is_gone(tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    file, _ = write_connection_file(str(tmp_path / "connection.json"))
    kernel = subprocess.Popen(
        [*kernel_command(), file], env={**os.environ, "JPY_PARENT_PID": str(parent.pid)}
    )
    kc = BlockingKernelClient(connection_file=file)
    kc.load_connection_file()
    client = Client(kc)
    try:
        assert client.ask("kernel_info_request")["status"] == "ok"
        assert client.execute("1").status == "ok"
        parent.kill()
        parent.wait()
        assert kernel.wait(PATIENCE) == 1
    finally:
        client.close()
        kernel.kill()


def test_a_kernel_whose_parent_never_was_ends_at_once(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file, _ = write_connection_file(str(tmp_path / "connection.json"))
    environment = {**os.environ, "JPY_PARENT_PID": str(gone.pid)}
    kernel = subprocess.run([*kernel_command(), file], env=environment, timeout=PATIENCE)
    assert kernel.returncode == 1


def test_unix_sockets_serve_as_well(start):
    kernel = start(transport="ipc")
    assert kernel.execute("6 * 7").value() == "42"
    kernel.interrupt()
    kernel.ask("shutdown_request", {"restart": False}, "control")
    assert kernel.ends() == 0


def test_row50_a_client_that_stops_reading_holds_nobody_up_and_is_told_what_it_missed(start):
    kernel = start()
    deaf = zmq.Context.instance().socket(zmq.SUB)
    deaf.setsockopt(zmq.RCVHWM, 1)
    deaf.setsockopt(zmq.RCVBUF, 4096)
    deaf.subscribe(b"")
    deaf.connect(f"tcp://127.0.0.1:{kernel.km.iopub_port}")
    assert deaf.poll(PATIENCE * 1000)  # the welcome
    code = 'for (int i = 0; i < 40_000; i++) System.out.println("x".repeat(999));'
    result = kernel.execute(code)
    assert len(result.text()) == 40_000_000
    assert kernel.execute("1").status == "ok"
    while deaf.poll(PATIENCE * 1000):
        if b"bytes of output were not shown" in deaf.recv_multipart()[-1]:
            break
    else:
        pytest.fail("the client was not told that it had missed output")
    deaf.close(linger=0)


def run_command(*args):
    return subprocess.run(
        [*kernel_command(), *args], capture_output=True, text=True, timeout=PATIENCE
    )


@pytest.mark.parametrize(
    "content, said",
    [
        (None, "connection file"),
        ("not json", "connection file"),
        ('{"transport": "tcp"}', "connection file"),
    ],
)
def test_a_broken_connection_file_is_one_sentence_and_an_exit_code(tmp_path, content, said):
    file = tmp_path / "connection.json"
    if content is not None:
        file.write_text(content)
    result = run_command(str(file))
    assert result.returncode == 1
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_wrong_arguments_are_one_sentence_and_exit_code_2():
    result = run_command("--nonsuch")
    assert result.returncode == 2
    assert "--nonsuch" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert run_command().returncode == 2


def test_a_port_in_use_is_one_sentence_and_an_exit_code(start, tmp_path):
    kernel = start()
    result = run_command(kernel.km.connection_file)
    assert result.returncode == 1
    assert str(kernel.km.shell_port) in result.stderr or "in use" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert kernel.execute("1").status == "ok"


def test_a_port_that_is_in_use_for_a_moment_is_waited_for(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        file, _ = write_connection_file(str(tmp_path / "connection.json"), shell_port=port)
        kernel = subprocess.Popen([*kernel_command(), file])
        try:
            time.sleep(1)  # far less than its patience, and its first try is over
            taken.close()
            client = BlockingKernelClient(connection_file=file)
            client.load_connection_file()
            client.start_channels()
            client.wait_for_ready(timeout=PATIENCE)
            client.stop_channels()
            assert kernel.poll() is None
        finally:
            kernel.kill()
            kernel.wait()


def test_row16_preview_features_are_on_only_if_asked_for(tmp_path):
    code = "Object o = 5; o instanceof int i ? i + 1 : 0"
    java, *rest = kernel_command()
    for command, status in [([java, *rest], "error"), ([java, "--enable-preview", *rest, "--preview"], "ok")]:
        file, _ = write_connection_file(str(tmp_path / f"{status}.json"))
        process = subprocess.Popen([*command, file])
        kc = BlockingKernelClient(connection_file=file)
        kc.load_connection_file()
        client = Client(kc)
        kc.wait_for_ready(timeout=PATIENCE)
        result = client.execute(code)
        assert result.status == status
        if status == "ok":
            assert result.value() == "6"
        kc.shutdown()
        client.close()
        process.wait(timeout=PATIENCE)
