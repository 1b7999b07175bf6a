"""Lets the tests import what lies above them, grading and parity, and keeps those of one notebook in one process."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def pytest_collection_modifyitems(items):
    """They share its run."""
    for item in items:
        source = getattr(item, "callspec", None) and item.callspec.params.get("source")
        if source:
            item.add_marker(pytest.mark.xdist_group(source.stem))
