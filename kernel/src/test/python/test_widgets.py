"""Widgets as front ends meet them: the comm messages of ipywidgets, on the installed kernel with its library."""

import pytest

from conftest import PATIENCE, Kernel

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel(kernel_name="java")
    assert kernel.execute("import peaberry.widget.*; import static peaberry.widget.Widgets.interact;").status == "ok"
    yield kernel
    kernel.stop()


def shown(result):
    """The id of the widget that a cell shows."""
    (output,) = result.of("execute_result") or result.of("display_data")
    assert output["data"][VIEW]["version_major"] == 2
    return output["data"][VIEW]["model_id"]


def update(client, widget, state):
    """Changes a widget as a front end does; returns the request and what the kernel says of it."""
    request = client.send(
        "comm_msg", {"comm_id": widget, "data": {"method": "update", "state": state, "buffer_paths": []}}
    )
    return client.outputs(request)


def told(messages, widget, method):
    """The states that the kernel told of a widget."""
    data = [m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg" and m["content"]["comm_id"] == widget]
    return [d["state"] for d in data if d["method"] == method]


def texts(outputs):
    return "".join(output.get("text", "") for output in outputs)


def all_states(client):
    """What a page that was loaded again asks for."""
    control = f"control-{id(client)}"
    client.send("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}})
    client.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
    answer = client.until("comm_msg", lambda content: content["comm_id"] == control)["content"]["data"]
    assert answer["method"] == "update_states" and answer["buffer_paths"] == []
    client.send("comm_close", {"comm_id": control, "data": {}})
    return answer["states"]


def test_a_widget_is_opened_with_its_whole_state_when_it_is_first_shown(kernel):
    assert kernel.execute('var s = IntSlider.of(0, 100).value(50).description("x");').of("comm_open") == []
    result = kernel.execute("s")
    (message,) = [m for m in result.messages if m["msg_type"] == "comm_open"]
    assert message["metadata"] == {"version": "2.1.0"}
    assert message["parent_header"]["msg_id"] == result.request
    assert message["content"]["target_name"] == "jupyter.widget"
    data = message["content"]["data"]
    assert data["buffer_paths"] == []
    assert data["state"] == {
        "_model_module": "@jupyter-widgets/controls",
        "_model_module_version": "2.0.0",
        "_model_name": "IntSliderModel",
        "_view_module": "@jupyter-widgets/controls",
        "_view_module_version": "2.0.0",
        "_view_name": "IntSliderView",
        "min": 0,
        "max": 100,
        "value": 50,
        "description": "x",
    }
    assert message["content"]["comm_id"] == shown(result)
    assert result.value() == "IntSlider x: 50"
    again = kernel.execute("s")
    assert again.of("comm_open") == [] and shown(again) == shown(result)


def test_a_change_in_the_notebook_is_told_once(kernel):
    widget = shown(kernel.execute("var changing = FloatSlider.of(0, 1); changing"))
    result = kernel.execute("changing.value(0.5).value(0.5);")
    assert told(result.messages, widget, "update") == [{"value": 0.5}]


def test_a_change_in_a_front_end_is_echoed_and_known_to_cells(kernel):
    widget = shown(kernel.execute("var moved = IntSlider.of(0, 100); moved"))
    messages = update(kernel, widget, {"value": 30})
    assert told(messages, widget, "echo_update") == [{"value": 30}]
    assert told(messages, widget, "update") == []
    assert kernel.execute("moved.value()").value() == "30"


@pytest.mark.parametrize("wrong, becomes", [(1000, 100), (-3, 0), ("many", 0), (None, 0), ([1], 0)])
def test_a_value_that_the_widget_cannot_have_is_put_right(kernel, wrong, becomes):
    widget = shown(kernel.execute("var bounded = IntSlider.of(0, 100); bounded"))
    messages = update(kernel, widget, {"value": wrong})
    assert told(messages, widget, "update") == [{"value": becomes}]
    assert kernel.execute("bounded.value()").value() == str(becomes)


def test_a_listener_prints_where_it_was_set_and_sees_the_other_variables(kernel):
    widget = shown(kernel.execute("int factor = 2; var heard = IntSlider.of(0, 9); heard"))
    cell = kernel.execute("heard.onChange(v -> System.out.println(v * factor));").request
    kernel.execute("factor = 5;")
    kernel.send("comm_msg", {"comm_id": widget, "data": {"method": "update", "state": {"value": 4}}})
    stream = kernel.until("stream")
    assert stream["content"] == {"name": "stdout", "text": "20\n"}
    assert stream["parent_header"]["msg_id"] == cell


def test_a_listener_that_throws_is_told_in_words_and_the_others_run(kernel):
    widget = shown(kernel.execute("var bad = Checkbox.of(false); bad"))
    kernel.execute('bad.onChange(v -> { throw new IllegalStateException("not today"); });')
    kernel.execute('bad.onChange(v -> System.out.println("still here"));')
    kernel.send("comm_msg", {"comm_id": widget, "data": {"method": "update", "state": {"value": True}}})
    error = kernel.until("stream")["content"]
    assert error["name"] == "stderr" and "IllegalStateException" in error["text"] and "not today" in error["text"]
    assert "cell [" in error["text"] and "peaberry.kernel" not in error["text"]
    assert kernel.until("stream")["content"]["text"] == "still here\n"


def test_a_listener_can_be_interrupted_and_the_kernel_goes_on(kernel):
    widget = shown(kernel.execute("var endless = IntSlider.of(0, 9); endless"))
    kernel.execute('endless.onChange(v -> { System.out.println("begun"); while (true) {} });')
    request = kernel.send("comm_msg", {"comm_id": widget, "data": {"method": "update", "state": {"value": 4}}})
    assert kernel.until("stream")["content"]["text"] == "begun\n"
    kernel.interrupt()
    messages = kernel.outputs(request)
    assert messages[-1]["content"]["execution_state"] == "idle"
    assert kernel.execute("endless.value()").value() == "4"


def test_a_button_is_clicked(kernel):
    widget = shown(kernel.execute('int clicks = 0; Button.of("Go").onClick(() -> { clicks++; })'))
    for content in ({"event": "click"}, {"event": "other"}, {"event": "click"}):
        kernel.outputs(kernel.send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}}))
    assert kernel.execute("clicks").value() == "2"


