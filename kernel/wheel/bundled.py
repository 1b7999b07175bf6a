#!/usr/bin/env python3
"""What is bundled: holds other people's jars to jars.sha256, and lists all as CycloneDX.

    bundled.py check [folder]   refuses a jar that is not the one of jars.sha256
    bundled.py lock             writes jars.sha256 anew: see `make lock`
    bundled.py list             prints the list of all parts: see `make sbom`; backend.py puts each part's into its wheel

Versions, checksums and licences of the Java libraries come from Maven, by cyclonedx-maven-plugin: target/bom.json of each module.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
DIST, RUNTIME, LOCK = TOP / "lib/target/dist", TOP / "build/runtime", HERE / "jars.sha256"
OURS = "peaberry-"
GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
JDK = "GPL-2.0-only WITH Classpath-exception-2.0"
# Where a POM names a licence without an SPDX id, or several without a word between, or another than the sources, as liblinear's.
LICENCES = {
    "bcprov-jdk18on": "MIT",
    "icu4j": "Unicode-3.0",
    "jna": "LGPL-2.1-or-later OR Apache-2.0",
    "liblinear": "BSD-3-Clause",
    "openblas": "Apache-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0",
}
# What lies in a jar and is none, as NOTICE names it; that of a jar's own name has its version.
INSIDE = {
    "openblas": {"OpenBLAS": "BSD-3-Clause", "libgfortran, libgcc, libquadmath": GCC},
    "pytorch-native-cpu": {"PyTorch": "BSD-3-Clause", "libgomp": GCC},
    "peaberry-lib": {
        "NumPy": "BSD-3-Clause", "Arm optimized routines": "MIT", "splits and generators": "BSD-3-Clause",
        "iris": "CC-BY-4.0", "wine": "CC-BY-4.0", "breast_cancer": "CC-BY-4.0", "digits": "CC-BY-4.0", "diabetes": "none stated",
    },
}


def sha256(file):
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def modules():
    """What Maven found, by module."""
    places = {"kernel": "kernel/target", "lib": "lib/target", "torch": "lib/target/torch"}
    return {name: json.loads((TOP / place / "bom.json").read_text(encoding="utf-8"))["components"] for name, place in places.items()}


def jar_name(component):
    classifier = component["purl"].partition("classifier=")[2].partition("&")[0]
    return "-".join(filter(None, (component["name"], component["version"], classifier))) + ".jar"


def checksum(component):
    return next(found["content"] for found in component["hashes"] if found["alg"] == "SHA-256")


def sums(jars):
    """The checksums of other people's jars: those in the folder, and those whose classes the kernel's jars hold."""
    found = {jar.name: sha256(jar) for jar in jars.glob("*.jar") if not jar.name.startswith(OURS)}
    return found | {jar_name(component): checksum(component) for component in modules()["kernel"]}


def differences(found, known):
    """A sentence for each jar that is not the one that was locked."""
    return [
        f"The jar {name} was refused: {LOCK.relative_to(TOP)} expects {expected}, got {got}. If a version was changed on purpose, run "
        "`make lock` and commit what it writes; otherwise remove the jar from Maven's local repository (~/.m2/repository) and build again."
        for name in sorted(found | known)
        if (expected := known.get(name, "no such jar")) != (got := found.get(name, "none"))
    ]


def read_lock():
    lines = LOCK.read_text(encoding="ascii").splitlines()
    return {name: number for number, name in (line.split("  ") for line in lines)}


def bom(name, version, licence, jars, runtime=None):
    """The CycloneDX list of some jars, and of the runtime if it is among what is bundled."""
    known = modules()
    libraries = {jar_name(component): component for component in known["torch"] + known["lib"]}
    components = [described(jar, version, libraries, known["kernel"]) for jar in sorted(jars)]
    if runtime:
        release = dict(line.split("=", 1) for line in (runtime / "release").read_text(encoding="utf-8").splitlines())
        components.append(component("OpenJDK", release["JAVA_VERSION"].strip('"'), JDK, type="platform"))
    about = component(name, version, licence, type="application", purl=f"pkg:pypi/{name}@{version}")
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": about}, "components": components}


def described(jar, version, libraries, kernels):
    """A jar, with what is inside it."""
    if jar.name.startswith(OURS):
        name, resolver = jar.name.partition(f"-{version}")[0], jar.stem.endswith("-resolver")
        purl = f"pkg:maven/io.github.peaberry/{name}@{version}" + ("?classifier=resolver" if resolver else "")
        made = component(name, version, "Apache-2.0", purl=purl)
    else:
        made = library(libraries[jar.name])
    made["hashes"] = [{"alg": "SHA-256", "content": sha256(jar)}]
    version = made["version"].partition("-")[0]
    others = INSIDE.get(made["name"], {})
    inside = [component(name, version if name.lower() in made["name"] else None, licence) for name, licence in others.items()]
    if made["name"] == "peaberry-kernel":
        # The kernel's own jar holds what its POM requires, the resolver's all but the ciphers.
        inside = [
            library(found) for found in kernels if (found["group"] != "org.bouncycastle" if resolver else found["scope"] == "required")
        ]
    return made | ({"components": inside} if inside else {})


def library(found):
    """A component of Maven's list, with the licence as SPDX has it."""
    name = found["name"]
    (licence,) = [LICENCES[name]] if name in LICENCES else [one["license"]["id"] for one in found["licenses"]]
    made = component(name, found["version"], licence, purl=found["purl"], group=found["group"])
    return made | {"hashes": [{"alg": "SHA-256", "content": checksum(found)}]}


def component(name, version, licence, type="library", **more):
    kind = {"expression": licence} if re.search(" (AND|OR|WITH) ", licence) else {"license": {"name" if " " in licence else "id": licence}}
    return {"type": type, "name": name, **({"version": version} if version else {}), "licenses": [kind], **more}


def main(action, jars=DIST):
    if action == "list":
        import backend

        whole = backend.project(list(backend.PARTS), backend.pom_version())
        print(json.dumps(bom(whole["name"], whole["version"], whole["license"], jars.glob("*.jar"), RUNTIME), indent=1))
    elif action == "lock":
        LOCK.write_text("".join(f"{number}  {name}\n" for name, number in sorted(sums(jars).items())), encoding="ascii")
    elif told := differences(sums(Path(jars)), read_lock()):
        sys.exit("\n".join(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
