"""Finds what a copy does to the variables that we gave: a note for the instructor, for a check may then judge other data.

It looks at the text alone: assignments, those into arrays, and calls that write into an array. A variable of the same name that
the cell declares for itself is the cell's own.
"""

import re

from copies import first_line, java_names

ASSIGNED = r"(?<![.\w]){0}\s*(?:\[[^\]]*\]\s*)*(?:(?:[-+*/%&|^]|<<|>>>?)?=(?!=)|\+\+|--)"
WRITTEN = r"\b(?:Arrays\.(?:fill|sort|setAll|parallelSetAll|parallelSort|parallelPrefix)|Collections\.\w+)\(\s*{0}\b(?!\s*\()"
COUNTED = r"(?:\+\+|--)\s*{0}\b"
OWN = r"[\w\]>]\s+{0}\s*(?:[=;,:)]|->)|[(,]\s*{0}\s*(?:,[\w\s,]*)?\)?\s*->"


def given_names(lesson):
    """The variables that our cells declare, without those that the student is asked for."""
    return set().union(*map(java_names.declared, lesson.given.values())) - lesson.asked_for


def notes(cells, names, lesson):
    """A note for each of the student's cells that changes or declares what we gave."""
    given = given_names(lesson)
    found = []
    for index, cell in enumerate(cells):
        if cell["cell_type"] != "code" or names.get(index) in lesson.given:
            continue
        touched = sorted(touches(java_names.bare(cell["source"]), given))
        if touched:
            what = ", ".join(f"`{name}`" for name in touched)
            found.append(f"the cell {first_line(cell['source'])} changes what we gave: {what}; look whether its points are earned")
    return found


def touches(code, given):
    """The names among these that code assigns, writes into or declares anew."""
    here = java_names.words(code) & given
    written = {name for name in here if re.search("|".join((ASSIGNED, WRITTEN, COUNTED)).replace("{0}", name), code)}
    return {name for name in written if not re.search(OWN.replace("{0}", name), code)} | java_names.declared(code) & here