def test_a_dropdown_has_an_index_for_the_front_end_and_a_value_for_cells(kernel):
    result = kernel.execute('var choice = Dropdown.of("ridge", "lasso"); choice')
    (opened,) = result.of("comm_open")
    assert opened["data"]["state"]["_options_labels"] == ["ridge", "lasso"]
    assert opened["data"]["state"]["index"] == 0
    update(kernel, shown(result), {"index": 1})
    assert kernel.execute("choice.value()").value() == "lasso"
    assert told(update(kernel, shown(result), {"index": 7}), shown(result), "update") == [{"index": 1}]


def test_a_box_opens_its_children_before_itself(kernel):
    result = kernel.execute('VBox.of(HBox.of(Text.of("a"), HTML.of("<b>b</b>")), FloatProgress.of(0, 1))')
    opened = {m["comm_id"]: m["data"]["state"] for m in result.of("comm_open")}
    assert [s["_model_name"] for s in opened.values()] == [
        "TextModel", "HTMLModel", "HBoxModel", "FloatProgressModel", "VBoxModel",
    ]  # fmt: skip
    order = list(opened)
    assert opened[order[2]]["children"] == [f"IPY_MODEL_{order[0]}", f"IPY_MODEL_{order[1]}"]
    assert opened[shown(result)]["children"] == [f"IPY_MODEL_{order[2]}", f"IPY_MODEL_{order[3]}"]


def test_a_long_description_is_not_cut_off(kernel):
    result = kernel.execute('IntSlider.of(0, 9).description("decision threshold")')
    style, slider = result.of("comm_open")
    assert style["data"]["state"]["_model_name"] == "DescriptionStyleModel"
    assert style["data"]["state"]["description_width"] == "initial"
    assert slider["data"]["state"]["style"] == "IPY_MODEL_" + style["comm_id"]


