"""What kernel/wheel/install.py installs: `make setup` has put it into this Python's environment."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "wheel" / "install.py"
sys.path.insert(0, str(SCRIPT.parent))
import install as wheel  # noqa: E402

INSTALLED = Path(sys.prefix, "share", "jupyter", "kernels", "java")


@pytest.fixture
def spec():
    return json.loads((INSTALLED / "kernel.json").read_text())


def start(argv, *flags):
    """Runs the kernel's command without a connection file: a JVM that comes up says that in its first line of its own."""
    java, arguments, *rest = [part.replace("{connection_file}", "no-such-file.json") for part in argv]
    command = [java, arguments, *[part for part in rest if not part.startswith("-XX:AOTCache=")]]
    command[2:2] = flags
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def came_up(result):
    code, text = result
    return code == 1 and "peaberry: Expected a connection file at no-such-file.json, got none." in text


def install(*options):
    return subprocess.run([sys.executable, SCRIPT, *map(str, options)], capture_output=True, text=True, timeout=60, check=False)


def test_jupyter_shows_the_kernel_with_its_name_and_logos(spec):
    assert spec["display_name"] == "Java 25 (Peaberry)"
    assert spec["language"] == "java"
    assert spec["interrupt_mode"] == "message"
    assert spec["metadata"] == {"debugger": False, "supported_encryption": ["curve"]}
    assert {path.name for path in INSTALLED.glob("logo-*")} == {"logo-32x32.png", "logo-64x64.png", "logo-svg.svg"}


def test_the_class_path_is_the_installed_jars_with_the_kernel_first(spec):
    arguments = Path(spec["argv"][1].removeprefix("@")).read_text().splitlines()
    class_path = arguments[arguments.index("-cp") + 1].strip('"').split(os.pathsep)
    jars = {str(jar) for jar in (INSTALLED / "lib").iterdir()}
    (resolver,) = {jar for jar in jars if jar.endswith("-resolver.jar")}
    assert set(class_path) == jars - {resolver}
    assert Path(class_path[0]).name.startswith("peaberry-kernel-")


def test_the_kernels_json_library_is_renamed_in_its_own_jar():
    (kernel,) = [jar for jar in (INSTALLED / "lib").glob("peaberry-kernel-*.jar") if not jar.stem.endswith("-resolver")]
    with zipfile.ZipFile(kernel) as jar:
        names = jar.namelist()
    assert not [name for name in names if name.startswith("com/google/gson/")]
    assert [name for name in names if name.endswith("/gson/Gson.class")]


def test_the_documentation_of_the_jdk_and_the_libraries_is_installed(spec):
    assert f'"-Dpeaberry.docs={INSTALLED / "docs"}"' in Path(spec["argv"][1].removeprefix("@")).read_text()
    sizes = {path.name: path.stat().st_size for path in (INSTALLED / "docs").iterdir()}
    assert any(name.startswith("smile-core-") for name in sizes)
    assert any(name.startswith("peaberry-lib-") for name in sizes)
    assert sizes["jdk.docs"] > 1_000_000
    assert sum(size for name, size in sizes.items() if name.endswith(".docs")) < 10_000_000
    jars = {path.name for path in (INSTALLED / "lib").glob("*.jar")}
    sources = {name.replace("-sources.jar", ".jar") for name in sizes if name.endswith("-sources.jar")}
    assert sources < jars
    assert {name.rsplit("-", 1)[0] for name in sources} > {"smile-core", "tablesaw-core", "peaberry-lib", "peaberry-kernel"}


def test_the_cache_is_accepted_by_the_jvm(spec):
    (flag,) = [part for part in spec["argv"] if part.startswith("-XX:AOTCache=")]
    assert came_up(start(spec["argv"], flag, "-XX:AOTMode=on"))


