"""What every lesson says in the same words, and copies whose prose is new while their code still stands as it ran."""

import re

import nbformat

MARK = "**How to work:**"
WORKING = """\
**How to work:** make a folder for this lesson (the button with a folder and a plus, above the list of files) and save a copy
there under your own name (*File > Save Notebook As*, then `folder/Your Name.ipynb`, unless your instructor wants another name).
Work from top to bottom, and write your own code into the cells for it or into new ones: for grading, the given cells are put back
as they were. Each task has a check. *Run All* stops at the first cell that is not finished: go on from there. *The text* is that
of the course; what you need of it is told here.

**To hand in:** choose *Kernel > Restart Kernel and Run All Cells*, save, and run the last cell: it lists what is missing, and the
points of each task. Then give your instructor the saved file. It is run once more from top to bottom, so what counts is what its
cells do in that order."""
GRADING = " Grading is pass or fail: all sections complete, each answer with its reasons."
SCENARIO = re.compile(r"^\*Interview preparation\b", re.MULTILINE)  # the course grades these so


def with_working(text: str) -> str:
    """A cell of prose with how to work in place of MARK and of what follows it; one without MARK as it is."""
    before, mark, _ = text.partition(MARK)
    return before + WORKING + (GRADING if SCENARIO.search(before) else "") if mark else text


def retold(ran: nbformat.NotebookNode, told: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """A notebook's code as it ran, between the prose of another; none if their code differs."""
    before = [cell for cell in ran["cells"] if cell["cell_type"] == "code"]
    after = [cell for cell in told["cells"] if cell["cell_type"] == "code"]
    if [(c["id"], c["source"]) for c in before] != [(c["id"], c["source"]) for c in after]:
        return None
    kept = iter(before)
    cells = [next(kept) if cell["cell_type"] == "code" else cell for cell in told["cells"]]
    return nbformat.from_dict({**ran, "cells": cells})
