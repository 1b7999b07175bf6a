"""Runs notebooks with the installed kernel and leaves each as NAME.ipynb and NAME.html in a folder.

    peaberry run notebook.ipynb                                      into the folder `run`
    peaberry run --into build/run notebooks/solved/scenarios/*.ipynb

A notebook runs in its own folder, so that it finds its data. The pages load nothing from the network.
"""

import argparse
import sys
import time
from pathlib import Path

import nbformat
from jinja2 import DictLoader
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

# nbconvert's page would load these four from the network.
OFFLINE = {
    "offline.html.j2": "{% extends 'lab/index.html.j2' %}"
    "{% block html_head_js_requirejs %}{% endblock %}{% block jupyter_widgets %}{% endblock %}"
    # A widget moves only where a kernel runs: a page has its text.
    "{% block data_widget_view scoped %}<div class='jp-RenderedText jp-OutputArea-output'>"
    "<pre>{{ output.data['text/plain'] | default('') | e }}</pre></div>{% endblock %}",
    "mathjax.html.j2": "{% macro mathjax(url) %}{% endmacro %}",
    "mermaidjs.html.j2": "{% macro mermaid_js(url, elk_url) %}{% endmacro %}",
}
CELL_SECONDS = 300


def page(notebook, title):
    exporter = HTMLExporter(extra_loaders=[DictLoader(OFFLINE)], template_file="offline.html.j2")
    return exporter.from_notebook_node(notebook, {"metadata": {"name": title}})[0]


def run(path, target):
    """Runs one notebook and writes what came of it, whole or not; returns the reason of a failure or None."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, kernel_name="java", timeout=CELL_SECONDS, resources={"metadata": {"path": str(path.parent)}}
    )
    failure = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        failure = str(error)
    nbformat.write(notebook, target / path.name)
    (target / f"{path.stem}.html").write_text(page(notebook, path.stem), encoding="utf-8")
    return failure


def main(arguments):
    parser = argparse.ArgumentParser(prog="peaberry run", description="Runs notebooks without a screen.")
    parser.add_argument("--into", type=Path, default=Path("run"), help="folder for the executed notebooks and pages (default: run)")
    parser.add_argument("notebooks", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    missing = [str(path) for path in options.notebooks if not path.is_file()]
    if missing:
        parser.error(f"there is no file {', '.join(missing)}")
    options.into.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in options.notebooks:
        start = time.monotonic()
        failure = run(path, options.into)
        failed += failure is not None
        print(f"{'failed' if failure else 'ran'}  {path}  {time.monotonic() - start:.1f} s", flush=True)
        if failure:
            print(failure, file=sys.stderr)
    return 1 if failed else 0
