"""Runs one file of tests and writes a JSON object: each test's name with its state and what it said.

    python3 report.py SUITE REPORT.json [NAME ...]

A test with subtests is failed when one of them failed, and skipped when one of them was.
"""

import importlib
import json
import signal
import sys
import time
import unittest


class Report(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.outcomes = {}

    def note(self, test, state, text=""):
        name = test.id().rsplit(".", 1)[-1]
        order = ["passed", "skipped", "failed"]
        old = self.outcomes.get(name)
        if old is None or order.index(state) >= order.index(old["state"]):
            self.outcomes[name] = {"state": state, "text": (old["text"] if old else "") + text}

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        self.stream.writeln(f"    {time.monotonic() - self.started:.1f} s")

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, "passed")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "failed", self.failures[-1][1])

    def addError(self, test, error):
        super().addError(test, error)
        if isinstance(test, unittest.TestCase):
            self.note(test, "failed", self.errors[-1][1])
        else:
            # A class that could not be set up: its tests are not even counted.
            self.outcomes["setUpClass"] = {"state": "failed", "text": self.errors[-1][1]}

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(getattr(test, "test_case", test), "skipped", f"{test}: {reason or 'nothing to try'}\n")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.note(test, "failed", f"{subtest}\n" + self._exc_info_to_string(error, subtest))


def main():
    suite, path, *names = sys.argv[1:]
    # A shell starts what runs in its background with interrupts ignored, and kernels would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    module = importlib.import_module(suite)
    tests = unittest.defaultTestLoader.loadTestsFromModule(module)
    if names:
        tests = unittest.TestSuite(
            one for group in tests for one in group if one.id().rsplit(".", 1)[-1] in names)
    result = unittest.TextTestRunner(resultclass=Report, verbosity=2).run(tests)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result.outcomes, file, indent=1)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
