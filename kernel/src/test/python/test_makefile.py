"""What README says of the Makefile."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[4]


def test_the_variables_that_readme_names_reach_the_commands():
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", (TOP / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"[A-Z_]+", row)]
    assert {"JAVA_HOME", "BROWSER", "JUPYTER_PORT"} <= set(names)
    given = {name: f"the user's {name}" for name in names}
    make = ["make", "--eval", "show: ; @env", "show"]
    done = subprocess.run(make, cwd=TOP, env={**os.environ, **given}, capture_output=True, text=True, timeout=60, check=True)
    seen = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    assert {name: seen.get(name) for name in names} == given


def find_jdk(folder):
    """Runs the part of `make setup` that is always run, in a folder with what it needs."""
    (folder / "kernel" / "wheel").mkdir(parents=True)
    shutil.copy2(TOP / "Makefile", folder)
    shutil.copy2(TOP / "kernel" / "wheel" / "jdk.py", folder / "kernel" / "wheel")
    home = (TOP / "build" / "java-home").read_text().strip()
    return subprocess.run(
        ["make", "build/java-home"], cwd=folder, env={**os.environ, "JAVA_HOME": home}, capture_output=True, text=True, timeout=60, check=False
    )


def test_where_nothing_can_be_written_that_is_said_in_one_sentence(tmp_path):
    (tmp_path / "build").write_text("no folder")
    done = find_jdk(tmp_path)
    told = [line for line in done.stderr.splitlines() if not line.startswith(("make", "find"))]
    assert done.returncode != 0
    assert told == [f"Nothing can be written to {tmp_path}/build: copy this folder to a place of your own and run make there."]


def test_where_all_is_set_up_nothing_is_written(tmp_path):
    (tmp_path / "build").mkdir()
    shutil.copy2(TOP / "build" / "java-home", tmp_path / "build")
    before = (tmp_path / "build").stat().st_mtime_ns, (tmp_path / "build" / "java-home").stat().st_mtime_ns
    assert find_jdk(tmp_path).returncode == 0
    assert before == ((tmp_path / "build").stat().st_mtime_ns, (tmp_path / "build" / "java-home").stat().st_mtime_ns)


@pytest.mark.parametrize(
    ("said", "code", "runs"),
    [("Could not transfer artifact a:b: Read timed out", 1, 3), ("COMPILATION ERROR", 1, 1), ("built", 0, 1)],
    ids=["a-download-broke-off", "another-fault", "no-fault"],
)
def test_a_build_is_tried_again_where_a_download_broke_off(tmp_path, said, code, runs):
    script = tmp_path / "mvn"
    script.write_text(f"#!/bin/sh\necho run >> {tmp_path}/runs\necho '{said}'\nexit {code}\n")
    script.chmod(0o755)
    fetching = TOP / "kernel/src/main/sh/fetching"
    done = subprocess.run([fetching, script], capture_output=True, text=True, check=False)
    assert done.returncode == code and said in done.stdout
    assert len((tmp_path / "runs").read_text().splitlines()) == runs