@pytest.mark.parametrize("damage", ["missing", "junk", "cut"])
def test_a_cache_that_does_not_fit_is_passed_over(spec, tmp_path, damage):
    copy = tmp_path / "java"
    shutil.copytree(INSTALLED, copy)
    arguments = copy / "java.args"
    arguments.write_text(arguments.read_text().replace(str(INSTALLED.resolve()), str(copy)))
    argv = [spec["argv"][0], f"@{arguments}", *spec["argv"][2:]]
    cache = copy / "java.aot"
    assert came_up(start(argv, f"-XX:AOTCache={cache}", "-XX:AOTMode=on"))
    if damage == "missing":
        cache.unlink()
    elif damage == "junk":
        cache.write_bytes(b"junk" * 1000)
    else:
        cache.write_bytes(cache.read_bytes()[:100_000])
    flag = f"-XX:AOTCache={cache}"
    assert not came_up(start(argv, flag, "-XX:AOTMode=on")), "the damage is seen"
    assert came_up(start(argv, flag))


def test_a_folder_without_the_kernel_is_refused_in_one_sentence(spec, tmp_path):
    home = Path(spec["argv"][0]).parents[1]
    done = install("--prefix", tmp_path / "env", "--java", home, "--jars", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        f"The kernel was not installed: {tmp_path} holds no peaberry-kernel jar: build it with `make setup`.\n"
    )


def test_a_folder_that_is_no_jdk_is_refused_in_one_sentence(tmp_path):
    done = install("--prefix", tmp_path / "env", "--java", tmp_path, "--jars", INSTALLED / "lib")
    assert done.returncode == 1
    assert done.stderr == f"The kernel was not installed: {tmp_path} is no JDK: give the folder that holds bin/java.\n"


def test_a_kernel_that_cannot_be_trained_is_installed_without_a_cache_and_nothing_old_stays(spec, tmp_path):
    home, jars = Path(spec["argv"][0]).parents[1], tmp_path / "jars"
    jars.mkdir()
    (jars / "peaberry-kernel-0.jar").write_bytes(b"no jar")
    folder = tmp_path / "env" / "share" / "jupyter" / "kernels" / "java"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "peaberry-kernel-old.jar").write_bytes(b"old")
    (folder / "java.aot").write_bytes(b"old")
    done = install("--prefix", tmp_path / "env", "--java", home, "--jars", jars)
    assert done.returncode == 0
    assert done.stderr.startswith("The kernel is installed, but starts slower than it could: no AOT cache was made, since ")
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "java.aot").exists(), "the cache of other jars is gone"
    assert [jar.name for jar in (folder / "lib").iterdir()] == ["peaberry-kernel-0.jar"]
    assert not [part for part in json.loads((folder / "kernel.json").read_text())["argv"] if "AOT" in part]


def lessons(folder):
    (jar,) = folder.glob("peaberry-lib-*.jar")
    with zipfile.ZipFile(jar) as entries:
        return {name: entries.read(name).decode() for name in entries.namelist() if "teach/lessons/" in name and name.endswith(".java")}


def test_without_solutions_the_lessons_keep_stubs_checks_and_hints_only(tmp_path):
    before = lessons(INSTALLED / "lib")
    after = lessons(wheel.withhold(INSTALLED / "lib", tmp_path))
    assert after.keys() == before.keys() and after
    for name, text in after.items():
        tags = [re.findall(r'tags=\["(\w+)"]', lesson) for lesson in (before[name], text)]
        assert {"solution", "after", "assert"} <= set(tags[0])
        assert tags[1] == [tag for tag in tags[0] if tag in ("stub", "check", "hint")]
    assert "Plan to replace servers" not in "".join(after.values())
    assert {jar.name for jar in (tmp_path / "jars").iterdir()} == {jar.name for jar in (INSTALLED / "lib").iterdir()}


def test_without_torch_only_its_jars_are_missing(tmp_path):
    everything = {jar.name for jar in (INSTALLED / "lib").iterdir()}
    class_path = wheel.copy_jars(INSTALLED / "lib", tmp_path / "lib", wheel.TORCH)
    gone = everything - {jar.name for jar in (tmp_path / "lib").iterdir()}
    assert {re.sub(r"-\d.*", "", name) for name in gone} == {"peaberry-torch", "pytorch-engine", "pytorch-jni", "pytorch-native-cpu"}
    assert not gone & {jar.name for jar in class_path}
