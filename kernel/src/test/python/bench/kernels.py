"""A kernel process as the benchmark drives it: from its kernelspec's command to the exact time of each reply."""

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from queue import Empty

import psutil
import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

PATIENCE = 60  # seconds without any message after which a kernel counts as silent


class Kernel:
    """Starts at construction; ``ready`` is the time from then to the first kernel_info_reply, in seconds."""

    def __init__(self, spec_folder, environment):
        spec = json.loads((spec_folder / "kernel.json").read_text())
        self.signalled = spec.get("interrupt_mode", "signal") == "signal"
        self.work = tempfile.TemporaryDirectory()
        file, _ = write_connection_file(str(Path(self.work.name, "connection.json")))
        places = {"connection_file": file, "resource_dir": str(spec_folder)}
        command = [part.format(**places) for part in spec["argv"]]
        self.context = zmq.Context()
        # A refused connection is tried again at once: the clock measures the kernel, not the client's patience.
        self.context.setsockopt(zmq.RECONNECT_IVL, 1)
        self.client = BlockingKernelClient(connection_file=file, context=self.context)
        self.client.load_connection_file()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.work.name
        )
        self.client.start_channels(hb=False)
        try:
            self.client.kernel_info(reply=True, timeout=PATIENCE)
        except TimeoutError:
            ended = self.process.poll()
            self.stop()
            raise TimeoutError(f"no kernel_info_reply in {PATIENCE} s (exit code {ended}): {' '.join(command)}") from None
        self.ready = time.perf_counter() - self.started

    def run(self, code):
        """Runs a cell; returns the seconds until its reply and its idle status are both there, and its stdout."""
        start = time.perf_counter()
        request = self.client.execute(code)
        text = self.outputs(request)
        status = self.reply(request)["content"]["status"]
        elapsed = time.perf_counter() - start
        if status != "ok":
            raise RuntimeError(f"a cell of the benchmark ended with {status}: {code}")
        return elapsed, text

    def outputs(self, request):
        """What is printed until the cell's idle status, or until nothing comes any more."""
        text = []
        try:
            while True:
                message = self.client.get_iopub_msg(timeout=PATIENCE if not text else 5)
                if message["parent_header"].get("msg_id") != request:
                    continue
                if message["msg_type"] == "stream":
                    text.append(message["content"]["text"])
                if message["content"].get("execution_state") == "idle":
                    break
        except Empty:
            pass
        return "".join(text)

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message

    def complete(self, code):
        """Asks what could stand at the end of ``code``; returns the seconds until the reply, which must offer something."""
        start = time.perf_counter()
        content = self.reply(self.client.complete(code))["content"]
        elapsed = time.perf_counter() - start
        if not content["matches"]:
            raise RuntimeError(f"a completion of the benchmark found nothing: {code}")
        return elapsed

    def interrupt(self, endless):
        """Runs an endless cell, interrupts it and returns the seconds from the interrupt to the cell's reply."""
        request = self.client.execute(endless)
        time.sleep(1)
        start = time.perf_counter()
        if self.signalled:
            self.process.send_signal(signal.SIGINT)
        else:
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        self.reply(request)
        return time.perf_counter() - start

    def megabytes(self):
        """Resident memory of the process and its children."""
        processes = [psutil.Process(self.process.pid)]
        processes += processes[0].children(recursive=True)
        return sum(process.memory_info().rss for process in processes) / 2**20

    def stop(self):
        children = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        self.client.stop_channels()
        self.process.kill()
        self.process.wait()
        for child in children:
            child.kill()
        self.context.destroy(linger=0)
        self.work.cleanup()


def environment(java_home, *folders):
    """This process's environment with the JDK and other folders first on the PATH."""
    path = [os.path.join(java_home, "bin"), *map(str, folders), os.environ["PATH"]]
    return {**os.environ, "JAVA_HOME": java_home, "PATH": os.pathsep.join(path)}
