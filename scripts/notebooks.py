"""Runs, saves and translates the notebooks of the tutorial. Needs the project's .venv (npm run setup).

  .venv/bin/python scripts/notebooks.py run [--save] [--lang en|zh] [--jobs N] [--report FILE] [NAME …]
      executes notebooks in fresh kernels; fails on any error or anything on stderr; --save writes the outputs
  .venv/bin/python scripts/notebooks.py again [--lang en|zh] [--jobs N] [--report FILE] [NAME …]
      for each notebook, in one kernel: run all, run all again, and run all once more with every cell that takes long
      interrupted half way and then run again; saves nothing
  .venv/bin/python scripts/notebooks.py texts NAME
      prints the English Markdown cells, separated by lines of +++, ready to be translated
  .venv/bin/python scripts/notebooks.py translate NAME FILE
      makes notebooks/zh/NAME.ipynb: the code and outputs of the English one, the Markdown cells of FILE
  .venv/bin/python scripts/notebooks.py sync [NAME …]
      copies code and outputs of the English notebooks into the Chinese ones that exist

NAME is the start of a file name: 04 stands for 04-linear-regression.
"""

import argparse
import asyncio
import json
import os
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "notebooks"
SEPARATOR = "\n+++\n"
CELL_SECONDS = 300  # far above what any cell may take: a hang must not stop the run for ever
LONG_SECONDS = 0.3  # a cell that takes longer is interrupted half way; in a shorter one nobody presses Stop


def find(names, lang="en"):
    folder = FOLDER / "zh" if lang == "zh" else FOLDER
    paths = sorted(folder.glob("[0-9][0-9]-*.ipynb"))
    if names:
        missing = [n for n in names if not any(p.name.startswith(n) for p in paths)]
        if missing:
            sys.exit(f"No notebook in {folder} begins with {', '.join(missing)}. There are: {', '.join(p.stem for p in paths)}.")
        paths = [p for p in paths if any(p.name.startswith(n) for n in names)]
    return paths


def read(path):
    return nbformat.read(path, as_version=4)


