"""A Maven repository on this machine, with libraries made for the tests."""

import hashlib
import os
import re
import subprocess
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from conftest import _java, kernel_command

DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


def dependency(coordinates):
    return DEPENDENCY.format(*coordinates.split(":"))


def compile_jar(jar, sources, resources=(), class_path=()):
    """Makes a jar of Java sources: text by file name."""
    work = jar.with_suffix(".work")
    files = []
    for name, text in sources.items():
        file = work / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        files.append(str(file))
    javac = str(Path(_java()).with_name("javac"))
    path = os.pathsep.join([kernel_command()[-1], *map(str, class_path)])
    subprocess.run([javac, "-nowarn", "-cp", path, "-d", work / "classes", *files], check=True, timeout=60)
    with zipfile.ZipFile(jar, "w") as archive:
        for file in (work / "classes").rglob("*.class"):
            archive.write(file, file.relative_to(work / "classes"))
        for name, text in dict(resources).items():
            archive.writestr(name, text)
    return jar


class Repository:
    """A folder that is served over HTTP; ``asked`` lists the paths asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.remote = folder / "remote"
        self.remote.mkdir()
        self.asked = []
        self.stalled = re.compile("$^")
        self.go_on = threading.Event()
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                if outer.stalled.search(self.path):
                    outer.go_on.wait(60)
                super().do_GET()

            def log_message(self, *ignored):
                pass

        self.server = ThreadingHTTPServer(
            ("localhost", 0), lambda *args: Handler(*args, directory=str(self.remote))
        )
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://localhost:{self.server.server_port}/"
        self.settings(f"<mirror><id>here</id><mirrorOf>*</mirrorOf><url>{self.url}</url></mirror>")

    def settings(self, mirrors):
        (self.folder / "settings.xml").write_text(f"<settings><mirrors>{mirrors}</mirrors></settings>")

    @property
    def environment(self):
        """What makes a kernel take its libraries from here alone."""
        settings, local = self.folder / "settings.xml", self.folder / "local"
        return {"MAVEN_ARGS": f"-s {settings} -Dmaven.repo.local={local}", "MAVEN_OPTS": ""}

    def deploy(self, coordinates, sources, *dependencies, resources=(), class_path=()):
        group, artifact, version = coordinates.split(":")
        home = self.remote / group.replace(".", "/") / artifact / version
        home.mkdir(parents=True, exist_ok=True)
        jar = compile_jar(home / f"{artifact}-{version}.jar", sources, resources, class_path)
        pom = home / f"{artifact}-{version}.pom"
        pom.write_text(
            f"<project><modelVersion>4.0.0</modelVersion><groupId>{group}</groupId><artifactId>{artifact}"
            f"</artifactId><version>{version}</version><dependencies>"
            + "".join(map(dependency, dependencies))
            + "</dependencies></project>"
        )
        for file in (jar, pom):
            file.with_name(file.name + ".sha1").write_text(hashlib.sha1(file.read_bytes()).hexdigest())
        return jar

    def fruit(self, version):
        """The library the tests are fond of."""
        source = (
            "package fruit; public class Pear { public static String version() { return \"%s\"; } }" % version
        )
        return self.deploy(f"org.fruit:fruit:{version}", {"fruit/Pear.java": source})

    def close(self):
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()
