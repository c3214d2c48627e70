"""Questions to the user."""

import queue
import unittest

from kernel_case import PATIENCE, KernelCase


class Input(KernelCase):
    def ask(self, code, answers):
        request = self.send(code, allow_stdin=True)
        questions = []
        for answer in answers:
            question = self.kc.get_stdin_msg(timeout=PATIENCE)
            self.assertEqual(question["msg_type"], "input_request")
            self.assertEqual(question["parent_header"]["msg_id"], request)
            questions.append(question["content"])
            self.kc.input(answer)
        return self.collect(request), questions

    def test_input(self):
        cell, questions = self.ask('string name = input("Your name? ");\nname.Length', ["Zoë 🦁"])
        self.assertEqual(cell.text, "6")
        self.assertEqual(questions, [{"prompt": "Your name? ", "password": False}])

    def test_password(self):
        cell, questions = self.ask('password("Secret? ").Length', ["swordfish"])
        self.assertEqual(cell.text, "9")
        self.assertTrue(questions[0]["password"])

    def test_console_read_line(self):
        cell, questions = self.ask('Console.Write("Next? ");\nConsole.ReadLine() + Console.ReadLine()', ["a", "b"])
        self.assertEqual(cell.text, "ab")
        self.assertEqual(len(questions), 2)
        self.assertEqual(cell.printed(), "Next? ")

    def test_refused(self):
        for code in ['input("Your name? ")', "Console.ReadLine()"]:
            with self.subTest(code=code):
                cell = self.run_cell(code, allow_stdin=False)
                self.assertEqual(cell.status, "error")
                self.assertRegex(cell.error["evalue"], "cannot ask")
        with self.assertRaises(queue.Empty):
            self.kc.get_stdin_msg(timeout=0.5)

    def test_interrupted_question(self):
        request = self.send('input("For ever? ")', allow_stdin=True)
        self.kc.get_stdin_msg(timeout=PATIENCE)
        self.km.interrupt_kernel()
        cell = self.collect(request)
        self.assertEqual(cell.error["ename"], "Interrupted")
        # The late answer belongs to nobody: the next question waits for its own.
        self.kc.input("too late")
        cell, _ = self.ask('input("And now? ")', ["in time"])
        self.assertEqual(cell.text, "in time")


if __name__ == "__main__":
    unittest.main()
