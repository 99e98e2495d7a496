"""Runs every notebook with the gradlab kernel, two at a time: python test/notebooks/execute.py REPORT.json [NOTEBOOK ...]

A notebook fails on an error, and on anything printed to stderr: a learner must see neither.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

root = Path(__file__).resolve().parents[2]
cell_timeout = 300


def first_line(text):
    return next((line for line in text.splitlines() if line.strip()), "")


def complaints(notebook):
    """What a learner would not want to see below the cells."""
    for number, cell in enumerate(notebook.cells, 1):
        tags = cell.get("metadata", {}).get("tags", [])
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                yield f"cell {number} printed to stderr: {first_line(output.text)}"
            if output.output_type == "error" and "raises-exception" not in tags:
                yield f"cell {number} failed: {output.ename}: {output.evalue}"


def execute(path):
    """Returns (seconds, problems)."""
    notebook = nbformat.read(path, as_version=4)
    # The tutorial shows some errors on purpose, in cells tagged `raises-exception`: nbclient lets those pass.
    client = NotebookClient(
        notebook,
        kernel_name="gradlab",
        timeout=cell_timeout,
        resources={"metadata": {"path": str(path.parent)}},
    )
    start = time.monotonic()
    problems = []
    try:
        client.execute()
    except CellExecutionError as error:
        problems.append(f"{error.ename}: {error.evalue}" if error.ename else str(error))
    except CellTimeoutError:
        problems.append(f"a cell took more than {cell_timeout} s")
    except DeadKernelError as error:
        problems.append(f"the kernel died: {error}")
    except Exception as error:  # a kernel that does not start, a notebook that is none
        problems.append(f"{type(error).__name__}: {error}")
    problems = list(dict.fromkeys([*complaints(notebook), *problems]))
    return time.monotonic() - start, problems


def found(names):
    if names:
        return [Path(name).resolve() for name in names]
    hidden = lambda path: any(part.startswith(".") for part in path.relative_to(root).parts)
    return sorted(path for path in (root / "notebooks").rglob("*.ipynb") if not hidden(path))


def main(report, names):
    # Only the project's own kernels: those of the user's home may have the same name.
    os.environ["JUPYTER_PATH"] = str(root / ".venv" / "share" / "jupyter")
    notebooks = found(names)
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for path, (seconds, problems) in zip(notebooks, pool.map(execute, notebooks)):
            print(f"{'✗' if problems else '✓'} {os.path.relpath(path, root)} ({seconds:.1f} s)", flush=True)
            for problem in problems:
                print(f"    {problem}", flush=True)
            failed += bool(problems)
    with open(report, "w") as file:
        json.dump({"passed": len(notebooks) - failed, "failed": failed, "skipped": 0}, file)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
