"""The wheels of `make wheel`, as a student meets them: a new environment, and no Java on the machine.

The tests of this file build on each other in their order: install, use, upgrade, remove. The environment's packages are those of
requirements.txt, which pip has in its cache from `make setup`.
"""

import calendar
import csv
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

TOP = Path(__file__).resolve().parents[4]
WHEEL = TOP / "kernel" / "wheel"
PARTS = ["peaberry-kernel", "peaberry-libraries", "peaberry", "peaberry-torch"]
SYMBOL = re.compile(rb"\0(GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)(?=\0)")
# What manylinux_2_31, and nothing older, allows of GCC's library: auditwheel's policy.
GLIBCXX = {(2, 28): (3, 4, 25), (2, 31): (3, 4, 28), (2, 35): (3, 4, 30)}
FIRST_CELLS = ["6 * 7", 'System.getProperty("java.home")', "java.text.NumberFormat.getInstance(Locale.GERMANY).format(1234.5)"]


def wheel_of(part, folder=TOP / "dist"):
    found = list(folder.glob(f"{part.replace('-', '_')}-[0-9]*.whl"))
    assert len(found) == 1, f"expected one wheel of {part} in {folder}, found {found}: run make wheel"
    return found[0]


def files(folder):
    return {path for path in folder.rglob("*") if not path.is_dir()}


class Environment:
    """A virtual environment, a home and a cache of its own, and a PATH on which nothing is."""

    def __init__(self, folder):
        self.prefix, self.home, self.cache = folder / "env", folder / "home", folder / "cache"
        venv.create(self.prefix, with_pip=True)
        self.home.mkdir()
        self.empty = files(self.prefix)
        nothing = folder / "nothing"
        nothing.mkdir()
        self.variables = {"PATH": str(nothing), "HOME": str(self.home), "PEABERRY_CACHE": str(self.cache), "LANG": "C.UTF-8"}
        self.kernel = self.prefix / "share" / "jupyter" / "kernels" / "java"

    def run(self, program, *arguments, check=True, **variables):
        command = [self.prefix / "bin" / program, *arguments]
        done = subprocess.run(command, env=self.variables | variables, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0 or not check, done.stdout + done.stderr
        return done

    def pip(self, *arguments):
        """Pip sees the world as the tests do: it may need a proxy or an index of one's own."""
        command = [self.prefix / "bin" / "python", "-m", "pip", *arguments, "--disable-pip-version-check", "-q"]
        done = subprocess.run(command, env={**os.environ, "JAVA_HOME": ""}, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def cells(self, *cells, **variables):
        """What the kernel that Jupyter finds here shows for each cell, with all that it prints."""
        specs = KernelSpecManager(kernel_dirs=[str(self.kernel.parent)])
        manager = KernelManager(kernel_name="java", kernel_spec_manager=specs)
        manager.start_kernel(env=self.variables | variables)
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=120)
            return [self.cell(client, code) for code in cells]
        finally:
            client.stop_channels()
            manager.shutdown_kernel()

    @staticmethod
    def cell(client, code):
        shown = []

        def take(message):
            content = message["content"]
            shown.append(content.get("data", {}).get("text/plain") or content.get("text") or content.get("evalue") or "")

        client.execute_interactive(code, output_hook=take, timeout=300)
        return "".join(shown)

    def caches(self):
        """The caches that are whole."""
        return [path for path in self.cache.glob("aot/**/*.aot") if not path.parent.name.startswith("training-")]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    made = Environment(tmp_path_factory.mktemp("wheel"))
    made.pip("install", "-c", WHEEL / "requirements.txt", *(wheel_of(part) for part in PARTS[:3]))
    return made


@pytest.mark.parametrize("part", PARTS)
def test_a_wheel_holds_its_licences_and_is_no_larger_than_its_natives_ask(part):
    wheel = wheel_of(part)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {"LICENSE", "NOTICE"} <= {name.rsplit("/", 1)[1] for name in names if ".dist-info/licenses/" in name}
    assert wheel.stat().st_size < 100_000_000 or part == "peaberry-torch"


@pytest.mark.parametrize("part", PARTS)
def test_a_wheel_lists_what_it_bundles(part):
    with zipfile.ZipFile(wheel_of(part)) as archive:
        (sbom,) = (json.loads(archive.read(name)) for name in archive.namelist() if ".dist-info/sboms/" in name)
        names = [name for name in archive.namelist() if re.search(r"/java/lib/[^/]+\.jar$", name)]
        jars = sorted(hashlib.sha256(archive.read(name)).hexdigest() for name in names)
    components = sbom["components"]
    assert sorted(one["hashes"][0]["content"] for one in components if one["type"] == "library") == jars
    assert [one["name"] for one in components if one["type"] == "platform"] == (["OpenJDK"] if part == "peaberry-kernel" else [])
    assert sbom["metadata"]["component"]["name"] == part


def test_the_wheels_with_works_under_the_gpl_carry_its_text_and_smiles_wheel_its_source():
    gpl = hashlib.sha256((WHEEL / "GPL-3.txt").read_bytes()).hexdigest()
    assert gpl == "3972dc9744f6499f0f9b2dbf76696f2ae7ad8af9b23dde66d6af86c9dfb36986", "the text as the Free Software Foundation has it"
    for part in PARTS[1:]:
        with zipfile.ZipFile(wheel_of(part)) as archive:
            texts = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if ".dist-info/licenses/" in name}
        assert gpl in texts, part
    with zipfile.ZipFile(wheel_of("peaberry-libraries")) as archive:
        jars = {Path(name).name for name in archive.namelist() if "/lib/smile-" in name}
        for jar in jars:
            (source,) = (name for name in archive.namelist() if name.endswith("/docs/" + jar.replace(".jar", "-sources.jar")))
            with zipfile.ZipFile(io.BytesIO(archive.read(source))) as files:
                assert len([name for name in files.namelist() if name.endswith(".java")]) > 100
    assert len(jars) == 2


