"""What `jupyter nbconvert --to script` makes of a notebook in Java.

The percent format, out of which Jupytext makes the same notebook again; nbconvert's own template leaves all text out.
"""

from nbconvert.exporters import Exporter


class JavaExporter(Exporter):
    """Code as it stands in the cells, anything else as a comment."""

    file_extension = ".java"
    output_mimetype = "text/x-java"

    def from_notebook_node(self, nb, resources=None, **kw):
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return "\n".join(map(percent, nb.cells)), resources


def percent(cell):
    if cell.cell_type == "code":
        return f"// %%\n{cell.source}\n"
    comment = "\n".join(f"// {line}".rstrip() for line in cell.source.splitlines())
    return f"// %% [{cell.cell_type}]\n{comment}\n"
