"""Tests of notebooks/release.py, and of what grading says of a copy of another version."""

import json
import subprocess

import nbformat
import pytest

import build
import copies
import grade
import release
import running


def test_a_release_has_the_student_copies_and_their_sums_and_says_its_version(tmp_path, capsys):
    assert release.main([str(tmp_path / "out"), "omnicorp", "ex_03_2_bernoulli_mle", "omnicorp"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"2 student copies of version {release.pom_version()}, ")
    files = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert files == ["SHA256SUMS", "exercises/ex_03_2_bernoulli_mle.ipynb", "scenarios/omnicorp.ipynb"]
    subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path / "out", check=True, capture_output=True)
    ours = json.loads((build.NOTEBOOKS / "student/scenarios/omnicorp.ipynb").read_text(encoding="utf-8"))
    out = json.loads((tmp_path / "out/scenarios/omnicorp.ipynb").read_text(encoding="utf-8"))
    assert out["metadata"].pop("peaberry").keys() == {"lesson", "version", "content"} and out == ours
    nbformat.validate(nbformat.read(tmp_path / "out/scenarios/omnicorp.ipynb", as_version=4))


def test_without_names_all_lessons_are_released(tmp_path):
    assert len(release.release(tmp_path, [], "1")) == len(build.sources()) == len((tmp_path / "SHA256SUMS").read_text().splitlines())


@pytest.mark.parametrize("names, said", [([], "is not an empty folder: name another one"), (["omnicrop"], "There is no lesson omnicrop: ")])
def test_a_folder_with_something_in_it_and_an_unknown_lesson_are_refused_in_one_sentence(tmp_path, capsys, names, said):
    (tmp_path / "mine.txt").write_text("x")
    assert release.main([str(tmp_path), *names]) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1 and [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_copy_of_another_version_is_graded_by_this_ones_checks_and_a_note_says_so(tmp_path, monkeypatch):
    def stopped(notebook, *others):
        raise RuntimeError("ran")

    monkeypatch.setattr(running, "run", stopped)
    release.release(tmp_path, ["omnicorp"], "0.0.9")
    path = tmp_path / "scenarios/omnicorp.ipynb"
    assert grade.grade(path).notes == [] and grade.grade(path).missing == ["the file cannot be graded: RuntimeError: ran"]
    copy = json.loads(path.read_text(encoding="utf-8"))
    copy["metadata"]["peaberry"]["content"] = "0123456789ab"
    path.write_text(json.dumps(copy))
    note = "it is a copy of another version (0.0.9, 0123456789ab); the checks of this one graded it"
    assert grade.grade(path).notes == [note]
    copy["metadata"]["peaberry"] = 7
    path.write_text(json.dumps(copy))
    assert grade.grade(path).notes == []


def test_the_content_of_a_lesson_changes_with_each_text_that_we_gave_and_with_nothing_else():
    notebook = nbformat.read(build.NOTEBOOKS / "student/scenarios/omnicorp.ipynb", as_version=4)
    before = copies.Lesson(notebook).content
    notebook["metadata"]["more"] = 1
    assert copies.Lesson(notebook).content == before
    notebook["cells"][5]["source"] += " "
    assert copies.Lesson(notebook).content != before
