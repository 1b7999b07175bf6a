"""The wire against libzmq, over TCP and Unix-domain sockets.

Run `mvn -pl kernel test-compile` first: the class path is kernel/target and the gson of the local
Maven repository. No test measures time; timeouts only keep a failing test from hanging.
"""

import hashlib
import hmac
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import uuid
from pathlib import Path

import pytest
import zmq

KERNEL = Path(__file__).resolve().parents[3]
JAVA_HOME = os.environ.get("JAVA_HOME")
JAVA = str(Path(JAVA_HOME, "bin", "java")) if JAVA_HOME else shutil.which("java")
TIMEOUT_MS = 30_000
KEY = b"a secret"
DELIMITER = b"<IDS|MSG>"
PORTS = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"]
GREETING_30 = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(16 + 32)


def library(group, name, version_property):
    tag = re.escape(version_property)
    version = re.search(rf"<{tag}>(.*)</{tag}>", (KERNEL.parent / "pom.xml").read_text())[1]
    repository = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2" / "repository"))
    jar = repository / f"{group}/{name}/{version}/{name}-{version}.jar"
    assert jar.exists(), f"expected {name} at {jar}; run mvn -pl kernel test-compile first"
    return jar


def class_path(curve):
    """Without Bouncy Castle if nothing is to be encrypted: then nothing of it may be asked for."""
    jars = [library("com/google/code/gson", "gson", "gson.version")]
    if curve:
        jars.append(library("org/bouncycastle", "bcprov-jdk18on", "bouncycastle.version"))
    return os.pathsep.join(map(str, [KERNEL / "target/classes", KERNEL / "target/test-classes", *jars]))


class Kernel:
    """The echoing process, and what it wrote to its log."""

    def __init__(self, folder, transport, ip=None, ports=None, key=KEY, curve=None):
        self.folder = folder
        self.log = folder / f"log-{uuid.uuid4().hex}"
        info = dict.fromkeys(PORTS, 0) if ports is None else ports
        info = info | {
            "ip": ip or ("127.0.0.1" if transport == "tcp" else str(folder / "kernel")),
            "transport": transport,
            "key": key.decode(),
            "signature_scheme": "hmac-sha256",
            "kernel_name": "java",
        } | (curve or {})
        file = folder / "connection.json"
        file.write_text(json.dumps(info))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [JAVA, "-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                 "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%n", "-cp", class_path(curve),
                 "peaberry.kernel.wire.WireEchoMain", str(file)],
                stdout=subprocess.PIPE, stderr=log, cwd=folder)
        self.first_line = self.process.stdout.readline().decode()
        self.info = json.loads(self.first_line) if self.first_line.startswith("{") else None

    def address(self, port):
        if self.info["transport"] == "tcp":
            return f"tcp://{self.info['ip']}:{self.info[port]}"
        return f"ipc://{self.info['ip']}-{self.info[port]}"

    def raw(self, port):
        """A bare socket, for clients that are none."""
        if self.info["transport"] == "tcp":
            bare = socket.create_connection((self.info["ip"], self.info[port]))
        else:
            bare = socket.socket(socket.AF_UNIX)
            bare.connect(f"{self.info['ip']}-{self.info[port]}")
        bare.settimeout(TIMEOUT_MS / 1000)
        return bare

    def log_lines(self):
        return [line for line in self.log.read_text().splitlines() if line.startswith("WARNING")]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(params=["tcp", "ipc"])
def kernel(request, tmp_path):
    process = Kernel(tmp_path, request.param)
    assert process.info, process.first_line
    yield process
    assert process.process.poll() is None, "the kernel process must live to the end of the test"
    assert "SEVERE" not in process.log.read_text()
    process.stop()


@pytest.fixture
def context():
    with zmq.Context() as made:
        made.linger = 0
        made.rcvtimeo = TIMEOUT_MS
        made.sndtimeo = TIMEOUT_MS
        yield made
        made.destroy(linger=0)


def client(context, kernel, kind, port, **options):
    made = context.socket(kind)
    for name, value in options.items():
        made.setsockopt(getattr(zmq, name.upper()), value)
    made.connect(kernel.address(port))
    return made


def sign(parts, key=KEY):
    return hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode()


def request(content=b"{}", buffers=()):
    parts = [json.dumps({"msg_id": uuid.uuid4().hex}).encode(), b"{}", b"{}", content]
    return [DELIMITER, sign(parts), *parts, *buffers]


def asked(dealer, content=b"{}", buffers=()):
    """Sends a request and returns the echo, checked."""
    sent = request(content, buffers)
    dealer.send_multipart(sent, copy=False)
    assert dealer.recv_multipart() == sent
    return sent


