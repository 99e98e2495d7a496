"""jupyter_kernel_test, with every test switched on: what Jupyter expects of any kernel."""

import unittest

import jupyter_kernel_test as jkt


class GradlabTests(jkt.KernelTests):
    kernel_name = "gradlab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh no')"

    completion_samples = [
        {"text": "Number.isSafe", "matches": {"isSafeInteger"}},
        {"text": "'𝒙'; Math.hyp", "matches": {"hypot"}},
        {"text": "process.std"},
    ]

    complete_code_samples = [
        "1",
        "console.log('hello, world')",
        "const square = (x: number) => x * x",
        "function f(x: number): number {\n  return x\n}",
        "await Promise.resolve(1)",
    ]
    incomplete_code_samples = [
        "function f(x: number) {",
        "const numbers = [1, 2,",
        "const text = `one",
        "if (1 < 2) {\n  console.log(1)",
    ]
    invalid_code_samples = ["let = )", "const 1 = 2", "}"]

    code_page_something = "Math.max?"
    code_generate_error = "throw new Error('on purpose')"

    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2, 3].map(x => x * x)"},
        {"code": "await Promise.resolve(6 * 7)", "result": "42"},
        {"code": "const n: number = 1\nn + 1", "result": "2"},
        {"code": "1 + 2", "result": "3"},
        {"code": "1 + 2", "result": "3"},
    ]
    code_display_data = [
        {"code": "display({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' })", "mime": "text/html"},
        {"code": "display({ 'text/markdown': '# title' }, { raw: true })", "mime": "text/markdown"},
    ]

    code_history_pattern = "1 + 2"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput()"

    def test_type_error_is_one_error(self) -> None:
        self.flush_channels()
        reply, outputs = self.execute_helper("const n: number = 'a'\nconst s: string = 1")
        self.assertEqual(reply["content"]["status"], "error")
        self.assertEqual([one["msg_type"] for one in outputs], ["error"])
        self.assertIn("TS2322", "\n".join(outputs[0]["content"]["traceback"]))


class GradlabWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "gradlab"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
