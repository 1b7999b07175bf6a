"""What can be wrong with an installed kernel: each check gives a line, and where something is wrong, what mends it.

A check is a generator of Finding; it may be run alone. The exit code counts errors only: a kernel without its cache works.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from jupyter_core.paths import jupyter_path

from peaberry import memory
from peaberry.place import NAME, Problem, caches, installed

PIP = f"{sys.executable} -m pip"
DISK = 700_000_000  # bytes: a cache, and the natives that are unpacked at first use
MEMORY = 500_000_000  # bytes: a kernel that has run a notebook, and its browser's server
PLOTLY = "jupyterlab-plotly"
SECONDS = 60


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, and if it is not as it should be, the command that mends it."""

    text: str
    mend: str = ""
    works: bool = True  # whether the kernel works nevertheless

    def __str__(self):
        sign = "✓" if not self.mend else "!" if self.works else "✗"
        return f"{sign} {self.text}" + (f": {self.mend}" if self.mend else "")


def runtime(kernel):
    """Whether the Java runtime starts."""
    again = f"{PIP} install --force-reinstall --no-deps peaberry-kernel"
    try:
        done = subprocess.run([kernel.runtime / "bin" / "java", "-version"], capture_output=True, text=True, timeout=SECONDS, check=False)
        said = (done.stderr.strip() or "it says nothing").splitlines()
        if done.returncode == 0:
            yield Finding(f"the runtime starts: {said[0]}")
        else:
            yield Finding(f"the runtime ends with {done.returncode} ({said[0]})", again, works=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Finding(f"the runtime does not start ({error})", again, works=False)


def kernelspec(kernel):
    """Whether Jupyter finds this kernel under its name, and what other kernels of that name or language there are."""
    specs = KernelSpecManager().find_kernel_specs()
    found = Path(specs[NAME]) if NAME in specs else None
    if found is None:
        yield Finding(f"Jupyter finds no kernel `{NAME}`", f"start Jupyter with {sys.executable} -m jupyter lab", works=False)
    elif found.resolve() != kernel.folder.resolve():
        yield Finding(f"Jupyter takes the kernel in {found} before ours in {kernel.folder}", f"rm -r {found}", works=False)
    else:
        yield Finding(f"Jupyter finds the kernel `{NAME}` in {found}")
    places = [Path(folder, "kernels", NAME) for folder in jupyter_path()]
    for other in places:
        if other.resolve() not in (kernel.folder.resolve(), found and found.resolve()) and (other / "kernel.json").exists():
            yield Finding(f"a kernel of the same name lies in {other}, where other environments find it", f"rm -r {other}")
    jupyter = shutil.which("jupyter")
    if jupyter and Path(jupyter).resolve().parent != Path(sys.executable).resolve().parent and Path(jupyter).parent != Path(sys.prefix, "bin"):
        yield Finding(f"`jupyter` on the PATH is another environment's ({jupyter})", f"start it with {sys.executable} -m jupyter lab")


def cache(kernel):
    """Whether the AOT cache is there and the JVM accepts it; if not, whether it can be made."""
    from peaberry import aot

    found = kernel.cache
    if found and aot.fits(kernel, found):
        yield Finding(f"the AOT cache is there: {found} ({found.stat().st_size // 1_000_000} MB; `peaberry clean` removes it)")
        return
    failed = kernel.users_cache.with_suffix(".failed")
    if found:
        yield Finding(f"the JVM does not accept the AOT cache {found}", f"rm {found} && peaberry install")
    elif failed.exists():
        yield Finding(f"the AOT cache could not be made ({failed.read_text(encoding='utf-8').strip()})", "peaberry install")
    elif not writable(caches()):
        yield Finding(f"nothing can be written to {caches()}, so that kernels start slowly", "set PEABERRY_CACHE to a folder of your own")
    else:
        yield Finding(f"the AOT cache is not made yet (the first kernel makes it in {kernel.users_cache.parent})", "peaberry install")


def room(kernel):
    """Whether disk and memory, the container's too, suffice."""
    folder = next(place for place in (caches(), *caches().parents) if place.exists())
    free = shutil.disk_usage(folder).free
    if free < DISK:
        lack = f"{folder} has {free // 1_000_000} MB left, and the cache and the unpacked libraries take {DISK // 1_000_000}"
        yield Finding(lack, "free some, or set PEABERRY_CACHE to a folder on another disk")
    else:
        yield Finding(f"disk: {free // 1_000_000:,} MB left in {folder}")
    left = memory.available()
    if left < MEMORY:
        yield Finding(f"memory: {left // 1_000_000} MB left, and a kernel takes up to {MEMORY // 1_000_000}", "shut other kernels down, or give the container more")
    elif left < float("inf"):
        yield Finding(f"memory: {left // 1_000_000:,} MB left")


def front_end(kernel):
    """Whether JupyterLab draws the library's figures."""
    if not kernel.has_library:
        return
    places = [Path(folder, "labextensions", PLOTLY) for folder in jupyter_path()]
    found = next((place for place in places if (place / "package.json").exists()), None)
    if found:
        yield Finding(f"JupyterLab's extension for figures is there: {found}")
    else:
        yield Finding("JupyterLab has no extension for Plotly's figures", f"{PIP} install plotly")


def cell(kernel):
    """Whether a cell runs in the kernel that Jupyter finds."""
    manager = client = None
    try:
        manager, client = start_new_kernel(kernel_name=NAME, startup_timeout=SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shown = []
        client.execute_interactive("6 * 7", timeout=SECONDS, output_hook=lambda message: shown.append(message["content"].get("data", {}).get("text/plain")))
        if "42" in shown:
            yield Finding("a cell runs: 6 * 7 gives 42")
            return
        reason = f"6 * 7 gave {shown}"
    except Exception as error:  # whatever a kernel that does not start brings up, it is the finding
        reason = str(error) or type(error).__name__
    finally:
        if client:
            client.stop_channels()
            manager.shutdown_kernel()
    yield Finding(f"no cell runs ({reason})", "mend what stands above first; else see the server's log", works=False)


CHECKS = (runtime, kernelspec, cache, room, front_end, cell)


def main():
    try:
        kernel = installed()
    except Problem as problem:
        print(f"✗ {problem}")
        return 1
    failed = 0
    for check in CHECKS:
        for finding in check(kernel):
            print(finding, flush=True)
            failed += not finding.works
    return 1 if failed else 0


def writable(folder):
    """Whether files can be made in a folder, which need not be there yet."""
    return os.access(next(place for place in (folder, *folder.parents) if place.exists()), os.W_OK)