def ask(dealer, **what):
    asked(dealer, json.dumps(what).encode())


def subscribed(kernel, context, topic=b""):
    """A subscriber whose subscription is known to be in effect."""
    made = client(context, kernel, zmq.SUB, "iopub_port")
    made.subscribe(b"event")
    while made.recv_multipart()[6] != b"subscribed event":
        pass
    if topic != b"event":
        made.subscribe(topic)
        while made.recv_multipart()[6] != b"subscribed " + topic:
            pass
    return made


@pytest.mark.parametrize("port", ["shell_port", "control_port", "stdin_port"])
def test_a_dealer_gets_its_request_back_with_buffers(kernel, context, port):
    dealer = client(context, kernel, zmq.DEALER, port, identity=b"me")
    asked(dealer, b"{}", [b"one", b"", bytes(300)])


def test_a_dealer_without_an_identity_is_given_one(kernel, context):
    asked(client(context, kernel, zmq.DEALER, "shell_port"))


def test_a_req_is_served_by_the_router(kernel, context):
    asked(client(context, kernel, zmq.REQ, "shell_port"))


def test_the_heartbeat_echoes_req_and_dealer(kernel, context):
    req = client(context, kernel, zmq.REQ, "hb_port")
    dealer = client(context, kernel, zmq.DEALER, "hb_port")
    for beat in [b"ping", b"", bytes(900_000)]:
        req.send(beat)
        assert req.recv() == beat
        dealer.send_multipart([b"route", b"", beat])
        assert dealer.recv_multipart() == [b"route", b"", beat]


def test_messages_of_50_mb_go_both_ways(kernel, context):
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    asked(dealer, b"{}", [os.urandom(1024) * 48_828])
    asked(dealer, b'"' + b"x" * 50_000_000 + b'"')


def test_three_clients_each_get_their_own_replies(kernel, context):
    dealers = [client(context, kernel, zmq.DEALER, "shell_port", identity=name) for name in (b"a", b"b", b"c")]
    sent = [[request() for _ in range(200)] for _ in dealers]
    for i in range(200):
        for dealer, messages in zip(dealers, sent):
            dealer.send_multipart(messages[i])
    for dealer, messages in zip(dealers, sent):
        got = [dealer.recv_multipart() for _ in messages]
        assert sorted(got) == sorted(messages)


def test_subscriptions_match_by_prefix_and_count(kernel, context):
    shell = client(context, kernel, zmq.DEALER, "shell_port")
    sub = subscribed(kernel, context, b"stream")
    sub.subscribe(b"stream")
    sub.unsubscribe(b"stream")
    for topic in ["stream.stdout", "status", "strea", "stream"]:
        ask(shell, op="publish", topic=topic, count=1, size=2, wait=True)
    assert sub.recv_multipart()[0] == b"stream.stdout"
    got = sub.recv_multipart()
    assert got[0] == b"stream"
    assert got[2] == sign(got[3:7])
    sub.unsubscribe(b"stream")
    sub.subscribe(b"last")
    assert sub.recv_multipart()[6] == b"subscribed last"
    ask(shell, op="publish", topic="stream", count=1, size=2, wait=True)
    ask(shell, op="publish", topic="last", count=1, size=2, wait=True)
    assert sub.recv_multipart()[0] == b"last"


def test_three_subscribers_lose_nothing_of_50_mb_while_they_read(kernel, context):
    shell = client(context, kernel, zmq.DEALER, "shell_port")
    subs = [subscribed(kernel, context, b"t") for _ in range(3)]
    for sub in subs:
        sub.unsubscribe(b"event")
    shell.send_multipart(request(json.dumps({"op": "publish", "topic": "t", "count": 500, "size": 100_000, "wait": True}).encode()))
    for i in range(500):
        for sub in subs:
            got = sub.recv_multipart()
            while got[0] == b"event":
                got = sub.recv_multipart()
            assert (got[3], len(got[6])) == (str(i).encode(), 100_000)
    shell.recv_multipart()


def test_a_subscriber_that_never_reads_blocks_nobody(kernel, context):
    shell = client(context, kernel, zmq.DEALER, "shell_port")
    reader = subscribed(kernel, context, b"t")
    silent = client(context, kernel, zmq.SUB, "iopub_port", subscribe=b"t", rcvhwm=1)
    while reader.recv_multipart()[6] != b"subscribed t":
        pass
    shell.send_multipart(request(json.dumps({"op": "publish", "topic": "t", "count": 400, "size": 100_000, "wait": True}).encode()))
    for i in range(400):
        got = reader.recv_multipart()
        assert (got[0], got[3]) == (b"t", str(i).encode())
    shell.recv_multipart()
    ask(shell, op="publish", topic="t", count=10, size=2, wait=False)
    taken = 0
    dropped = 0
    while dropped == 0:
        if silent.poll(0):
            silent.recv_multipart()
            taken += 1
        if reader.poll(0):
            got = reader.recv_multipart()
            if got[0] == b"event":
                dropped = int(got[6].split()[1])
    while silent.poll(200):
        taken += len(silent.recv_multipart()[6]) > 2
    assert dropped > 100_000
    assert taken < 400


