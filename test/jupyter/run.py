"""Runs the tests of this folder (jupyter_kernel_test) and writes their count: python test/jupyter/run.py REPORT.json"""

import json
import os
import sys
import unittest

here = os.path.dirname(os.path.abspath(__file__))


def main(report):
    suite = unittest.TestLoader().discover(here, pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped) + len(result.expectedFailures)
    count = {"passed": result.testsRun - failed - skipped, "failed": failed, "skipped": skipped}
    with open(report, "w") as file:
        json.dump(count, file)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
