#!/usr/bin/env python3
"""Builds a student copy and a solved copy of each notebook from its source in percent format.

    build.py             write student/, solved/ and the index README.ipynb; solved copies are run by the Java kernel
    build.py means ...   the same of these lessons alone, and the index
    build.py --student   write student/ and the index only; needs no kernel
    build.py --prose     the same, and the prose of solved/; refuses where code is new; needs no kernel
    build.py --check     fail if a committed copy does not fit its source; needs no kernel
    build.py --verify    fail if a cell fails or a printed text differs from the committed one

README.md beside this file describes the format. Needs nbformat 5.11.1 and nbclient 0.11.0.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from java_names import bare, declared, needed, words
from prose import retold, with_working

NOTEBOOKS = Path(__file__).resolve().parents[1]
SOURCES = NOTEBOOKS / "sources"
KERNEL = "java"
# Lessons are run as they stand here, not as they were packed into the installed library.
ENVIRONMENT = {**os.environ, "PEABERRY_LESSONS": str(SOURCES)}
# What JupyterLab writes once the kernel has answered: anything else would mark a copy as changed when it is opened.
METADATA = {
    "kernelspec": {"display_name": "Java 25 (Peaberry)", "language": "java", "name": KERNEL},
    "language_info": {
        "codemirror_mode": "java",
        "file_extension": ".java",
        "mimetype": "text/x-java",
        "name": "java",
        "pygments_lexer": "java",
        "version": "25",
    },
}
CELL_SECONDS = 180

HEAD = re.compile(r"// %%(?P<markdown> \[markdown])?(?P<options>( \w+=(\[[^]]*]|\"[^\"]*\"|\d+))*)")
OPTION = re.compile(r" (\w+)=(\[[^]]*]|\"[^\"]*\"|\d+)")
BAR = re.compile(r"\[#+] (\d+)/\1\b")  # a progress bar at its end: its times differ from run to run
SCIENTIFIC = re.compile(r"\b\d(?:\.\d+)?e[+-]\d\d\b")
ROUNDING = 1e-6
UNPACKING = re.compile(r"Unpacking PyTorch into .*\n")  # once on each machine
WIDGET = "application/vnd.jupyter.widget-view+json"
HIDDEN = ("assert", "results", "claims")  # tags of cells that are run and not shown
TAGS = {"solution", "stub", "check", "hint", "after", *HIDDEN}
FREE = {"after", *HIDDEN}  # tags of cells that belong to no exercise


class SourceError(Exception):
    """A source does not follow the format; says where and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell of a source; tag is empty for a cell that both copies have."""

    line: int
    markdown: bool
    text: str
    tag: str = ""
    exercise: str = ""
    points: int = 0


def parse(source: str) -> list[Cell]:
    """Cuts a source into cells and checks that its exercises are whole."""
    cells, head, lines = [], None, []
    for number, line in enumerate(source.splitlines(), start=1):
        if line.startswith("// %%"):
            if head:
                cells.append(_cell(*head, lines))
            match = HEAD.fullmatch(line.rstrip())
            if not match:
                raise SourceError(f"line {number}: not a cell head: {line}")
            head, lines = (number, match), []
        elif head:
            lines.append(line)
        elif line.strip():
            raise SourceError(f"line {number}: text before the first cell head")
    if head:
        cells.append(_cell(*head, lines))
    _require_whole_exercises(cells)
    _require_answers_by_name(cells)
    return cells


def _cell(line: int, head: re.Match, lines: list[str]) -> Cell:
    options = {name: json.loads(value) for name, value in OPTION.findall(head["options"])}
    tags, exercise, points = (options.pop(key, None) for key in ("tags", "exercise", "points"))
    if options:
        raise SourceError(f"line {line}: unknown option {sorted(options)[0]}")
    if tags is not None and (len(tags) != 1 or tags[0] not in TAGS):
        raise SourceError(f"line {line}: tags is one of {sorted(TAGS)}, in brackets")
    tag = tags[0] if tags else ""
    if bool(exercise) != (tag in TAGS - FREE):
        raise SourceError(f"line {line}: a solution, stub, check or hint names its exercise, others do not")
    if points is not None and not (tag == "check" or tag == "solution" and head["markdown"]):
        raise SourceError(f"line {line}: points belong to a check or to a written solution")
    markdown = bool(head["markdown"])
    if markdown or tag == "hint":
        bad = next((i for i, text in enumerate(lines) if text.strip() and not text.startswith("//")), None)
        if bad is not None:
            raise SourceError(f"line {line + 1 + bad}: prose stands behind //")
    if markdown:
        lines = [re.sub("^// ?", "", text) for text in lines]
    text = "\n".join(lines).strip("\n").rstrip()
    if markdown:
        text = with_working(text)
    return Cell(line, markdown, text, tag, exercise or "", points or 0)


def _require_whole_exercises(cells: list[Cell]) -> None:
    solutions, stubs = ({c.exercise: c for c in cells if c.tag == tag} for tag in ("solution", "stub"))
    for tag in ("solution", "stub", "check"):
        names = [c.exercise for c in cells if c.tag == tag]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise SourceError(f"the exercise {twice} has more than one {tag}")
    for name in {c.exercise for c in cells if c.exercise}:
        if name not in solutions or name not in stubs:
            raise SourceError(f"the exercise {name} needs a solution and a stub")
        if solutions[name].markdown != stubs[name].markdown:
            raise SourceError(f"the exercise {name}: solution and stub are both code or both prose")
    for index, cell in enumerate(cells):
        if cell.tag == "solution" and not cell.markdown:
            later = code_of(c for c in cells[index + 1 :] if c.tag in ("", "check", "after") and not c.markdown)
            missing = (declared(cell.text) - declared(stubs[cell.exercise].text)) & words(later)
            missing -= declared(later)
            if missing:
                raise SourceError(f"the stub of {cell.exercise} does not declare {sorted(missing)}, which later cells use")


def _require_answers_by_name(cells: list[Cell]) -> None:
    """What students are to declare may be absent: checks look it up, and given cells ask for it before they use it."""
    code = [cell for cell in cells if not cell.markdown]
    answers = assigned_in(c for c in code if c.tag in ("solution", "stub"))
    stubbed = assigned_in(c for c in code if c.tag == "stub")
    for cell in code:
        used = sorted(words(cell.text) & answers)
        if cell.tag == "check" and used:
            raise SourceError(f"line {cell.line}: a student may not have declared {used[0]}: name it in quotes")
        missing = sorted(words(cell.text) & stubbed - needed(cell.text))
        if not cell.tag and missing:
            raise SourceError(f"line {cell.line}: the cell goes on from an answer: say lesson.needs of {missing}")


def code_of(cells) -> str:
    return "\n".join(cell.text for cell in cells)


def assigned_in(cells) -> set[str]:
    """The variables that each cell declares at its top level and gives a value."""
    return {name for cell in cells for name in declared(cell.text) if re.search(rf"\b{name}\s*=", bare(cell.text))}


def student(cells: list[Cell]) -> nbformat.NotebookNode:
    """Stubs in place of solutions, locked checks, no outputs; what gives answers away waits for the checks."""
    hinted = {cell.exercise for cell in cells if cell.tag == "hint"}
    tasks = hinted | {cell.exercise for cell in cells if cell.points}
    points = {cell.exercise: cell.points for cell in cells if cell.tag == "solution"}
    after = next((cell for cell in cells if cell.tag == "after"), None)
    built = []
    for cell in cells:
        if cell is after:
            offer = "lesson.afterword();  // what we found, once your checks are correct"
            built.append(_given(Cell(cell.line, False, offer, "after")))
        elif not cell.tag:
            built.append(_node(cell) if cell.markdown else _given(cell))
        elif cell.tag == "check":
            built.append(_node(cell, _grading(cell, points)))
        elif cell.tag == "stub":
            built.append(_node(cell, _grading(cell, points)))
            if cell.exercise in tasks:
                built.append(_node(_help(cell, cell.exercise in hinted)))
    if any(cell.tag == "check" for cell in cells):
        text = "lesson.handIn();  // what is still missing: save this notebook first"
        built.append(_given(Cell(0, False, text, "hand-in")))
    return _notebook(built)


def _help(stub: Cell, hinted: bool) -> Cell:
    """How to ask for help, to be uncommented as it stands."""
    calls = ["hint", "solution"] if hinted else ["solution"]
    lines = ["// Stuck? Take the slashes away." if hinted else "// To compare, once you have written yours: take the slashes away."]
    return Cell(stub.line, False, "\n".join([*lines, *(f'// lesson.{call}("{stub.exercise}");' for call in calls)]), "help", stub.exercise)


def solved(cells: list[Cell], *hidden: str) -> nbformat.NotebookNode:
    """Our solutions, not yet run; with the cells of the hidden tags that are asked for."""
    wanted = {"", "solution", "check", "after", *hidden}
    return _notebook([_node(cell) for cell in cells if cell.tag in wanted])


def _grading(cell: Cell, points: dict[str, int]) -> dict:
    """What nbgrader needs to know of a stub or a check, in its schema 3."""
    check = cell.tag == "check"
    graded = check or cell.markdown
    grading = {
        "grade": graded,
        "grade_id": _slug(cell),
        "locked": check,
        "schema_version": 3,
        "solution": not check,
        "task": False,
    }
    if graded:
        grading["points"] = cell.points if check else points[cell.exercise]
    return {"nbgrader": grading}


def _given(cell: Cell) -> nbformat.NotebookNode:
    """A cell that graders put back as it was, by its name, whatever a student made of it."""
    marks = {"grade": False, "grade_id": _slug(cell), "locked": True, "schema_version": 3, "solution": False, "task": False}
    return _node(cell, {"nbgrader": marks})


def _slug(cell: Cell) -> str:
    if cell.tag in ("stub", "hand-in"):
        return cell.exercise or cell.tag
    if cell.exercise:
        return f"{cell.exercise}-{cell.tag}"
    kind = "text" if cell.markdown else cell.tag or "code"
    return f"{kind}-{hashlib.sha256(cell.text.encode()).hexdigest()[:8]}"


def _node(cell: Cell, metadata: dict | None = None) -> nbformat.NotebookNode:
    make = nbformat.v4.new_markdown_cell if cell.markdown else nbformat.v4.new_code_cell
    node = make(cell.text, metadata=metadata or {})
    node["id"] = _slug(cell)
    return node


def _notebook(nodes: list) -> nbformat.NotebookNode:
    seen: dict[str, int] = {}
    for node in nodes:
        seen[node["id"]] = seen.get(node["id"], 0) + 1
        if seen[node["id"]] > 1:
            node["id"] += f"-{seen[node['id']]}"
        if "nbgrader" in node["metadata"]:
            node["metadata"]["nbgrader"]["grade_id"] = node["id"]
    return nbformat.from_dict({"cells": nodes, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5})


def run(cells: list[Cell]) -> nbformat.NotebookNode:
    """The solved copy with its outputs; raises nbclient's CellExecutionError if a cell fails."""
    return shown(execute(solved(cells, *HIDDEN)))


