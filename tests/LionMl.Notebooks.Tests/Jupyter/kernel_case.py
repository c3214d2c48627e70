"""What the suites share: a kernel for each class of tests, and short ways to run a cell and to see what it sent."""

import contextlib
import os
import queue
import re
import time
import unittest

from jupyter_client.manager import start_new_kernel

# Generous: the machine may be busy with other work, and a test that fails has better things to say than how long it took.
PATIENCE = 120


class Cell:
    """What a cell sent to iopub and what was replied."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages

    @property
    def status(self):
        return self.reply["content"]["status"]

    def of(self, *types):
        return [message["content"] for message in self.messages if message["msg_type"] in types]

    def printed(self, name="stdout"):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == name)

    @property
    def text(self):
        """The text of the cell's value."""
        return self.of("execute_result")[0]["data"]["text/plain"]

    @property
    def error(self):
        return self.of("error")[0]

    @property
    def traceback(self):
        return "\n".join(self.error["traceback"])


class KernelCase(unittest.TestCase):
    """Tests that share a kernel."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name="lionml", startup_timeout=PATIENCE)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)

    @contextlib.contextmanager
    def own_kernel(self):
        """A kernel for one test, which may break it."""
        km, kc = start_new_kernel(kernel_name="lionml", startup_timeout=PATIENCE)
        try:
            yield km, kc
        finally:
            kc.stop_channels()
            km.shutdown_kernel(now=True)

    def send(self, code, kc=None, **options):
        options.setdefault("allow_stdin", False)
        return (kc or self.kc).execute(code, **options)

    def collect(self, request, kc=None, patience=PATIENCE):
        """Waits for one request's reply and for its idle status; messages of other requests are left out."""
        kc = kc or self.kc
        reply = self.reply(request, kc, patience)
        messages = []
        while True:
            message = kc.get_iopub_msg(timeout=patience)
            if message["parent_header"].get("msg_id") != request:
                continue
            messages.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return Cell(reply, messages)

    def reply(self, request, kc=None, patience=PATIENCE):
        others = []
        try:
            while True:
                reply = (kc or self.kc).get_shell_msg(timeout=patience)
                if reply["parent_header"].get("msg_id") == request:
                    return reply
                others.append(reply["msg_type"])
        except queue.Empty:
            published = [(one["msg_type"], one["parent_header"].get("msg_id") == request) for one in self.quiet(kc)]
            self.fail(f"no reply within {patience} s; other replies: {others}; published (type, ours): {published}")

    def run_cell(self, code, kc=None, patience=PATIENCE, **options):
        return self.collect(self.send(code, kc, **options), kc, patience)

    def ok(self, code, kc=None, patience=PATIENCE, **options):
        cell = self.run_cell(code, kc, patience, **options)
        self.assertEqual(cell.status, "ok", cell.reply["content"])
        return cell

    def wait_for_output(self, request, text, kc=None, patience=PATIENCE):
        """Reads iopub until a request has printed or shown a text."""
        seen = ""
        while True:
            message = (kc or self.kc).get_iopub_msg(timeout=patience)
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            seen += content.get("text", "") + str(content.get("data", {}).get("text/plain", ""))
            if text in seen:
                return seen

    def quiet(self, kc=None, seconds=0.5):
        """What comes within a time, without waiting for anything in particular."""
        messages = []
        end = time.monotonic() + seconds
        with contextlib.suppress(queue.Empty):
            while time.monotonic() < end:
                messages.append((kc or self.kc).get_iopub_msg(timeout=max(0.01, end - time.monotonic())))
        return messages

    def assert_one_line(self, cell, pattern):
        """The cell failed with one clear line, without a place in the program."""
        self.assertEqual(cell.status, "error", cell.reply["content"])
        self.assertRegex(cell.error["evalue"], pattern)
        self.assertEqual(len(cell.error["traceback"]), 1, cell.error)
        self.assertNotIn("\n", cell.error["traceback"][0])
        self.assertNotRegex(cell.traceback, r"   at |\.cs|LionMl\.\w+\.")


def process_of(km):
    return km.provisioner.process


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def cpu_seconds(pid):
    """The time that all threads of a process have computed."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024


def model(name):
    """A file of the tests' models."""
    return os.path.join(os.environ["LIONML_TEST_MODELS"], name)


def note(text):
    """A figure for whoever reads the log."""
    print(f"    {text}", flush=True)