@pytest.mark.parametrize("part", [part for part in PARTS if part != "peaberry-libraries"])
def test_no_native_needs_a_later_glibc_than_the_wheels_tag_says(part):
    wheel = wheel_of(part)
    tag = tuple(map(int, re.search(r"manylinux_(\d+)_(\d+)_x86_64", wheel.name).groups()))
    natives = 0
    with zipfile.ZipFile(wheel) as archive:
        for name, data in natives_of(archive):
            natives += 1
            for kind, number in SYMBOL.findall(data):
                most = tag if kind == b"GLIBC" else GLIBCXX[tag]
                assert tuple(map(int, number.split(b"."))) <= most, f"{name} needs {kind.decode()} {number.decode()}"
    assert natives > 1


def natives_of(archive):
    """The programs and libraries of this platform in a wheel and in its jars, with their bytes."""
    for name in archive.namelist():
        if name.endswith(".jar"):
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as jar:
                yield from natives_of(jar)
            continue
        if archive.getinfo(name).file_size > 1_000_000 or ".so" in name or "/bin/" in name:
            data = archive.read(name)
            data = gzip.decompress(data) if name.endswith(".gz") else data
            if data[:4] == b"\x7fELF" and data[18:20] == b"\x3e\x00":
                yield name, data


def test_papermill_and_nbconvert_find_what_is_theirs(environment):
    (site,) = environment.prefix.glob("lib/python*/site-packages")
    (kernel,) = metadata.distributions(name="peaberry-kernel", path=[str(site)])
    groups = {entry.group: entry.name for entry in kernel.entry_points}
    assert groups == {"console_scripts": "peaberry", "papermill.engine": "java", "nbconvert.exporters.script": "java"}


