"""Runs a copy in a kernel of its own, with limits of time and of output, and asks where the names of each check come from."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

import copies
from copies import first_line, java_names

CELL_CHARS = 5_000_000  # of output that is kept of a cell: a figure may have hundreds of thousands
KEPT = {"stream", "display_data", "execute_result", "comm_open"}
HELP_SECONDS = 30
IMPORT = re.compile(r"\bimport\b[^;]*;")
WORD = re.compile(r"(?<![.\w])[A-Za-z_]\w*(\s*\()?")
PLACE = re.compile(r"(?m)^cell \[(\d+)\]$")


class Copy(NotebookClient):
    """A run of a copy. ``foreign`` has, for each check, the names that the copy declares in it or in what it relies on, and
    the cells that declare them; ``flooded`` the cells that were stopped because they printed too much."""

    def __init__(self, notebook, lesson, **options):
        super().__init__(notebook, kernel_name="java", allow_errors=True, on_cell_start=self.look, **options)
        self.lesson, self.relied = lesson, lesson.relied_on()
        self.foreign, self.flooded, self.chars = {}, set(), {}

    async def look(self, cell, cell_index):
        """Asks the kernel, before a check or what it relies on runs, in which cell each name in it is declared."""
        if cell["id"] not in self.relied:
            return
        lesson = self.lesson
        given = {text: name for name, text in lesson.given.items()} | {lesson.check(name): name for name in lesson.checks}
        texts = {cell["execution_count"]: cell["source"] for cell in self.nb["cells"]}
        found = self.foreign[cell["id"]] = {}
        for word in words(cell["source"]):
            if word[0] in lesson.asked_for:
                continue
            reply = await self.kc.inspect(cell["source"], word.start(), reply=True, timeout=HELP_SECONDS)
            place = PLACE.search(reply["content"].get("data", {}).get("text/plain", ""))
            if place and (source := texts.get(int(place[1]))) in given:
                found.update(self.foreign.get(given[source], {}))
            elif place:
                found[word[0].rstrip(" (")] = int(place[1])

    def process_message(self, msg, cell, cell_index):
        """Keeps a cell's outputs up to a size, then stops it."""
        name = cell["id"]
        if msg["msg_type"] in KEPT:
            self.chars[name] = self.chars.get(name, 0) + len(str(msg["content"]))
            if self.chars[name] > CELL_CHARS:
                if name not in self.flooded:
                    self.flooded.add(name)
                    self.stopping = asyncio.ensure_future(self.km.interrupt_kernel())
                return None
        return super().process_message(msg, cell, cell_index)


def words(code):
    """The names in a check that something else could bear: each call, for it may be of another overload, others once."""
    bare = IMPORT.sub(lambda found: " " * len(found[0]), java_names.bare(code))
    all_words = list(WORD.finditer(bare))
    first = {word[0]: word for word in reversed(all_words)}
    return [word for word in all_words if word[1] or first[word[0]] is word]


def run(notebook, lesson, saved, seconds):
    """Runs all cells; returns the client and what ended the run before its time, or None."""
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(saved, Path(folder, copies.SAVED))
        client = Copy(notebook, lesson, timeout=seconds, resources={"metadata": {"path": folder}})
        try:
            client.execute(env={name: value for name, value in os.environ.items() if name != "JPY_SESSION_NAME"})
        except CellTimeoutError:
            return client, f"the cell {last_run(notebook)} ran for more than {seconds} seconds, and what comes after it did not run"
        except DeadKernelError:
            return client, f"its kernel died in the cell {last_run(notebook)}, and what comes after it did not run"
        except (RuntimeError, TimeoutError) as error:
            return client, f"it could not be run: {(str(error) or 'the kernel does not answer').splitlines()[0]}"
    return client, None


def last_run(notebook):
    """The last cell that was begun, by its first line."""
    begun = [cell["source"] for cell in notebook["cells"] if cell.get("execution_count") is not None]
    return first_line(begun[-1]) if begun else "at the top"
