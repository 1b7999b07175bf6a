"""Encrypted connections (CurveZMQ) against libzmq, over TCP and Unix-domain sockets.

Run `mvn -pl kernel test-compile` first. No test measures time; timeouts only keep a failing test from hanging.
"""

import pytest
import zmq
from zmq.utils.monitor import recv_monitor_message

from test_wire import PORTS, TIMEOUT_MS, Kernel, ask, asked, client, context  # noqa: F401

PUBLIC, SECRET = zmq.curve_keypair()
KINDS = {"shell_port": zmq.DEALER, "control_port": zmq.DEALER, "stdin_port": zmq.DEALER, "iopub_port": zmq.SUB, "hb_port": zmq.REQ}
CURVE_GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x01CURVE" + bytes(15 + 32)


@pytest.fixture(params=["tcp", "ipc"])
def kernel(request, tmp_path):
    process = Kernel(tmp_path, request.param, curve={"curve_publickey": PUBLIC.decode(), "curve_secretkey": SECRET.decode()})
    assert process.info, process.first_line
    yield process
    assert process.process.poll() is None, "the kernel process must live to the end of the test"
    assert "SEVERE" not in process.log.read_text()
    process.stop()


def trusted(context, kernel, port, server=PUBLIC, kind=None, **options):
    """A client that encrypts for `server`, under a new key of its own."""
    public, secret = zmq.curve_keypair()
    keys = {"curve_publickey": public, "curve_secretkey": secret, "curve_serverkey": server}
    return client(context, kernel, kind or KINDS[port], port, **keys, **options)


def served(context, kernel):
    assert len(asked(trusted(context, kernel, "shell_port"))) == 6


def outcome(made, kernel, port):
    """Connects once and tells how the handshake ended: the monitor's event."""
    monitor = made.get_monitor_socket()
    made.reconnect_ivl = -1
    made.connect(kernel.address(port))
    ends = {zmq.EVENT_HANDSHAKE_SUCCEEDED, zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL, zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
            zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_DISCONNECTED, zmq.EVENT_CLOSED}
    while True:
        assert monitor.poll(TIMEOUT_MS), "the handshake must end"
        event = recv_monitor_message(monitor)["event"]
        if event in ends:
            made.disable_monitor()
            return event


@pytest.mark.parametrize("port", ["shell_port", "control_port", "stdin_port"])
def test_a_request_comes_back_with_its_buffers(kernel, context, port):
    dealer = trusted(context, kernel, port, identity=b"me")
    asked(dealer, buffers=[b"", b"\0" * 300, b"x" * 70_000])
    asked(dealer)


def test_the_heartbeat_echoes(kernel, context):
    heart = trusted(context, kernel, "hb_port")
    for beat in [b"ping", b"", b"x" * 1000]:
        heart.send(beat)
        assert heart.recv() == beat


def test_subscribers_get_what_they_subscribed_to_and_nothing_after_they_cancel(kernel, context):
    first, second = (trusted(context, kernel, "iopub_port") for _ in range(2))
    for subscriber, topic in [(first, b"event"), (second, b"event")]:
        subscriber.subscribe(topic)
        while subscriber.recv_multipart()[6] != b"subscribed event":
            pass
    dealer = trusted(context, kernel, "shell_port")
    second.unsubscribe(b"event")
    second.subscribe(b"other")
    while first.recv_multipart()[6] != b"subscribed other":
        pass
    ask(dealer, op="publish", topic="event", size=100_000, count=3, wait=True)
    ask(dealer, op="publish", topic="other", size=5, count=1, wait=True)
    assert [len(first.recv_multipart()[6]) for _ in range(3)] == [100_000] * 3
    topic, *_, content = second.recv_multipart()
    assert (topic, len(content)) == (b"other", 5)


def test_a_message_of_50_mb_goes_both_ways(kernel, context):
    asked(trusted(context, kernel, "shell_port"), buffers=[bytes(50_000_000)])


def test_pings_are_answered_encrypted(kernel, context):
    dealer = trusted(context, kernel, "shell_port", heartbeat_ivl=50, heartbeat_timeout=20_000)
    asked(dealer)
    assert dealer.poll(500) == 0
    asked(dealer)
    assert not kernel.log_lines()


@pytest.mark.parametrize("port", PORTS)
def test_a_plain_client_never_gets_in(kernel, context, port):
    plain = context.socket(KINDS[port])
    assert outcome(plain, kernel, port) != zmq.EVENT_HANDSHAKE_SUCCEEDED
    # libzmq goes away by itself; one that does not is sent away.
    ready = b"\x04\x19\x05READY\x0bSocket-Type\0\0\0\x03REQ"
    with kernel.raw(port) as bare:
        bare.sendall(b"\xff" + bytes(8) + b"\x7f\x03\x01NULL" + bytes(16 + 32) + ready)
        assert len(read_to_end(bare)) <= 64, "nothing may follow the greeting"
    served(context, kernel)
    assert any("expected the mechanism CURVE, got NULL" in line for line in kernel.log_lines())


