"""What the host of many users wants of a kernel: encryption as Jupyter provisions it, and private files."""

import json
import os
import stat
import time
from pathlib import Path

import pytest
from conftest import KERNEL_NAME, PATIENCE
from jupyter_client.manager import KernelManager


def ask(client, kind, content):
    message = client.session.msg(kind, content)
    client.control_channel.send(message)
    while True:
        reply = client.control_channel.get_msg(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return reply


@pytest.fixture(params=["tcp", "ipc"])
def encrypted(request, tmp_path):
    manager = KernelManager(kernel_name=KERNEL_NAME, transport=request.param, transport_encryption="required",
                            connection_file=str(tmp_path / "connection.json"))
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_that_jupyter_gave_keys_runs_cells_over_encrypted_connections(encrypted):
    manager, client = encrypted
    file = Path(manager.connection_file)
    assert "curve_secretkey" in json.loads(file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    texts = []
    reply = client.execute_interactive(
        'System.out.println("a".repeat(3)); 6 * 7', timeout=PATIENCE,
        output_hook=lambda m: texts.append(m["content"].get("text") or m["content"].get("data", {}).get("text/plain")))
    assert reply["content"]["status"] == "ok"
    assert {"aaa\n", "42"} <= set(texts)
    assert ask(client, "interrupt_request", {})["content"]["status"] == "ok"
    while not client.hb_channel.is_beating():
        time.sleep(0.05)


def test_whatever_the_umask_history_and_sockets_are_their_owners_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = os.umask(0)
    try:
        manager = KernelManager(kernel_name=KERNEL_NAME, transport="ipc", connection_file=str(tmp_path / "connection.json"))
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=PATIENCE)
            assert client.execute_interactive("1", timeout=PATIENCE)["content"]["status"] == "ok"
            client.kernel_info(reply=True, timeout=PATIENCE)
            sockets = [Path(f"{manager.ip}-{port}") for port in manager.ports]
            assert [stat.S_IMODE(file.stat().st_mode) for file in sockets] == [0o600] * 5
            assert stat.S_IMODE(Path(manager.connection_file).stat().st_mode) == 0o600
        finally:
            client.stop_channels()
            manager.shutdown_kernel()
    finally:
        os.umask(before)
    (history,) = (file for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert stat.S_IMODE(history.parent.stat().st_mode) == 0o700
