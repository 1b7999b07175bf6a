"""The public conformance suite, jupyter_kernel_test."""

import jupyter_kernel_test

from conftest import KERNEL_NAME


class JavaKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL_NAME
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oh");'
    code_generate_error = 'throw new IllegalStateException("no");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": 'var s = "a" + 1;\ns', "result": "a1"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
    ]
    code_display_data = [
        {"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"},
        {"code": "%%html\n<b>x</b>", "mime": "text/html"},
        {"code": "display(new java.awt.image.BufferedImage(2, 2, 1));", "mime": "image/png"},
    ]
    code_clear_output = "clearOutput(true);"

    complete_code_samples = ["1 + 1", "int f() { return 1; }", "int x = 1;", "%lsmagic", ""]
    incomplete_code_samples = ["int f() {", 'var s = """', "f(1,", "/* a comment", "%%html"]
    invalid_code_samples = ["int a = )3;", "}"]

    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")

    completion_samples = [
        {"text": "Math.sq", "matches": {"sqrt"}},
        {"text": "var list = List.of(1); list.getFi", "matches": {"getFirst"}},
        {"text": "import java.util.concurrent.ato", "matches": {"atomic"}},
        {"text": "%lsm", "matches": {"%lsmagic"}},
    ]

    code_inspect_sample = "Math.sqrt"

    code_page_something = "Math.sqrt?"


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL_NAME
    support_iopub_welcome = True


del jupyter_kernel_test
