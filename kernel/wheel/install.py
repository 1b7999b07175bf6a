#!/usr/bin/env python3
"""Installs the kernel: one folder with jars, JVM flags, kernelspec and AOT cache, which Jupyter finds under the name `java`.

    python kernel/wheel/install.py --java "$(python3 kernel/wheel/jdk.py)"           into this Python's environment
    python kernel/wheel/install.py --java "$(python3 kernel/wheel/jdk.py)" --user    for this user

The AOT cache comes from a training run: the installed kernel runs the cells of training.java over the wire. A cache fits
one JDK and these very jars; under another JDK, or without the file, the JVM goes on without it.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

from jdk import WANTED, version
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.paths import jupyter_data_dir

HERE = Path(__file__).resolve().parent
NAME = "java"
MAIN = "peaberry.kernel.Main"
LESSON = re.compile(r"peaberry/teach/lessons/.+\.java")
TORCH = ("peaberry-torch-", "pytorch-")
ANSWER = re.compile(r'// %%(?: \[markdown])? tags=\["(?:solution|after|assert|results|claims)"]')
TRAINING_SECONDS = 300
TRAINING_PREFIXES = ["servers.stream().map(s -> s.", "String s = level.", "Arr", "new Arr", "import java.util.", "%ti", 'Path.of("']
TRAINING_QUESTIONS = ["servers.size", "List.of(1, ", 'String.format("']
# The cache also keeps how far each method was compiled, and a kernel goes that far at once. Here C2 is left out, which
# would otherwise take most of a core until the first result; hot code reaches it later, by the usual counters.
TRAINING_FLAGS = ["-XX:TieredStopAtLevel=2"]


class Problem(Exception):
    """What is wrong and what to do about it, in one sentence."""


def copy_jars(source, target, leave_out=()):
    """Makes ``target`` hold the jars of ``source`` and returns the class path, the kernel's own jar first.

    Jars whose names begin with one of ``leave_out`` are left out.

    The resolver's jar lies beside it and is loaded by the kernel when first needed: it is on no class path.
    """
    wanted = [jar for jar in source.glob("*.jar") if not jar.name.startswith(leave_out)]
    jars = sorted(wanted, key=lambda jar: (not jar.name.startswith("peaberry-"), jar.name))
    if not any(jar.name.startswith("peaberry-kernel-") for jar in jars):
        raise Problem(f"{source} holds no peaberry-kernel jar: build it with `make setup`")
    return [jar for jar in copy_files(jars, target) if not jar.name.endswith("-resolver.jar")]


def copy_files(files, target):
    """Makes ``target`` hold these files, no others, and returns them there.

    A changed file is replaced, never written over: a kernel that runs meanwhile keeps the one that it has open.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in {path.name for path in target.iterdir()} - {file.name for file in files}:
        (target / old).unlink()
    for file in files:
        if not same(file, target / file.name):
            shutil.copy2(file, target / "new")
            os.replace(target / "new", target / file.name)
    return [target / file.name for file in files]


def withhold(jars, work):
    """A folder in ``work`` with the same jars, but for what gives answers away in the lessons that one of them carries."""
    folder = Path(work, "jars")
    shutil.copytree(jars, folder)
    for jar in folder.glob("peaberry-lib-*.jar"):
        whole = jar.rename(jar.with_suffix(".whole"))
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                data = source.read(entry)
                target.writestr(entry, without_answers(data) if LESSON.fullmatch(entry.filename) else data)
        whole.unlink()
    return folder


def without_answers(lesson):
    """A lesson's source without the cells that are tagged as solution, or to be shown after all."""
    cells = re.split(r"(?m)^(?=// %%)", lesson.decode("utf-8"))
    return "".join(cell for cell in cells if not ANSWER.match(cell)).encode("utf-8")


def same(one, other):
    if not other.exists():
        return False
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)


def write_arguments(target, jars, docs):
    """The file that the java launcher reads for `@target`: the flags of jvm.args, and where all is."""
    class_path = os.pathsep.join(map(str, jars)).replace("\\", "\\\\")
    docs = str(docs).replace("\\", "\\\\")
    flags = (HERE / "jvm.args").read_text(encoding="utf-8")
    target.write_text(f'{flags}"-Dpeaberry.docs={docs}"\n-cp\n"{class_path}"\n', encoding="utf-8")


