"""The command `peaberry`.

    peaberry install            makes the AOT cache now, and not beside the first notebook
    peaberry doctor             says what is wrong with the kernel here, and how to mend it
    peaberry run a.ipynb        runs notebooks without a screen
    peaberry grade folder       runs what students handed in: a table of points, a page for each
    peaberry version            the versions of all parts
    peaberry clean              removes this user's AOT caches
"""

import argparse
import re
import runpy
import shutil
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from peaberry.place import Kernel, Problem, caches, installed

GRADING = Path(__file__).with_name("grading")
PARTS = ("peaberry", "peaberry-kernel", "peaberry-libraries", "peaberry-torch")


def install(arguments):
    parser = argparse.ArgumentParser(prog="peaberry install", description="Makes the AOT cache, with which a kernel starts twice as fast.")
    parser.add_argument("--shared", action="store_true", help="for all users, into the environment: for images of containers")
    parser.add_argument("--background", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)  # what `start` calls
    options = parser.parse_args(arguments)
    from peaberry import aot

    if options.background:
        aot.make_in_background(Kernel(options.background))
        return 0
    kernel = installed()
    cache = kernel.shared_cache if options.shared else kernel.users_cache
    start = time.monotonic()
    made = aot.make(kernel, cache)
    if made:
        cache.with_suffix(".failed").unlink(missing_ok=True)
    what = f"made in {time.monotonic() - start:.0f} s" if made else "there"
    print(f"The AOT cache is {what}: {cache}")
    return 0


def doctor(arguments):
    parser = argparse.ArgumentParser(prog="peaberry doctor", description="Says what is wrong with the kernel, and how to mend it.")
    parser.parse_args(arguments)
    from peaberry import doctor as checks

    return checks.main()


def run(arguments):
    try:
        from peaberry import run as notebooks
    except ModuleNotFoundError as missing:
        raise Problem(f"{missing.name} is not installed: `{sys.executable} -m pip install nbclient nbconvert`") from None
    return notebooks.main(arguments)


def grade(arguments):
    if not GRADING.exists():
        raise Problem("grading needs the lessons: install the whole of Peaberry, or in a clone of the repository say `make grade`")
    sys.path.insert(0, str(GRADING))
    sys.argv = ["peaberry grade", *arguments]
    runpy.run_path(str(GRADING / "grade.py"), run_name="__main__")
    return 0


def version(arguments):
    argparse.ArgumentParser(prog="peaberry version", description="The versions of all parts.").parse_args(arguments)
    for part in PARTS:
        try:
            print(f"{part} {metadata.version(part)}")
        except metadata.PackageNotFoundError:
            continue
    kernel = installed()
    jars = [jar.stem for jar in kernel.jars if jar.name.startswith("peaberry-kernel-")]
    jar = min(jars, key=len, default="no peaberry-kernel jar")  # the resolver's has a longer name
    said = subprocess.run([kernel.runtime / "bin" / "java", "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    found = re.search(r"Runtime Environment (.+)", said)
    print(f"{jar} in {kernel.folder}")
    print(f"Java {found[1] if found else 'runtime does not start: say `peaberry doctor`'}")
    return 0


def clean(arguments):
    parser = argparse.ArgumentParser(prog="peaberry clean", description="Removes this user's AOT caches.")
    more = f"and the environment's shared cache, and all else that is kept in {caches()}, unpacked natives for one"
    parser.add_argument("--all", action="store_true", help=more)
    everything = parser.parse_args(arguments).all
    for folder in [caches(), installed().folder / "aot"] if everything else [caches() / "aot"]:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise Problem(f"{folder} could not be removed: look whose it is")
        print(f"{folder} is gone")
    return 0


COMMANDS = {"install": install, "doctor": doctor, "run": run, "grade": grade, "version": version, "clean": clean}


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__.strip(), file=sys.stdout if sys.argv[1:] in ([], ["-h"], ["--help"]) else sys.stderr)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except (Problem, OSError) as problem:
        print(f"peaberry {sys.argv[1]}: {problem}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
