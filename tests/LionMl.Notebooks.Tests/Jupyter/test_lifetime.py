"""Starting, restarting and ending, as processes see it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from kernel_case import PATIENCE, KernelCase, is_alive, note, process_of, wait_until

DLL = os.environ["LIONML_TEST_DLL"]

# Starts a kernel and then does nothing, until somebody kills it.
PARENT = """
import sys, time
from jupyter_client.manager import start_new_kernel
km, kc = start_new_kernel(kernel_name="lionml", startup_timeout=120)
if len(sys.argv) > 1:
    kc.execute(sys.argv[1], allow_stdin=False)
    time.sleep(1)
print(km.provisioner.process.pid, flush=True)
time.sleep(600)
"""


class Lifetime(KernelCase):
    def test_restart(self):
        with self.own_kernel() as (km, kc):
            self.ok("int remembered = 1;", kc)
            self.assertEqual(self.ok("remembered", kc).text, "1")
            km.restart_kernel()
            kc.wait_for_ready(timeout=PATIENCE)
            cell = self.run_cell("remembered", kc)
            self.assertEqual(cell.status, "error")
            self.assertIn("remembered", cell.traceback)
            self.assertEqual(cell.reply["content"]["execution_count"], 1)
            # The commands' folder is forgotten as well.
            self.assert_one_line(self.run_cell("#!lion-setup", kc), "run #!lion-quantize first")

    def test_restart_while_a_cell_runs(self):
        with self.own_kernel() as (km, kc):
            request = self.send('Console.WriteLine("begun"); while (true) { }', kc)
            self.wait_for_output(request, "begun", kc)
            km.restart_kernel()
            kc.wait_for_ready(timeout=PATIENCE)
            self.assertEqual(self.ok("1 + 2", kc).text, "3")

    def test_shutdown(self):
        with self.own_kernel() as (km, kc):
            self.ok("new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();", kc)
            process = process_of(km)
            request = kc.shutdown()
            reply = kc.get_control_msg(timeout=PATIENCE)
            self.assertEqual(reply["parent_header"]["msg_id"], request)
            self.assertEqual(reply["content"], {"status": "ok", "restart": False})
            self.assertEqual(process.wait(timeout=PATIENCE), 0)

    def test_shutdown_removes_scratch_folders(self):
        with self.own_kernel() as (km, kc):
            digits = os.path.join(os.environ["LIONML_TEST_MODELS"], "digits8-conv")
            self.ok(f"#!lion-quantize {digits}/model.onnx --data {digits}/calibration.json", kc)
            folder = self.ok("circuit.Folder", kc).text
            self.assertTrue(os.path.isdir(folder))
            process = process_of(km)
            kc.shutdown()
            process.wait(timeout=PATIENCE)
            self.assertFalse(os.path.isdir(folder))

    def test_termination_signal(self):
        with self.own_kernel() as (km, kc):
            request = self.send('Console.WriteLine("begun"); while (true) { }', kc)
            self.wait_for_output(request, "begun", kc)
            process = process_of(km)
            start = time.monotonic()
            os.kill(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)
            note(f"test_termination_signal: {time.monotonic() - start:.2f} s")
            self.assertIn(process.returncode, [0, 3])

    def test_interrupt_signal(self):
        """Whoever starts the kernel with another spec may interrupt it by signal."""
        request = self.send('Console.WriteLine("begun"); while (true) { }')
        self.wait_for_output(request, "begun")
        os.kill(process_of(self.km).pid, signal.SIGINT)
        self.assertEqual(self.collect(request).error["ename"], "Interrupted")
        self.assertEqual(self.ok("7").text, "7")

    def orphan(self, *arguments):
        parent = subprocess.Popen([sys.executable, "-c", PARENT, *arguments], stdout=subprocess.PIPE, text=True)
        try:
            kernel = int(parent.stdout.readline())
            self.assertTrue(is_alive(kernel))
            parent.kill()
            parent.wait()
            start = time.monotonic()
            gone = wait_until(lambda: not is_alive(kernel), 60)
            note(f"{self.id().rsplit('.', 1)[-1]}: {time.monotonic() - start:.1f} s")
            if not gone:
                os.kill(kernel, signal.SIGKILL)
            self.assertTrue(gone, "the kernel outlives its parent")
        finally:
            parent.kill()
            parent.stdout.close()
            parent.wait()

    def test_orphan(self):
        self.orphan()

    def test_busy_orphan(self):
        self.orphan("while (true) { }")

    def test_broken_connection_files(self):
        good = {
            "ip": "127.0.0.1", "transport": "tcp", "key": "k", "signature_scheme": "hmac-sha256",
            "shell_port": 40001, "iopub_port": 40002, "stdin_port": 40003, "hb_port": 40004, "control_port": 40005,
        }
        cases = {
            "empty": "",
            "not JSON": "{ ip: 127.0.0.1 }",
            "an array": "[1, 2]",
            "no ports": json.dumps({"ip": "127.0.0.1"}),
            "a port as text": json.dumps({**good, "shell_port": "many"}),
            "another scheme": json.dumps({**good, "signature_scheme": "hmac-md5"}),
            "another machine's address": json.dumps({**good, "ip": "203.0.113.1"}),
            "binary": "\x00\x01\x02",
        }
        with tempfile.TemporaryDirectory() as folder:
            for name, text in cases.items():
                with self.subTest(name=name):
                    path = os.path.join(folder, "connection.json")
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(text)
                    self.assert_refused(path)
            with self.subTest(name="no file"):
                self.assert_refused(os.path.join(folder, "nowhere.json"))
            with self.subTest(name="a folder"):
                self.assert_refused(folder)

    def assert_refused(self, path):
        run = subprocess.run(["dotnet", DLL, "kernel", "run", path], capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertRegex(run.stderr, r"\Aerror: [^\n]+\n\Z")

    def test_started_by_hand(self):
        """Without a manager: a console of another program attaches by the connection file alone."""
        with tempfile.TemporaryDirectory() as folder:
            path, _ = write_connection_file(os.path.join(folder, "connection.json"))
            kernel = subprocess.Popen(["dotnet", DLL, "kernel", "run", path], stdin=subprocess.DEVNULL)
            try:
                client = BlockingKernelClient(connection_file=path)
                client.load_connection_file()
                client.start_channels()
                client.wait_for_ready(timeout=PATIENCE)
                self.assertEqual(self.ok("3 * 3", client).text, "9")
                client.shutdown()
                self.assertEqual(kernel.wait(timeout=PATIENCE), 0)
                client.stop_channels()
            finally:
                kernel.kill()
                kernel.wait()


if __name__ == "__main__":
    unittest.main()
