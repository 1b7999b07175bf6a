"""Tells by names whose a copy is: whether a file or its folders have the student's name, and which copies are of one student."""

import itertools
import re
import unicodedata
from collections import defaultdict

FOLDERS = 3  # above a copy that may have the name; those further up are the instructor's
MOST_WORDS = 4  # of a name that are tried in every order


def bears(path, student):
    """Whether a file, or a folder that it lies in, has a student's name in its own, however it is written and in any order."""
    return any(bears_text(text, student) for text in (*path.parent.parts[-FOLDERS:], path.stem))


def bears_text(text, student):
    named = words(student)
    orders = itertools.permutations(named) if len(named) <= MOST_WORDS else [named]
    return set(named) <= set(words(text)) or any("".join(order) in plain(text) for order in orders)


def words(text):
    """The words of a text, without accents and case."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", letters)


def plain(text):
    """The letters and digits of a text, without accents and case."""
    return "".join(words(text))


def twice(results):
    """Lists of results that are of the same lesson and the same student."""
    of_one = defaultdict(list)
    for result in results:
        if result.lesson and words(result.student):
            of_one[result.lesson.name, *sorted(words(result.student))].append(result)
    return [same for same in of_one.values() if len(same) > 1]
