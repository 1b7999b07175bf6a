#!/usr/bin/env python3
"""Makes a folder of student copies to hand out, with their sums, and says which version they are.

    .venv/bin/python notebooks/release.py handout                  all lessons
    .venv/bin/python notebooks/release.py handout omnicorp         these alone

The copies are those of notebooks/student, with their version in the notebook's metadata: by that, grading knows a copy of another
version. `sha256sum -c SHA256SUMS` in the folder says if a file is as it was.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

import nbformat

import copies

SUMS = "SHA256SUMS"
POM = copies.NOTEBOOKS.parent / "pom.xml"


class Refused(Exception):
    """Nothing was written; says why in one sentence."""


def release(folder, names, version):
    """Writes the copies with these names, all if there is none, into an empty folder; returns their places in it."""
    student = copies.NOTEBOOKS / "student"
    known = {path.stem: path for path in sorted(student.rglob("*.ipynb"))}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused(f"There is no lesson {unknown[0]}: name them as their files in {student} are named, without .ipynb.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is not an empty folder: name another one, or empty it first, so that nothing of yours is mixed in.")
    places = []
    for name in dict.fromkeys(names or known):
        places.append(known[name].relative_to(student))
        path = folder / places[-1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(with_version(known[name], version), encoding="utf-8")
    lines = [f"{hashlib.sha256((folder / place).read_bytes()).hexdigest()}  {place.as_posix()}\n" for place in places]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return places


def with_version(path, version):
    """The text of a copy, its version in the metadata; nothing else in it is changed."""
    copy = json.loads(path.read_text(encoding="utf-8"))
    of = copies.Lesson(nbformat.read(path, as_version=4))
    copy["metadata"][copies.VERSION] = {"lesson": of.name, "version": version, "content": of.content}
    return json.dumps(copy, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def pom_version():
    return re.search(r"<artifactId>peaberry</artifactId>\s*<version>([^<]+)", POM.read_text(encoding="utf-8"))[1]


def main(arguments=None):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="a folder that is empty or not there yet")
    options.add_argument("names", nargs="*", metavar="name", help="a lesson; all if there is none")
    chosen = options.parse_args(arguments)
    version = pom_version()
    try:
        places = release(chosen.folder, chosen.names, version)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    whole = hashlib.sha256((chosen.folder / SUMS).read_bytes()).hexdigest()[:12]
    what = "copy" if len(places) == 1 else "copies"
    print(f"{len(places)} student {what} of version {version}, {whole}, in {chosen.folder}; sums in {SUMS} there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