def tidy(notebook):
    """Drops what changes from run to run and tells a reader nothing."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    language = notebook.metadata.get("language_info", {})
    notebook.metadata["kernelspec"] = {"display_name": "TypeScript (gradlab)", "language": "typescript", "name": "gradlab"}
    if language:
        notebook.metadata["language_info"] = language
    return notebook


def write(notebook, path):
    nbformat.validate(notebook)
    path.parent.mkdir(exist_ok=True)
    nbformat.write(tidy(notebook), path)


def problems(notebook):
    """What a reader would stumble over, in any cell."""
    return [problem for cell in notebook.cells for problem in problems_of(cell)]


def problems_of(cell):
    """Errors, and anything on stderr, except in cells that show one on purpose."""
    allowed = "raises-exception" in cell.metadata.get("tags", [])
    for output in cell.get("outputs", []):
        if output.output_type == "error" and not allowed:
            yield f"cell [{cell.execution_count}] fails: {output.ename}: {output.evalue}"
        if output.output_type == "stream" and output.name == "stderr" and "stderr" not in cell.metadata.get("tags", []):
            yield f"cell [{cell.execution_count}] writes to stderr: {output.text[:300]!r}"


def client_of(notebook, path):
    client = NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="gradlab", resources={"metadata": {"path": str(path.parent)}}, allow_errors=True, coalesce_streams=True)
    # nbclient empties the outputs of a cell that runs again, but keeps where its displays stood among them: a display
    # of the same id would be written to a place that is no longer there (IndexError).
    client.on_cell_start = lambda cell, cell_index: client.clear_display_id_mapping(cell_index)
    return client


async def interrupted(client, cell, index, after):
    """Runs a cell, presses Stop after so many seconds, and says whether it came in time."""
    running = asyncio.ensure_future(client.async_execute_cell(cell, index))
    await asyncio.wait([running], timeout=after)
    if not running.done():
        await client.km.interrupt_kernel()
    await running
    return any(output.output_type == "error" and output.ename == "KeyboardInterrupt" for output in cell.outputs)


async def again_one(path):
    """Three times through in one kernel; the third time, long cells are interrupted and run again."""
    start = time.time()
    notebook = read(path)
    cells = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    client = client_of(notebook, path)
    took, found, stopped = {}, [], 0
    try:
        async with client.async_setup_kernel():
            for way in ["the first time", "the second time", "after an interrupt"]:
                for index, cell in cells:
                    if way == "after an interrupt" and took[index] > LONG_SECONDS:
                        stopped += await interrupted(client, cell, index, took[index] / 2)
                    begin = time.time()
                    await client.async_execute_cell(cell, index)
                    took[index] = time.time() - begin
                    found += [f"{way}, {problem}" for problem in problems_of(cell)]
    except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
        found.append(f"stopped: {type(error).__name__}: {str(error)[:600]}")
    mark = "✗" if found else "✓"
    print(f"{mark} {path.relative_to(FOLDER)}  {time.time() - start:.1f} s, three times; {stopped} cells interrupted and run again", flush=True)
    for problem in found:
        print(f"    {problem}", flush=True)
    return not found


async def run_one(path, save):
    start = time.time()
    notebook = read(path)
    client = client_of(notebook, path)
    found = []
    try:
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        found.append(f"stopped: {type(error).__name__}: {str(error)[:600]}")
    found += problems(notebook)
    if save and not found:
        write(notebook, path)
    size = path.stat().st_size / 1e6
    if size > 1.5:
        found.append(f"is {size:.2f} MB; notebooks stay under 1.5 MB")
    mark = "✗" if found else "✓"
    print(f"{mark} {path.relative_to(FOLDER)}  {time.time() - start:.1f} s, {size:.2f} MB", flush=True)
    for problem in found:
        print(f"    {problem}", flush=True)
    return not found


async def each(paths, jobs, do):
    gate = asyncio.Semaphore(jobs)

    async def guarded(path):
        async with gate:
            return await do(path)

    return await asyncio.gather(*(guarded(p) for p in paths))


def merge(english, texts, path):
    """The English notebook with its Markdown cells replaced by `texts`, in order."""
    wanted = sum(cell.cell_type == "markdown" for cell in english.cells)
    if wanted != len(texts):
        sys.exit(f"{path.name} has {wanted} Markdown cells, and the translation has {len(texts)}: they must match one to one.")
    texts = iter(texts)
    for cell in english.cells:
        if cell.cell_type == "markdown":
            cell.source = next(texts).strip("\n")
    return english


def markdown(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["run", "again", "texts", "translate", "sync"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--lang", choices=["en", "zh"], default="en")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--report", help="writes the count as JSON to this file")
    args = parser.parse_intermixed_args()
    if args.command in ("run", "again"):
        # Only the project's own kernels: one of the same name in the user's home may be of another clone.
        os.environ["JUPYTER_PATH"] = str(FOLDER.parent / ".venv" / "share" / "jupyter")
        do = again_one if args.command == "again" else lambda path: run_one(path, args.save)
        results = asyncio.run(each(find(args.names, args.lang), args.jobs, do))
        failed = results.count(False)
        print(f"{len(results) - failed} passed, {failed} failed")
        if args.report:
            pathlib.Path(args.report).write_text(json.dumps({"passed": len(results) - failed, "failed": failed, "skipped": 0}))
        sys.exit(1 if failed or not results else 0)
    if args.command == "texts":
        print(SEPARATOR.join(markdown(read(find(args.names)[0]))))
    if args.command == "translate":
        if len(args.names) != 2:
            sys.exit("translate takes a notebook and a file: translate 04 zh.md")
        path = find(args.names[:1])[0]
        texts = pathlib.Path(args.names[1]).read_text(encoding="utf-8").split(SEPARATOR)
        write(merge(read(path), texts, path), FOLDER / "zh" / path.name)
    if args.command == "sync":
        for path in find(args.names):
            chinese = FOLDER / "zh" / path.name
            if chinese.exists():
                write(merge(read(path), markdown(read(chinese)), path), chinese)
                print(f"✓ zh/{path.name}")


if __name__ == "__main__":
    main()
