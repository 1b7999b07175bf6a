"""The sum over the test layers (all_layers.py) counts what happened, and takes silence for a failure."""

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("all_layers", Path(__file__).with_name("all_layers.py"))
all_layers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(all_layers)

PASSED = '<testcase name="a"/>'
FAILED = '<testcase name="b"><failure message="no"/></testcase>'
BROKEN = '<testcase name="c"><error message="no"/></testcase>'
COLOURED = '<testcase name="e"><failure message="\\033[2mno\\033[22m"/></testcase>'
SKIPPED = '<testcase name="d"><skipped/></testcase>'


@pytest.mark.parametrize(
    ("cases", "code", "expected"),
    [
        ([PASSED, PASSED], 0, (2, 0, 0, True)),
        ([PASSED, FAILED, BROKEN, SKIPPED], 1, (1, 2, 1, True)),
        ([PASSED, COLOURED], 1, (1, 1, 0, True)),
        ([PASSED], 2, (1, 0, 0, False)),
        ([SKIPPED], 0, (0, 0, 1, False)),
        ([], 0, (0, 0, 0, False)),
        (None, 0, (0, 0, 0, False)),
        (["<cut"], 0, (0, 0, 0, False)),
    ],
    ids=["passed", "failed", "a-failure-in-colours", "died-after-a-pass", "only-skipped", "empty", "no-report", "cut-report"],
)
def test_a_layer_is_complete_only_if_its_report_explains_its_exit_code(tmp_path, capfd, cases, code, expected):
    make = tmp_path / "make"
    report = tmp_path / "out.xml"
    written = "" if cases is None else f"printf '<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>' > {report}\n"
    make.write_text(f"#!/bin/sh\n{written}exit {code}\n")
    make.chmod(0o755)
    assert all_layers.run("layer", "out.xml", 1, tmp_path, str(make)) == expected
    assert ("DID NOT RUN" in capfd.readouterr().out) == (not expected[3])


def test_an_old_report_does_not_count(tmp_path):
    (tmp_path / "out.xml").write_text(f"<testsuite>{PASSED}</testsuite>")
    assert all_layers.run("layer", "out.xml", 1, tmp_path, "true") == (0, 0, 0, False)


def test_a_layer_that_hangs_is_ended_with_all_it_started(tmp_path, capfd):
    home = Path(__file__).resolve().parents[4] / "build/java-home"
    (tmp_path / "build").mkdir()
    (tmp_path / "build/java-home").write_text(home.read_text())
    (tmp_path / "Hangs.java").write_text("void main() throws Exception { Thread.sleep(600_000); }")
    make = tmp_path / "make"
    make.write_text(
        f"#!/bin/sh\necho '<testsuite>{PASSED}</testsuite>' > {tmp_path}/out.xml\n"
        f"sh -c '{home.read_text().strip()}/bin/java {tmp_path}/Hangs.java; true'\n"
    )
    make.chmod(0o755)
    assert all_layers.run("layer", "out.xml", 0.1, tmp_path, str(make)) == (1, 0, 0, False)
    printed = capfd.readouterr().out
    assert "layer has not ended" in printed
    assert "at Hangs.main" in printed
    assert "it hung" in printed
    assert not [p for p in Path("/proc").glob("[0-9]*/cmdline") if f"{tmp_path}/Hangs.java" in text(p)]


def text(path):
    try:
        return path.read_text()
    except OSError:
        return ""
