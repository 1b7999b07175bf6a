"""Limits for copies that others wrote, for our grading and for nbgrader's: of a cell's output, and of what a kernel takes.

The heap is bounded by the JVM, the size of a file by the system, where it can. A limit of processes (RLIMIT_NPROC) does not bind
root and counts all that a user runs; so a thread looks a few times a second at what runs in the kernel's session, and ends it all
when it is too much.
"""

import asyncio
import os
import re
import resource
import signal
import tempfile
import threading

import psutil
from jupyter_client.manager import AsyncKernelManager

CELL_CHARS = 5_000_000  # of output that is kept of a cell: a figure may have hundreds of thousands
KEPT = {"stream", "display_data", "execute_result", "comm_open"}
HEAP = "1g"
BESIDE_THE_HEAP = 3 << 30  # bytes for the JVM itself, networks outside of the heap, and other processes
FILE_BYTES = 1 << 30
THREADS = 2000
PROCESSES = 100
SECONDS = 0.2  # between two looks
UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
LARGEST_HEAP = re.compile(r"-Xmx(\d+)([kmg]?)", re.IGNORECASE)


class Bounded:
    """The part of a NotebookClient that stops a cell which prints too much; ``flooded`` has the indices of such cells."""

    flooded = frozenset()
    _chars = (None, 0)

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] in KEPT:
            before = self._chars[1] if self._chars[0] is cell else 0
            self._chars = (cell, before + len(str(msg["content"])))
            if self._chars[1] > CELL_CHARS:
                if cell_index not in self.flooded:
                    self.flooded |= {cell_index}
                    self._stopping = asyncio.ensure_future(self.km.interrupt_kernel())
                return None
        return super().process_message(msg, cell, cell_index)


class Limited(AsyncKernelManager):
    """Manages a kernel within limits; ``watch.exceeded`` says in one clause what it did too much of, None if nothing."""

    watch = None

    async def start_kernel(self, **options):
        environment = options["env"] = within_heap(options.get("env") or os.environ)
        with tempfile.TemporaryFile() as complaints:  # the JVM says on each start which options it found; its end is told anyway
            await super().start_kernel(**{"stderr": complaints, **options})
        pid = self.provisioner.process.pid
        if hasattr(resource, "prlimit"):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        self.watch = Watch(pid, heap_bytes(environment) + BESIDE_THE_HEAP)
        self.watch.start()


def within_heap(environment):
    """An environment that bounds a JVM's heap, unless it does already."""
    own = environment.get("JDK_JAVA_OPTIONS", "")
    return dict(environment) if LARGEST_HEAP.search(own) else {**environment, "JDK_JAVA_OPTIONS": f"{own} -Xmx{HEAP}".strip()}


def heap_bytes(environment):
    number, unit = LARGEST_HEAP.findall(environment["JDK_JAVA_OPTIONS"])[-1]
    return int(number) * UNITS[unit.lower()]


class Watch(threading.Thread):
    """Looks after the session that a process leads, until that has ended; then ends what is left of it."""

    def __init__(self, leader, memory):
        super().__init__(daemon=True)
        self.leader, self.memory, self.exceeded = leader, memory, None
        self.begun = psutil.Process(leader).create_time()

    def run(self):
        pause = threading.Event()
        while self.alive():
            self.exceeded = self.exceeded or self.too_much()
            if self.exceeded:
                self.end()
            pause.wait(SECONDS)
        while self.members():
            self.end()
            pause.wait(SECONDS)

    def alive(self):
        try:
            leader = psutil.Process(self.leader)
            return leader.create_time() == self.begun and leader.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def members(self):
        """The processes of the session that still run."""
        found = []
        for pid in psutil.pids():
            try:
                if os.getsid(pid) == self.leader and (process := psutil.Process(pid)).status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.Error, OSError):
                continue  # it has ended meanwhile
        return found

    def too_much(self):
        """What the session does too much of, in one clause."""
        members = self.members()
        if len(members) > PROCESSES:
            return f"started more than {PROCESSES:,} processes"
        threads = memory = 0
        for process in members:
            try:
                threads += process.num_threads()
                memory += process.memory_info().rss
            except psutil.Error:
                continue
        if threads > THREADS:
            return f"started more than {THREADS:,} threads"
        return f"took more than {self.memory >> 20:,} MB of memory" if memory > self.memory else None

    def end(self):
        """Kills the kernel's group at once, so that nothing in it starts more, then what else is in its session."""
        groups = {self.leader} if self.alive() else set()
        for process in self.members():
            try:
                groups.add(os.getpgid(process.pid))
            except OSError:
                continue
        for group in groups:
            try:
                os.killpg(group, signal.SIGKILL)
            except OSError:
                continue
