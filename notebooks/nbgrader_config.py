"""For an nbgrader course that hands out Peaberry's lessons: copy this file into the course's folder.

The student copies have their stubs already. nbgrader's ClearSolutions would write "YOUR CODE HERE" over them, and with
that over the variables that later cells use.
"""

c = get_config()  # noqa: F821  nbgrader defines it

c.ClearSolutions.enabled = False