def shown(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A run of all cells without those that are hidden."""
    cells = [cell for cell in notebook["cells"] if not tagged(cell, *HIDDEN)]
    return normalised(nbformat.from_dict({**notebook, "cells": cells}))


def tagged(cell: nbformat.NotebookNode, *tags: str) -> bool:
    """Whether a cell that belongs to no exercise has one of these tags."""
    return cell["id"].partition("-")[0] in tags


def execute(notebook: nbformat.NotebookNode, allow_errors: bool = False) -> nbformat.NotebookNode:
    """Runs all cells from top to bottom in a kernel of their own."""
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name=KERNEL,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    return client.execute(env=ENVIRONMENT)


def normalised(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Without what differs from run to run: times, finished progress bars, widgets, whose models end with their kernel. Counts
    begin with 1, and texts of one stream are in one piece."""
    count = 0
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)
        if cell["cell_type"] != "code":
            continue
        count += 1
        cell["execution_count"] = count
        outputs = []
        for output in cell["outputs"]:
            if BAR.match(output.get("data", {}).get("text/plain", "")):
                continue
            output.get("data", {}).pop(WIDGET, None)
            if output["output_type"] == "stream":
                output["text"] = UNPACKING.sub("", output["text"])
                if not output["text"]:
                    continue
            if "execution_count" in output:
                output["execution_count"] = count
            if outputs and output["output_type"] == "stream" and output["name"] == outputs[-1].get("name"):
                outputs[-1]["text"] += output["text"]
            else:
                outputs.append(output)
        cell["outputs"] = outputs
    notebook["metadata"] = nbformat.from_dict(METADATA)
    return notebook