def kernelspec(java, arguments, *flags):
    return {
        "argv": [str(java), f"@{arguments}", *flags, MAIN, "{connection_file}"],
        "display_name": "Java 25 (Peaberry)",
        "language": "java",
        "interrupt_mode": "message",
        "metadata": {"debugger": False, "supported_encryption": ["curve"]},
    }


def write_spec(folder, spec):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(spec, indent=2) + "\n", encoding="utf-8")


def training_cells():
    """The training cells, each with whether it is meant to fail."""
    parts = re.split(r"^// %%(.*)\n", (HERE / "training.java").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(code.strip(), "[error]" in title) for title, code in zip(parts[::2], parts[1::2])]


def train(spec):
    """Runs the training cells in a kernel that is started by ``spec``, then waits for the JVM to write its cache."""
    with tempfile.TemporaryDirectory() as specs:
        write_spec(Path(specs, NAME), spec)
        manager = KernelManager(kernel_name=NAME, kernel_spec_manager=KernelSpecManager(kernel_dirs=[specs]))
        manager.shutdown_wait_time = TRAINING_SECONDS
        manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.blocking_client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=60)
            for code, meant_to_fail in training_cells():
                reply = client.execute_interactive(code, output_hook=lambda message: None, timeout=60)["content"]
                if (reply["status"] == "error") != meant_to_fail:
                    raise Problem(f"a training cell ended with {reply.get('evalue') or reply['status']}: {code}")
            client.is_complete("for (;;) {")
            client.get_shell_msg(timeout=60)
            for code in TRAINING_PREFIXES:
                client.complete(code)
                client.get_shell_msg(timeout=60)
            for code in TRAINING_QUESTIONS:
                client.inspect(code)
                client.get_shell_msg(timeout=60)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=sys.exc_info()[0] is not None)


def make_cache(java, arguments, cache):
    """Trains the cache and returns the flags that use it; without one the kernel works too, so a failure is only told."""
    try:
        train(kernelspec(java, arguments, *TRAINING_FLAGS, f"-XX:AOTCacheOutput={cache}"))
        if cache.exists():
            return [f"-XX:AOTCache={cache}"]
        reason = "the JVM wrote no file"
    except (Problem, RuntimeError, TimeoutError) as error:
        reason = str(error)
        cache.unlink(missing_ok=True)
    print(f"The kernel is installed, but starts slower than it could: no AOT cache was made, since {reason}.", file=sys.stderr)
    return []


def install(folder, home, jars, docs, leave_out=()):
    """Installs into ``folder`` the kernel whose jars are in the folder ``jars``, run by the JDK at ``home``.

    ``docs`` holds what DocIndexer has written, and the sources that `name??` shows; without it, the kernel shows neither.
    What begins with one of ``leave_out`` is left out of both.
    """
    java = Path(home, "bin", "java")
    if not java.exists():
        raise Problem(f"{home} is no JDK: give the folder that holds bin/java")
    found = version(Path(home))
    if found < WANTED:
        raise Problem(f"{home} is Java {found}, and {WANTED} or later is needed")
    # First of all: the JVM does not notice that a jar has changed, and would run the cache's old classes.
    (folder / "java.aot").unlink(missing_ok=True)
    class_path = copy_jars(jars, folder / "lib", leave_out)
    pages = sorted([*docs.glob("*.docs"), *docs.glob("*-sources.jar")])
    copy_files([page for page in pages if not page.name.startswith(leave_out)], folder / "docs")
    write_arguments(folder / "java.args", class_path, folder / "docs")
    for logo in HERE.glob("logo-*"):
        shutil.copy2(logo, folder)
    cache_flags = make_cache(java, folder / "java.args", folder / "java.aot")
    write_spec(folder, kernelspec(java, folder / "java.args", *cache_flags))


def install_export():
    """Puts peaberry_export into this Python's environment, where its Jupyter Server uses it when it exports sanitized HTML."""
    shutil.copy2(HERE / "peaberry_export.py", sysconfig.get_path("purelib"))
    file = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    filters = settings.setdefault("HTMLExporter", {}).setdefault("filters", {})
    filters.setdefault("clean_html", "peaberry_export.clean_html")
    file.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


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
            install_export()
        return 0
    except (Problem, OSError, ValueError) as problem:
        print(f"The kernel was not installed: {problem}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
