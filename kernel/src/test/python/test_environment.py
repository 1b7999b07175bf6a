"""environment.yml, with which a host makes a session from a bare clone, asks for the versions that are tested here."""

import re
import sys
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).resolve().parents[4]
WHEEL = TOP / "kernel" / "wheel"
sys.path.insert(0, str(WHEEL))
import jdk  # noqa: E402


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((TOP / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def versions(environment):
    return dict(package.split("=") for package in environment["dependencies"] if isinstance(package, str) and "=" in package)


def test_its_java_python_and_maven_are_those_that_are_tested(versions):
    assert versions["openjdk"] == str(jdk.WANTED)
    assert f"Python {versions['python']}" in (TOP / "Makefile").read_text(encoding="utf-8")
    wrapper = (TOP / ".mvn" / "wrapper" / "maven-wrapper.properties").read_text(encoding="utf-8")
    assert f"/apache-maven-{versions['maven']}." in wrapper


def test_its_python_packages_are_the_wheel_and_what_requirements_pin(environment):
    (packages,) = [package["pip"] for package in environment["dependencies"] if isinstance(package, dict)]
    named = {part for package in packages for part in package.split() if "/" in part}
    assert named == {"kernel/wheel/requirements.txt", "./kernel/wheel"} and all((TOP / path).exists() for path in named)
    assert all("==" in package for package in packages if "/" not in package)


def test_the_wheel_is_packed_by_the_version_that_requirements_pin():
    wanted = re.search(r'requires = \["(.+)"\]', (WHEEL / "pyproject.toml").read_text(encoding="utf-8"))[1]
    assert re.search(rf"(?m)^{re.escape(wanted)}\b", (WHEEL / "requirements.txt").read_text(encoding="utf-8"))