@pytest.mark.parametrize("port", PORTS)
def test_a_client_with_another_servers_key_never_gets_in(kernel, context, port):
    stranger = context.socket(KINDS[port])
    stranger.curve_publickey, stranger.curve_secretkey = zmq.curve_keypair()
    stranger.curve_serverkey = zmq.curve_keypair()[0]
    assert outcome(stranger, kernel, port) != zmq.EVENT_HANDSHAKE_SUCCEEDED
    served(context, kernel)
    assert any("expected a HELLO for this kernel's key" in line for line in kernel.log_lines())


def test_a_client_with_another_servers_key_is_told_and_does_not_try_again(kernel, context):
    stranger = context.socket(zmq.DEALER)
    stranger.curve_publickey, stranger.curve_secretkey = zmq.curve_keypair()
    stranger.curve_serverkey = zmq.curve_keypair()[0]
    monitor = stranger.get_monitor_socket()
    stranger.reconnect_ivl = 20
    stranger.connect(kernel.address("shell_port"))
    events = []
    while monitor.poll(TIMEOUT_MS if not events else 1000):
        events.append(recv_monitor_message(monitor))
    stranger.disable_monitor()
    assert [one["value"] for one in events if one["event"] == zmq.EVENT_HANDSHAKE_FAILED_AUTH] == [400]
    assert sum(one["event"] == zmq.EVENT_CONNECTED for one in events) == 1
    served(context, kernel)


def test_a_stranger_that_comes_again_and_again_is_one_line(kernel, context):
    for _ in range(20):
        with kernel.raw("shell_port") as bare:
            bare.sendall(CURVE_GREETING + b"\x04\x04\x03WHO")
            read_to_end(bare)
    served(context, kernel)
    assert len(kernel.log_lines()) == 1, kernel.log_lines()


def test_a_trusted_client_gets_in_by_the_same_measure(kernel, context):
    made = context.socket(zmq.DEALER)
    made.curve_publickey, made.curve_secretkey, made.curve_serverkey = PUBLIC, SECRET, PUBLIC
    assert outcome(made, kernel, "shell_port") == zmq.EVENT_HANDSHAKE_SUCCEEDED


@pytest.mark.parametrize("port", PORTS)
def test_whoever_skips_the_handshake_is_sent_away(kernel, context, port):
    for sent in [
        b"\x04\x1c\x05READY\x0bSocket-Type\0\0\0\x06DEALER"[:30],
        b"\2" + (60_000_000).to_bytes(8, "big"),
        b"\x04\xc8\x05HELLO" + bytes(194),
        b"\0\x30\x07MESSAGE" + bytes(40),
    ]:
        with kernel.raw(port) as bare:
            bare.sendall(CURVE_GREETING + sent)
            assert read_to_end(bare)[:12] == b"\xff" + bytes(7) + b"\x01\x7f\x03\x01"
    assert any("expected READY, got a message" in line for line in kernel.log_lines())
    served(context, kernel)


def read_to_end(bare):
    got = b""
    while True:
        try:
            piece = bare.recv(4096)
        except ConnectionResetError:
            return got
        if not piece:
            return got
        got += piece


def test_more_frames_than_a_message_may_have_cost_the_connection(kernel, context):
    greedy = trusted(context, kernel, "shell_port", reconnect_ivl=-1)
    asked(greedy)
    greedy.send_multipart([b""] * 5000)
    other = trusted(context, kernel, "shell_port")
    while not any("4096 frames" in line for line in kernel.log_lines()):
        asked(other)


def test_half_a_key_pair_or_two_halves_are_refused_at_the_start(tmp_path):
    public, secret = PUBLIC.decode(), SECRET.decode()
    other = zmq.curve_keypair()[0].decode()
    for keys, reason in [
        ({"curve_publickey": public}, 'Expected "curve_secretkey"'),
        ({"curve_secretkey": secret}, 'Expected "curve_publickey"'),
        ({"curve_publickey": other, "curve_secretkey": secret}, "the two keys of one pair"),
        ({"curve_publickey": public[:-1], "curve_secretkey": secret}, "a key of 40 characters"),
        ({"curve_publickey": None, "curve_secretkey": secret}, 'Expected a text in "curve_publickey"'),
    ]:
        kernel = Kernel(tmp_path, "tcp", curve=keys)
        assert reason in kernel.first_line and secret not in kernel.first_line
        kernel.stop()
