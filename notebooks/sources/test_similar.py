"""Tests of notebooks/similar.py: who is told to be alike, and who not."""

import random
from pathlib import Path

import nbformat
import pytest

import build
import copies
import grade
import similar
import turns
from test_build import by_id

MINE = """
// My own way, by hand.
double[] weights = new double[4];
for (int round = 0; round < 500; round++) {
    for (int row = 0; row < train.rowCount(); row++) {
        double error = weights[0] + weights[1] * cpu[row] - cost[row];
        weights[0] -= 0.01 * error;
        weights[1] -= 0.01 * error * cpu[row];
    }
}
double rmse = Math.sqrt(weights[2] / train.rowCount());
"""
RENAMED = """
double[] w = new double[4]; /* all of it is mine */
for (int i = 0; i < 500; i++) {
  for (int k = 0; k < train.rowCount(); k++) {
    double e = w[0] + w[1] * cpu[k] - cost[k];
    w[0] -= 0.01 * e;      w[1] -= 0.01 * e * cpu[k];
  }
}
double rmse = Math.sqrt(w[2] / train.rowCount());
"""
PROSE = (
    "The intercept is what a server without load would cost, some ninety dollars an hour; each percent of processor time adds two dollars"
    " and each gigabyte five, and I trust the coefficient of age least of all, because the residuals bend with it."
)


@pytest.fixture
def class_of():
    """The pairs that are found among copies of OmniCorp, answers by name."""
    (lesson,) = (lesson for lesson in copies.lessons() if lesson.name == "omnicorp")

    def found(answers):
        results = []
        for name, answer in answers.items():
            notebook = nbformat.read(build.NOTEBOOKS / "student/scenarios/omnicorp.ipynb", as_version=4)
            for exercise, text in answer.items():
                by_id(notebook)[exercise]["source"] = text
            names = copies.recognised(notebook["cells"], lesson)
            results.append(grade.Grade(Path(name), lesson=lesson, answers=similar.answers(notebook["cells"], names, lesson)))
        return similar.pairs(results)

    return found


def test_the_same_code_with_other_names_comments_and_blanks_is_found_and_so_are_written_answers(class_of):
    mine = {"ols": MINE, "coefficients": PROSE}
    (pair,) = class_of({"A": mine, "B": {"ols": RENAMED, "coefficients": PROSE.upper()}, "C": turns.right("omnicorp")})
    assert (pair.lesson, pair.copy, pair.other, pair.alike, pair.exercises) == ("omnicorp", "A", "B", 1.0, ("ols", "coefficients"))


def test_what_many_of_the_class_wrote_and_what_is_short_or_given_raises_nothing(class_of):
    short = {"ols": "double rmse = Metrics.rmse(truth, predicted);", "coefficients": "No idea."}
    assert class_of({name: {"ols": MINE} for name in "ABCD"}) == []
    assert class_of({name: short for name in "AB"}) == []
    (lesson,) = (lesson for lesson in copies.lessons() if lesson.name == "omnicorp")
    assert class_of({name: {"ols": max(lesson.given.values(), key=len)} for name in "AB"}) == []
    assert class_of({"A": {"ols": MINE}, "B": {"ols": turns.right("omnicorp")["ols"]}}) == []
    assert class_of({"A": {}, "B": {}}) == []


@pytest.mark.parametrize("ring", [2, 3, 4, 8, 24])
def test_whole_copies_that_are_the_same_are_told_however_many_have_them(class_of, ring):
    honest = {f"{i}": {"ols": turns.right("omnicorp")["ols"], "coefficients": " ".join(f"w{i * j}" for j in range(40))} for i in range(24)}
    ring = {f"copy {i}": {"ols": (MINE, RENAMED)[i % 2], "coefficients": f"{PROSE} {i}"} for i in range(ring)}
    pairs = class_of(honest | ring)
    assert {frozenset((pair.copy, pair.other)) for pair in pairs} == {frozenset((a, b)) for a in ring for b in ring if a != b}
    assert all(pair.exercises == ("ols", "coefficients") for pair in pairs)


def test_code_that_many_wrote_alike_is_no_whole_copy_without_words_that_are(class_of):
    mine = {"ols": MINE, "fix": turns.right("omnicorp")["fix"]}
    assert class_of({name: mine | {"coefficients": " ".join(f"{name}{j}" for j in range(40))} for name in "ABCDEF"}) == []


def test_an_answer_that_only_partly_agrees_is_found_by_what_the_class_does_not_share(class_of):
    common = turns.right("omnicorp")["ols"]
    others = {name: {"ols": common} for name in "CDEFG"}
    (pair,) = class_of({"A": {"ols": common + MINE}, "B": {"ols": common + RENAMED}, **others})
    assert (pair.copy, pair.other) == ("A", "B") and pair.alike > 0.9


def test_a_class_of_200_has_one_pair_that_copied_and_only_that_is_found(class_of):
    draw = random.Random(7)
    verbs = ["sum", "mean", "max", "min", "first", "last", "count", "sorted", "filter", "map", "limit", "skip", "median", "spread"]

    def program():
        return "\n".join(f"double d{i} = {draw.choice(verbs)}(x.{draw.choice(verbs)}(), {draw.randint(0, 99_999)});" for i in range(40))

    answers = {f"{i:03}": {"ols": program() + turns.right("omnicorp")["ols"], "fix": program()} for i in range(199)}
    answers["199"] = {"ols": answers["042"]["ols"].replace("d1", "other"), "fix": program()}
    (pair,) = class_of(answers)
    assert (pair.copy, pair.other, pair.exercises) == ("042", "199", ("ols",))


def test_the_table_of_pairs_is_written_and_told_and_is_no_copy(tmp_path, monkeypatch, capsys):
    (lesson,) = (lesson for lesson in copies.lessons() if lesson.name == "omnicorp")
    answers = {"ols": similar.shingles(similar.tokens({"cell_type": "code", "source": MINE}))}
    monkeypatch.setattr(grade, "grade", lambda path, seconds, known_as, tests: grade.Grade(known_as, lesson=lesson, answers=answers))
    for name in "AB":
        (tmp_path / f"{name}.ipynb").write_text("")
    for _ in range(2):
        assert grade.main([str(tmp_path)]) == 0
    assert (tmp_path / "similar.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "lesson,copy,other,alike in percent,exercises",
        f"omnicorp,{tmp_path}/A.ipynb,{tmp_path}/B.ipynb,100,ols",
    ]
    said = capsys.readouterr().out
    assert f"100 %  {tmp_path}/A.ipynb  {tmp_path}/B.ipynb  ols" in said and "Not read" not in said
