"""Finding and fetching a JDK (kernel/wheel/jdk.py), against made-up JDKs and an Adoptium server on loopback."""

import hashlib
import importlib.util
import io
import json
import tarfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "wheel" / "jdk.py"
RELEASE = 'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="{}"\n'


@pytest.fixture
def jdk(tmp_path, monkeypatch):
    """The script as a module, on a machine without any JDK."""
    spec = importlib.util.spec_from_file_location("jdk", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("JAVA_HOME", "CONDA_PREFIX", "PEABERRY_JDK_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "no-such-folder"))
    monkeypatch.setenv("PEABERRY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "FOLDERS", (str(tmp_path / "jvm" / "*"),))
    return module


def make_jdk(home, version, programs=("java", "javac")):
    (home / "bin").mkdir(parents=True)
    for program in programs:
        (home / "bin" / program).write_text("#!/bin/sh\n")
        (home / "bin" / program).chmod(0o755)
    (home / "release").write_text(RELEASE.format(version))
    return str(home)


def archive(version="25.0.3"):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as tar:
        files = {"bin/java": "#!/bin/sh\n", "bin/javac": "#!/bin/sh\n", "release": RELEASE.format(version)}
        for name, text in files.items():
            entry = tarfile.TarInfo(f"jdk-{version}+9/{name}")
            entry.size, entry.mode = len(text), 0o755
            tar.addfile(entry, io.BytesIO(text.encode()))
    return content.getvalue()


@contextmanager
def adoptium(content, checksum=None, status=200):
    """A server with the one call of the Adoptium API and the one file that ``jdk.py`` needs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            if self.path.startswith("/v3/assets/latest/25/hotspot?"):
                link = f"http://127.0.0.1:{self.server.server_port}/jdk.tar.gz"
                sha256 = checksum or hashlib.sha256(content).hexdigest()
                package = {"name": "jdk.tar.gz", "link": link, "checksum": sha256}
                self.answer(200, json.dumps([{"binary": {"package": package}}]).encode())
            else:
                self.answer(status, content)

        def answer(self, code, body):
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    asked = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def fails_in_one_sentence(jdk, capsys, *words):
    assert jdk.main() == 1
    out, err = capsys.readouterr()
    last = err.rstrip("\n").splitlines()[-1]
    assert out == ""
    assert last.startswith("No JDK 25 was found and none could be fetched, since ") and last.endswith("JAVA_HOME to its folder.")
    for word in words:
        assert word in last
    assert "Traceback" not in err


def test_java_home_of_25_or_later_wins(jdk, tmp_path, monkeypatch):
    make_jdk(tmp_path / "jvm" / "temurin-25", "25.0.3")
    monkeypatch.setenv("JAVA_HOME", make_jdk(tmp_path / "mine", "26"))
    assert jdk.find() == str(tmp_path / "mine")


def test_an_old_java_home_is_passed_over(jdk, tmp_path, monkeypatch):
    home = make_jdk(tmp_path / "jvm" / "temurin-25", "25.0.3")
    monkeypatch.setenv("JAVA_HOME", make_jdk(tmp_path / "old", "17.0.15"))
    assert jdk.find() == home


def test_an_old_java_home_is_told_in_one_line(jdk, tmp_path, monkeypatch, capsys):
    new, old = make_jdk(tmp_path / "jvm" / "jdk-25", "25.0.3"), make_jdk(tmp_path / "old", "17.0.15")
    monkeypatch.setattr(jdk, "find", lambda: new)
    for told, what in {old: "Java 17, and 25 or later is needed", str(tmp_path): "no JDK"}.items():
        monkeypatch.setenv("JAVA_HOME", told)
        assert jdk.main() == 0
        out, err = capsys.readouterr()
        assert out == f"{new}\n"
        assert err == f"JAVA_HOME is {told}, which is {what}: {new} is used instead.\n"
    monkeypatch.setenv("JAVA_HOME", new)
    assert jdk.main() == 0
    assert capsys.readouterr().err == ""


def test_the_javac_on_the_path_is_followed_through_its_link(jdk, tmp_path, monkeypatch):
    home = make_jdk(tmp_path / "elsewhere", "25")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "javac").symlink_to(Path(home, "bin", "javac"))
    monkeypatch.setenv("PATH", str(tmp_path / "links"))
    assert jdk.find() == home


def test_conda_is_looked_at(jdk, tmp_path, monkeypatch):
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    home = make_jdk(tmp_path / "conda" / "lib" / "jvm", "25.0.1")
    assert jdk.find() == home


def test_among_folders_25_comes_before_later_and_never_earlier(jdk, tmp_path):
    make_jdk(tmp_path / "jvm" / "a-27", "27")
    make_jdk(tmp_path / "jvm" / "b-17", "17.0.15")
    home = make_jdk(tmp_path / "jvm" / "c-25", "25.0.3")
    assert jdk.find() == home


def test_a_runtime_without_a_compiler_does_not_count(jdk, tmp_path):
    make_jdk(tmp_path / "jvm" / "jre-25", "25.0.3", programs=("java",))
    assert jdk.find() is None


def test_a_good_download_is_unpacked_once_and_found_again(jdk, tmp_path, monkeypatch, capsys):
    with adoptium(archive()) as (url, asked):
        monkeypatch.setenv("PEABERRY_JDK_URL", url)
        assert jdk.main() == 0
        home = capsys.readouterr().out.strip()
        assert jdk.main() == 0
        assert capsys.readouterr().out.strip() == home
    assert len(asked) == 2, "the second run asks nobody"
    assert home == str(tmp_path / "cache" / "jdk-25.0.3+9")
    assert jdk.version(home) == 25
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["jdk-25.0.3+9"]


def test_a_wrong_checksum_is_refused_and_leaves_nothing(jdk, tmp_path, monkeypatch, capsys):
    with adoptium(archive(), checksum="0" * 64) as (url, _):
        monkeypatch.setenv("PEABERRY_JDK_URL", url)
        fails_in_one_sentence(jdk, capsys, "SHA-256", "0" * 64)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_missing_file_is_reported(jdk, monkeypatch, capsys):
    with adoptium(archive(), status=404) as (url, _):
        monkeypatch.setenv("PEABERRY_JDK_URL", url)
        fails_in_one_sentence(jdk, capsys, "/jdk.tar.gz answered 404")


def test_no_network_is_reported(jdk, monkeypatch, capsys):
    with adoptium(b"") as (url, _):
        pass
    monkeypatch.setenv("PEABERRY_JDK_URL", url)
    fails_in_one_sentence(jdk, capsys, url, "cannot be reached")


def test_another_server_is_reported(jdk, monkeypatch, capsys):
    with adoptium(b"<html>hello</html>") as (url, _):
        monkeypatch.setenv("PEABERRY_JDK_URL", f"{url}/elsewhere")
        fails_in_one_sentence(jdk, capsys, "does not answer as the Adoptium API does")


@pytest.mark.parametrize("content", [b"no archive", archive()[:100], archive("21.0.8")], ids=["junk", "cut", "old"])
def test_an_archive_that_is_no_jdk_25_is_refused(jdk, tmp_path, monkeypatch, capsys, content):
    with adoptium(content) as (url, _):
        monkeypatch.setenv("PEABERRY_JDK_URL", url)
        fails_in_one_sentence(jdk, capsys, "the fetched archive")
    assert list((tmp_path / "cache").iterdir()) == []
