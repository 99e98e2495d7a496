/** Small notebooks for the export's tests, and a folder that goes away. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Cell, Notebook, Output, Page } from '../../../kernel/export/notebook.ts'

/** What html-validate may overlook: matters of taste, and what nbconvert and KaTeX write. */
export const validatorRules = {
  'long-title': 'off',
  'no-inline-style': 'off',
  'void-style': 'off',
  'no-trailing-whitespace': 'off',
} as const

export const markdown = (source: string): Cell => ({ cell_type: 'markdown', source, metadata: {} })

export const code = (
  source: string,
  outputs: Output[] = [],
  metadata: Cell['metadata'] = {},
  execution_count: number | null = 1,
): Cell => ({
  cell_type: 'code',
  source,
  metadata,
  outputs,
  execution_count,
})

const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0L80 40" stroke="gray"/></svg>',
).toString('base64')

export const figure: Output = {
  output_type: 'display_data',
  data: {
    'text/plain': 'Figure: a line',
    'text/html': `<div class="gradlab-figure"><img alt="a line" src="data:image/svg+xml;base64,${drawing}"></div>`,
    'application/vnd.plotly.v1+json': {
      data: [{ type: 'scatter', x: [1, 2], y: [1, 4] }],
      layout: { title: { text: 'A line' } },
    },
  },
  metadata: {},
}

/** What `plot.mermaid` shows. */
export const diagram: Output = {
  output_type: 'display_data',
  metadata: {},
  data: {
    'text/html': `<div class="gradlab-diagram"><img alt="Diagram: graph LR a --&gt; b" src="data:image/svg+xml;base64,${drawing}" width="80" height="40"></div>`,
    'text/markdown': '```mermaid\ngraph LR\na --> b\n```',
    'text/plain': 'graph LR\na --> b',
  },
}

export const stdout = (text: string): Output => ({ output_type: 'stream', name: 'stdout', text })

export function notebook(cells: Cell[]): Notebook {
  return { nbformat: 4, nbformat_minor: 4, metadata: { language_info: { name: 'typescript' } }, cells }
}

export function page(cells: Cell[], name = '01-page', lang: Page['lang'] = 'en'): Page {
  return { file: `${name}.ipynb`, name, lang, title: 'Page', notebook: notebook(cells) }
}

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-test-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes notebooks into a folder, e.g. `{ '01-a': [...], 'zh/01-a': [...] }`. */
export function writeNotebooks(folder: string, notebooks: Record<string, Cell[]>): string {
  for (const [name, cells] of Object.entries(notebooks)) {
    const file = path.join(folder, `${name}.ipynb`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, JSON.stringify(notebook(cells)))
  }
  return folder
}
