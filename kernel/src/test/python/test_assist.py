"""Completion over the wire: what the protocol adds to what CompleterTest holds."""

import pytest


def complete(kernel, code, cursor=None):
    return kernel.reply(kernel.kc.complete(code, cursor))["content"]


def test_matches_come_with_kinds_and_signatures(kernel):
    reply = complete(kernel, "Math.sq")
    assert reply["status"] == "ok"
    assert reply["matches"] == ["sqrt"]
    assert reply["metadata"]["_jupyter_types_experimental"] == [
        {"start": 5, "end": 7, "text": "sqrt", "type": "method", "signature": "(double a) : double"}
    ]


def test_places_are_counted_in_code_points(kernel):
    code = 'var s = "😀😀"; s.leng + 1'
    cursor = code.index(" + 1")
    reply = complete(kernel, code, cursor)
    assert reply["matches"] == ["length"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (cursor - 4, cursor)


@pytest.mark.parametrize("cursor", [-3, 0, 100])
def test_a_cursor_outside_of_the_code_is_taken_for_its_end(kernel, cursor):
    reply = complete(kernel, "Math.sq", cursor)
    assert reply["status"] == "ok"
    assert 0 <= reply["cursor_start"] <= reply["cursor_end"] <= 7


def test_names_of_earlier_cells_and_of_the_cell_being_typed_are_known(kernel):
    kernel.execute('record Server(String name, double cost) {}\nvar fleet = List.of(new Server("a", 1));')
    assert "cost" in complete(kernel, "fleet.stream().map(s -> s.")["matches"]
    typed = "import java.text.DecimalFormat;\nDecimalFormat money = null;\nmoney.setDecimalFormatS"
    assert complete(kernel, typed)["matches"] == ["setDecimalFormatSymbols"]


def test_completion_answers_while_a_cell_runs_and_the_kernel_stays_busy(kernel):
    kernel.execute("int typedEarlier = 1;")
    cell = kernel.kc.execute("Thread.sleep(60_000);")
    kernel.until("execute_input")
    asked = kernel.kc.complete("typedEarl")
    assert kernel.reply(asked)["content"]["matches"] == ["typedEarlier"]
    kernel.outputs(asked)
    after = kernel.until("status")
    assert after["content"]["execution_state"] == "busy" and after["parent_header"]["msg_id"] == cell
    kernel.interrupt()
    assert kernel.reply(cell)["content"]["status"] == "error"


def test_the_first_question_needs_no_cell_before_it(start):
    kernel = start()
    assert complete(kernel, "Math.sq")["matches"] == ["sqrt"]
    assert kernel.execute("Math.sqrt(4)").value() == "2.0"
