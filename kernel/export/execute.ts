/** Runs notebooks in fresh kernels before they are exported; the files themselves stay as they are. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { python, run } from './nbconvert.ts'
import { type Page, readNotebook } from './notebook.ts'

/** The pages with the outputs of a run made just now. Cells that fail do not stop it: `failedCells` finds them. */
export async function execute(pages: Page[], tell: (sentence: string) => void): Promise<Page[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-execute-'))
  try {
    const executed: Page[] = []
    for (const page of pages) {
      const start = performance.now()
      const file = path.join(folder, `${page.lang}-${page.name}.ipynb`)
      const args = [
        '-m',
        'nbconvert',
        '--to',
        'notebook',
        '--execute',
        '--allow-errors',
        '--log-level',
        'ERROR',
        '--ExecutePreprocessor.timeout=600',
      ]
      await run(python(), [...args, '--output', file, path.resolve(page.file)], path.dirname(path.resolve(page.file)))
      executed.push({ ...page, notebook: readNotebook(file) })
      tell(`Ran ${page.name} (${page.lang}) in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
    }
    return executed
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
