"""Starts kernels for the tests.

The kernel is the jar that `mvn package` has built, on the Java of PEABERRY_JAVA, of `make setup`, or
of JAVA_HOME; with PEABERRY_KERNEL set, the installed kernelspec of that name.
"""

import json
import os
import signal
import tempfile
import time
from pathlib import Path
from queue import Empty

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

KERNEL_MODULE = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds; a bound against hanging, never a measurement


def _java():
    found = KERNEL_MODULE.parent / "build" / "java-home"  # written by make setup
    home = found.read_text().strip() if found.exists() else os.environ.get("JAVA_HOME")
    return os.environ.get("PEABERRY_JAVA") or (f"{home}/bin/java" if home else "java")


def kernel_command():
    """The command line of the kernel's jar, without the connection file."""
    jars = [jar for jar in KERNEL_MODULE.glob("target/peaberry-kernel-*.jar") if not jar.name.endswith("-resolver.jar")]
    if len(jars) != 1:
        raise RuntimeError(f"expected one kernel jar in target/, found {jars}: run mvn package")
    return [_java(), f"@{KERNEL_MODULE / 'wheel' / 'jvm.args'}", "-jar", str(jars[0])]


def _prepare_environment():
    """Writes a kernelspec for the jar, and keeps the tests' history away from the user's."""
    folder = Path(tempfile.mkdtemp(prefix="peaberry-tests-"))
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    if "PEABERRY_KERNEL" in os.environ:
        return os.environ["PEABERRY_KERNEL"]
    os.environ["JUPYTER_PATH"] = str(folder)
    if not any(KERNEL_MODULE.glob("target/peaberry-kernel-*.jar")):
        return "peaberry-test"  # tests that need no kernel can run; the others will miss it
    spec = folder / "kernels" / "peaberry-test"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps(
            {
                "argv": [*kernel_command(), "{connection_file}"],
                "display_name": "Java under test",
                "language": "java",
                "interrupt_mode": "message",
                "metadata": {"supported_encryption": ["curve"]},
            }
        )
    )
    return "peaberry-test"


KERNEL_NAME = _prepare_environment()

# A job in the background of a script ignores SIGINT, and a JVM that it starts would, too: a kernel is to hear it, as from a server.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Result:
    """A reply and all that came on iopub from busy to idle for its request."""

    def __init__(self, request, reply, messages):
        self.request = request
        self.reply = reply
        self.status = reply["content"]["status"]
        self.messages = messages

    def of(self, kind):
        return [m["content"] for m in self.messages if m["msg_type"] == kind]

    def text(self, name="stdout"):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    def value(self):
        (result,) = self.of("execute_result")
        return result["data"]["text/plain"]


class Client:
    """One front end."""

    def __init__(self, kc):
        self.kc = kc
        self.kc.start_channels()

    def execute(self, code, **options):
        return self.finish(self.kc.execute(code, **options))

    def finish(self, request):
        reply = self.reply(request)
        return Result(request, reply, self.outputs(request))

    def reply(self, request, channel="shell"):
        get = getattr(self.kc, f"get_{channel}_msg")
        while True:
            message = get(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message

    def outputs(self, request):
        messages = []
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            messages.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages

    def until(self, kind, test=lambda content: True):
        """The next iopub message of this kind that passes the test."""
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == kind and test(message["content"]):
                return message

    def ask(self, kind, content=None, channel="shell"):
        """Sends a request that jupyter_client has no method for; returns its reply."""
        request = self.send(kind, content, channel)
        return self.reply(request, channel)["content"]

    def send(self, kind, content=None, channel="shell"):
        message = self.kc.session.msg(kind, content or {})
        getattr(self.kc, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def interrupt(self):
        return self.ask("interrupt_request", channel="control")

    def is_silent(self, seconds=0.3):
        """True if nothing comes on the shell channel for a while."""
        try:
            self.kc.get_shell_msg(timeout=seconds)
        except Empty:
            return True
        return False

    def close(self):
        self.kc.stop_channels()


class Kernel(Client):
    """A kernel process and its first client."""

    def __init__(self, **options):
        self.log = tempfile.TemporaryFile("w+")
        env = {**os.environ, **options.pop("env", {})}
        self.km = KernelManager(**{"kernel_name": KERNEL_NAME, **options})
        self.km.start_kernel(env=env, stderr=self.log)
        super().__init__(self.km.client())
        self.kc.wait_for_ready(timeout=PATIENCE)

    @property
    def process(self):
        return self.km.provisioner.process

    def log_text(self):
        self.log.seek(0)
        return self.log.read()

    def second_client(self):
        # A session of its own: the kernel tells clients apart by it.
        client = Client(self.km.client(session=Session(key=self.km.session.key)))
        client.kc.wait_for_ready(timeout=PATIENCE)
        return client

    def ends(self, seconds=PATIENCE):
        """Waits for the end of the process; returns its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        return self.process.poll()

    def stop(self):
        self.close()
        if self.process is not None and self.process.poll() is None:
            self.km.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel():
    """A kernel that the tests of a file share."""
    kernel = Kernel()
    yield kernel
    kernel.stop()


@pytest.fixture
def start():
    """Starts kernels of the test's own."""
    kernels = []

    def start(**options):
        kernels.append(Kernel(**options))
        return kernels[-1]

    yield start
    for kernel in kernels:
        kernel.stop()
