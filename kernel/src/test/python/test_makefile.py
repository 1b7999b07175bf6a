"""What README says of the Makefile."""

import os
import re
import subprocess
from pathlib import Path

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
