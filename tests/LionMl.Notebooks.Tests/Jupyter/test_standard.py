"""Jupyter's own tests for kernels (Debian: python3-jupyter-kernel-test), filled in for C#."""

import unittest

import jupyter_kernel_test


class LionMlTests(jupyter_kernel_test.KernelTests):
    kernel_name = "lionml"
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("a warning");'

    completion_samples = [
        {"text": "Console.WriteL", "matches": ["WriteLine"]},
        {"text": '"abc".ToUpperI', "matches": ["ToUpperInvariant"]},
        {"text": "#!lion-quan", "matches": ["#!lion-quantize"]},
        {"text": "Math."},
    ]

    complete_code_samples = ["1", "var x = 1;", "if (true) { }", "#!lion-help", "int Twice(int n) => 2 * n;", ""]
    incomplete_code_samples = ["if (true) {", "Console.WriteLine(", "/* a comment", "foreach (int i in new[] { 1 })"]
    invalid_code_samples = ["int = ;", "}", ") 1", "var 1x = 2;"]

    # code_page_something stays empty: this kernel asks for no pager, as the protocol has deprecated it.

    code_generate_error = 'throw new InvalidOperationException("on purpose");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"hello".ToUpperInvariant()', "result": "HELLO"},
        {"code": "new[] { 1, 2, 3 }.Sum()", "result": "6"},
        {"code": 'html("<b>bold</b>")', "mime": "text/html", "result": "<b>bold</b>"},
    ]

    code_display_data = [
        {"code": 'display("plain");', "mime": "text/plain"},
        {"code": 'display(html("<i>rich</i>"));', "mime": "text/html"},
        {"code": 'markdown("*marked*").Display();', "mime": "text/markdown"},
        {"code": 'Chart.Line("squares", "n", "n²").Add("n", new[] { 1.0, 4, 9 }).Display();', "mime": "text/html"},
        {"code": 'Chart.Line("squares", "n", "n²").Add("n", new[] { 1.0, 4, 9 }).Display();', "mime": "application/vnd.plotly.v1+json"},
    ]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"

    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "clear_output();"


# The base class would be collected as well, and knows no kernel.
def load_tests(loader, tests, pattern):
    return loader.loadTestsFromTestCase(LionMlTests)


if __name__ == "__main__":
    unittest.main()