def written(notebook: nbformat.NotebookNode) -> str:
    """The notebook's file, always the same bytes for the same notebook."""
    nbformat.validate(notebook)
    split = nbformat.v4.rwbase.split_lines(nbformat.from_dict(json.loads(json.dumps(notebook))))
    return json.dumps(split, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def plain(notebook: nbformat.NotebookNode) -> list[tuple[str, str, str]]:
    """Each cell's id, source and printed text: what two runs must agree in."""
    return [(cell["id"], cell["source"], printed(cell)) for cell in notebook["cells"]]


def printed(cell: nbformat.NotebookNode) -> str:
    """The text that a cell's outputs show in a terminal."""
    texts = []
    for output in cell.get("outputs", []):
        texts.append(output["text"] if output["output_type"] == "stream" else output.get("data", {}).get("text/plain", ""))
    return "\n".join(texts)


def result(cell: nbformat.NotebookNode) -> str:
    """The text of what a cell's last expression gave, empty if there is none."""
    results = [output for output in cell.get("outputs", []) if output["output_type"] == "execute_result"]
    return results[-1]["data"].get("text/plain", "") if results else ""


def sources() -> list[Path]:
    return sorted(path for folder in SOURCES.iterdir() if folder.is_dir() for path in folder.glob("*.java"))


def target(kind: str, source: Path) -> Path:
    return NOTEBOOKS / kind / source.relative_to(SOURCES).with_suffix(".ipynb")


def read(source: Path) -> list[Cell]:
    """The cells of a source, whose name must be its own: a lesson is opened by that alone, whatever its folder."""
    twins = [other for other in sources() if other.stem == source.stem and other != source]
    if twins:
        raise SourceError(f"{twins[0].relative_to(SOURCES)} has the same name: give each lesson one of its own")
    cells = parse(source.read_text(encoding="utf-8"))
    for opened in re.findall(r'Lesson\.open\("([^"]*)"\)', code_of(cells)):
        if opened != source.stem:
            raise SourceError(f'it opens the lesson {opened}: say Lesson.open("{source.stem}"), as the file is named')
    return cells


def stale(source: Path) -> list[str]:
    """What in the committed copies does not fit the source, found without running anything."""
    cells = read(source)
    problems = []
    copy = target("student", source)
    if not copy.exists() or copy.read_text(encoding="utf-8") != written(student(cells)):
        problems.append(f"{copy.relative_to(NOTEBOOKS)} is stale: run make notebooks")
    copy = target("solved", source)
    if not copy.exists():
        return [*problems, f"{copy.relative_to(NOTEBOOKS)} is missing: run make notebooks"]
    committed = nbformat.read(copy, as_version=4)
    if [c[:2] for c in plain(committed)] != [c[:2] for c in plain(solved(cells))]:
        problems.append(f"{copy.relative_to(NOTEBOOKS)} is stale: run make notebooks")
    for cell in committed["cells"]:
        if any(output["output_type"] == "error" for output in cell.get("outputs", [])):
            problems.append(f"{copy.relative_to(NOTEBOOKS)}: the cell {cell['id']} failed")
        if cell["cell_type"] == "code" and cell["execution_count"] is None:
            problems.append(f"{copy.relative_to(NOTEBOOKS)}: the cell {cell['id']} was not run")
    return problems


def verify(source: Path, again: nbformat.NotebookNode | None = None) -> list[str]:
    """Compares what the solved copy prints, in a run of all its cells or in a new one, with what is committed."""
    ran = plain(shown(again) if again else run(read(source)))
    committed = plain(nbformat.read(target("solved", source), as_version=4))
    name = source.relative_to(SOURCES)
    if len(ran) != len(committed):
        return [f"{name}: the committed copy is stale: run make notebooks"]
    return [
        f"{name}: the cell {now[0]} prints\n{now[2]}\nbut the committed copy has\n{then[2]}"
        for now, then in zip(ran, committed)
        if now[:2] != then[:2] or not agree(now[2], then[2])
    ]


def agree(ran: str, committed: str) -> bool:
    """Whether two texts are the same but for rounding errors in scientific notation, whose size depends on the processor."""
    now, then = SCIENTIFIC.findall(ran), SCIENTIFIC.findall(committed)
    same = all(abs(float(a) - float(b)) < ROUNDING for a, b in zip(now, then))
    return same and SCIENTIFIC.sub("", ran) == SCIENTIFIC.sub("", committed)


def told(source: Path, cells: list[Cell]) -> nbformat.NotebookNode:
    """The committed solved copy with the source's prose, and its code as it ran."""
    copy = target("solved", source)
    notebook = retold(nbformat.read(copy, as_version=4), solved(cells)) if copy.exists() else None
    if not notebook:
        raise SourceError(f"{copy.relative_to(NOTEBOOKS)} ran with other code: run make notebooks")
    return notebook


def write(source: Path, with_solved: bool, prose: bool = False) -> None:
    """Writes the copies once all of them are made; those of prose are not run."""
    cells = read(source)
    copies = {"student": written(student(cells))}
    if prose:
        copies["solved"] = written(told(source, cells))
    elif with_solved:
        copies["solved"] = written(run(cells))
    for kind, text in copies.items():
        path = target(kind, source)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(NOTEBOOKS.parent))


def main(arguments: list[str] | None = None) -> int:
    import index  # which is made of what is above

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = options.add_mutually_exclusive_group()
    for name in ("student", "prose", "check", "verify"):
        mode.add_argument(f"--{name}", action="store_true")
    options.add_argument("names", nargs="*", metavar="NAME", help="lessons, by the names of their sources without .java")
    chosen = options.parse_args(arguments)
    unknown = sorted(set(chosen.names) - {source.stem for source in sources()})
    problems = [f"There is no lesson {name} in {SOURCES.name}: give the name of its source without .java" for name in unknown]
    for source in sources():
        if unknown or chosen.names and source.stem not in chosen.names:
            continue
        try:
            index.read(source)
            if chosen.check:
                problems += stale(source)
            elif chosen.verify:
                problems += verify(source)
            else:
                write(source, with_solved=not chosen.student, prose=chosen.prose)
        except (SourceError, CellExecutionError) as error:
            problems.append(f"{source.relative_to(SOURCES)}: {error}")
    if not problems and not chosen.verify:
        problems += index.stale(sources()) if chosen.check else index.write(sources())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