def test_two_builds_give_the_same_bytes(tmp_path, monkeypatch):
    with zipfile.ZipFile(wheel_of("peaberry")) as archive:
        made = archive.infolist()[0].date_time
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(calendar.timegm(made)))
    build(tmp_path, "peaberry")
    again, first = wheel_of("peaberry", tmp_path), wheel_of("peaberry")
    assert again.name == first.name
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(first.read_bytes()).digest()


def test_our_jars_built_in_another_folder_and_time_zone_have_the_same_bytes(tmp_path):
    modules = ("kernel", "lib", "lib/torch")
    for name in ("pom.xml", "notebooks/sources", *(f"{module}/{part}" for module in modules for part in ("pom.xml", "src/main"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (TOP / name).is_dir() else shutil.copy2)(TOP / name, tmp_path / name)
    command = [shutil.which("mvn") or TOP / "mvnw", "-q", "-B", "-DskipTests", "-Dcyclonedx.skip=true", "-Dmdep.skip=true", "package"]
    variables = {"TZ": "Pacific/Kiritimati", "JAVA_HOME": (TOP / "build" / "java-home").read_text().strip()}
    subprocess.run(command, cwd=tmp_path, env=os.environ | variables, check=True, timeout=600)
    again = {jar.name: jar.read_bytes() for jar in tmp_path.glob("**/target/**/peaberry-*.jar")}
    first = {jar.name: jar.read_bytes() for place in ("dist", "sources") for jar in (TOP / "lib/target" / place).glob("peaberry-*.jar")}
    assert len(first) == 7 and sorted(again) == sorted(first)
    assert [name for name in first if first[name] != again[name]] == []


def test_the_solutions_can_be_left_out(tmp_path):
    build(tmp_path, "peaberry", "solutions=no")
    told = {}
    for wheel in (wheel_of("peaberry"), wheel_of("peaberry", tmp_path)):
        with zipfile.ZipFile(wheel) as archive:
            (jar,) = (name for name in archive.namelist() if "/lib/peaberry-lib-" in name and name.endswith(".jar"))
            with zipfile.ZipFile(io.BytesIO(archive.read(jar))) as lessons:
                told[wheel] = lessons.read("peaberry/teach/lessons/scenarios/omnicorp.java").decode()
    whole, without = told.values()
    assert 'tags=["solution"]' in whole
    assert 'tags=["solution"]' not in without
    assert 'tags=["hint"]' in without


def build(folder, part, *settings):
    options = [f"--config-settings={setting}" for setting in (f"part={part}", "made=yes", *settings)]
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, *options, WHEEL]
    subprocess.run(command, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, check=True, timeout=300)


def test_the_first_kernel_runs_cells_on_the_wheels_own_java_and_makes_the_cache_beside_them(environment):
    answers = environment.cells(*FIRST_CELLS)
    assert answers == ["42", str(environment.kernel / "runtime"), "1.234,5"]
    end = time.monotonic() + 300
    while not environment.caches():
        assert time.monotonic() < end, f"no cache, but {sorted(files(environment.cache))}"
        time.sleep(0.5)
    (cache,) = environment.caches()
    assert str(cache).startswith(f"{environment.cache}/aot{environment.kernel}/")


def test_the_next_kernel_uses_the_cache(environment):
    (answer,) = environment.cells("""String.join(" ", Files.readAllLines(Path.of("/proc/self/maps")))""")
    assert str(environment.caches()[0]) in answer


def test_the_conformance_suite_passes(environment):
    paths = {"JUPYTER_PATH": str(environment.kernel.parents[1]), "PEABERRY_KERNEL": "java"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", Path(__file__).with_name("test_conformance.py")]
    done = subprocess.run(command, env=environment.variables | paths, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d\d+ passed", done.stdout)


def test_a_scenario_runs_to_its_end(environment, tmp_path):
    shutil.copy2(TOP / "notebooks" / "solved" / "scenarios" / "omnicorp.ipynb", tmp_path)
    done = environment.run("peaberry", "run", "--into", tmp_path / "out", tmp_path / "omnicorp.ipynb")
    assert done.stdout.startswith("ran  ")
    code = [cell for cell in json.loads((tmp_path / "out" / "omnicorp.ipynb").read_text())["cells"] if cell["cell_type"] == "code"]
    assert len(code) > 10 and all(cell["execution_count"] for cell in code)
    assert "</html>" in (tmp_path / "out" / "omnicorp.html").read_text()


def test_a_copy_is_graded(environment, tmp_path):
    shutil.copy2(TOP / "notebooks" / "student" / "scenarios" / "omnicorp.ipynb", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "omnicorp.java").write_text('// %% exercise="ols"\nif (rmse < 0) throw new AssertionError("below 0");\n')
    done = environment.run("peaberry", "grade", tmp_path, "--tests", tmp_path / "tests")
    assert "0 of 1 pass" in done.stdout and (tmp_path / "similar.csv").exists()
    (page,) = (tmp_path / "feedback").iterdir()
    assert "not attempted" in page.read_text(encoding="utf-8")
    with open(tmp_path / "grades.csv", encoding="utf-8-sig") as table:
        (row,) = csv.DictReader(table)
    assert row["result"] == "fail" and row["points by checks"] == "0" and int(row["most by checks"]) > 0
    assert "not attempted" in row["missing"]


def test_the_doctor_finds_nothing_wrong(environment):
    done = environment.run("peaberry", "doctor")
    assert [line for line in done.stdout.splitlines() if not line.startswith("✓ ")] == []
    assert "6 * 7 gives 42" in done.stdout and str(environment.caches()[0]) in done.stdout


def test_the_doctor_says_what_mends_each_fault(environment):
    extension = environment.prefix / "share" / "jupyter" / "labextensions" / "jupyterlab-plotly" / "package.json"
    java = environment.kernel / "runtime" / "bin" / "java"
    other = environment.home / ".local" / "share" / "jupyter" / "kernels" / "java"
    (cache,) = environment.caches()
    whole = cache.read_bytes()
    other.mkdir(parents=True)
    (other / "kernel.json").write_text("{}")
    extension.rename(extension.with_suffix(".away"))
    cache.write_bytes(b"junk")
    java.rename(java.with_suffix(".away"))
    try:
        done = environment.run("peaberry", "doctor", check=False)
    finally:
        java.with_suffix(".away").rename(java)
        cache.write_bytes(whole)
        extension.with_suffix(".away").rename(extension)
        shutil.rmtree(other)
    lines = [line for line in done.stdout.splitlines() if not line.startswith("✓ ")]
    assert done.returncode == 1
    assert re.search(r"^✗ the runtime does not start .*pip install --force-reinstall --no-deps peaberry-kernel$", done.stdout, re.M)
    assert re.search(rf"^. .* kernel .*{re.escape(str(other))}.*: rm -r {re.escape(str(other))}$", done.stdout, re.M)
    assert re.search(rf"^! the JVM does not accept .*: rm {re.escape(str(cache))} && peaberry install$", done.stdout, re.M)
    assert re.search(r"^! JupyterLab has no extension .*pip install plotly$", done.stdout, re.M)
    assert re.search(r"^✗ no cell runs", done.stdout, re.M)
    assert len(lines) == 5


def test_the_versions_of_all_parts_are_told(environment):
    said = environment.run("peaberry", "version").stdout
    version = metadata_of(environment)["peaberry"]
    assert [f"{part} {version}" for part in sorted(PARTS[:3])] == sorted(said.splitlines()[:3])
    assert str(environment.kernel) in said and re.search(r"^Java .*25\.", said, re.M)


def metadata_of(environment):
    (site,) = environment.prefix.glob("lib/python*/site-packages")
    return {found.name: found.version for found in metadata.distributions(path=[str(site)])}


def test_where_no_cache_can_be_written_a_kernel_starts_all_the_same(environment):
    assert environment.cells("6 * 7", PEABERRY_CACHE="/proc/none") == ["42"]
    said = environment.run("peaberry", "install", check=False, PEABERRY_CACHE="/proc/none")
    assert said.returncode == 1 and len(said.stderr.splitlines()) == 1 and "/proc/none" in said.stderr


def test_of_several_that_make_the_cache_one_makes_it(environment):
    environment.run("peaberry", "clean")
    assert environment.caches() == []
    command = [environment.prefix / "bin" / "peaberry", "install"]
    several = [subprocess.Popen(command, env=environment.variables, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=300)[0] for one in several]
    assert sorted("made in" in text for text in said) == [False, False, True]
    assert len(environment.caches()) == 1
    assert sorted(path.suffix for path in files(environment.cache / "aot")) == [".aot", ".lock"]


def test_pytorch_is_a_part_that_comes_and_goes(environment):
    environment.pip("install", "--no-deps", wheel_of("peaberry-torch"))
    code = "import ai.djl.ndarray.*;\ntry (var manager = NDManager.newBaseManager()) { System.out.println(manager.ones(new ai.djl.ndarray.types.Shape(3)).sum().getFloat()); }"
    assert "3.0" in environment.cells(code)[0]
    environment.pip("uninstall", "-y", "peaberry-torch")
    assert not [jar for jar in (environment.kernel / "lib").iterdir() if "torch" in jar.name]
    assert environment.cells("6 * 7") == ["42"]


def test_an_upgrade_replaces_all_parts_and_the_cache_is_made_anew(environment, tmp_path):
    for part in PARTS[:3]:
        build(tmp_path, part, "version=99.0")
    before = {path.relative_to(environment.kernel) for path in files(environment.kernel)}
    environment.pip("install", "--no-index", "--find-links", tmp_path, "--upgrade", "peaberry")
    assert {version for name, version in metadata_of(environment).items() if name in PARTS} == {"99.0"}
    assert {path.relative_to(environment.kernel) for path in files(environment.kernel)} == before
    assert environment.cells("6 * 7") == ["42"]
    environment.run("peaberry", "install")
    assert environment.run("peaberry", "doctor").stdout.count("✓ the AOT cache is there") == 1
    assert len(environment.caches()) == 1


def test_the_kernel_alone_runs_any_java_notebook(environment):
    environment.pip("uninstall", "-y", "peaberry", "peaberry-libraries")
    assert {jar.name.split("-0")[0] for jar in (environment.kernel / "lib").iterdir()} == {"peaberry-kernel"}
    answer, library = environment.cells("record P(int x) {}\nnew P(3)", "import peaberry.learn.Pca;")
    assert answer == "P[x=3]"
    assert "peaberry.learn" in library
    environment.run("peaberry", "install")
    assert environment.run("peaberry", "doctor").returncode == 0


def test_uninstalled_it_leaves_nothing_but_its_cache(environment):
    environment.run("peaberry", "clean")
    assert environment.caches() == []
    environment.pip("uninstall", "-y", "peaberry-kernel")
    assert not [name for name in metadata_of(environment) if "peaberry" in name]
    (site,) = environment.prefix.glob("lib/python*/site-packages")
    recorded = {Path(os.path.normpath(file.locate())) for found in metadata.distributions(path=[str(site)]) for file in found.files or []}
    left = {path for path in files(environment.prefix) - environment.empty - recorded if "__pycache__" not in path.parts}
    assert left == set()
    assert not [path for path in environment.prefix.rglob("*") if "peaberry" in path.name or path == environment.kernel]
    assert {path.name for path in environment.home.iterdir()} <= {".local", ".jupyter", ".ipython", ".config", ".cache"}
    assert not [path for path in environment.home.rglob("*") if path.suffix in (".aot", ".jar")]
