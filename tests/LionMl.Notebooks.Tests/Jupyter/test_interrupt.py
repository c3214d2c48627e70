"""Interrupts: whatever a cell does, the interrupt button ends it, and the session goes on."""

import os
import tempfile
import time
import unittest

from kernel_case import KernelCase, cpu_seconds, model, note, process_of


class Interrupts(KernelCase):
    def interrupt(self, code):
        self.ok("int kept = 41;")
        request = self.send('Console.WriteLine("begun");\n' + code)
        self.wait_for_output(request, "begun")
        time.sleep(0.3)
        start = time.monotonic()
        self.km.interrupt_kernel()
        cell = self.collect(request, patience=60)
        note(f"{self.id().rsplit('.', 1)[-1]}: {time.monotonic() - start:.2f} s after the interrupt")
        self.assertEqual(cell.status, "error")
        self.assertEqual(cell.error["ename"], "Interrupted")
        self.assertNotIn("given up", cell.error["evalue"])
        self.assertEqual(self.ok("kept + 1").text, "42")
        return cell

    def assert_idle(self):
        # The runtime compiles hot methods anew in the background for a while; a loop that goes on would never fall silent.
        pid = process_of(self.km).pid
        used = []
        for _ in range(15):
            before = cpu_seconds(pid)
            time.sleep(1)
            used.append(round(cpu_seconds(pid) - before, 2))
            if used[-1] <= 0.1:
                return
        self.fail(f"the kernel still computes after the interrupt: {used} s in each second")

    def test_busy_loop(self):
        self.interrupt("long n = 0; while (true) { n++; }")
        self.assert_idle()

    def test_sleep(self):
        self.interrupt("Thread.Sleep(Timeout.Infinite);")

    def test_await(self):
        self.interrupt("await Task.Delay(Timeout.Infinite);")

    def test_await_with_token(self):
        self.interrupt("await Task.Delay(Timeout.Infinite, Cell.Cancelled);")

    def test_wait_for_a_lock(self):
        self.interrupt("new SemaphoreSlim(0).Wait();")

    def test_loop_that_catches_everything(self):
        request = self.send(
            'Console.WriteLine("begun");\n'
            "for (int i = 0; i < 3; i++) { try { Thread.Sleep(1000); } catch (Exception) { } }")
        self.wait_for_output(request, "begun")
        self.km.interrupt_kernel()
        cell = self.collect(request)
        self.assertEqual(cell.status, "error")
        self.assertEqual(self.ok("1 + 1").text, "2")

    def test_nothing_runs(self):
        self.ok("1")
        self.km.interrupt_kernel()
        time.sleep(0.3)
        self.assertEqual(self.ok("2 + 2").text, "4")

    def test_proof(self):
        with tempfile.TemporaryDirectory() as folder:
            work = os.path.join(folder, "work")
            digits = model("digits8-conv")
            self.ok(f"#!lion-quantize {digits}/model.onnx --data {digits}/calibration.json --out {work}")
            self.ok(f"#!lion-setup {work} --srs sandbox")
            self.ok(f"#!lion-prove {work} --input {digits}/input.json")
            before = contents(work)

            # So many instances in one proof take minutes.
            inputs = f" --input {digits}/input.json" * 200
            request = self.send(f"#!lion-prove {work}{inputs}")
            self.wait_for_output(request, "%")
            time.sleep(1)
            start = time.monotonic()
            self.km.interrupt_kernel()
            cell = self.collect(request)
            note(f"test_proof: {time.monotonic() - start:.2f} s after the interrupt")
            self.assertEqual(cell.status, "error")
            self.assertEqual(cell.error["ename"], "Interrupted")
            self.assertEqual(len(cell.error["traceback"]), 1)
            # The bar does not go on as if nothing had happened.
            self.assertIn("cancelled", cell.of("update_display_data")[-1]["data"]["text/plain"])

            self.assert_idle()
            self.assertEqual(contents(work), before)
            self.assertIn("accepted", str(self.ok(f"#!lion-verify {work} --srs sandbox").of("display_data")))


def contents(folder):
    found = {}
    for path, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(path, name), "rb") as file:
                found[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return found


if __name__ == "__main__":
    unittest.main()
