"""How much memory a new process may take: the machine's, or what the container leaves."""

from pathlib import Path

MACHINE = Path("/proc/meminfo")
GROUPS = Path("/proc/self/cgroup")
TREE = Path("/sys/fs/cgroup")


def available():
    """Bytes that can be taken now; infinity where the system does not say."""
    try:
        rows = dict(line.split(":", 1) for line in MACHINE.read_text(encoding="ascii").splitlines())
        machine = int(rows["MemAvailable"].split()[0]) * 1024
    except (OSError, LookupError, ValueError):
        machine = float("inf")
    return min([machine, *(limit - used for limit, used in limits())])


def limits():
    """The limit and the use of each control group that this process is in, version 2 or 1, in bytes."""
    for folder in folders():
        for limit, used in (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes")):
            try:
                most, now = (int((folder / name).read_text(encoding="ascii")) for name in (limit, used))
            except (OSError, ValueError):
                continue  # no such file, or "max"
            yield most, now - droppable(folder)


def droppable(folder):
    """Of what a control group uses, the pages of files that the system drops when memory is asked for."""
    try:
        rows = dict(line.split() for line in (folder / "memory.stat").read_text(encoding="ascii").splitlines())
        return int(rows.get("total_inactive_file") or rows["inactive_file"])
    except (OSError, LookupError, ValueError):
        return 0


def folders():
    """The folders of this process's control groups and of those around them; in a container its own is often the root."""
    found = {TREE, TREE / "memory"}
    try:
        rows = [line.split(":", 2) for line in GROUPS.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return found
    for _, controllers, path in rows:
        if controllers in ("", "memory"):
            group = Path(TREE, controllers, path.lstrip("/"))
            found |= {group, *(parent for parent in group.parents if parent.is_relative_to(TREE))}
    return found
