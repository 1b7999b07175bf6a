#!/usr/bin/env python3
"""Prints the home of a JDK 25 or later; fetches Temurin 25 if this machine has none.

Looked at, in this order: JAVA_HOME, the PATH's javac, the folders in which systems and tools keep their JDKs, our own cache.
A download comes from the Adoptium API, and is unpacked only if its SHA-256 is the published one.

Environment: PEABERRY_JDK_URL  another server with the Adoptium API, instead of https://api.adoptium.net
             PEABERRY_CACHE    the cache folder, instead of ~/.cache/peaberry

The standard library alone is used: this runs before anything is installed.
"""

import glob
import hashlib
import json
import os
import platform
import re
import shutil
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

WANTED = 25
API = "https://api.adoptium.net"
FOLDERS = (
    "/usr/lib/jvm/*",
    "/opt/*",
    "/opt/java/*",
    "~/.sdkman/candidates/java/*",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.jdks/*",
)
SYSTEMS = {"Linux": "linux", "Darwin": "mac"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "aarch64", "arm64": "aarch64"}


class Problem(Exception):
    """What is wrong and what to do about it, in one sentence."""


def version(home):
    """The major version of the JDK at ``home``, or 0 if none is there: read from its ``release`` file, no JVM is started."""
    home = Path(home)
    if not (home / "bin" / "java").exists() or not (home / "bin" / "javac").exists():
        return 0
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found.group(1)) if found else 0


def cache():
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.environ.get("PEABERRY_CACHE") or Path(base, "peaberry")).expanduser()


def in_folders(patterns):
    """The JDKs in the folders that match, the wanted version first, then later ones."""
    homes = {home for pattern in patterns for home in glob.glob(os.path.expanduser(pattern)) if version(home) >= WANTED}
    return sorted(homes, key=lambda home: (version(home), home))


def candidates():
    if os.environ.get("JAVA_HOME"):
        yield os.environ["JAVA_HOME"]
    if os.environ.get("CONDA_PREFIX"):
        yield os.path.join(os.environ["CONDA_PREFIX"], "lib", "jvm")
        yield os.environ["CONDA_PREFIX"]
    on_path = shutil.which("javac")
    if on_path:
        yield str(Path(on_path).resolve().parent.parent)
    yield from in_folders(FOLDERS)
    yield from in_folders([str(cache() / "jdk-*"), str(cache() / "jdk-*" / "Contents" / "Home")])


def find():
    """The home of the first JDK that is new enough, or None."""
    return next((home for home in candidates() if version(home) >= WANTED), None)


def fetch(api):
    """Fetches the latest Temurin of the wanted version into the cache and returns its home."""
    try:
        system, machine = SYSTEMS[platform.system()], MACHINES[platform.machine().lower()]
    except KeyError as unknown:
        raise Problem(f"no Temurin package is known for {unknown}") from None
    query = f"architecture={machine}&image_type=jdk&os={system}&vendor=eclipse"
    package = described(f"{api}/v3/assets/latest/{WANTED}/hotspot?{query}")
    print(f"No JDK {WANTED} on this machine: fetching {package['name']} into {cache()}", file=sys.stderr)
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache()) as work:
        archive = Path(work, "jdk.tar.gz")
        checksum = download(package["link"], archive)
        if checksum != package["checksum"]:
            raise Problem(f"{package['link']} has SHA-256 {checksum}, but {package['checksum']} is published")
        return unpacked(archive, Path(work, "unpacked"))


def described(url):
    """Name, link and checksum of the package that the API offers at ``url``."""
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            package = json.load(response)[0]["binary"]["package"]
        return {key: package[key] for key in ("name", "link", "checksum")}
    except urllib.error.HTTPError as error:
        raise Problem(f"{url} answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise Problem(f"{url} cannot be reached ({getattr(error, 'reason', error)})") from None
    except (ValueError, LookupError, TypeError):
        raise Problem(f"{url} does not answer as the Adoptium API does") from None


def download(url, target):
    """Writes what ``url`` serves to ``target`` and returns its SHA-256."""
    digest = hashlib.sha256()
    try:
        with urllib.request.urlopen(url, timeout=30) as response, open(target, "wb") as file:
            while block := response.read(1 << 20):
                digest.update(block)
                file.write(block)
    except urllib.error.HTTPError as error:
        raise Problem(f"{url} answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise Problem(f"{url} could not be read to its end ({getattr(error, 'reason', error)})") from None
    return digest.hexdigest()


def unpacked(archive, work):
    """Unpacks the archive, moves its one folder into the cache and returns the JDK's home in it."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            # Python before 3.11.4, as Debian 12 has it, knows no filter; the archive's checksum was right.
            tar.extractall(work, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Problem(f"the fetched archive cannot be unpacked ({error})") from None
    folders = list(work.iterdir())
    if len(folders) != 1:
        raise Problem(f"the fetched archive holds {len(folders)} folders, expected one")
    inner = Path("Contents", "Home") if (folders[0] / "Contents" / "Home").exists() else Path()
    if version(folders[0] / inner) < WANTED:
        raise Problem(f"the fetched archive holds no JDK {WANTED}")
    target = cache() / f"jdk-{folders[0].name.removeprefix('jdk-')}"
    shutil.rmtree(target, ignore_errors=True)
    folders[0].rename(target)
    return str(target / inner)


def passed_over(used):
    """Says that JAVA_HOME is set and why it is not what is used."""
    told = os.environ.get("JAVA_HOME")
    if told and told != used:
        found = version(told)
        what = f"Java {found}, and {WANTED} or later is needed" if found else "no JDK"
        print(f"JAVA_HOME is {told}, which is {what}: {used} is used instead.", file=sys.stderr)


def main():
    try:
        used = find() or fetch(os.environ.get("PEABERRY_JDK_URL", API).rstrip("/"))
        passed_over(used)
        print(used)
        return 0
    except Problem as problem:
        hint = f"install a JDK {WANTED} (https://adoptium.net has one for every system) and set JAVA_HOME to its folder"
        print(f"No JDK {WANTED} was found and none could be fetched, since {problem}: {hint}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
