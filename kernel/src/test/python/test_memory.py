"""How much memory the command `peaberry` thinks is left: files as Linux writes them, in a folder of the test."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "wheel"))
from peaberry import memory  # noqa: E402


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "TREE", tmp_path)
    monkeypatch.setattr(memory, "MACHINE", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "GROUPS", tmp_path / "cgroup")
    (tmp_path / "meminfo").write_text("MemTotal:  8000 kB\nMemAvailable:  4000 kB\n")
    (tmp_path / "cgroup").write_text("0::/a/b\n")
    return tmp_path


def group(folder, limit, used, names=("memory.max", "memory.current")):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip(names, (limit, used)):
        (folder / name).write_text(f"{text}\n")


def test_without_a_limit_it_is_the_machines(tree):
    group(tree / "a" / "b", "max", 1000)
    assert memory.available() == 4000 * 1024


def test_the_limit_of_a_group_around_ours_counts(tree):
    group(tree / "a" / "b", "max", 1000)
    group(tree / "a", 100_000, 30_000)
    assert memory.available() == 70_000


def test_in_a_container_the_limit_is_at_the_root(tree):
    group(tree, 50_000, 30_000)
    assert memory.available() == 20_000


def test_pages_of_files_that_can_be_dropped_do_not_count(tree):
    group(tree, 50_000, 40_000)
    (tree / "memory.stat").write_text("anon 1000\ninactive_file 25000\n")
    assert memory.available() == 35_000


def test_the_first_version_of_control_groups_is_read_too(tree):
    (tree / "cgroup").write_text("9:memory:/docker/x\n1:cpu:/\n")
    group(tree / "memory" / "docker" / "x", 90_000, 30_000, ("memory.limit_in_bytes", "memory.usage_in_bytes"))
    assert memory.available() == 60_000


def test_where_the_system_says_nothing_there_is_no_bound(tree):
    (tree / "meminfo").unlink()
    (tree / "cgroup").unlink()
    assert memory.available() == float("inf")
