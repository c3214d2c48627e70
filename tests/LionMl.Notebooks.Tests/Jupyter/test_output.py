"""What cells send, to whom, and how much of it."""

import queue
import time
import unittest

from jupyter_client import BlockingKernelClient

from kernel_case import PATIENCE, KernelCase, note, process_of, resident_bytes


class Output(KernelCase):
    def test_order_of_messages(self):
        cell = self.ok('Console.Write("out"); Console.Error.Write("err"); display("shown"); Console.Write("again");\n6 * 7')
        kinds = [message["msg_type"] for message in cell.messages]
        self.assertEqual(
            kinds,
            ["status", "execute_input", "stream", "stream", "display_data", "stream", "execute_result", "status"])
        self.assertEqual(cell.printed("stdout"), "outagain")
        self.assertEqual(cell.printed("stderr"), "err")

    def test_update_display(self):
        cell = self.ok('var shown = display("first");\nshown.Update("second");\nConsole.WriteLine("between");\nshown.Update("third");')
        first, = cell.of("display_data")
        updates = cell.of("update_display_data")
        self.assertEqual([one["data"]["text/plain"] for one in updates], ["second", "third"])
        ids = {one["transient"]["display_id"] for one in [first, *updates]}
        self.assertEqual(len(ids), 1)
        # From a later cell as well: the front end finds the place by its number.
        later = self.ok('shown.Update("from afar");')
        self.assertEqual(later.of("update_display_data")[0]["transient"]["display_id"], ids.pop())
        self.assertEqual(later.of("display_data"), [])

    def test_silent(self):
        cell = self.ok('Console.WriteLine("not heard"); display("not seen"); int fromSilent = 5; 42', silent=True)
        self.assertEqual({message["msg_type"] for message in cell.messages}, {"status"})
        self.assertEqual(self.ok("fromSilent").text, "5")
        failed = self.run_cell("throw new Exception();", silent=True)
        self.assertEqual(failed.status, "error")
        self.assertEqual(failed.of("error"), [])

    def test_store_history(self):
        before = self.ok("1").reply["content"]["execution_count"]
        hidden = self.ok("1 + 100", store_history=False)
        self.assertEqual(hidden.text, "101")
        self.ok("1 + 200", silent=True)
        self.assertEqual(self.ok("2").reply["content"]["execution_count"], before + 1)
        request = self.kc.history(hist_access_type="tail", n=2, raw=True, output=False)
        self.assertEqual([entry[2] for entry in self.reply(request)["content"]["history"]], ["1", "2"])

    def test_background_output_belongs_to_its_cell(self):
        first = self.send(
            'var fromFirst = Task.Run(async () => { for (int i = 0; i < 5; i++) '
            '{ await Task.Delay(100); Console.WriteLine($"first {i}"); } });')
        self.reply(first)
        second = self.send(
            'var fromSecond = Task.Run(async () => { for (int i = 0; i < 5; i++) '
            '{ await Task.Delay(100); Console.WriteLine($"second {i}"); } });\n'
            'Console.WriteLine("second now"); await Task.WhenAll(fromFirst, fromSecond);')
        self.reply(second)
        printed = {first: "", second: ""}
        for message in self.quiet(seconds=3):
            if message["msg_type"] == "stream":
                printed[message["parent_header"]["msg_id"]] += message["content"]["text"]
        self.assertEqual(printed[first].split("\n")[:-1], [f"first {i}" for i in range(5)])
        self.assertEqual(printed[second].split("\n")[:-1], ["second now", *(f"second {i}" for i in range(5))])

    def test_huge_print(self):
        self.ok("1")
        pid = process_of(self.km).pid
        before = resident_bytes(pid)
        start = time.monotonic()
        cell = self.ok('string line = new string(\'x\', 99);\nfor (int i = 0; i < 1_000_000; i++) Console.WriteLine(line);', patience=300)
        note(f"test_huge_print: 100 MB in {time.monotonic() - start:.1f} s, "
             f"{len(cell.printed()) >> 20} MiB sent, {(resident_bytes(pid) - before) >> 20} MiB more memory")
        self.assertLessEqual(len(cell.printed()), 32 << 20)
        self.assertGreater(len(cell.printed()), 16 << 20)
        self.assertRegex(cell.printed("stderr"), "Output stopped")
        self.assertLess(resident_bytes(pid) - before, 400 << 20)
        # The next cell has a budget of its own.
        self.assertEqual(self.ok('Console.Write("quiet again"); ').printed(), "quiet again")

    def test_huge_print_at_once(self):
        cell = self.ok("Console.Write(new string('y', 100_000_000));", patience=300)
        self.assertLessEqual(len(cell.printed()), 32 << 20)
        self.assertRegex(cell.printed("stderr"), "Output stopped")

    def test_huge_tensor(self):
        start = time.monotonic()
        cell = self.ok(
            "new Tensor(TensorShape.Of(1, 64, 512, 512), Enumerable.Range(0, 64 * 512 * 512).Select(i => (float)Math.Sin(i)).ToArray())",
            patience=300)
        data = cell.of("execute_result")[0]["data"]
        note(f"test_huge_tensor: 64 MiB of numbers in {time.monotonic() - start:.1f} s, {len(data['text/html']) >> 10} KiB of HTML")
        self.assertIn("<img", data["text/html"])
        self.assertLess(sum(len(str(value)) for value in data.values()), 1 << 20)
        # A large array of a plain type is cut too.
        array = self.ok("new double[10_000_000]").of("execute_result")[0]["data"]
        self.assertLess(sum(len(str(value)) for value in array.values()), 1 << 20)

    def test_clear_output(self):
        cell = self.ok('Console.WriteLine("gone"); clear_output(wait: true); Console.WriteLine("stays");')
        self.assertEqual(cell.of("clear_output"), [{"wait": True}])
        kinds = [message["msg_type"] for message in cell.messages]
        self.assertLess(kinds.index("stream"), kinds.index("clear_output"))

    def test_killed_client(self):
        """A front end that goes away in the middle of output, without a word, harms nobody."""
        other = BlockingKernelClient(connection_file=self.km.connection_file)
        other.load_connection_file()
        other.start_channels()
        other.wait_for_ready(timeout=PATIENCE)
        request = self.send(
            'Console.WriteLine("begun"); for (int i = 0; i < 20; i++) { Console.WriteLine(i); Thread.Sleep(50); }', other)
        self.wait_for_output(request, "begun", other)
        other.stop_channels()
        self.assertEqual(self.ok("20 + 3").text, "23")

    def test_killed_client_that_was_asked(self):
        """A question whose front end is gone can still be interrupted by another one."""
        other = BlockingKernelClient(connection_file=self.km.connection_file)
        other.load_connection_file()
        other.start_channels()
        other.wait_for_ready(timeout=PATIENCE)
        self.send('input("Who is there? ")', other, allow_stdin=True)
        other.get_stdin_msg(timeout=PATIENCE)
        other.stop_channels()
        self.quiet()
        self.km.interrupt_kernel()
        # A cell that comes before the question is over would be aborted with it.
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"]["msg_type"] == "execute_request" and message["content"].get("execution_state") == "idle":
                break
        self.assertEqual(self.ok("20 + 4").text, "24")

    def test_unknown_requests_are_not_answered_twice(self):
        self.kc.shell_channel.send(self.kc.session.msg("no_such_request", {}))
        self.assertEqual(self.ok("3").text, "3")
        with self.assertRaises(queue.Empty):
            self.kc.get_shell_msg(timeout=0.3)


if __name__ == "__main__":
    unittest.main()
