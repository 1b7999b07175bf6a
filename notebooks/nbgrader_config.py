"""For an nbgrader course that hands out Peaberry's lessons: copy this file and limits.py into the course's folder.

If the course has an nbgrader_config.py of its own, name this one lessons_config.py there, and write in the other

    load_subconfig("lessons_config.py")

The student copies have their stubs already. nbgrader's ClearSolutions would write "YOUR CODE HERE" over them, and with
that over the variables that later cells use: it leaves our lessons as they are, and clears the solutions of all other notebooks.

Copies as students hand them in need more than nbgrader does by itself:
- A copy that takes too much is ended, and what did not run has failed. nbgrader leaves it without a grade, and looks for errors
  only: to it a check that did not run is right.
- Of a cell that a student duplicated, the last keeps its marks, as nbgrader means it; the mark that it leaves on the others stops
  the grading of the whole class (jupyter/nbgrader, issue 1083).
- A check that a student removed is put back, without nbgrader's remark in it, which is no Java.
"""

import sys
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, DeduplicateIds, Execute, OverwriteCells

sys.path.insert(0, str(Path(__file__).resolve().parent))
import limits  # noqa: E402


class ClearOtherSolutions(ClearSolutions):
    def preprocess(self, nb, resources):
        is_lesson = any(cell.cell_type == "code" and "Lesson.open(" in cell.source for cell in nb.cells)
        return (nb, resources) if is_lesson else super().preprocess(nb, resources)


class ExecuteWithinLimits(limits.Bounded, Execute):
    """Runs a copy to its end, or to where its kernel ended."""

    def __init__(self, **options):
        super().__init__(kernel_manager_class=limits.Limited, **options)

    def create_kernel_manager(self):
        self.manager = super().create_kernel_manager()
        return self.manager

    def preprocess(self, nb, resources, *others):
        self.flooded = frozenset()
        try:
            return super().preprocess(nb, resources, *others)
        except (DeadKernelError, CellTimeoutError) as error:
            why = self.manager.watch.exceeded or str(error).splitlines()[0]
            failed(nb, f"This cell {why}." if self.manager.watch.exceeded else why)
            return nb, resources


def failed(notebook, why):
    """Marks the last cell that was begun as failed, and all that come after it."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    last = max((index for index, cell in enumerate(code) if cell.execution_count is not None), default=0)
    for index, cell in enumerate(code[last:]):
        said = "This cell did not run: the kernel ended before it." if index else why
        cell.outputs.append(new_output("error", ename="KernelEnded", evalue=said, traceback=[said]))


class ForgetDuplicates(DeduplicateIds):
    def preprocess_cell(self, cell, resources, cell_index):
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.metadata.get("nbgrader") == {}:
            del cell.metadata["nbgrader"]
        return cell, resources


class OverwriteGiven(OverwriteCells):
    def missing_cell_transform(self, source_cell, *others, **more):
        cell = super().missing_cell_transform(source_cell, *others, **more)
        cell.source = source_cell.source
        return cell


c = get_config()  # noqa: F821  nbgrader defines it

OURS = {
    ClearSolutions: ClearOtherSolutions,
    DeduplicateIds: ForgetDuplicates,
    Execute: ExecuteWithinLimits,
    OverwriteCells: OverwriteGiven,
}
c.GenerateAssignment.preprocessors = [OURS.get(step, step) for step in GenerateAssignment.preprocessors.default()]
c.OverwriteCells.add_missing_cells = True
c.Autograde.sanitize_preprocessors = [OURS.get(step, step) for step in Autograde.sanitize_preprocessors.default()]
c.Autograde.autograde_preprocessors = [OURS.get(step, step) for step in Autograde.autograde_preprocessors.default()]
