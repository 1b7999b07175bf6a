"""What is fetched and bundled is what was locked; both lists of it, CycloneDX's and NOTICE, say the same; nothing more is fetched later."""

import json
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(TOP / "kernel" / "wheel"))
import bundled  # noqa: E402

REQUIREMENTS = [TOP / "kernel/wheel/requirements.txt", *sorted(Path(__file__).parent.glob("*/requirements.txt"))]


@pytest.fixture
def jars(tmp_path):
    """The jars of the build, in a folder where they may be changed."""
    for jar in bundled.DIST.glob("*.jar"):
        (tmp_path / jar.name).symlink_to(jar)
    return tmp_path


def check(jars):
    command = [sys.executable, bundled.HERE / "bundled.py", "check", jars]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode == 0) == (done.stderr == "")
    return done.stderr.splitlines()


def test_the_jars_of_the_build_are_those_that_were_locked(jars):
    assert check(jars) == []


def test_a_changed_byte_is_refused_with_what_was_expected_and_what_to_do(jars):
    (jar,) = jars.glob("libsvm-*.jar")
    data = bytearray(jar.read_bytes())
    expected = bundled.sha256(jar)
    jar.unlink()
    data[1000] ^= 1
    jar.write_bytes(data)
    (told,) = check(jars)
    assert told.startswith(f"The jar {jar.name} was refused: kernel/wheel/jars.sha256 expects {expected}, got {bundled.sha256(jar)}. ")
    assert "make lock" in told and "~/.m2/repository" in told


def test_an_added_jar_and_a_missing_one_are_refused(jars):
    (jar,) = jars.glob("libsvm-*.jar")
    expected = bundled.sha256(jar)
    jar.rename(jars / "other-1.0.jar")
    missing, added = check(jars)
    assert f"{jar.name} was refused: kernel/wheel/jars.sha256 expects {expected}, got none. " in missing
    assert f"other-1.0.jar was refused: kernel/wheel/jars.sha256 expects no such jar, got {expected}. " in added


def named(file):
    """The packages of a requirements file and of those that it brings, with their versions."""
    found = {}
    for line in re.sub(r"\s#.*|\\\n\s+--hash=\S+", "", file.read_text(encoding="utf-8")).splitlines():
        if line.startswith("-r "):
            found |= named(file.parent / line[3:])
        elif line and not line.startswith("#"):
            requirement = Requirement(line.replace("\\", "").partition(" --hash")[0])
            found.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier))
    return found


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.parent.name)
def test_the_locked_packages_are_those_that_requirements_pin(file):
    lock = file.with_suffix(".lock")
    wanted, locked = named(file), named(lock)
    assert wanted.items() <= locked.items(), "run `make lock`"
    assert locked == wanted or file.parent.name in ("bench", "hub", "pytorch")
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    assert len(entries) >= len(locked) and all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry) for entry in entries)
    assert "://" not in lock.read_text(encoding="utf-8"), "an index of one's own"


@pytest.mark.parametrize("file", sorted(TOP.glob("kernel/src/test/**/package-lock.json")), ids=lambda file: file.parent.name)
def test_node_packages_have_checksums_and_come_from_the_public_registry(file):
    packages = [package for name, package in json.loads(file.read_text(encoding="utf-8"))["packages"].items() if name]
    assert packages and all(package["integrity"].startswith("sha512-") for package in packages)
    assert all(package.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/") for package in packages)


@pytest.fixture(scope="module")
def components():
    return bundled.bom("peaberry", "0.1.0", "Apache-2.0", bundled.DIST.glob("*.jar"))["components"]


def licence(component):
    (one,) = component["licenses"]
    return one.get("expression") or one["license"].get("id") or one["license"]["name"]


def test_each_jar_is_listed_once_with_its_checksum_and_a_licence(components):
    listed = [component["hashes"][0]["content"] for component in components]
    assert sorted(listed) == sorted(bundled.sha256(jar) for jar in bundled.DIST.glob("*.jar"))
    assert all(licence(component) and component["version"] and component["purl"].startswith("pkg:maven/") for component in components)


def test_notice_names_the_same_libraries_under_the_same_licences(components):
    notice = (TOP / "NOTICE").read_text(encoding="utf-8")
    kernel, resolver = sorted((one for one in components if one["name"] == "peaberry-kernel"), key=lambda one: "resolver" in one["purl"])
    beside = [one for one in components if not one["name"].startswith("peaberry-")]
    inside, apart = kernel["components"], resolver["components"]
    sections = {"Inside the kernel's jar": inside, "Inside the jar peaberry-kernel-": apart, "Jars beside it": beside}
    for title, libraries in sections.items():
        section = re.search(rf"(?ms)^{title}.*?\n\n", notice)[0]
        found = re.findall(r"(?m)^  [^(\n]{,44}\(([^)]+)\) +(\S+)", section)
        rows = {pattern: under for patterns, under in found for pattern in patterns.split(", ")}
        matches = {one["name"]: [pattern for pattern in rows if fnmatch(one["name"], pattern)] for one in libraries}
        assert {name: found for name, found in matches.items() if len(found) != 1} == {}
        assert {pattern for found in matches.values() for pattern in found} == set(rows), "no row without a library"
        for one in libraries:
            assert rows[matches[one["name"]][0]] in re.split(" OR | AND ", licence(one)), one["name"]
    assert [name for inside in bundled.INSIDE.values() for name in inside if name not in notice] == []
    (smile,) = (one["version"] for one in components if one["name"] == "smile-core")
    assert f"smile-core-{smile}-sources.jar" in notice


def test_a_scenario_runs_where_there_is_no_network(tmp_path):
    namespace = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && ! ip route get 192.0.2.1 2>&1 && exec "$@"', "sh"]
    if not shutil.which("unshare") or subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine gives no network namespace of one's own")
    notebook = TOP / "notebooks" / "solved" / "scenarios" / "omnicorp.ipynb"
    command = [*namespace, sys.executable, "-m", "peaberry", "run", "--into", tmp_path, notebook]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0 and f"ran  {notebook}" in done.stdout, done.stdout + done.stderr
