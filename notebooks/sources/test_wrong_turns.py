"""Tests of the checks: what they say to the usual wrong turns and to right answers that are unlike ours. They need the kernel."""

import re

import pytest
from jupyter_client.manager import start_new_kernel

import build
import turns

LESSONS = sorted(path.stem for path in turns.TURNS.glob("*.txt"))
SOURCES = {source.stem: source for source in build.sources()}
COMPLAINT = re.compile(r"\w+ (is not right yet:(\n- \w+ should be (.|\n )+)+(\nFor a hint: .*)?|is not attempted yet: .*)")
MEND = re.compile(r"Not yet: (your cell of .+, which makes `\w+`,|the cell with your name) failed; mend it first, run it, .*")


class Session:
    """A kernel and what its cells came to."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name=build.KERNEL, cwd=str(build.NOTEBOOKS), env=build.ENVIRONMENT)

    def run(self, code):
        """The error's simple name and message, both empty if there is none; and the result as text."""
        results = []

        def keep(message):
            if message["msg_type"] == "execute_result":
                results.append(message["content"]["data"].get("text/plain", ""))

        reply = self.client.execute_interactive(code, allow_stdin=False, output_hook=keep, timeout=build.CELL_SECONDS)["content"]
        return reply.get("ename", "").split(".")[-1], reply.get("evalue", ""), "".join(results)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def session():
    opened = Session()
    yield opened
    opened.close()


def faults(turn, failed, error, said, right):
    """What is wrong with what the check said to a turn; ``right`` are the figures that it must not give away."""
    if turn.says == turns.RIGHT:
        return [f"a right answer: {error} {said}"] if error else []
    if error not in ("NotYet", "NotAttempted"):
        return [f"{error or 'correct'} {said}"]
    found = [] if turn.says in said else [f"it does not say {turn.says!r}: {said}"]
    if failed and not MEND.fullmatch(said):
        found.append(f"the cell failed, and the check does not say so: {said}")
    if not failed and turn.exercise != "name" and not COMPLAINT.fullmatch(said):
        found.append(f"not a list of what should be: {said}")
    asked = " ".join(line.partition("; it ")[0] for line in said.splitlines() if line.startswith("- "))
    told = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", asked)
    return found + [f"it tells that {name} is {text}: {said}" for name, value in right.items() for text in told if same(text, value)]


def same(text, value):
    """Whether a figure in a message is the value, to two decimals at least unless it is a whole one."""
    decimals = len(text.partition(".")[2])
    return (decimals >= 2 or value == int(value)) and float(text) == round(value, decimals)


@pytest.mark.parametrize("lesson", LESSONS)
def test_checks_refuse_the_usual_wrong_turns_and_accept_unusual_right_answers(session, lesson):
    cells = [cell for cell in build.read(SOURCES[lesson]) if not cell.markdown]
    stubs, ours = ({cell.exercise: cell.text for cell in cells if cell.tag == tag} for tag in ("stub", "solution"))
    above, problems = [], []
    for cell in cells:
        if cell.tag in ("", "solution", "check"):
            assert session.run(cell.text)[0] == "", cell
            above.append(cell.text)
        if cell.tag != "check":
            continue
        right = {name: float(session.run(name)[2]) for name in re.findall(r'number\("(\w+)"', cell.text)}
        for turn in (turn for turn in turns.read(lesson) if turn.exercise == cell.exercise):
            session.run(stubs[turn.exercise])
            failed = session.run(turn.code)[0] != ""
            error, said, _ = session.run(cell.text)
            bad = faults(turn, failed and turn.says != turns.RIGHT, error, said, right)
            mended = [session.run(code) for code in (above if turn.above else [ours[turn.exercise], cell.text])]
            bad += [f"ours is refused afterwards: {error} {said}" for error, said, _ in mended if error]
            problems += [f"{lesson}.txt, line {turn.line}, {turn.exercise}: {what}" for what in bad]
    assert not problems, "\n\n".join(problems)


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_checked_exercise_has_turns_of_both_kinds(lesson):
    cells = build.read(SOURCES[lesson])
    checked = {cell.exercise for cell in cells if cell.tag == "check"}
    answers = turns.read(lesson)
    assert {turn.exercise for turn in answers} == checked == set(turns.right(lesson))
    assert {turn.exercise for turn in answers if turn.says != turns.RIGHT} == checked
    assert all(turn.code.startswith("// ") for turn in answers), "the first line says what the student was thinking"


@pytest.mark.parametrize("lesson", LESSONS)
def test_with_unusual_right_answers_all_later_cells_run(lesson):
    notebook = build.student(build.read(SOURCES[lesson]))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    for exercise, code in turns.right(lesson).items():
        cells[exercise]["source"] = code
    written = [cell for cell in notebook["cells"] if cell["id"] != "hand-in"]
    notebook["cells"] = written
    build.execute(notebook)