def test_interact_shows_what_its_function_makes_of_the_values_and_draws_anew(kernel):
    result = kernel.execute(
        'interact((a, b) -> { System.out.println(a + " " + b); return new peaberry.kernel.display.Html("<i>" + a + "</i>"); },'
        ' IntSlider.of(1, 9).value(2), Dropdown.of("x", "y"));'
    )
    assert result.of("execute_result") == [] and result.of("stream") == []
    opened = {m["data"]["state"]["_model_name"]: m["comm_id"] for m in result.of("comm_open")}
    assert shown(result) == opened["VBoxModel"]
    outputs = told(result.messages, opened["OutputModel"], "update")[-1]["outputs"]
    assert texts(outputs) == "2 x\n"
    assert outputs[1]["output_type"] == "display_data" and outputs[1]["data"]["text/html"] == "<i>2</i>"
    messages = update(kernel, opened["IntSliderModel"], {"value": 7})
    outputs = told(messages, opened["OutputModel"], "update")[-1]["outputs"]
    assert texts(outputs) == "7 x\n" and len(outputs) == 2
    outputs = told(update(kernel, opened["DropdownModel"], {"index": 1}), opened["OutputModel"], "update")[-1]["outputs"]
    assert texts(outputs) == "7 y\n" and len(outputs) == 2


def test_interact_shows_an_exception_in_its_output(kernel):
    result = kernel.execute("interact(n -> 12 / n, IntSlider.of(-3, 3).value(3));")
    opened = {m["data"]["state"]["_model_name"]: m["comm_id"] for m in result.of("comm_open")}
    messages = update(kernel, opened["IntSliderModel"], {"value": 0})
    (error,) = told(messages, opened["OutputModel"], "update")[-1]["outputs"]
    assert error["output_type"] == "error" and error["ename"] == "java.lang.ArithmeticException"
    assert error["evalue"] == "/ by zero" and "12 / n" in "\n".join(error["traceback"])
    (good,) = told(update(kernel, opened["IntSliderModel"], {"value": 2}), opened["OutputModel"], "update")[-1]["outputs"]
    assert good["data"]["text/plain"] == "6"


def test_an_output_takes_what_is_printed_and_shown_inside_and_nothing_else(kernel):
    result = kernel.execute(
        'var out = new Output(); display(out);'
        'out.run(() -> { System.out.println("in"); System.err.print("side"); display("shown"); });'
        'System.out.println("after");'
    )
    assert result.text() == "after\n"
    outputs = told(result.messages, shown(result), "update")[-1]["outputs"]
    assert [o["output_type"] for o in outputs] == ["stream", "stream", "display_data"]
    assert [o.get("name") for o in outputs] == ["stdout", "stderr", None]
    cleared = kernel.execute("out.clear();")
    assert told(cleared.messages, shown(result), "update") == [{"outputs": []}]


def test_an_output_keeps_many_lines_and_updates_what_it_shows_in_place(kernel):
    result = kernel.execute(
        'var much = new Output(); display(much);'
        'much.run(() -> { for (int i = 0; i < 20_000; i++) System.out.println(i);'
        ' String id = display("old"); display("other"); updateDisplay(id, "new"); });'
    )
    printed, first, second = told(result.messages, shown(result), "update")[-1]["outputs"]
    assert printed["text"] == "".join(f"{i}\n" for i in range(20_000))
    assert first["data"]["text/plain"] == "new" and second["data"]["text/plain"] == "other"


def test_all_values_are_there_for_a_page_that_is_loaded_again(kernel):
    result = kernel.execute("interact(n -> n * n, IntSlider.of(0, 100).value(3));")
    opened = {m["data"]["state"]["_model_name"]: m["comm_id"] for m in result.of("comm_open")}
    update(kernel, opened["IntSliderModel"], {"value": 12})
    comms = kernel.ask("comm_info_request", {"target_name": "jupyter.widget"})["comms"]
    states = all_states(kernel)
    assert set(opened.values()) <= set(comms) and set(states) == set(comms)
    slider = states[opened["IntSliderModel"]]
    assert slider["model_name"] == "IntSliderModel" and slider["model_module"] == "@jupyter-widgets/controls"
    assert slider["model_module_version"] == "2.0.0" and slider["state"]["value"] == 12
    assert states[opened["OutputModel"]]["state"]["outputs"][0]["data"]["text/plain"] == "144"
    messages = kernel.outputs(
        kernel.send("comm_msg", {"comm_id": opened["IntSliderModel"], "data": {"method": "request_state"}})
    )
    (state,) = told(messages, opened["IntSliderModel"], "update")
    assert state == slider["state"]


