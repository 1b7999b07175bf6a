"""Where an installed kernel has its parts, and where its AOT cache lies. The launcher `start` finds the same places in sh."""

import hashlib
import os
import site
import sys
from dataclasses import dataclass
from pathlib import Path

NAME = "java"
MAIN = "peaberry.kernel.Main"
SPEC = ("kernel.json", "start", "jvm.args", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg")


class Problem(Exception):
    """What is wrong and what to do about it, in one sentence."""


def caches():
    """The folder for what can be made again: PEABERRY_CACHE, or ~/.cache/peaberry."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.environ.get("PEABERRY_CACHE") or Path(base, "peaberry")).expanduser()


@dataclass(frozen=True)
class Kernel:
    """A kernel in its folder, share/jupyter/kernels/java of an environment or a user."""

    folder: Path

    @property
    def runtime(self):
        return self.folder / "runtime"

    @property
    def jars(self):
        return sorted((self.folder / "lib").glob("*.jar"))

    @property
    def has_library(self):
        return any(jar.name.startswith("peaberry-lib-") for jar in self.jars)

    @property
    def key(self):
        """What a cache must fit: the contents of all parts that are installed."""
        return "-".join(part.read_text(encoding="utf-8").strip() for part in sorted((self.folder / "parts").iterdir()))

    @property
    def shared_cache(self):
        """The cache for all users of the environment; an image or `make setup` has one."""
        return self.folder / "aot" / f"{self.key}.aot"

    @property
    def users_cache(self):
        """The cache of this user: it fits jars in this place only, so the place is in its path."""
        return Path(f"{caches()}/aot{self.folder}", f"{self.key}.aot")

    @property
    def cache(self):
        """The cache that the launcher takes, None if there is none; one that is older than a part fits no more."""
        newest = max(part.stat().st_mtime for part in (self.folder / "parts").iterdir())
        caches = [cache for cache in (self.shared_cache, self.users_cache) if os.access(cache, os.R_OK)]
        return next((cache for cache in caches if cache.stat().st_mtime >= newest), None)

    def command(self, *flags):
        """The command line with JVM flags; what the JVM is to run comes behind."""
        return ["/bin/sh", str(self.folder / "start"), *flags]


def candidates():
    """The folders in which pip or install.py may have put this package's kernel, the likeliest first."""
    prefixes = [sys.prefix]
    user = site.getuserbase()
    if user:
        prefixes.insert(0 if Path(__file__).is_relative_to(user) else 1, user)
    return [Path(prefix, "share", "jupyter", "kernels", NAME) for prefix in prefixes]


def installed():
    """The kernel that belongs to this Python."""
    for folder in candidates():
        if (folder / "start").exists():
            return Kernel(folder)
    raise Problem(f"no kernel is in {candidates()[0]}: install it with `{sys.executable} -m pip install --force-reinstall peaberry-kernel`")


def content_id(files):
    """Twelve digits that tell these files' names and contents from others; ``files`` maps names to paths."""
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        with open(path, "rb") as file:
            digest.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
