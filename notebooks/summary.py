"""Shows the class at a glance: for each lesson how many copies pass, and of how many each task is correct or each answer read."""

from collections import defaultdict

import whose
import written


def show(results):
    for line in lines(results):
        print(line)


def lines(results):
    by_lesson = defaultdict(list)
    for result in results:
        if result.lesson:
            by_lesson[result.lesson.name].append(result)
    for name, class_of in by_lesson.items():
        yield f"{name}: {sum(result.passed for result in class_of)} of {len(class_of)} pass"
        yield from tasks(class_of)
    for same in whose.twice(results):
        copies = ", ".join(str(result.copy) for result in same)
        yield f"{same[0].student} handed {same[0].lesson.name} in more than once: {copies}"


def tasks(class_of):
    """A line for each task and question of a lesson that has points."""
    lesson = class_of[0].lesson
    for name in (name for name, most in lesson.graded.items() if most):
        place = lesson.known_as(name.removesuffix("-check"))
        if name in written.questions(lesson):
            done, what = sum(name in result.marks or result.points.get(name) == 0 for result in class_of), " read"
        else:
            done, what = sum(bool(result.points.get(name)) for result in class_of), ""
        yield f"  {place}: {done} of {len(class_of)}{what}"
