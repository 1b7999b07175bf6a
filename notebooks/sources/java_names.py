"""What Java code of a cell declares and refers to, as far as its text tells."""

import re


def bare(code: str) -> str:
    """Java code with spaces in the place of comments, texts and characters."""
    pattern = r'"""[\s\S]*?"""|"(\\.|[^"\\\n])*"|\'(\\.|[^\'\\\n])+\'|//[^\n]*|/\*[\s\S]*?\*/'
    return re.sub(pattern, lambda found: " " * len(found[0]), code)


def words(code: str) -> set[str]:
    """The names that code may refer to; one behind a dot belongs to another object."""
    return set(re.findall(r"(?<![.\w])[A-Za-z_]\w*", bare(code)))


def declared(code: str) -> set[str]:
    """The variables, methods and types that code declares at its top level."""
    flat, depth = [], 0
    for character in bare(code):
        depth -= character in ")}"
        if depth == 0:
            flat.append(character)
        depth += character in "({"
    text = "".join(flat).replace("}", "};")
    types = re.findall(r"\b(?:class|record|interface|enum)\s+(\w+)", text)
    kind = r"(?:[A-Z]\w*|var|int|long|double|float|boolean|char|byte|short|void)"
    name = re.compile(rf"(?:final\s+|static\s+|public\s+)*{kind}(?:<[^;=]*>)?(?:\[\])*\s+(\w+)\s*(?:=|$|\()")
    matches = (name.match(statement.strip()) for statement in text.split(";"))
    return {*types, *(match[1] for match in matches if match)}


def needed(code: str) -> set[str]:
    """The variables that a cell asks for before it goes on."""
    return set(re.findall(r'"(\w+)"', " ".join(re.findall(r"lesson\.needs\(([^)]*)\)", code))))
