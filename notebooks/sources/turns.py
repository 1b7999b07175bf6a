"""What students answer in the exercises of a lesson: the wrong turns and unusual right answers of wrong_turns/NAME.txt."""

from dataclasses import dataclass

import build

TURNS = build.SOURCES / "wrong_turns"
RIGHT = "correct"


@dataclass(frozen=True)
class Turn:
    """One answer. ``says`` is part of what the check says to it, or RIGHT; ``above`` if it spoils what the cells above made."""

    line: int
    exercise: str
    says: str
    above: bool
    code: str


def read(lesson: str) -> list[Turn]:
    """The answers of a lesson, in percent format: exercise="ols" says="too large", and reruns="above" if it spoils data."""
    turns, head = [], None
    lines = (TURNS / f"{lesson}.txt").read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("// %%")]
    for start, end in zip(heads, [*heads[1:], len(lines)]):
        head = build.HEAD.fullmatch(lines[start])
        options = {name: value.strip('"') for name, value in build.OPTION.findall(head["options"])} if head else {}
        code = "\n".join(lines[start + 1 : end]).strip()
        if not {"exercise", "says"} <= options.keys() <= {"exercise", "says", "reruns"}:
            raise build.SourceError(f"{lesson}.txt, line {start + 1}: say exercise=, says= and perhaps reruns=")
        turns.append(Turn(start + 1, options["exercise"], options["says"], "reruns" in options, code))
    return turns


def right(lesson: str) -> dict[str, str]:
    """One right answer, unlike ours, for each checked exercise."""
    return {turn.exercise: turn.code for turn in reversed(read(lesson)) if turn.says == RIGHT}
