"""What users do wrong: one clear line each, and the session goes on."""

import tempfile
import unittest

from kernel_case import KernelCase, model


class Errors(KernelCase):
    def test_unknown_command(self):
        self.assert_one_line(self.run_cell("#!lion-quantise model.onnx"), "no command #!lion-quantise; did you mean #!lion-quantize")
        self.assert_one_line(self.run_cell("#!lion-dance"), "no command #!lion-dance")
        self.assert_one_line(self.run_cell("#!lionise"), "lionise")

    def test_unknown_option(self):
        self.assert_one_line(self.run_cell("#!lion-verify --expected-key 1"), "no option --expected-key; did you mean --expect-key")
        self.assert_one_line(self.run_cell("#!lion-verify --expect-key"), "--expect-key needs a value")

    def test_unknown_variable_or_file(self):
        self.assert_one_line(self.run_cell("#!lion-quantize nothing --input-range 0,1"), "nothing")
        self.assert_one_line(self.run_cell("#!lion-quantize nowhere/model.onnx --input-range 0,1"), "nowhere/model.onnx")
        self.ok("int notAModel = 3;")
        self.assert_one_line(self.run_cell("#!lion-quantize notAModel --input-range 0,1"), "notAModel")

    def test_bad_file(self):
        with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
            file.write(b"this is no model")
            file.flush()
            self.assert_one_line(self.run_cell(f"#!lion-quantize {file.name} --input-range 0,1"), r"\.onnx")

    def test_steps_out_of_order(self):
        with self.own_kernel() as (_, kc):
            for step in ["setup", "estimate", "table", "mock", "prove", "verify"]:
                with self.subTest(step=step):
                    self.assert_one_line(self.run_cell(f"#!lion-{step}", kc), "run #!lion-quantize first")
            digits = model("digits8-conv")
            self.ok(f"#!lion-quantize {digits}/model.onnx --data {digits}/calibration.json", kc)
            self.assert_one_line(self.run_cell("#!lion-prove", kc), "run #!lion-setup first|--input")
            self.assert_one_line(self.run_cell(f"#!lion-prove --input {digits}/input.json", kc), "run #!lion-setup first")
            self.assert_one_line(self.run_cell("#!lion-verify", kc), "run #!lion-prove first")

    def test_code_after_a_failed_command_does_not_run(self):
        cell = self.run_cell('#!lion-dance\nConsole.WriteLine("not reached");')
        self.assertEqual(cell.status, "error")
        self.assertEqual(cell.printed(), "")

    def test_line_of_a_runtime_error(self):
        cell = self.run_cell('int zero = 0;\n\nint Divide(int n)\n{\n    return n / zero;\n}\n\nDivide(1)')
        self.assertEqual(cell.error["ename"], "DivideByZeroException")
        number = cell.reply["content"]["execution_count"]
        self.assertIn(f"at Divide in Cell {number}, line 5", cell.traceback)
        self.assertIn(f"at Cell {number}, line 8", cell.traceback)

    def test_line_of_an_error_in_an_earlier_cell(self):
        first = self.ok("int Fail(int n) =>\n    throw new ArgumentException($\"no {n}\");").reply["content"]["execution_count"]
        cell = self.run_cell("// a comment\nFail(7);")
        number = cell.reply["content"]["execution_count"]
        self.assertEqual(cell.error["evalue"], "no 7")
        self.assertIn(f"at Fail in Cell {first}, line 2", cell.traceback)
        self.assertIn(f"at Cell {number}, line 2", cell.traceback)

    def test_line_behind_a_command(self):
        cell = self.run_cell('#!lion-help\nstring nothing = null;\nnothing.Length')
        self.assertEqual(cell.error["ename"], "NullReferenceException")
        self.assertIn("line 3", cell.traceback)

    def test_line_of_a_compile_error(self):
        cell = self.run_cell('int a = 1;\nint b = "two";')
        self.assertIn("CS0029", cell.traceback)
        self.assertRegex(cell.traceback, r"\b2\b")
        # Nothing of a cell that does not compile has run.
        self.assertEqual(self.run_cell("a").status, "error")

    def test_stack_overflow_of_a_message(self):
        cell = self.run_cell('throw new Exception(new string(\'e\', 10_000_000));')
        self.assertEqual(cell.status, "error")
        self.assertLess(len(cell.traceback), 20_000)

    def test_queued_cells_are_aborted(self):
        requests = [self.send(code) for code in [
            'Thread.Sleep(300); throw new Exception("first");', "int never = 1;", 'Console.WriteLine("never");']]
        cells = [self.collect(request) for request in requests]
        self.assertEqual([cell.status for cell in cells], ["error", "aborted", "aborted"])
        self.assertEqual(cells[2].printed(), "")
        self.assertEqual(self.ok("5").text, "5")
        self.assertEqual(self.run_cell("never").status, "error")

    def test_queued_cells_go_on_where_errors_do_not_stop(self):
        requests = [
            self.send('Thread.Sleep(300); throw new Exception("first");', stop_on_error=False),
            self.send("6")]
        cells = [self.collect(request) for request in requests]
        self.assertEqual([cell.status for cell in cells], ["error", "ok"])


if __name__ == "__main__":
    unittest.main()
