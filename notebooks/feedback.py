"""Writes what a student may know of a grade as a page: points and reasons by section, and what a person is still to read.

A page is one file without scripts. Notes for the instructor, and what the instructor's own tests say, are not in it.
"""

import hashlib
import re
from html import escape
from pathlib import Path

import whose

FOLDER = "feedback"
NAME_BYTES, FOLDER_BYTES = 80, 60  # of the copy's and its folder's name in that of its page
STYLE = """
:root { color-scheme: light dark; --line: #c8c8c8; --good: #176b2c; --bad: #a32015 }
@media (prefers-color-scheme: dark) { :root { --line: #555; --good: #7ed494; --bad: #ff9e8f } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top }
td:nth-child(2) { white-space: nowrap }
.pass { color: var(--good) } .fail { color: var(--bad) }
code { font-size: .9em; overflow-wrap: anywhere }
"""


def write(result, folder, place):
    """Writes the page of a grade, for a copy that lies at a place in the folder that was handed in; returns its path."""
    folder.mkdir(exist_ok=True)
    path = folder / named(place, result.student, result.lesson.name if result.lesson else "")
    for older in folder.glob(f"*-{sum_of(place)}.html"):
        older.unlink()
    path.write_text(page(result), encoding="utf-8")
    return path


def named(place, student="", lesson=""):
    """A file name for the page of a copy: its own, with its folder and lesson if it does not tell them, and a sum of its whole
    path, which no other copy has."""
    folder = "" if student and whose.bears_text(place.stem, student) else "-".join(place.parent.parts)
    parts = [cut(folder[-FOLDER_BYTES:], FOLDER_BYTES), cut(place.stem, NAME_BYTES)]
    if whose.plain(lesson) not in whose.plain("".join(parts)):
        parts.append(lesson)
    return "-".join(filter(None, [*parts, sum_of(place)])) + ".html"


def cut(text, most):
    """A text as a part of a file's name, of so many bytes."""
    return re.sub(r"[^\w -]+", "_", text).encode()[:most].decode(errors="ignore").strip(" _-")


def sum_of(place):
    return hashlib.sha256(place.as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:12]


def is_page(path, folder):
    """Whether a file is one that was written here."""
    return path.resolve().parent == folder.resolve() and bool(re.fullmatch(r".*-[0-9a-f]{12}\.html", path.name))


def page(result):
    """The page, as HTML."""
    title = result.lesson.title if result.lesson else "A file that is no copy of a lesson"
    kind = "fail" if not result.passed else "waits" if result.unread else "pass"
    points = f", {result.score}" if result.lesson else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p>{escape(result.student) or "No name is in this copy."}</p>
<p><strong class="{kind}">{result.outcome}</strong>{points}</p>
{listed(result.told.get("", []))}
{table(result)}
</body>
</html>
"""


def listed(lines):
    items = "".join(f"<li>{code(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def table(result):
    """A row for each section: those that are checked, and those that are read."""
    if not result.lesson:
        return ""
    graded = result.lesson.graded.items()
    rows = [section(result, name, most) for name, most in graded if most or name in result.told]
    return f"<table><tr><th>Section</th><th>Points</th><th>What to know</th></tr>{''.join(rows)}</table>"


def section(result, name, most):
    told, points = result.told.get(name, []), result.points.get(name)
    read, mark = name not in result.lesson.checks, result.marks.get(name)
    if mark and mark.remark:
        told = [*told, mark.remark]
    if not told:
        waits = "read by your instructor" if mark else "waits to be read by your instructor"
        told = [waits if read else "correct" if points else "not looked at"]
    place = result.lesson.known_as(name.removesuffix("-check"))
    given = f"– of {most}" if read and points is None else f"{points or 0} of {most}" if most else "–"
    return f"<tr><td>{code(place)}</td><td>{given}</td><td>{'<br>'.join(map(code, told))}</td></tr>"


def code(text):
    """A text with what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