def test_a_second_front_end_hears_of_the_first_ones_change_and_changes_it_too(kernel):
    widget = shown(kernel.execute("var both = IntSlider.of(0, 100); both"))
    second = kernel.second_client()
    try:
        update(kernel, widget, {"value": 10})
        heard = second.until("comm_msg", lambda c: c["comm_id"] == widget)["content"]["data"]
        assert heard["method"] == "echo_update" and heard["state"] == {"value": 10}
        assert all_states(second)[widget]["state"]["value"] == 10
        request = second.send("comm_msg", {"comm_id": widget, "data": {"method": "update", "state": {"value": 11}}})
        echo = kernel.until("comm_msg", lambda c: c["data"].get("state") == {"value": 11})
        assert echo["parent_header"]["msg_id"] == request, "the front end that made the change knows its echo by this"
        assert kernel.execute("both.value()").value() == "11"
    finally:
        second.close()


def test_a_closed_widget_is_gone(kernel):
    widget = shown(kernel.execute('var gone = Text.of("x"); gone'))
    assert kernel.execute("gone.close();").of("comm_close")[0]["comm_id"] == widget
    assert widget not in kernel.ask("comm_info_request", {})["comms"]
    assert widget not in all_states(kernel)
    assert kernel.execute("gone").status == "ok", "what cannot be shown as a widget is shown as text"


@pytest.mark.parametrize("data", [{}, {"method": "nonsuch"}, {"method": "update"}, {"method": "update", "state": 7},
                                  {"method": 3, "state": {}}, {"method": "update", "state": {"nonsuch": 1}},
                                  {"method": "update", "state": {"_model_name": "OtherModel"}}])  # fmt: skip
def test_a_malformed_message_changes_nothing(kernel, data):
    widget = shown(kernel.execute("var firm = IntSlider.of(0, 100).value(5); firm"))
    kernel.outputs(kernel.send("comm_msg", {"comm_id": widget, "data": data}))
    state = all_states(kernel)[widget]["state"]
    assert state["value"] == 5 and state["_model_name"] == "IntSliderModel" and "nonsuch" not in state


def test_a_stop_is_told_once_where_the_listener_shows_its_output(kernel):
    kernel.execute(
        "import static peaberry.widget.Widgets.interact;\n"
        "var stopped = IntSlider.of(0, 9).value(1);"
    )
    cell = kernel.execute(
        'interact(n -> { if (n == 4) { System.out.println("begun"); while (true) {} } return n; }, stopped);'
    )
    (output,) = [one["comm_id"] for one in cell.of("comm_open") if one["data"]["state"]["_model_name"] == "OutputModel"]
    (slider,) = [one["comm_id"] for one in cell.of("comm_open") if one["data"]["state"]["_model_name"] == "IntSliderModel"]
    request = kernel.send("comm_msg", {"comm_id": slider, "data": {"method": "update", "state": {"value": 4}}})
    kernel.until("comm_msg", lambda content: "begun" in str(content))
    kernel.interrupt()
    updates, printed = [], ""
    while True:
        message = kernel.kc.get_iopub_msg(timeout=PATIENCE)
        content = message["content"]
        printed += content.get("text", "")
        if content.get("comm_id") == output:
            updates.append(content["data"]["state"])
        if message["parent_header"].get("msg_id") == request and content.get("execution_state") == "idle":
            break
    errors = [one["ename"] for one in updates[-1]["outputs"] if one["output_type"] == "error"]
    assert (errors, printed) == (["KeyboardInterrupt"], "")
    assert kernel.execute("stopped.value()").value() == "4"
