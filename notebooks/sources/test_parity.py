"""Tests of what the parity table calls equal."""

import math
import shutil
import subprocess
import sys

import pytest

import build
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
    ours = parity.Run({}, {}, 9, {("a", "b"): 1, ("c",): 0.5, ("d",): 0.25}, {("a", "b"): 0.5, ("d",): 0.125}, {("c",): 7})
    assert parity.heavy(theirs, ours) == (5, 1.75, 0.625, 7)
    with pytest.raises(parity.NoSuchCell, match="No cell declares d"):
        parity.heavy(theirs, parity.Run({}, {}, 9, {("a", "c"): 1}))


def test_java_is_timed_by_the_run_of_a_cells_code_and_by_the_whole_cell(monkeypatch, tmp_path):
    source = tmp_path / "sleeper.java"
    cells = ["// %%\nint before = 1;", '// %% tags=["results"]\nint slept = before;\nThread.sleep(300);\n"{\\"slept\\": " + slept + "}"']
    source.write_text("\n".join(cells), encoding="utf-8")
    monkeypatch.setattr(build, "sources", lambda: [source])
    ours = parity.java("sleeper", heavy_variables={"slept"})
    assert ours.figures == {"slept": 1}
    assert ours.parts.keys() == ours.again.keys() == ours.cells.keys() == {("slept",)}
    (first,), (again,), (cell,) = (parts.values() for parts in (ours.parts, ours.again, ours.cells))
    assert 0.29 < first < cell < ours.seconds and again > 0.29


def test_a_scenario_takes_as_long_as_its_notebooks_together():
    times = [("ex_1_a", [1], [1]), ("green", [1, 2], [3, 4]), ("green_deep", [10, 20], [30, 40]), ("one", [5, 5], [5, 5])]
    assert parity.scenarios(times) == [("green, its 2 notebooks", [11, 22], [33, 44])]


@pytest.fixture
def originals(tmp_path, monkeypatch):
    """Three that find a 2, as Java does, two of them something else by PyTorch; one off is allowed."""
    shutil.copy(parity.REFERENCE / "figures.py", tmp_path)
    script = """
from figures import Figures
figures = Figures(__file__)
with figures.heavy("found"):
    found = sum(range(10000)) and {found}
figures.add("found", found, absolute=1)
figures.show()
"""
    for name, found in {"numpy_alone": "2", "near": "3 if figures.pytorch else 2", "far": "4 if figures.pytorch else 2"}.items():
        (tmp_path / f"{name}.py").write_text(script.format(found=found), encoding="utf-8")
    monkeypatch.setattr(parity, "REFERENCE", tmp_path)
    monkeypatch.setattr(parity, "names", lambda: ["far", "near", "numpy_alone"])
    monkeypatch.setattr(parity, "java", lambda *_: parity.Run({"found": 2}, {}, 1, {("found",): 1}, {("found",): 0.5}, {("found",): 2}))
    return tmp_path


def rows(out):
    return {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]] for line in out.splitlines() if "|" in line}


def test_pytorch_runs_beside_the_originals_that_know_it(originals, capsys):
    assert parity.main(["--pytorch", sys.executable, "--rounds", "2", "near", "numpy_alone"]) == 0
    said = rows(capsys.readouterr().out)
    assert said["near by PyTorch"] == ["found", "2", "3", "1", "absolute 1", "agrees"] and "numpy_alone by PyTorch" not in said
    sides = ["Python", "Java", "Java again", "Java's cell", "PyTorch"]
    ratios = [f"{ours} / {other}" for other in ("Python", "PyTorch") for ours in sides[1:4]]
    assert said["the heavy part, s: median (least) of 2"] == sides + ratios
    assert [cell == "–" for cell in said["near"]] == [False] * 11
    assert [cell == "–" for cell in said["numpy_alone"]] == [False] * 4 + [True] + [False] * 3 + [True] * 3


def test_a_figure_of_pytorchs_that_differs_fails(originals, capsys):
    assert parity.main(["--pytorch", sys.executable, "--rounds", "1", "far"]) == 1
    said = rows(capsys.readouterr().out)
    assert [row[-1] for name, row in said.items() if name.endswith("by PyTorch")] == ["differs"]


def test_without_the_option_nothing_is_said_of_pytorch(originals, capsys):
    assert parity.main(["--rounds", "1", "far", "numpy_alone"]) == 0
    assert "PyTorch" not in capsys.readouterr().out


def test_pytorchs_figures_are_not_written(originals):
    command = [sys.executable, originals / "near.py", "--pytorch", "--write"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "not with both" in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (originals / "near.json").exists()


def test_an_unknown_name_is_told_before_anything_runs(originals, capsys):
    with pytest.raises(SystemExit):
        parity.main(["near", "nearer"])
    told = capsys.readouterr()
    assert "got 'nearer'; without names, all of them run" in told.err and str(originals) in told.err and told.out == ""


def test_a_text_is_no_figure():
    with pytest.raises(TypeError, match="'two'"):
        parity.differs({"value": [1, 2], "agree": {}}, [1, "two"])


def test_each_original_stands_beside_its_lesson():
    shared = {"figures", "streamrec"}  # what several originals import
    scripts = {path.stem for path in parity.REFERENCE.rglob("*.py")} - shared
    assert scripts == {path.stem for path in parity.REFERENCE.rglob("*.json")} == set(parity.names())
