#!/usr/bin/env python3
"""Signs several users in to a hub at once, each running a scenario, and reports what a host wants to know of it.

    sessions.py [--users 8] [--notebook notebooks/solved/scenarios/omnicorp.ipynb] [--idle 0]

It starts JupyterHub with configurable-http-proxy on loopback (jupyterhub_config.py), and then does what a browser does: the form to
sign in, the server's start, a session with our kernel, one cell after the other over the web socket, saving. Then the server is
culled and started again, and what was saved must be there, and run. The report has a line for each user: seconds from the form to the
first cell's result, and to the last; memory of the kernel after its first cell, at most, and after --idle seconds without work; and
what failed. The exit code is 1 if anything did. Memory is each process's proportional share (PSS), in MB.
"""

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import nbformat
import psutil
from yarl import URL

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[4]
PATIENCE = 180  # seconds for a server or a cell
KERNEL = "peaberry.kernel.Main"
SAVED = "Saved.ipynb"


@dataclass
class Session:
    """What became of one user."""

    name: str
    first: float = 0.0
    whole: float = 0.0
    early: int = 0
    most: int = 0
    end: int = 0
    failures: list = field(default_factory=list)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def megabytes(process):
    return round(process.memory_full_info().pss / 1e6)


def kernels(user):
    """The JVMs of a user's kernels, which know whose they are by their environment."""
    for process in psutil.process_iter(["cmdline"]):
        try:
            if KERNEL in (process.info["cmdline"] or []) and process.environ().get("JUPYTERHUB_USER") == user:
                yield process
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue


class Browser:
    """One user's cookies, and what pages are asked for with them."""

    def __init__(self, http, hub, user):
        self.http, self.hub, self.user = http, hub, user
        self.own = f"{hub}/user/{user}"

    def xsrf(self, url):
        cookie = self.http.cookie_jar.filter_cookies(URL(url)).get("_xsrf")
        return cookie.value if cookie else ""

    async def sign_in(self):
        page = f"{self.hub}/hub/login"
        async with self.http.get(page) as answer:
            await answer.text()
        form = {"username": self.user, "password": "any", "_xsrf": self.xsrf(page)}
        async with self.http.post(page, data=form) as answer:
            text = await answer.text()
            if answer.status >= 400:
                said = re.sub(r"<[^>]+>|\s+", " ", text)
                raise RuntimeError(f"sign-in answered {answer.status}: {said[:300]}")

    async def server(self):
        """Asks for the user's server until it is there: the hub starts it and sends the browser there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            async with self.http.get(f"{self.hub}/hub/spawn/{self.user}") as answer:
                await answer.text()
            async with self.http.get(f"{self.own}/api/status") as answer:
                if answer.status == 200 and answer.content_type == "application/json":
                    return
            await asyncio.sleep(0.5)
        raise RuntimeError(f"no server after {PATIENCE} s")

    async def kernel(self):
        url = f"{self.own}/api/kernels"
        async with self.http.post(url, json={"name": "java"}, headers={"X-XSRFToken": self.xsrf(url)}) as answer:
            if answer.status != 201:
                raise RuntimeError(f"a kernel's start answered {answer.status}: {(await answer.text())[:300]}")
            return (await answer.json())["id"]

    async def save(self, notebook):
        url = f"{self.own}/api/contents/{SAVED}"
        async with self.http.put(url, json={"type": "notebook", "content": notebook}, headers={"X-XSRFToken": self.xsrf(url)}) as answer:
            if answer.status not in (200, 201):
                raise RuntimeError(f"saving answered {answer.status}: {(await answer.text())[:300]}")

    async def saved(self):
        async with self.http.get(f"{self.own}/api/contents/{SAVED}") as answer:
            return (await answer.json())["content"]

    async def culled(self):
        """Has the hub stop the server, as one that culls idle servers does."""
        url = f"{self.hub}/hub/api/users/{self.user}/server"
        async with self.http.delete(url, headers={"X-XSRFToken": self.xsrf(f"{self.hub}/hub/")}) as answer:
            if answer.status not in (202, 204):
                raise RuntimeError(f"stopping the server answered {answer.status}: {(await answer.text())[:300]}")
        for _ in range(PATIENCE):
            if not list(kernels(self.user)):
                return
            await asyncio.sleep(1)
        raise RuntimeError("the culled server's kernel still runs")

    def channels(self, kernel):
        return self.http.ws_connect(f"{self.own}/api/kernels/{kernel}/channels", max_msg_size=0, headers={"Origin": self.hub})


async def execute(socket, code):
    """Runs a cell and waits for its reply and for idle; raises if it fails."""
    identity = uuid.uuid4().hex
    header = {"msg_id": identity, "msg_type": "execute_request", "username": "", "session": identity, "version": "5.4", "date": ""}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await socket.send_json({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []})
    replied = idle = False
    while not (replied and idle):
        message = await asyncio.wait_for(socket.receive(), PATIENCE)
        if message.type != aiohttp.WSMsgType.TEXT:
            raise RuntimeError(f"the web socket said {message.type.name}")
        said = json.loads(message.data)
        if said["parent_header"].get("msg_id") != identity:
            continue
        if said["msg_type"] == "execute_reply":
            replied = True
            if said["content"]["status"] != "ok":
                raise RuntimeError(f"{said['content'].get('evalue', said['content']['status'])} in {code[:60]!r}")
        idle |= said["msg_type"] == "status" and said["content"]["execution_state"] == "idle"


async def work(hub, user, notebook, idle):
    session = Session(user)
    cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    start = time.monotonic()
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:  # whose hosts have no names
            browser = Browser(http, hub, user)
            await browser.sign_in()
            await browser.server()
            async with browser.channels(await browser.kernel()) as socket:
                for number, code in enumerate(cells):
                    await execute(socket, code)
                    (process,) = kernels(user)
                    session.most = max(session.most, megabytes(process))
                    if number == 0:
                        session.first, session.early = time.monotonic() - start, megabytes(process)
                session.whole = time.monotonic() - start
                await browser.save(notebook)
                await asyncio.sleep(idle)
                session.end = megabytes(process)
            await browser.culled()
            await browser.server()
            kept = [cell["source"] for cell in (await browser.saved())["cells"] if cell["cell_type"] == "code"]
            if kept != cells:
                raise RuntimeError("what was saved is not what the server has after it was culled")
            async with browser.channels(await browser.kernel()) as socket:
                await execute(socket, kept[0])
    except (aiohttp.ClientError, asyncio.TimeoutError, RuntimeError, ValueError, psutil.Error) as error:
        session.failures.append(f"{type(error).__name__}: {error}")
    return session


def start_hub(work):
    port, api, proxy = free_port(), free_port(), free_port()
    environment = os.environ | {"HUB_PORT": str(port), "HUB_API_PORT": str(api), "HUB_PROXY_PORT": str(proxy), "HUB_WORK": str(work)}
    environment["PATH"] = os.pathsep.join([str(HERE / "node_modules" / ".bin"), str(Path(sys.executable).parent), environment["PATH"]])
    environment["JUPYTER_PATH"] = str(TOP / ".venv" / "share" / "jupyter")
    log = open(work / "hub.log", "wb")
    command = [sys.executable, "-m", "jupyterhub", "-f", HERE / "jupyterhub_config.py"]
    return subprocess.Popen(command, cwd=work, env=environment, stdout=log, stderr=log), f"http://127.0.0.1:{port}"


async def ready(hub, process):
    async with aiohttp.ClientSession() as http:
        for _ in range(PATIENCE * 2):
            if process.poll() is not None:
                raise SystemExit("the hub ended: see its log")
            try:
                async with http.get(f"{hub}/hub/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.5)
    raise SystemExit(f"no hub after {PATIENCE} s")


async def run(options, notebook, work_folder):
    process, hub = start_hub(work_folder)
    try:
        await ready(hub, process)
        return await asyncio.gather(*(work(hub, f"student{i}", notebook, options.idle) for i in range(1, options.users + 1)))
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def report(sessions):
    print("| user | first cell, s | last cell, s | kernel after its first cell, MB | at most | at the end | failures |\n|---|---|---|---|---|---|---|")
    for s in sessions:
        print(f"| {s.name} | {s.first:.1f} | {s.whole:.1f} | {s.early} | {s.most} | {s.end} | {'; '.join(s.failures) or 0} |")
    good = [s for s in sessions if not s.failures]
    if good:
        medians = [statistics.median(getattr(s, name) for s in good) for name in ("first", "whole", "early", "most", "end")]
        print("| median | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.0f} | {} |".format(*medians, len(sessions) - len(good)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--idle", type=float, default=0, help="seconds to wait after the last cell before the last look at the memory")
    parser.add_argument("--notebook", type=Path, default=TOP / "notebooks" / "solved" / "scenarios" / "omnicorp.ipynb")
    options = parser.parse_args()
    notebook = nbformat.read(options.notebook, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        sessions = asyncio.run(run(options, notebook, Path(folder)))
        report(sessions)
        failed = any(session.failures for session in sessions)
        if failed:
            print(Path(folder, "hub.log").read_text(errors="replace")[-5000:], file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
