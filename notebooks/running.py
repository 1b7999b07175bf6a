"""Runs a copy in a kernel of its own, with limits of time and those of limits.py, and asks where the names of each check come from."""

import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

import copies
import hidden
import limits
from copies import first_line, java_names

HELP_SECONDS = 30
MOST_OVERDUE = 3  # cells that are stopped because of their time, before the whole run is
IMPORT = re.compile(r"\bimport\b[^;]*;")
WORD = re.compile(r"(?<![.\w])[A-Za-z_]\w*(\s*\()?")
PLACE = re.compile(r"(?m)^cell \[(\d+)\]$")


class Copy(limits.Bounded, NotebookClient):
    """A run of a copy. ``foreign`` has, for each check, the names that the copy declares in it or in what it relies on, and
    the cells that declare them."""

    def __init__(self, notebook, lesson, **options):
        limited = {"kernel_name": "java", "kernel_manager_class": limits.Limited}
        super().__init__(notebook, allow_errors=True, on_cell_start=self.look, **limited, **options)
        self.lesson = lesson
        self.relied = lesson.relied_on() | {cell["id"] for cell in notebook["cells"] if hidden.is_test(cell)}
        self.foreign, self.overdue, self.manager = {}, [], None

    def create_kernel_manager(self):
        self.manager = super().create_kernel_manager()  # which is gone from `km` once its kernel has ended
        return self.manager

    @property
    def stopped(self):
        """The cells that were stopped, and why."""
        printed = f"printed more than {limits.CELL_CHARS:,} characters and was stopped"
        late = f"ran for more than {self.timeout} seconds and was stopped"
        return {self.nb["cells"][index]["id"]: printed for index in self.flooded} | dict.fromkeys(self.overdue, late)

    async def _async_handle_timeout(self, timeout, cell=None):
        """Stops a cell as the stop button does, and goes on with the next; ends the run where that does not help, or too often."""
        if cell["id"] in self.overdue or len(self.overdue) == MOST_OVERDUE:
            return await super()._async_handle_timeout(timeout, cell)
        self.overdue.append(cell["id"])
        await self.km.interrupt_kernel()
        return None

    async def look(self, cell, cell_index):
        """Asks the kernel, before a check, a test or what they rely on runs, in which cell each name in it is declared."""
        if cell["id"] not in self.relied:
            return
        lesson = self.lesson
        given = {text: name for name, text in lesson.given.items()} | {lesson.check(name): name for name in lesson.checks}
        given |= {cell["source"]: cell["id"] for cell in self.nb["cells"] if hidden.is_test(cell)}
        own = java_names.declared(cell["source"]) if hidden.is_test(cell) else set()
        texts = {cell["execution_count"]: cell["source"] for cell in self.nb["cells"]}
        found = self.foreign[cell["id"]] = {}
        for word in words(cell["source"]):
            name = word[0].rstrip(" (")
            if name in lesson.asked_for or name in own:
                continue
            reply = await self.kc.inspect(cell["source"], word.start(), reply=True, timeout=HELP_SECONDS)
            place = PLACE.search(reply["content"].get("data", {}).get("text/plain", ""))
            if place and (source := texts.get(int(place[1]))) in given:
                found.update(self.foreign.get(given[source], {}))
            elif place:
                found[name] = int(place[1])


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
            return client, f"{end_of(client, last_run(notebook))}, and what comes after it did not run"
        except (RuntimeError, TimeoutError) as error:
            return client, f"it could not be run: {(str(error) or 'the kernel does not answer').splitlines()[0]}"
    return client, None


def end_of(client, cell):
    """How a kernel ended that has died: by itself, or for what it did too much of."""
    exceeded = client.manager.watch.exceeded
    return f"the cell {cell} {exceeded} and was ended" if exceeded else f"its kernel died in the cell {cell}"


def last_run(notebook):
    """The last cell that was begun, by its first line; a test of the instructor's keeps its own."""
    cell = last_begun(notebook)
    if cell and hidden.is_test(cell):
        return "with a test of the instructor"
    return first_line(cell["source"]) if cell else "at the top"


def last_begun(notebook):
    begun = [cell for cell in notebook["cells"] if cell.get("execution_count") is not None]
    return begun[-1] if begun else None
