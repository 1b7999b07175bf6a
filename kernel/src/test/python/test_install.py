"""What kernel/wheel/install.py installs: `make setup` has put it into this Python's environment."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "wheel" / "install.py"
sys.path.insert(0, str(SCRIPT.parent))
import install as wheel  # noqa: E402
from peaberry import aot  # noqa: E402
from peaberry.place import Kernel  # noqa: E402

INSTALLED = Path(sys.prefix, "share", "jupyter", "kernels", "java")


@pytest.fixture
def spec():
    return json.loads((INSTALLED / "kernel.json").read_text())


def start(folder, *flags):
    """Runs the kernel's command without a connection file: a JVM that comes up says that in its first line of its own."""
    command = ["/bin/sh", folder / "start", *flags, "peaberry.kernel.Main", "no-such-file.json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def came_up(result):
    code, text = result
    return code == 1 and "peaberry: Expected a connection file at no-such-file.json, got none." in text


def java_command(folder, *arguments, **environment):
    """What the launcher hands to Java, with a program in its place that prints it."""
    copy = folder / "java"
    shutil.copytree(INSTALLED, copy, symlinks=True, ignore=shutil.ignore_patterns("runtime"))
    java = copy / "runtime" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "LC_ALL=${LC_ALL-none}"\n')
    java.chmod(0o755)
    done = subprocess.run(["/bin/sh", copy / "start", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.splitlines(), copy


def install(*options):
    return subprocess.run([sys.executable, SCRIPT, *map(str, options)], capture_output=True, text=True, timeout=60, check=False)


def test_jupyter_shows_the_kernel_with_its_name_and_logos(spec):
    assert spec["display_name"] == "Java 25 (Peaberry)"
    assert spec["language"] == "java"
    assert spec["interrupt_mode"] == "message"
    assert spec["metadata"] == {"debugger": False, "supported_encryption": ["curve"]}
    assert {path.name for path in INSTALLED.glob("logo-*")} == {"logo-32x32.png", "logo-64x64.png", "logo-svg.svg"}


def test_jupyter_starts_the_launcher_that_lies_beside_the_kernelspec(spec):
    assert spec["argv"] == ["/bin/sh", "{resource_dir}/start", "peaberry.kernel.Main", "{connection_file}"]


def test_pip_knows_all_files_of_the_python_package_and_can_remove_them():
    known = {Path(os.path.normpath(file.locate())) for file in metadata.files("peaberry-clone")}
    (package,) = {file.parent for file in known if file.name == "__main__.py"}
    assert {path for path in known if not path.exists()} == set()
    assert {path for path in package.iterdir() if path.name != "__pycache__"} < known


@pytest.mark.parametrize("locale", [{"key": "x", "ours": ":/x.jar"}, {"LC_ALL": "C.UTF-8"}], ids=["no locale", "a locale"])
def test_the_class_path_is_the_installed_jars_in_one_order_with_our_own_first(tmp_path, locale):
    given, copy = java_command(tmp_path, "Main", "file", **locale)
    class_path = given[given.index("-cp") + 1].split(os.pathsep)
    jars = [jar.name for jar in (INSTALLED / "lib").iterdir() if not jar.name.endswith("-resolver.jar")]
    assert class_path == [f"{copy}/lib/{name}" for name in sorted(jars, key=lambda name: (not name.startswith("peaberry-"), name))]
    assert Path(class_path[0]).name.startswith("peaberry-kernel-")
    assert len(jars) == len(list((INSTALLED / "lib").iterdir())) - 1
    assert given[-3:] == ["Main", "file", f"LC_ALL={locale.get('LC_ALL', 'none')}"], "the kernel's locale is the user's"


def test_the_launcher_finds_the_cache_where_python_puts_it(tmp_path):
    given, copy = java_command(tmp_path, "Main")
    kernel = Kernel(copy)
    assert f"-XX:AOTCache={kernel.shared_cache}" in given
    assert kernel.cache == kernel.shared_cache
    kernel.shared_cache.unlink()
    for told in ({"PEABERRY_CACHE": str(tmp_path / "p")}, {"XDG_CACHE_HOME": str(tmp_path / "x")}, {"HOME": str(tmp_path)},
                 {"PEABERRY_CACHE": "~/c", "HOME": str(tmp_path)}):  # fmt: skip
        with pytest.MonkeyPatch.context() as patch:
            for name in ("PEABERRY_CACHE", "XDG_CACHE_HOME"):
                patch.delenv(name, raising=False)
            for name, value in told.items():
                patch.setenv(name, value)
            cache = kernel.users_cache
        cache.parent.mkdir(parents=True)
        cache.write_bytes(b"a cache")
        command = ["/bin/sh", copy / "start", "Main"]
        given = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()
        assert f"-XX:AOTCache={cache}" in given


def test_the_kernels_json_library_is_renamed_in_its_own_jar():
    (kernel,) = [jar for jar in (INSTALLED / "lib").glob("peaberry-kernel-*.jar") if not jar.stem.endswith("-resolver")]
    with zipfile.ZipFile(kernel) as jar:
        names = jar.namelist()
    assert not [name for name in names if name.startswith("com/google/gson/")]
    assert [name for name in names if name.endswith("/gson/Gson.class")]


def test_the_documentation_of_the_jdk_and_the_libraries_is_installed(tmp_path):
    given, copy = java_command(tmp_path, "Main")
    assert f"-Dpeaberry.docs={copy / 'docs'}" in given
    sizes = {path.name: path.stat().st_size for path in (INSTALLED / "docs").iterdir()}
    assert any(name.startswith("smile-core-") for name in sizes)
    assert any(name.startswith("peaberry-lib-") for name in sizes)
    assert sizes["jdk.docs"] > 1_000_000
    assert sum(size for name, size in sizes.items() if name.endswith(".docs")) < 10_000_000
    jars = {path.name for path in (INSTALLED / "lib").glob("*.jar")}
    sources = {name.replace("-sources.jar", ".jar") for name in sizes if name.endswith("-sources.jar")}
    assert sources < jars
    assert {name.rsplit("-", 1)[0] for name in sources} > {"smile-core", "tablesaw-core", "peaberry-lib", "peaberry-kernel"}


def test_the_cache_is_accepted_by_the_jvm():
    assert came_up(start(INSTALLED, f"-XX:AOTCache={Kernel(INSTALLED).shared_cache}", "-XX:AOTMode=on"))
    assert aot.fits(Kernel(INSTALLED), Kernel(INSTALLED).shared_cache)


@pytest.mark.parametrize("damage", ["missing", "junk", "cut"])
def test_a_cache_that_does_not_fit_is_passed_over(tmp_path, damage):
    kernel = Kernel(tmp_path / "java")
    shutil.copytree(INSTALLED, kernel.folder, symlinks=True)
    cache = kernel.shared_cache
    assert aot.fits(kernel, cache)
    if damage == "missing":
        cache.unlink()
    elif damage == "junk":
        cache.write_bytes(b"junk" * 1000)
    else:
        cache.write_bytes(cache.read_bytes()[:100_000])
    assert not aot.fits(kernel, cache), "the damage is seen"
    assert came_up(start(kernel.folder))


def test_one_process_alone_makes_a_cache(tmp_path):
    kernel = Kernel(tmp_path / "java")
    shutil.copytree(INSTALLED, kernel.folder, symlinks=True, ignore=shutil.ignore_patterns("aot"))
    cache = kernel.shared_cache
    cache.parent.mkdir()
    with aot.alone(cache.with_suffix(".lock"), wait=False) as first:
        assert first
        assert aot.make(kernel, cache, wait=False) is False
    assert not cache.exists()


def test_a_folder_without_the_kernel_is_refused_in_one_sentence(tmp_path):
    home = INSTALLED / "runtime"
    done = install("--prefix", tmp_path / "env", "--java", home, "--jars", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        f"The kernel was not installed: {tmp_path} holds no peaberry-kernel jar: build it with `make setup`.\n"
    )


def test_a_folder_that_is_no_jdk_is_refused_in_one_sentence(tmp_path):
    done = install("--prefix", tmp_path / "env", "--java", tmp_path, "--jars", INSTALLED / "lib")
    assert done.returncode == 1
    assert done.stderr == f"The kernel was not installed: {tmp_path} is no JDK: give the folder that holds bin/java.\n"


def test_a_kernel_that_cannot_be_trained_is_installed_without_a_cache_and_nothing_old_stays(tmp_path):
    home, jars = INSTALLED / "runtime", tmp_path / "jars"
    jars.mkdir()
    (jars / "peaberry-kernel-0.jar").write_bytes(b"no jar")
    folder = tmp_path / "env" / "share" / "jupyter" / "kernels" / "java"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "peaberry-kernel-old.jar").write_bytes(b"old")
    (folder / "aot").mkdir()
    (folder / "aot" / "old.aot").write_bytes(b"old")
    done = install("--prefix", tmp_path / "env", "--java", home, "--jars", jars)
    assert done.returncode == 0
    assert done.stderr.startswith("The kernel is installed, but starts slower than it could: no AOT cache was made, since ")
    assert len(done.stderr.splitlines()) == 1
    assert not list(folder.glob("aot/*.aot")), "the cache of other jars is gone"
    assert [jar.name for jar in (folder / "lib").iterdir()] == ["peaberry-kernel-0.jar"]
    assert (folder / "kernel.json").exists()


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


def test_without_torch_only_its_jars_are_missing():
    everything = {jar.name for jar in (INSTALLED / "lib").iterdir()}
    gone = everything - {jar.name for jar in wheel.wanted_jars(INSTALLED / "lib", wheel.TORCH)}
    assert {re.sub(r"-\d.*", "", name) for name in gone} == {"peaberry-torch", "pytorch-engine", "pytorch-jni", "pytorch-native-cpu"}
