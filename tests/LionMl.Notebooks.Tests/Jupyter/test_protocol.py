"""The kernel as a client of Jupyter meets it: interrupts, stdin, queues, background output, bounds, and how it ends."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from jupyter_client.manager import KernelManager

DLL = os.environ["LIONML_TEST_DLL"]
MODEL = os.path.join(os.environ["LIONML_TEST_MODELS"], "digits8-conv")

# Starts a kernel, writes its process id once it answers, and dies without a word to it.
PARENT = """
import os
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="lionml")
manager.start_kernel()
client = manager.blocking_client()
client.start_channels()
client.wait_for_ready(timeout=60)
print(manager.provisioner.pid, flush=True)
os._exit(0)
"""


class Kernel:
    """A running kernel and its client."""

    def __init__(self):
        self.manager = KernelManager(kernel_name="lionml")
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code, timeout=60, seen=None, **options):
        """Runs a cell; gives the content of its reply and its messages. `seen` is shown each message as it comes."""
        options.setdefault("allow_stdin", False)
        request = self.client.execute(code, **options)
        messages = self.until_idle(request, timeout, seen)
        return self.reply(request, timeout), messages

    def until_idle(self, request, timeout=60, seen=None):
        """The messages of a request; those of other requests are dropped."""
        messages = []
        deadline = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == request:
                messages.append(message)
                if seen:
                    seen(message)
                if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return messages

    def reply(self, request, timeout=60):
        """The content of the reply to a request."""
        deadline = time.monotonic() + timeout
        while True:
            message = self.client.get_shell_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def run_interrupted(self, code, expected, timeout=60):
        """Runs a cell and interrupts it once one of its messages holds the expected text."""
        done = []

        def look(message):
            content = message["content"]
            text = content.get("text") or content.get("data", {}).get("text/plain", "")
            if not done and message["msg_type"] in ("stream", "update_display_data") and expected in text:
                done.append(True)
                self.manager.interrupt_kernel()

        reply, messages = self.run(code, timeout, look)
        return bool(done), reply, messages


@contextlib.contextmanager
def own_kernel():
    """A kernel for one test only."""
    kernel = Kernel()
    try:
        yield kernel
    finally:
        kernel.stop()


def of_type(messages, kind):
    return [message["content"] for message in messages if message["msg_type"] == kind]


def text_of(messages):
    return "".join(content["text"] for content in of_type(messages, "stream"))


class ProtocolTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()
        cls.addClassCleanup(cls.kernel.stop)

    def run_cell(self, code, timeout=60, **options):
        return self.kernel.run(code, timeout, **options)

    def assert_value(self, code, expected, kernel=None):
        reply, messages = (kernel or self.kernel).run(code)
        self.assertEqual("ok", reply["status"], reply)
        self.assertEqual([expected], [content["data"]["text/plain"] for content in of_type(messages, "execute_result")])

    def assert_one_line(self, code, *parts, kernel=None):
        """The cell fails with one clear line that holds the parts, and with no stack trace."""
        reply, messages = (kernel or self.kernel).run(code)
        self.assertEqual("error", reply["status"])
        self.assertEqual(1, len(of_type(messages, "error")))
        self.assertEqual("", text_of(messages))
        traceback = "\n".join(of_type(messages, "error")[0]["traceback"])
        self.assertEqual(1, len(traceback.strip().splitlines()), traceback)
        self.assertNotIn("   at ", traceback)
        for part in parts:
            self.assertIn(part, traceback)

    def assert_interrupted(self, code):
        was_sent, reply, _ = self.kernel.run_interrupted('Console.WriteLine("started");\n' + code, "started")
        self.assertTrue(was_sent, "the cell's first line never came")
        self.assertEqual(("error", "Interrupted"), (reply["status"], reply.get("ename")))
        self.assert_value("6 * 7", "42")

    # Interrupts

    def test_interrupt_ends_a_busy_loop(self):
        self.assert_interrupted("long n = 0; while (true) { n++; }")

    def test_interrupt_ends_a_sleep(self):
        self.assert_interrupted("Thread.Sleep(600000);")

    def test_interrupt_ends_an_awaited_delay(self):
        self.assert_interrupted("await Task.Delay(600000);")

    def test_interrupt_of_a_proof_leaves_its_folder_as_it_was(self):
        files = 'string.Join("|", new DirectoryInfo(keys.Folder).GetFiles().Select(f => $"{f.Name} {f.Length}").Order())'
        one_input = " --input " + os.path.join(MODEL, "input.json")
        with own_kernel() as kernel:
            def works(code):
                reply, messages = kernel.run(code, timeout=180)
                self.assertEqual("ok", reply["status"], reply)
                return messages

            def listed():
                return of_type(works(files), "execute_result")[0]["data"]["text/plain"]

            works(f"#!lion-quantize {os.path.join(MODEL, 'model.onnx')} --data {os.path.join(MODEL, 'calibration.json')}")
            works("#!lion-setup --srs sandbox")
            before = listed()
            self.assertIn("proving.key", before)
            was_sent, reply, _ = kernel.run_interrupted("#!lion-prove" + 24 * one_input, "proving", timeout=180)
            self.assertTrue(was_sent, "no progress of the proof was shown")
            self.assertEqual(("error", "Interrupted"), (reply["status"], reply.get("ename")))
            self.assertEqual(before, listed())
            works("#!lion-prove" + one_input)
            shown = [content["data"]["text/plain"] for content in of_type(works("#!lion-verify"), "display_data")]
            self.assertTrue(any(text.startswith("accepted") for text in shown), shown)

    # Questions to the user

    def answer(self, code, prompt, value):
        client = self.kernel.client
        request = client.execute(code, allow_stdin=True)
        asked = client.get_stdin_msg(timeout=60)
        self.assertEqual("input_request", asked["msg_type"])
        self.assertEqual(prompt, asked["content"]["prompt"])
        client.input(value)
        messages = self.kernel.until_idle(request)
        self.assertEqual("ok", self.kernel.reply(request)["status"])
        self.assertEqual(value, of_type(messages, "execute_result")[0]["data"]["text/plain"])

    def test_input_is_answered_by_the_client(self):
        self.answer('input("name? ")', "name? ", "Ada")

    def test_read_line_is_answered_by_the_client(self):
        self.answer("Console.ReadLine()", "", "Grace")

    def test_input_fails_where_the_client_allows_none(self):
        reply, _ = self.run_cell('input("name? ")', allow_stdin=False)
        self.assertEqual("error", reply["status"])
        self.assert_value("6 * 7", "42")

    # Requests and their order

    def test_queued_cells_are_aborted_after_an_error(self):
        client = self.kernel.client
        requests = [client.execute(code, allow_stdin=False) for code in (
            'Thread.Sleep(1000); throw new Exception("first");', "var queued = 1;", "var queued = 2;")]
        states = {}
        for _ in requests:
            message = client.get_shell_msg(timeout=60)
            states[message["parent_header"]["msg_id"]] = message["content"]["status"]
        self.assertEqual(["error", "aborted", "aborted"], [states.get(request) for request in requests])
        self.assert_value("6 * 7", "42")

    def test_silent_cells_show_nothing_and_are_not_counted(self):
        count = self.run_cell("1")[0]["execution_count"]
        reply, messages = self.run_cell("var quiet = 5; quiet", silent=True)
        self.assertEqual("ok", reply["status"])
        self.assertEqual([], of_type(messages, "execute_result") + of_type(messages, "execute_input"))
        reply, _ = self.run_cell("quiet")
        self.assertEqual(("ok", count + 1), (reply["status"], reply["execution_count"]))

    def test_cells_outside_the_history_are_not_counted(self):
        count = self.run_cell("1")[0]["execution_count"]
        reply, messages = self.run_cell("40 + 2 // unrecorded", store_history=False)
        self.assertEqual("ok", reply["status"])
        self.assertEqual("42", of_type(messages, "execute_result")[0]["data"]["text/plain"])
        self.assertEqual(count + 1, self.run_cell("2")[0]["execution_count"])
        history = self.kernel.reply(self.kernel.client.history(hist_access_type="tail", n=1000))["history"]
        self.assertNotIn("40 + 2 // unrecorded", [entry[2] for entry in history])

    def test_a_wrongly_signed_message_is_ignored(self):
        client = self.kernel.client
        count = self.run_cell("1")[0]["execution_count"]
        stranger = client.session.clone()
        stranger.key = b"not the key of this kernel"
        content = {"code": "var forged = 1;", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        sent = stranger.send(client.shell_channel.socket, "execute_request", content)["header"]["msg_id"]
        request = client.execute("2", allow_stdin=False)
        reply = client.get_shell_msg(timeout=60)
        self.assertEqual(request, reply["parent_header"]["msg_id"])
        self.assertNotEqual(sent, request)
        self.assertEqual(count + 1, reply["content"]["execution_count"])
        self.kernel.until_idle(request)
        self.assertEqual("error", self.run_cell("forged")[0]["status"])

    # Output

    def test_a_display_is_updated_in_place(self):
        reply, messages = self.run_cell('var h = display("a"); h.Update("b");')
        self.assertEqual("ok", reply["status"], reply)
        (first,), (second,) = of_type(messages, "display_data"), of_type(messages, "update_display_data")
        self.assertEqual(("a", "b"), (first["data"]["text/plain"], second["data"]["text/plain"]))
        self.assertTrue(first["transient"]["display_id"])
        self.assertEqual(first["transient"]["display_id"], second["transient"]["display_id"])

    def test_late_output_belongs_to_the_cell_that_made_it(self):
        client = self.kernel.client
        first = client.execute(
            '_ = Task.Run(async () => { await Task.Delay(500); Console.WriteLine("late"); });', allow_stdin=False)
        second = client.execute('Thread.Sleep(3000); Console.WriteLine("second");', allow_stdin=False)
        parents = {}
        deadline = time.monotonic() + 60
        while len(parents) < 2:
            message = client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["msg_type"] == "stream":
                parents[message["content"]["text"].strip()] = message["parent_header"]["msg_id"]
        self.assertEqual({"late": first, "second": second}, parents)
        self.kernel.until_idle(second)
        self.kernel.reply(second)

    def test_a_hundred_million_printed_characters_are_bounded(self):
        reply, messages = self.run_cell(
            "var line = new string('x', 1000000); for (int i = 0; i < 100; i++) { Console.WriteLine(line); }", timeout=180)
        self.assertEqual("ok", reply["status"])
        self.assertLess(len(text_of(messages)), 40_000_000)
        self.assertIn("Output stopped", text_of(messages)[-1000:])
        self.assert_value("6 * 7", "42")

    def test_a_huge_tensor_is_shown_in_part(self):
        reply, messages = self.run_cell("new Tensor(TensorShape.Of(2000, 2000), new float[4000000])")
        self.assertEqual("ok", reply["status"], reply)
        data = of_type(messages, "execute_result")[0]["data"]
        self.assertIn("<", data["text/html"])
        self.assertLess(len(data["text/html"]), 1_000_000)
        self.assertLess(len(data["text/plain"]), 1_000_000)

    # Errors

    def test_an_unknown_command_is_one_clear_line(self):
        self.assert_one_line("#!lion-prov", "#!lion-prove")

    def test_an_unknown_option_is_one_clear_line(self):
        self.assert_one_line("#!lion-quantize --dta x", "--dta", "--data")

    def test_verifying_first_of_all_is_one_clear_line(self):
        with own_kernel() as kernel:
            self.assert_one_line("#!lion-verify", "no proof", kernel=kernel)
            self.assert_value("6 * 7", "42", kernel)

    def test_a_failing_cell_names_its_line(self):
        reply, _ = self.run_cell('var a = 1;\nthrow new Exception("x");')
        self.assertEqual(("error", "Exception", "x"), (reply["status"], reply["ename"], reply["evalue"]))
        self.assertIn("line 2", "\n".join(reply["traceback"]))

    # Beginning and end

    def test_a_restart_forgets_the_variables(self):
        with own_kernel() as kernel:
            kernel.run("var kept = 1;")
            self.assert_value("kept", "1", kernel)
            kernel.manager.restart_kernel(now=False)
            kernel.client.wait_for_ready(timeout=60)
            self.assertEqual("error", kernel.run("kept")[0]["status"])
            self.assert_value("6 * 7", "42", kernel)

    def test_a_broken_connection_file_is_one_line_and_status_2(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "broken.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write('{"ip": ')
            run = subprocess.run(["dotnet", DLL, "kernel", "run", path], capture_output=True, text=True, timeout=60)
        self.assertEqual(2, run.returncode, run.stderr)
        self.assertEqual(1, len(run.stderr.strip().splitlines()), run.stderr)
        self.assertIn("broken.json", run.stderr)

    @unittest.skipIf(os.name == "nt", "Windows has no SIGTERM to send")
    def test_sigterm_ends_the_kernel(self):
        with own_kernel() as kernel:
            kernel.run("Thread.Sleep(10);")
            process = kernel.manager.provisioner.process
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)

    def test_the_kernel_ends_after_its_parent(self):
        environment = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
        parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment)
        with parent.stdout as output:
            kernel = int(output.readline())
            parent.wait(timeout=60)

            # The kernel has the pipe too, so that its end is the kernel's.
            ended = queue.Queue()
            threading.Thread(target=lambda: ended.put(output.read()), daemon=True).start()
            try:
                ended.get(timeout=15)
            except queue.Empty:
                os.kill(kernel, signal.SIGTERM)
                ended.get(timeout=30)
                self.fail("the kernel still ran 15 s after its parent had died")


if __name__ == "__main__":
    unittest.main()
