/** Pages → the HTML of their cells: prepared, converted by nbconvert, mended. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Body, mend } from './body.ts'
import { convert } from './nbconvert.ts'
import type { Notebook, Page } from './notebook.ts'
import { drawingOf, figureOf, prepare } from './prepare.ts'
import { words } from './words.ts'

export async function bodiesOf(pages: Page[], linkSuffix: string): Promise<Map<string, Body>> {
  const notebooks = new Map(pages.map((page) => [page.name, forTemplate(page, prepare(page, { linkSuffix }))]))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-export-'))
  try {
    const html = await convert(notebooks, 'html', folder)
    return new Map([...html].map(([name, body]) => [name, mend(body)]))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** What the template reads: the page's words, and each figure's static drawing. */
function forTemplate(page: Page, notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    ...(cell.outputs && {
      outputs: cell.outputs.map((output) =>
        figureOf(output) === undefined
          ? output
          : { ...output, metadata: { ...output.metadata, gradlab: { drawing: drawingOf(output) ?? '' } } },
      ),
    }),
  }))
  const language_info = { name: 'typescript', ...notebook.metadata.language_info }
  return { ...notebook, cells, metadata: { ...notebook.metadata, language_info, gradlab: { words: words[page.lang] } } }
}