def test_bad_signatures_and_cut_messages_are_ignored_with_one_line_each(kernel, context):
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    good = asked(dealer)
    dealer.send_multipart([DELIMITER, b"0" * 64, *request()[2:]])
    dealer.send_multipart([DELIMITER, b"", *request()[2:]])
    dealer.send_multipart(good)
    dealer.send_multipart(request()[:5])
    dealer.send_multipart(request()[1:])
    dealer.send_multipart([b""])
    asked(dealer)
    assert len(kernel.log_lines()) == 6, kernel.log_lines()
    assert "sent before" in kernel.log_lines()[2]


def ready(kind):
    properties = b"\x0bSocket-Type" + len(kind).to_bytes(4, "big") + kind
    body = b"\x05READY" + properties
    return b"\x04" + bytes([len(body)]) + body


JUNK = {
    "http": b"GET / HTTP/1.1\r\n\r\n",
    "zeros": bytes(64),
    "an old greeting": b"\xff" + bytes(8) + b"\x7f\x01" + bytes(53),
    "another mechanism": GREETING_30.replace(b"NULL", b"EVIL"),
    "a message before READY": GREETING_30 + b"\x00\x01x",
    "unknown flags": GREETING_30 + b"\xf0\x01x",
    "a huge command": GREETING_30 + b"\x06" + b"\x7f" + b"\xff" * 7,
    "a nameless command": GREETING_30 + b"\x04\x00",
    "no socket type": GREETING_30 + b"\x04\x06\x05READY",
    "a wrong socket type": GREETING_30 + ready(b"PUB"),
}


@pytest.mark.parametrize("port", PORTS)
def test_junk_costs_a_stranger_its_connection_and_nobody_else_anything(kernel, context, port):
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    asked(dealer)
    for number, (name, junk) in enumerate(JUNK.items(), start=1):
        bare = kernel.raw(port)
        bare.sendall(junk)
        try:
            while bare.recv(4096):
                pass
        except ConnectionResetError:
            pass
        bare.close()
        assert len(kernel.log_lines()) == number, (name, kernel.log_lines())
    asked(dealer)


def exactly(bare, count):
    got = b""
    while len(got) < count:
        more = bare.recv(count - len(got))
        assert more, "the connection was closed"
        got += more
    return got


def frame(bare):
    flags = exactly(bare, 1)[0]
    return flags, exactly(bare, int.from_bytes(exactly(bare, 8 if flags & 2 else 1), "big"))


def test_too_large_a_message_and_too_many_frames_close_only_that_connection(kernel, context):
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    for junk in [b"\x02" + (64 * 1024 * 1024 + 1).to_bytes(8, "big"), b"\x01\x00" * 4097]:
        bare = kernel.raw("shell_port")
        bare.sendall(GREETING_30 + ready(b"DEALER") + junk)
        try:
            while bare.recv(4096):
                pass
        except ConnectionResetError:
            pass
        bare.close()
    asked(dealer)
    assert len(kernel.log_lines()) == 2, kernel.log_lines()


def test_a_peer_of_zmtp_3_0_subscribes_by_messages(kernel, context):
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    bare = kernel.raw("iopub_port")
    bare.sendall(GREETING_30 + ready(b"SUB") + b"\x00\x06\x01event")
    greeting = exactly(bare, 64)
    assert greeting[:1] + greeting[9:12] + greeting[12:16] == b"\xff\x7f\x03\x01NULL"
    flags, body = frame(bare)
    assert (flags, body[:6]) == (4, b"\x05READY")
    frames = [frame(bare) for _ in range(7)]
    assert frames[0] == (1, b"event")
    assert frames[-1] == (0, b"subscribed event")
    bare.sendall(b"\x00\x06\x00event" + b"\x00\x02\x01t")
    bare.sendall(b"\x04\x0c\x04PING\x00\x00hello")
    assert frame(bare) == (4, b"\x04PONGhello")
    ask(dealer, op="publish", topic="t", count=1, size=2, wait=True)
    assert frame(bare) == (1, b"t"), "the event of this subscription is no longer wanted"
    bare.close()


