"""Keeps the answers of the lessons out of what students get: their solutions stay with the instructor."""

import re
import shutil
import zipfile
from pathlib import Path

LESSON = re.compile(r"peaberry/teach/lessons/.+\.java")
ANSWER = re.compile(r'// %%(?: \[markdown])? tags=\["(?:solution|after|assert|results|claims)"]')


def withhold(jars, work):
    """A folder in ``work`` with the same jars, but for what gives answers away in the lessons that one of them carries."""
    folder = Path(work, "jars")
    shutil.copytree(jars, folder)
    for jar in folder.glob("peaberry-lib-*.jar"):
        whole = jar.rename(jar.with_suffix(".whole"))
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                data = source.read(entry)
                target.writestr(entry, without_answers(data) if LESSON.fullmatch(entry.filename) else data)
        whole.unlink()
    return folder


def without_answers(lesson):
    """A lesson's source without the cells that are tagged as solution, or to be shown after all."""
    cells = re.split(r"(?m)^(?=// %%)", lesson.decode("utf-8"))
    return "".join(cell for cell in cells if not ANSWER.match(cell)).encode("utf-8")
