"""Finds pairs of copies whose answers are nearly the same: a hint for a person, never a verdict.

The measure is that of code search engines: an answer is cut into shingles, runs of a few tokens, and two answers are as alike as
the share of their shingles that both have (Jaccard's index; Broder, On the resemblance and containment of documents, 1997).
Comments, blanks and the names of variables do not count, nor what was given. What many of the class wrote is no sign of copying:
such shingles are left out, and an answer with few others is not compared. So the only way to write a line accuses nobody.
Whole copies that are nearly the same are told however many of the class have them: several answers, one of them written in words,
for which there is no only way.
"""

import csv
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import java_names
import written

FILE = "similar.csv"
OWN = "own cells"  # those above the first answer
TOKENS = 5  # of a shingle
FEW = 25  # shingles of an answer's own, about six lines; with fewer it is not compared
ALIKE = 0.8
COMMON = 0.1  # of the class, and at least three copies: who wrote what so many wrote did not take it from one
LEAST_COMMON = 3
SEVERAL = 2  # answers that are alike, one of them in words, are told however many copies have them
TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|\w+|[^\w\s]')
COMMENT = re.compile(r'("(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\')|//[^\n]*|/\*[\s\S]*?\*/')
VARIABLE = re.compile(r"(?<![.\w])[a-z]\w*\b(?!\s*\()")
KEYWORDS = frozenset(
    "abstract assert boolean break byte case catch char class continue default do double else enum extends final finally float for if"
    " implements import instanceof int interface long new null private protected public record return short static super switch this"
    " throw throws true false try var void while yield".split()
)


@dataclass(frozen=True)
class Pair:
    """Two copies of a lesson, how alike the answers are that are most alike, and to which exercises all those answers belong."""

    lesson: str
    copy: str
    other: str
    alike: float
    exercises: tuple


def answers(cells, names, lesson):
    """The shingles of a copy's own answers, by exercise; a cell of the student's own belongs to the exercise above it."""
    given = set().union(*(shingles(tokens(cell)) for cell in lesson.cells.values()))
    found, exercise = defaultdict(set), OWN
    for index, cell in enumerate(cells):
        name = names.get(index)
        if name is None or name in lesson.asked:
            exercise = name or exercise
            found[exercise] |= shingles(tokens(cell)) - given
    return dict(found)


def tokens(cell):
    """The words of a written answer, or the tokens of code, without comments, with one name for all variables."""
    if cell["cell_type"] != "code":
        return re.findall(r"\w+", cell["source"].casefold())
    code = COMMENT.sub(lambda found: found[1] or " ", cell["source"])
    own = java_names.declared(code)
    plain = VARIABLE.sub(lambda found: found[0] if found[0] in KEYWORDS else "v", code)
    return ["v" if token in own else token for token in TOKEN.findall(plain)]


def shingles(found):
    return {hash(tuple(found[i : i + TOKENS])) for i in range(len(found) - TOKENS + 1)}


def pairs(results):
    """The pairs that a person may want to look at, the most alike first."""
    found = []
    by_lesson = defaultdict(list)
    for result in results:
        if result.lesson:
            by_lesson[result.lesson.name].append(result)
    for name, class_of in by_lesson.items():
        alike = defaultdict(dict)
        for exercise in dict.fromkeys(exercise for result in class_of for exercise in result.answers):
            sets = {index: result.answers[exercise] for index, result in enumerate(class_of) if exercise in result.answers}
            for both, share in compared(sets, max(LEAST_COMMON, COMMON * len(class_of))):
                alike[both][exercise] = share
        for both, shares in whole(class_of).items():
            alike[both] = shares | alike[both]
        for (one, other), shares in alike.items():
            copy, twin = str(class_of[one].copy), str(class_of[other].copy)
            found.append(Pair(name, copy, twin, max(shares.values()), tuple(shares)))
    return sorted(found, key=lambda pair: (-pair.alike, pair.copy, pair.other))


def whole(class_of):
    """Pairs of copies of which several answers are nearly the same, one of them in words, with the shares by exercise."""
    alike = defaultdict(dict)
    answered = [{name: own for name, own in result.answers.items() if len(own) >= FEW} for result in class_of]
    in_words = set(written.questions(class_of[0].lesson))
    for one, other in itertools.combinations(range(len(class_of)), 2):
        shared = [name for name in answered[one] if name in answered[other]]
        if len(shared) < SEVERAL or not any(nearly(answered[one][name], answered[other][name]) for name in shared if name in in_words):
            continue
        shares = {name: likeness(answered[one][name], answered[other][name]) for name in shared}
        shares = {name: share for name, share in shares.items() if share >= ALIKE}
        if len(shares) >= SEVERAL:
            alike[one, other] = shares
    return alike


def nearly(one, other):
    return likeness(one, other) >= ALIKE


def likeness(one, other):
    """The share of shingles that two sets have in common."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def compared(sets, most):
    """Pairs of indices whose sets are nearly the same, and how nearly, without what more than ``most`` of the sets have."""
    holders = defaultdict(list)
    for index, shingles_of in sets.items():
        for shingle in shingles_of:
            holders[shingle].append(index)
    own, shared = Counter(), Counter()
    for indices in holders.values():
        if len(indices) <= most:
            own.update(indices)
            shared.update(itertools.combinations(indices, 2))
    for (one, other), both in shared.items():
        share = both / (own[one] + own[other] - both)
        if share >= ALIKE and both >= FEW:
            yield (one, other), share


def write(found, path):
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        table = csv.writer(file)
        table.writerow(["lesson", "copy", "other", "alike in percent", "exercises"])
        table.writerows([pair.lesson, pair.copy, pair.other, round(100 * pair.alike), ", ".join(pair.exercises)] for pair in found)