def test_a_half_greeting_holds_up_nobody(kernel, context):
    halves = [kernel.raw(port) for port in PORTS]
    for half in halves:
        half.sendall(GREETING_30[:20])
    asked(client(context, kernel, zmq.DEALER, "shell_port"))
    for half in halves:
        half.close()


def test_a_message_cut_by_the_end_of_the_connection_is_one_line(kernel, context):
    bare = kernel.raw("shell_port")
    bare.sendall(GREETING_30 + ready(b"DEALER") + b"\x02" + (1000).to_bytes(8, "big") + b"x")
    exactly(bare, 64)
    frame(bare)
    bare.shutdown(socket.SHUT_WR)
    assert bare.recv(1) == b""
    asked(client(context, kernel, zmq.DEALER, "shell_port"))
    assert len(kernel.log_lines()) == 1, kernel.log_lines()


def test_a_client_that_comes_back_takes_over_its_identity(kernel, context):
    for _ in range(5):
        again = client(context, kernel, zmq.DEALER, "shell_port", identity=b"same")
        asked(again)
        again.close()
    first = client(context, kernel, zmq.DEALER, "shell_port", identity=b"same", reconnect_ivl=-1)
    asked(first)
    second = client(context, kernel, zmq.DEALER, "shell_port", identity=b"same")
    asked(second)


def test_two_hundred_connections_are_served_at_once(kernel, context):
    dealers = [client(context, kernel, zmq.DEALER, "shell_port") for _ in range(200)]
    sent = [request() for _ in dealers]
    for dealer, message in zip(dealers, sent):
        dealer.send_multipart(message)
    for dealer, message in zip(dealers, sent):
        assert dealer.recv_multipart() == message


def test_zmq_heartbeats_are_answered(kernel, context):
    monitored = context.socket(zmq.DEALER)
    monitored.setsockopt(zmq.HEARTBEAT_IVL, 20)
    monitored.setsockopt(zmq.HEARTBEAT_TIMEOUT, 10_000)
    events = monitored.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    monitored.connect(kernel.address("shell_port"))
    for _ in range(20):
        asked(monitored)
    assert not events.poll(300), "the client must not think the kernel dead"
    monitored.disable_monitor()


def test_a_reply_sent_before_the_end_arrives(kernel, context, tmp_path):
    dealer = client(context, kernel, zmq.DEALER, "control_port")
    ask(dealer, op="quit")
    assert kernel.process.wait(TIMEOUT_MS / 1000) == 0
    assert list(tmp_path.glob("kernel-*")) == [], "socket files are removed"
    kernel.process = subprocess.Popen(["sleep", "600"], stdout=subprocess.PIPE)


def test_unsigned_messages_pass_without_a_key(tmp_path, context):
    kernel = Kernel(tmp_path, "tcp", key=b"")
    dealer = client(context, kernel, zmq.DEALER, "shell_port")
    for _ in range(2):
        dealer.send_multipart([DELIMITER, b"", b"{}", b"{}", b"{}", b"{}"])
        assert dealer.recv_multipart()[1] == b""
    kernel.stop()


def test_socket_files_are_the_owners_alone_and_stale_ones_are_replaced(tmp_path, context):
    ports = {name: number for number, name in enumerate(PORTS, start=1)}
    kernel = Kernel(tmp_path, "ipc", ports=ports)
    files = [tmp_path / f"kernel-{number}" for number in ports.values()]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 5
    second = Kernel(tmp_path, "ipc", ports=ports)
    assert second.process.wait() == 3
    assert second.first_line.startswith("refused: The shell socket cannot be bound to ipc://")
    asked(client(context, kernel, zmq.DEALER, "shell_port"))
    kernel.stop()
    second.stop()
    assert all(file.exists() for file in files), "a killed process leaves its files"
    third = Kernel(tmp_path, "ipc", ports=ports)
    asked(client(context, third, zmq.DEALER, "shell_port"))
    third.stop()


def test_a_file_that_is_no_socket_is_left_alone(tmp_path):
    ports = {name: number for number, name in enumerate(PORTS, start=1)}
    (tmp_path / "kernel-1").write_text("precious")
    kernel = Kernel(tmp_path, "ipc", ports=ports)
    assert kernel.process.wait() == 3
    assert (tmp_path / "kernel-1").read_text() == "precious"
    kernel.stop()


def test_a_tcp_port_in_use_is_refused_in_one_sentence(tmp_path):
    first = Kernel(tmp_path, "tcp")
    second = Kernel(tmp_path, "tcp", ports={name: first.info[name] for name in PORTS})
    assert second.process.wait() == 3
    assert "cannot be bound to tcp://127.0.0.1" in second.first_line
    assert second.log.read_text() == ""
    first.stop()
    second.stop()
