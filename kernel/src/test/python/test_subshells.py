"""Subshells (JEP 91), usage_request and debug_request."""

import pytest
from conftest import PATIENCE


class Subshell:
    """Sends requests to one subshell of a kernel."""

    def __init__(self, client, identity=None):
        self.client = client
        self.id = identity or client.ask("create_subshell_request", channel="control")["subshell_id"]

    def send(self, kind, content):
        message = self.client.kc.session.msg(kind, content)
        message["header"]["subshell_id"] = self.id
        self.client.kc.shell_channel.send(message)
        return message["header"]["msg_id"]

    def execute(self, code, **options):
        return self.send("execute_request", {"code": code, "silent": False, **options})

    def run(self, code):
        """Runs a cell; returns the reply's content and what was printed under its header."""
        request = self.execute(code)
        printed = [m["content"]["text"] for m in self.client.outputs(request) if m["msg_type"] == "stream"]
        return self.client.reply(request)["content"], "".join(printed)

    def delete(self):
        return self.client.ask("delete_subshell_request", {"subshell_id": self.id}, channel="control")


def replies(client, requests):
    """The replies' contents in the order of the requests, in whatever order they come."""
    found = {}
    while len(found) < len(requests):
        message = client.kc.get_shell_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") in requests:
            found[message["parent_header"]["msg_id"]] = message["content"]
    return [found[request] for request in requests]


def two_streams(client):
    """The next two printed texts, in whatever order they come, with the requests that they belong to."""
    printed = {}
    while len(printed) < 2:
        message = client.until("stream")
        printed[message["content"]["text"]] = message["parent_header"]["msg_id"]
    return printed


BLOCKED = "import java.util.concurrent.*; var gate = new CountDownLatch(1);"


def test_kernel_info_names_the_feature(kernel):
    info = kernel.ask("kernel_info_request")
    assert "kernel subshells" in info["supported_features"]


def test_subshells_are_made_listed_and_ended(kernel):
    first, second = Subshell(kernel), Subshell(kernel)
    listed = kernel.ask("list_subshell_request", channel="control")
    assert listed == {"status": "ok", "subshell_id": [first.id, second.id]}
    assert first.delete()["status"] == "ok"
    assert kernel.ask("list_subshell_request", channel="control")["subshell_id"] == [second.id]


def test_a_subshell_answers_while_the_main_shell_is_busy(kernel):
    kernel.execute(BLOCKED)
    busy = kernel.kc.execute('gate.await(); System.out.println("main goes on");')
    kernel.until("execute_input")
    other = Subshell(kernel).execute('System.out.println("from the subshell"); gate.countDown();')
    assert two_streams(kernel) == {"from the subshell\n": other, "main goes on\n": busy}


def test_two_subshells_wait_for_each_other(kernel):
    kernel.execute(BLOCKED)
    first, second = Subshell(kernel), Subshell(kernel)
    waits = first.execute("gate.await(); 1")
    kernel.until("execute_input")
    opens = second.execute("gate.countDown(); 2")
    assert [content["status"] for content in replies(kernel, [waits, opens])] == ["ok", "ok"]


def test_names_are_shared(kernel):
    shell = Subshell(kernel)
    shell.run("int shared = 41; int next() { return ++shared; }")
    assert kernel.execute("next()").value() == "42"


def test_output_comes_under_the_header_of_its_own_cell(kernel):
    kernel.execute(BLOCKED)
    busy = kernel.kc.execute('System.out.println("a"); gate.await(); System.out.println("b");')
    kernel.until("stream")
    other = Subshell(kernel).execute('System.out.println("c"); gate.countDown();')
    assert two_streams(kernel) == {"b\n": busy, "c\n": other}


def test_an_interrupt_stops_the_cells_of_all_shells(kernel):
    shell = Subshell(kernel)
    requests = [kernel.kc.execute("while (true) {}"), shell.execute("while (true) {}")]
    kernel.until("execute_input")
    kernel.until("execute_input")
    kernel.interrupt()
    assert [content["ename"] for content in replies(kernel, requests)] == 2 * ["KeyboardInterrupt"]
    assert kernel.execute("1 + 1").value() == "2"


def test_a_failure_aborts_what_waits_in_its_own_shell_only(kernel):
    kernel.execute(BLOCKED)
    shell = Subshell(kernel)
    fails = kernel.kc.execute("gate.await(); int x = 1 / 0;")
    aborted = kernel.kc.execute("2")
    kernel.until("execute_input")
    waits = shell.execute("gate.countDown(); Thread.sleep(300); 3")
    after = shell.execute("4")
    statuses = [content["status"] for content in replies(kernel, [fails, aborted, waits, after])]
    assert statuses == ["error", "aborted", "ok", "ok"]


def test_help_is_given_by_a_subshell_too(kernel):
    shell = Subshell(kernel)
    shell.run("String word = null;")
    request = shell.send("complete_request", {"code": "word.toUpp", "cursor_pos": 10})
    assert "toUpperCase" in str(kernel.reply(request)["content"]["matches"])


def test_a_subshell_that_is_not_there_is_told(kernel):
    request = Subshell(kernel, identity="nobody").execute("1")
    content = kernel.reply(request)["content"]
    assert content["status"] == "error" and "nobody" in content["evalue"]
    deleted = kernel.ask("delete_subshell_request", {"subshell_id": "nobody"}, channel="control")
    assert deleted["status"] == "error" and "nobody" in deleted["evalue"]
    assert kernel.execute("1 + 1").value() == "2"


def test_what_waits_in_a_subshell_is_done_before_it_ends(kernel):
    kernel.execute(BLOCKED)
    shell = Subshell(kernel)
    requests = [shell.execute("gate.await();"), shell.execute("5")]
    kernel.until("execute_input")
    assert shell.delete()["status"] == "ok"
    requests.append(kernel.kc.execute("gate.countDown();"))
    assert [content["status"] for content in replies(kernel, requests)] == 3 * ["ok"]


def test_usage_has_ipykernels_fields(kernel):
    usage = kernel.ask("usage_request", channel="control")
    assert usage["pid"] == kernel.process.pid
    assert usage["hostname"] and usage["cpu_count"] >= 1
    memory = usage["host_virtual_memory"]
    assert 10 * 2**20 < usage["kernel_memory"] < memory["total"]
    assert 0 < memory["available"] <= memory["total"]
    assert 0 <= memory["percent"] <= 100 and 0 <= usage["host_cpu_percent"] <= 100
    assert usage["kernel_cpu"] >= 0


@pytest.mark.parametrize("command", ["initialize", "debugInfo"])
def test_a_debug_request_is_refused_in_the_words_of_its_protocol(kernel, command):
    reply = kernel.ask("debug_request", {"type": "request", "seq": 7, "command": command}, channel="control")
    assert reply["success"] is False and reply["request_seq"] == 7 and reply["command"] == command
    assert "debugger" in reply["message"]
