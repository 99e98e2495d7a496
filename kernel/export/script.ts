/** Notebooks → TypeScript files that plain Node runs (22.18 and newer take the types out themselves). */
import fs from 'node:fs'
import path from 'node:path'
import { type Page, tagsOf } from './notebook.ts'
import { languages } from './options.ts'
import { parseCell, repeatedNames, type ScriptNames, scriptCell } from './script-cell.ts'
import { erasable } from './script-syntax.ts'

const show = 'showValue'

const prelude = `// A value as text, where a notebook would have shown it.
async function ${show}(value: any): Promise<void> {
  const own = value?.[Symbol.for('Jupyter.display')]
  const bundle = own ? await own.call(value) : value
  if (value !== undefined) console.log(bundle?.['text/plain'] ?? bundle?.['text/markdown'] ?? value)
}
`

/** What a notebook finds in its global scope, for a script; each stands in those that use it. */
const globals: Record<string, string> = {
  display: `// What is shown can be shown again with another value; a console has nothing to clear.
function display(value: any) {
  void ${show}(value)
  return { update: (next: any) => void ${show}(next), clear() {} }
}
`,
  clearOutput: 'function clearOutput() {}\n',
  input: `// Asks on the terminal.
async function input(question = ''): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  return terminal.question(question).finally(() => terminal.close())
}
`,
  jupyter: 'const jupyter = { signal: new AbortController().signal }\n',
}

export async function writeScripts(pages: Page[], out: string): Promise<string[]> {
  return languages.flatMap((lang) => {
    const own = pages.filter((page) => page.lang === lang)
    const folder = lang === 'zh' && pages.some((page) => page.lang === 'en') ? path.join(out, 'zh') : out
    return own.map((page) => {
      fs.mkdirSync(folder, { recursive: true })
      const file = path.join(folder, `${page.name}.ts`)
      fs.writeFileSync(file, scriptOf(page))
      return file
    })
  })
}

/** The whole notebook as one module: text as comments, hidden tests left out. */
export function scriptOf(page: Page): string {
  const cells = page.notebook.cells.filter(
    (cell) => cell.cell_type !== 'raw' && !tagsOf(cell).includes('test') && !tagsOf(cell).includes('raises-exception'),
  )
  const files = new Map(
    cells.filter((cell) => cell.cell_type === 'code').map((cell) => [cell, parseCell(erasable(cell.source))]),
  )
  const names: ScriptNames = { declared: new Set(), repeated: repeatedNames([...files.values()]) }
  const parts = cells.map((cell) =>
    files.has(cell) ? scriptCell(files.get(cell)!, names, show) : comment(cell.source),
  )
  const code = [...files.values()].map((file) => file.text).join('\n')
  const used = Object.keys(globals).filter((name) => new RegExp(`(?<![.\\w'"])${name}\\b`).test(code))
  const start = [prelude, ...used.map((name) => globals[name])].join('\n')
  return `// ${page.title} (made from ${page.name}.ipynb)\n\n${start}\n${parts.join('\n\n')}\n`
}

function comment(markdown: string): string {
  return markdown
    .replace(/\n?<details>[\s\S]*?<\/details>/g, '')
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')
}
