"""Tests of what the parity table calls equal."""

import math

import pytest

import parity


@pytest.mark.parametrize(
    "agree, expected, found, problem",
    [
        ({}, [1, [2, 3]], [1.0, [2, 3]], None),
        ({}, 0.1, 0.1 + math.ulp(0.1), math.ulp(0.1)),
        ({}, math.nan, math.nan, None),
        ({}, 1, math.nan, math.nan),
        ({"ulps": 2}, 0.1, 0.1 + 2 * math.ulp(0.1), None),
        ({"ulps": 2}, 0.1, 0.1 + 3 * math.ulp(0.1), 3),
        ({"relative": 1e-9}, -2.0, -2.0 - 1e-9, None),
        ({"relative": 1e-9}, [1.0, 2.0], [1.0, 2.1], pytest.approx(0.05)),
        ({"relative": 1e-9}, 0.0, 1e-30, math.inf),
        ({"absolute": 0.5}, 3, 3.5, None),
        ({"interval": [0.2, 0.4]}, 0.3, 0.39, None),
        ({"interval": [0.2, 0.4]}, 0.3, 0.5, pytest.approx(0.2)),
        ({"interval": [0.2, 0.4]}, 0.3, math.nan, math.nan),
        ({}, [1, 2], [1], "1 numbers instead of 2"),
        ({}, 1, None, "missing"),
    ],
)
def test_figures_agree_as_closely_as_the_original_asks(agree, expected, found, problem):
    differs = parity.differs({"value": expected, "agree": agree}, found)
    assert differs == problem or isinstance(problem, float) and math.isnan(problem) and math.isnan(differs)


def test_a_figure_that_only_one_side_has_is_told(capsys):
    reference = {"both": {"value": 1, "agree": {}}, "python only": {"value": 2, "agree": {}}}
    assert parity.table("name", reference, {"both": 1, "java only": 3}) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[-2].strip() for line in lines] == ["agrees", "differs", "differs"]


def test_a_heavy_part_is_the_time_of_the_cells_that_declare_its_variables():
    theirs = parity.Run({}, {}, 9, {("a", "c"): 2, ("d",): 3})
    ours = parity.Run({}, {}, 9, {("a", "b"): 1, ("c",): 0.5, ("d",): 0.25, ("e",): 4, (): 2}, {("a", "b"): 0.5, ("d",): 0.125})
    assert parity.heavy(theirs, ours) == (5, 1.75, 0.625)
    with pytest.raises(parity.NoSuchCell, match="No cell declares d"):
        parity.heavy(theirs, parity.Run({}, {}, 9, {("a", "c"): 1}))


def test_a_scenario_takes_as_long_as_its_notebooks_together():
    times = [("ex_1_a", [1], [1]), ("green", [1, 2], [3, 4]), ("green_deep", [10, 20], [30, 40]), ("one", [5, 5], [5, 5])]
    assert parity.scenarios(times) == [("green, its 2 notebooks", [11, 22], [33, 44])]


def test_a_text_is_no_figure():
    with pytest.raises(TypeError, match="'two'"):
        parity.differs({"value": [1, 2], "agree": {}}, [1, "two"])


def test_each_original_stands_beside_its_lesson():
    shared = {"figures", "streamrec"}  # what several originals import
    scripts = {path.stem for path in parity.REFERENCE.rglob("*.py")} - shared
    assert scripts == {path.stem for path in parity.REFERENCE.rglob("*.json")} == set(parity.names())
