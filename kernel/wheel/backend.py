"""The build backend of the wheels: chooses what goes into each, and lets hatchling pack it.

    pip wheel --config-settings part=peaberry-kernel ./kernel/wheel     one part, as `make wheel` asks for each
    pip install ./kernel/wheel                                          all in one wheel, for an environment.yml
    ... --config-settings solutions=no                                  lessons give hints, but no solutions

A pyproject.toml describes one project, and these are several with one version, out of one build. So the description is made here
and handed to hatchling's builder, which writes metadata, records and a zip of sorted entries with the time of SOURCE_DATE_EPOCH (or
of the last commit): the same bytes each time. Four projects with a pyproject.toml each would say most things four times, and pip
could not install them from the repository in one go. Before it packs, the backend has `make` build the jars and the runtime, unless
the setting `made` says that they are there.

The jars of other people's Java libraries have a part of their own: with the natives of DuckDB and OpenBLAS they would be more than
the 100 MB that PyPI takes. They are the same on all platforms.
"""

import configparser
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.insert(0, str(HERE))
import bundled  # noqa: E402
from answers import withhold  # noqa: E402
from peaberry.place import SPEC, content_id  # noqa: E402

KERNEL = "share/jupyter/kernels/java"
PACKAGE = (*(f"peaberry/{path.name}" for path in sorted((HERE / "peaberry").glob("*.py"))), "peaberry/training.java")
# What `peaberry grade` runs, as it lies in notebooks/.
GRADING = (
    "grade.py", "changes.py", "copies.py", "feedback.py", "hidden.py", "limits.py", "running.py", "similar.py", "summary.py",
    "whose.py", "written.py", "sources/java_names.py", "student",
)
PLATFORMS = {"Linux": "manylinux_{glibc}_{machine}", "Darwin": "macosx_11_0_{machine}"}
OURS, SMILE = "Apache-2.0", "GPL-3.0-only"


@dataclass(frozen=True)
class Part:
    """One wheel: what it is for, which jars, what it needs, and the glibc that its natives need, None if it has none.

    test_wheel.py reads the natives' symbols: OpenBLAS brings a libgcc that asks for glibc 2.35, PyTorch is built for GCC 9 and its time.
    """

    summary: str
    licence: str
    jars: tuple
    needs: tuple = ()
    glibc: tuple | None = (2, 28)


PARTS = {
    "peaberry-kernel": Part(
        "Java 25 in Jupyter: the kernel with its Java runtime, for any Java notebook", f"{OURS} AND {bundled.JDK}", ("peaberry-kernel-",),
        ("jupyter_client>=8",),
    ),
    "peaberry-libraries": Part(
        "The Java libraries that Peaberry's notebooks use: Smile, Tablesaw, Tribuo, DJL", f"{OURS} AND {SMILE}", (),
        ("peaberry-kernel",), glibc=None,
    ),
    "peaberry": Part(
        "Java 25 in Jupyter, with a library and notebooks that teach machine learning", f"{OURS} AND {SMILE} AND {bundled.GCC}",
        ("peaberry-lib-", "duckdb_jdbc-", "openblas-"),
        ("peaberry-kernel", "peaberry-libraries", "jupyterlab>=4.4", "nbclient>=0.10", "nbconvert>=7.16", "nbformat>=5.10", "psutil>=5.9"),
        glibc=(2, 35),
    ),
    "peaberry-torch": Part(
        "PyTorch for Peaberry's notebooks", f"{OURS} AND BSD-3-Clause AND {bundled.GCC}", ("peaberry-torch-", "pytorch-"), ("peaberry",),
        glibc=(2, 31),
    ),
}
# The front ends' side of figures and widgets, at the versions that are tested.
FRONT_ENDS = ("plotly", "jupyterlab_widgets")


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Builds one part, or all in one without the setting `part`; returns the wheel's file name."""
    settings = config_settings or {}
    part = settings.get("part")
    if part not in (None, *PARTS):
        raise ValueError(f"Expected one of {', '.join(PARTS)} as the part to build, got {part}.")
    if not settings.get("made"):
        subprocess.run(["make", "--no-print-directory", "-C", TOP, f"PYTHON={sys.executable}", "wheel-parts"], stdout=sys.stderr, check=True)
    os.environ.setdefault("SOURCE_DATE_EPOCH", last_commit())
    parts = [part] if part else list(PARTS)
    version = settings.get("version") or pom_version()
    with tempfile.TemporaryDirectory() as work:
        built = TOP / "lib/target/dist"
        jars = withhold(built, work) if settings.get("solutions") == "no" and "peaberry" in parts else built
        wheel = {"bypass-selection": True, "core-metadata-version": "2.4", "force-include": {}, "shared-data": {}}
        for name in parts:
            shared, package = contents(name, jars, Path(work))
            wheel["shared-data"] |= shared
            wheel["force-include"] |= package
        table = project(parts, version)
        wheel["sbom-files"] = [str(sbom(parts, table, jars, Path(work)))]
        config = {"project": table, "tool": {"hatch": {"build": {"targets": {"wheel": wheel}}}}}
        builder = TaggedBuilder(str(TOP), config=config)
        builder.glibc = max((PARTS[name].glibc for name in parts if PARTS[name].glibc), default=None)
        return Path(next(builder.build(directory=wheel_directory, versions=["standard"]))).name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("There is no source distribution: the wheels are built in a clone of the repository.")


