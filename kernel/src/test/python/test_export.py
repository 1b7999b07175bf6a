"""JupyterLab's File > Save and Export Notebook As > HTML, as its server does it with "Sanitize HTML output" left on."""

import importlib
import re
from pathlib import Path

import nbformat
import pytest
from jupyter_server.serverapp import ServerApp
from nbconvert import HTMLExporter
from peaberry import run

TOP = Path(__file__).parents[4]
SOLVED = sorted((TOP / "notebooks" / "solved").rglob("*.ipynb"))


def servers_exporter():
    """An exporter as Jupyter Server makes it: with the extensions that this Python's environment names."""
    server = ServerApp(config_file_name="jupyter_server_config")
    server.load_config_file(suppress_errors=False)
    server.find_server_extensions()
    assert server.jpserver_extensions["peaberry.export"]
    importlib.import_module("peaberry.export")._load_jupyter_server_extension(server)
    exporter = HTMLExporter(config=server.config)
    exporter.sanitize_html = True
    return exporter


def page_of(*cells):
    return servers_exporter().from_notebook_node(nbformat.v4.new_notebook(cells=list(cells)))[0]


def shown(html):
    result = nbformat.v4.new_output("execute_result", {"text/html": html}, execution_count=1)
    return page_of(nbformat.v4.new_code_cell("x", execution_count=1, outputs=[result]))


@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)
def test_no_markup_of_a_lesson_is_turned_into_text(path):
    notebook = nbformat.read(path, as_version=4)
    page = servers_exporter().from_notebook_node(notebook)[0]
    shown = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    tables = sum(data.get("text/html", "").count("<thead>") for data in shown)
    tables += sum(bool(re.search(r"^\|---", cell["source"], re.M)) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    pictures = sum("image/png" in data for data in shown)
    assert re.findall(r"&lt;/?(?:table|thead|tbody|tr|th|td|br|div|span|p|h\d|ul|ol|li|img)\b", page) == []
    assert tables > 0 and len(re.findall("<thead>", page)) == len(re.findall("</thead>", page)) == tables
    assert page.count("data:image/png;base64,") + page.count("data:image/svg+xml;base64,") >= pictures


def test_a_table_keeps_its_alignment_and_colours():
    cell = '<th style="border:none;border-bottom:1px solid var(--jp-border-color1,#9e9e9e);padding:3px 10px;text-align:right">'
    page = shown(f"<table><thead><tr>{cell}rmse</th></tr></thead></table>")
    (kept,) = re.findall(r'<th style="([^"]*)">rmse', page)
    assert re.sub(r"\s", "", kept).rstrip(";") == re.sub(r"\s", "", cell)[len('<thstyle="') : -2].rstrip(";")


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<img src="x.png" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,<b>x">x</a>',
        '<a href=" data:text/html;base64,eA==">x</a>',
        '<img src="data:text/html,x">',
        '<iframe src="https://example.com"></iframe>',
        '<form action="https://example.com"><input></form>',
        '<div style="position:fixed;background:url(https://example.com)">x</div>',
    ],
)
def test_what_could_act_is_still_sanitized(evil):
    page = shown(f"<p>before</p>{evil}")
    (output,) = re.findall(r"<p>before</p>([\s\S]*?)</div>\s*</div>", page)
    live = re.findall(r"<(?:script|iframe|form|input)\b|<[^>]*(?:\bon\w+=|javascript:|data:|position|url\()", output)
    assert live == []


def test_an_embedded_picture_stays():
    assert 'src="data:image/png;base64,AAAA"' in shown('<img src="data:image/png;base64,AAAA">')


def test_a_heading_and_a_table_of_prose_stay():
    page = page_of(nbformat.v4.new_markdown_cell("# Title\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"))
    assert re.search(r'<h1[^>]*>Title', page) and re.search(r"<th[^>]*>a</th>", page)


def test_a_page_with_a_widget_shows_its_text_and_loads_nothing():
    state = {"m": {"model_name": "FloatSliderModel", "model_module": "@jupyter-widgets/controls", "state": {}}}
    view = "application/vnd.jupyter.widget-view+json"
    data = {view: {"model_id": "m", "version_major": 2, "version_minor": 0}, "text/plain": "FloatSlider threshold: 0.5"}
    cell = nbformat.v4.new_code_cell("slider", outputs=[nbformat.v4.new_output("display_data", data=data)])
    notebook = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_markdown_cell("$x^2$")])
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": state}}
    html = run.page(notebook, "a")
    assert "FloatSlider threshold: 0.5" in html
    assert not re.findall(r"""(?:src|href)=["']https?:[^"']+|unpkg|cdnjs|jsdelivr""", html)
