"""A session as on Binder-like hosts: no network, not even the loopback, a home where only the work folder can be written, 2 GB.

The kernel runs in Linux namespaces of its own, and is spoken to by Unix sockets.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager

INSTALLED = Path(sys.prefix, "share", "jupyter", "kernels", "java")
SOLVED = Path(__file__).resolve().parents[4] / "notebooks" / "solved"
UNSHARE = ["unshare", "--mount", "--net", *([] if os.getuid() == 0 else ["--map-root-user"])]
READ_ONLY = """\
mount --bind "$HOME" "$HOME" && mount --bind "$HOME/work" "$HOME/work" && mount -o remount,bind,ro "$HOME" && cd "$HOME/work" || exit
exec "$@"
"""

pytestmark = pytest.mark.skipif(
    subprocess.run([*UNSHARE, "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0, reason="namespaces are not allowed here"
)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home" / "work").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def session(start, home, tmp_path):
    """The installed kernel on such a host. What is temporary lies elsewhere, and is empty."""
    (tmp_path / "tmp").mkdir()
    argv = [argument.replace("{resource_dir}", str(INSTALLED)) for argument in json.loads((INSTALLED / "kernel.json").read_text())["argv"]]
    spec = tmp_path / "kernels" / "bare"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps(
            {
                "argv": [*UNSHARE, "sh", "-c", READ_ONLY, "sh", *argv],
                "display_name": "Java on a bare host",
                "language": "java",
                "interrupt_mode": "message",
            }
        )
    )
    return start(
        kernel_name="bare",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(tmp_path / "kernels")]),
        transport="ipc",
        connection_file=str(tmp_path / "connection.json"),
        env={
            "HOME": str(home),
            "XDG_DATA_HOME": "",
            "JDK_JAVA_OPTIONS": f"-XX:MaxRAM=2g -Duser.home={home} -Djava.io.tmpdir={tmp_path / 'tmp'}",
        },
    )


def test_scenarios_run_whole_and_leave_nothing_in_the_home(session, home):
    assert session.execute(f'java.nio.file.Files.isWritable(Path.of("{home}"))').value() == "false"
    assert session.execute('new java.net.Socket("127.0.0.1", 9)').reply["content"]["evalue"] == "Network is unreachable"
    for name in ["omnicorp", "marketing"]:
        for cell in nbformat.read(SOLVED / "scenarios" / f"{name}.ipynb", 4).cells:
            if cell.cell_type == "code":
                result = session.execute(cell.source)
                assert result.status == "ok", (name, cell.source, result.reply["content"])
                assert result.text("stderr") == "", (name, cell.source)
    assert session.execute('java.nio.file.Files.writeString(Path.of("mine.txt"), "kept").toAbsolutePath()').value() == f"{home}/work/mine.txt"
    assert [path.name for path in home.rglob("*")] == ["work", "mine.txt"]
    assert session.log_text().replace("\n", "").startswith("NOTE: Picked up JDK_JAVA_OPTIONS")
    assert session.log_text().count("\n") <= 2


def test_a_cell_that_allocates_too_much_is_told_so_and_the_session_goes_on(session):
    session.execute("int before = 41;")
    greedy = session.execute("var kept = new ArrayList<double[]>(); while (true) kept.add(new double[1_000_000]);")
    assert greedy.reply["content"]["ename"] == "java.lang.OutOfMemoryError"
    assert session.execute("kept = null; before + 1").value() == "42"