class TaggedBuilder(WheelBuilder):
    """Tags the wheel for any Python 3, and for this platform if it holds natives."""

    glibc = None

    def get_default_tag(self):
        if self.glibc is None:
            return "py3-none-any"
        glibc = "_".join(map(str, self.glibc))
        return f"py3-none-{PLATFORMS[platform.system()].format(glibc=glibc, machine=platform.machine())}"


def project(parts, version):
    """The table that a pyproject.toml would have."""
    name = parts[0] if len(parts) == 1 else "peaberry"
    needs = [need for part in parts for need in PARTS[part].needs]
    others = [f"{need}=={version}" for need in needs if need in PARTS and len(parts) == 1]
    licences = {licence for part in parts for licence in PARTS[part].licence.split(" AND ")}
    table = {
        "name": name,
        "version": version,
        "description": PARTS[name].summary,
        "requires-python": ">=3.11",
        "license": " AND ".join(sorted(licences)),
        "license-files": ["LICENSE", "NOTICE", *(["kernel/wheel/GPL-3.txt"] if licences & {SMILE, bundled.GCC} else [])],
        "dependencies": sorted({*others, *(need for need in needs if need not in PARTS)}),
    }
    if "peaberry" in parts:
        table["dependencies"] += [pinned(package) for package in FRONT_ENDS]
    if "peaberry-kernel" in parts:
        table["scripts"] = {"peaberry": "peaberry.__main__:main"}
        groups = configparser.ConfigParser()
        groups.read(HERE / "entry_points.txt", encoding="utf-8")
        table["entry-points"] = {name: dict(groups[name]) for name in groups.sections()}
    return table


def sbom(parts, table, jars, work):
    """The file that lists what the wheel bundles: PEP 770 has a place for it."""
    chosen = [jar for jar in jars.glob("*.jar") if part_of(jar.name) in parts]
    file = work / "bundled.cdx.json"
    runtime = bundled.RUNTIME if "peaberry-kernel" in parts else None
    listed = bundled.bom(table["name"], table["version"], table["license"], chosen, runtime)
    file.write_text(json.dumps(listed, indent=1), encoding="utf-8")
    return file


def contents(part, jars, work):
    """What a part puts beside the kernel and what into the package, as maps from files to their places."""
    jars = [jar for jar in sorted(jars.glob("*.jar")) if part_of(jar.name) == part]
    docs = [page for page in sorted((TOP / "build/docs").glob("*.*")) if page.suffix in (".docs", ".jar") and part_of(page.name) == part]
    shared = {jar: f"lib/{jar.name}" for jar in jars}
    if part == "peaberry-kernel":
        runtime = TOP / "build/runtime"
        shared |= {HERE / name: name for name in SPEC}
        shared |= {file: f"runtime/{file.relative_to(runtime)}" for file in sorted(runtime.rglob("*")) if file.is_file()}
    number = work / part
    number.write_text(f"{content_id({place: file for file, place in shared.items()})}\n", encoding="ascii")
    shared |= {number: f"parts/{part}"} | {page: f"docs/{page.name}" for page in docs}
    shared = {str(file): f"{KERNEL}/{place}" for file, place in shared.items()}
    package = {}
    if part == "peaberry-kernel":
        package = {str(HERE / name): name for name in PACKAGE}
        shared[str(HERE / "peaberry-server.json")] = "etc/jupyter/jupyter_server_config.d/peaberry.json"
    elif part == "peaberry":
        package = {str(TOP / "notebooks" / name): f"peaberry/grading/{name}" for name in GRADING}
    return shared, package


def part_of(name):
    """The part that a jar, or a page of its documentation, belongs to."""
    if name == "jdk.docs":
        return "peaberry-kernel"
    return next((part for part, about in PARTS.items() if name.startswith(about.jars)), "peaberry-libraries")


def pinned(package):
    """The line of requirements.txt that pins a package."""
    return re.search(rf"(?m)^{package}==[\w.]+", (HERE / "requirements.txt").read_text(encoding="utf-8"))[0]


def pom_version():
    return re.search(r"<artifactId>peaberry</artifactId>\s*<version>([^<]+)", (TOP / "pom.xml").read_text(encoding="utf-8"))[1]


def last_commit():
    """The time of the last commit, in seconds; where there is no repository, that of the jars' build."""
    done = subprocess.run(["git", "-C", TOP, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "1767225600"
