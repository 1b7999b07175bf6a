#!/usr/bin/env python3
"""Installs the kernel that was built here: a folder as the wheels install it, with a JDK of this machine for its runtime.

    python kernel/wheel/install.py --java "$(python3 kernel/wheel/jdk.py)"           into this Python's environment
    python kernel/wheel/install.py --java "$(python3 kernel/wheel/jdk.py)" --user    for this user

Jupyter finds it under the name `java`. Its AOT cache (peaberry/aot.py) lies in the same folder.
"""

import argparse
import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from answers import withhold
from jdk import WANTED, version
from jupyter_core.paths import jupyter_data_dir
from peaberry import aot
from peaberry.place import NAME, SPEC, Kernel, Problem, content_id

HERE = Path(__file__).resolve().parent
TORCH = ("peaberry-torch-", "pytorch-")


def wanted_jars(source, leave_out=()):
    """The jars of a build, without those whose names begin with one of ``leave_out``."""
    jars = sorted(jar for jar in source.glob("*.jar") if not jar.name.startswith(leave_out))
    if not any(jar.name.startswith("peaberry-kernel-") for jar in jars):
        raise Problem(f"{source} holds no peaberry-kernel jar: build it with `make setup`")
    return jars


def copy_files(files, target):
    """Makes ``target`` hold these files and no others.

    A changed file is replaced, never written over: a kernel that runs meanwhile keeps the one that it has open.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in {path.name for path in target.iterdir()} - {file.name for file in files}:
        (target / old).unlink()
    for file in files:
        if not same(file, target / file.name):
            shutil.copy2(file, target / "new")
            os.replace(target / "new", target / file.name)


def same(one, other):
    if not other.exists():
        return False
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)


def install(folder, home, jars, docs, leave_out=()):
    """Installs into ``folder`` the kernel whose jars are in the folder ``jars``, run by the JDK at ``home``.

    ``docs`` holds what DocIndexer has written, and the sources that `name??` shows; without it, the kernel shows neither.
    What begins with one of ``leave_out`` is left out of both.
    """
    if not Path(home, "bin", "java").exists():
        raise Problem(f"{home} is no JDK: give the folder that holds bin/java")
    found = version(Path(home))
    if found < WANTED:
        raise Problem(f"{home} is Java {found}, and {WANTED} or later is needed")
    wanted = wanted_jars(jars, leave_out)
    # Until all is in its place again, Jupyter finds no kernel here, and no cache fits.
    (folder / "kernel.json").unlink(missing_ok=True)
    shutil.rmtree(folder / "parts", ignore_errors=True)
    copy_files(wanted, folder / "lib")
    pages = sorted([*docs.glob("*.docs"), *docs.glob("*-sources.jar")])
    copy_files([page for page in pages if not page.name.startswith(leave_out)], folder / "docs")
    for name in SPEC:
        if name != "kernel.json":
            shutil.copy2(HERE / name, folder)
    (folder / "runtime").unlink(missing_ok=True)
    (folder / "runtime").symlink_to(home)
    whole = {jar.name: jar for jar in wanted} | {"jvm.args": HERE / "jvm.args", "release": Path(home, "release")}
    (folder / "parts").mkdir()
    (folder / "parts" / "all").write_text(f"{content_id(whole)}\n", encoding="ascii")
    kernel = Kernel(folder)
    try:
        shutil.rmtree(folder / "aot", ignore_errors=True)
        aot.make(kernel, kernel.shared_cache)
    except Problem as problem:
        reason = f"no AOT cache was made, since {problem}"
        print(f"The kernel is installed, but starts slower than it could: {reason}.", file=sys.stderr)
    shutil.copy(HERE / "kernel.json", folder)


def install_package():
    """Puts the package `peaberry` into this Python's environment, and names its extensions of Jupyter Server, papermill and nbconvert.

    pip knows it as `peaberry-clone`, and can remove it.
    """
    site = Path(sysconfig.get_path("purelib"))
    target, about = site / "peaberry", site / "peaberry_clone-0.dist-info"
    settings = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.d", "peaberry.json")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(HERE / "peaberry", target, ignore=shutil.ignore_patterns("__pycache__"))
    settings.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(HERE / "peaberry-server.json", settings)
    about.mkdir(exist_ok=True)
    shutil.copy2(HERE / "entry_points.txt", about)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: peaberry-clone\nVersion: 0\n", encoding="utf-8")
    files = [*target.iterdir(), settings, *about.iterdir(), about / "RECORD"]
    (about / "RECORD").write_text("".join(f"{os.path.relpath(file, site)},,\n" for file in dict.fromkeys(files)), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description="Installs the Peaberry kernel.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--prefix", default=sys.prefix, help="the environment to install into (default: this Python's)")
    where.add_argument("--user", action="store_true", help="install for this user instead")
    parser.add_argument("--java", required=True, help="home of the JDK, version 25 or later")
    parser.add_argument("--jars", type=Path, default=HERE.parents[1] / "lib" / "target" / "dist", help="folder of the jars")
    parser.add_argument("--without-solutions", action="store_true", help="lessons give hints, but no solutions")
    parser.add_argument("--without-torch", action="store_true", help="leave PyTorch out, 115 MB: notebooks train no networks")
    parser.add_argument("--docs", type=Path, default=HERE.parents[1] / "build" / "docs", help="folder of the documentation")
    options = parser.parse_args()
    data = Path(jupyter_data_dir()) if options.user else Path(options.prefix, "share", "jupyter")
    try:
        with tempfile.TemporaryDirectory() as work:
            jars = withhold(options.jars, work) if options.without_solutions else options.jars
            install(data.resolve() / "kernels" / NAME, options.java, jars, options.docs, TORCH if options.without_torch else ())
        if not options.user and Path(options.prefix).resolve() == Path(sys.prefix).resolve():
            install_package()
        return 0
    except (Problem, OSError, ValueError) as problem:
        print(f"The kernel was not installed: {problem}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
