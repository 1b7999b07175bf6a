"""Tests of notebooks/whose.py: whether a copy has the name inside in those of its file and folders."""

from pathlib import Path

import pytest

import whose


@pytest.mark.parametrize(
    ("place", "bears"),
    [
        ("Byron Ada_1001_assignsubmission_file_/omnicorp.ipynb", True),
        ("Byron Ada_1001_assignsubmission_file_/again/omnicorp.ipynb", True),
        ("byronada_12345_678_omnicorp.ipynb", True),
        ("Byron, Ada.ipynb", True),
        ("Byron Ada_1001/Ben Copy.ipynb", True),
        ("Byron Ben_1002/Ada.ipynb", False),
        ("Byron Ben_1002/omnicorp.ipynb", False),
    ],
)
def test_the_order_of_names_does_not_matter_and_the_folders_count(place, bears):
    assert whose.bears(Path("handed-in", place), "Ada Byron") == bears
