"""Makes the AOT cache of an installed kernel: what the JVM has loaded, linked and compiled after the cells of training.java.

The installed kernel runs them over the wire, and the JVM writes the cache when it ends. A cache fits one runtime and these very
jars in their place. A kernel without one works too and starts slower, so whatever goes wrong here is told and harms nothing. Several
may train at once: one holds the lock, which the system frees if its holder dies, and a cache appears whole, by renaming.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from peaberry import memory
from peaberry.place import MAIN, NAME, Problem

SECONDS = 300
CELLS = Path(__file__).with_name("training.java")
PREFIXES = ["servers.stream().map(s -> s.", "String s = level.", "Arr", "new Arr", "import java.util.", "%ti", 'Path.of("']
QUESTIONS = ["servers.size", "List.of(1, ", 'String.format("']
# The cache also keeps how far each method was compiled, and a kernel goes that far at once. Here C2 is left out, which
# would otherwise take most of a core until the first result; hot code reaches it later, by the usual counters.
FLAGS = ["-XX:TieredStopAtLevel=2"]
# What a training takes beside the user's own kernel, with room to spare.
BYTES = 1_000_000_000


def make(kernel, cache, wait=True):
    """Makes the cache if it is not there; returns whether this call has made it. Raises a Problem if it cannot be made.

    If another process is at it, this call waits for it to end, or lets it be.
    """
    try:
        private = cache == kernel.users_cache  # who could write there could run code of his own in the user's name
        cache.parent.mkdir(mode=0o700 if private else 0o755, parents=True, exist_ok=True)
        with alone(cache.with_suffix(".lock"), wait) as first:
            if not first:
                return False
            if fits(kernel, cache):
                cache.touch()  # the launcher asks that it is newer than all parts
                return False
            tidy(cache)
            with tempfile.TemporaryDirectory(prefix="training-", dir=cache.parent) as work:
                new = Path(work, "java.aot")
                train(kernel, *FLAGS, f"-XX:AOTCacheOutput={new}")
                if not fits(kernel, new):
                    raise Problem("the JVM wrote no cache that it accepts")
                os.replace(new, cache)
            return True
    except (RuntimeError, TimeoutError, OSError) as error:
        raise Problem(str(error)) from None


def make_in_background(kernel):
    """Makes the user's cache while a kernel runs, with what processor time it leaves; a failure is noted, and not tried again."""
    if os.getpgid(0) != os.getpid():
        os.setsid()  # out of the kernel's group, with which Jupyter would end this
    os.nice(19)
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    if memory.available() < BYTES:
        return
    try:
        make(kernel, kernel.users_cache, wait=False)
    except Problem as problem:
        with contextlib.suppress(OSError):
            kernel.users_cache.with_suffix(".failed").write_text(f"{problem}\n", encoding="utf-8")


@contextlib.contextmanager
def alone(lock, wait):
    """Holds the lock file, and says whether it could: False if another process trains and this one is not to wait."""
    with open(lock, "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def tidy(cache):
    """Removes what other versions in this place, and trainings that were killed, have left."""
    for old in cache.parent.iterdir():
        if old.is_dir():
            if old.name.startswith("training-"):
                shutil.rmtree(old, ignore_errors=True)
        elif old != cache.with_suffix(".lock"):
            old.unlink()


def fits(kernel, cache):
    """Whether the JVM accepts the cache."""
    if not cache.exists():
        return False
    command = kernel.command(f"-XX:AOTCache={cache}", "-XX:AOTMode=on", "-version")
    return subprocess.run(command, capture_output=True, timeout=SECONDS, check=False).returncode == 0


def cells(with_library):
    """The training cells, each with whether it is meant to fail; without a library, those that need none."""
    parts = re.split(r"^// %%(.*)\n", CELLS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = zip(parts[::2], parts[1::2])
    return [(code.strip(), "[error]" in title) for title, code in found if with_library or "[library]" not in title]


def train(kernel, *flags):
    """Runs the training cells in the kernel with these JVM flags, then waits for the JVM to end."""
    with tempfile.TemporaryDirectory() as specs:
        spec = {"argv": kernel.command(*flags, MAIN, "{connection_file}"), "display_name": NAME, "language": "java"}
        Path(specs, NAME).mkdir()
        Path(specs, NAME, "kernel.json").write_text(json.dumps({**spec, "interrupt_mode": "message"}), encoding="utf-8")
        manager = KernelManager(kernel_name=NAME, kernel_spec_manager=KernelSpecManager(kernel_dirs=[specs]))
        manager.shutdown_wait_time = SECONDS
        manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.blocking_client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=SECONDS)
            for code, meant_to_fail in cells(kernel.has_library):
                reply = client.execute_interactive(code, output_hook=lambda message: None, timeout=SECONDS)["content"]
                if (reply["status"] == "error") != meant_to_fail:
                    raise Problem(f"a training cell ended with {reply.get('evalue') or reply['status']}: {code}")
            client.is_complete("for (;;) {")
            client.get_shell_msg(timeout=SECONDS)
            for code in PREFIXES:
                client.complete(code)
                client.get_shell_msg(timeout=SECONDS)
            for code in QUESTIONS:
                client.inspect(code)
                client.get_shell_msg(timeout=SECONDS)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=sys.exc_info()[0] is not None)
