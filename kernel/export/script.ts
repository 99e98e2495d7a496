/** Notebooks → TypeScript files that plain Node runs (22.18 and newer strip the types themselves). */
import fs from 'node:fs'
import path from 'node:path'
import { type Page, tagsOf } from './notebook.ts'
import { languages } from './options.ts'
import { parseCell, repeatedNames, type ScriptNames, scriptCell } from './script-cell.ts'

const show = 'showValue'

const prelude = `// A value as text, where a notebook would have shown it.
async function ${show}(value: any): Promise<void> {
  const bundle = await value?.[Symbol.for('Jupyter.display')]?.()
  if (value !== undefined) console.log(bundle?.['text/plain'] ?? value)
}
`

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
  const files = new Map(cells.filter((cell) => cell.cell_type === 'code').map((cell) => [cell, parseCell(cell.source)]))
  const names: ScriptNames = { declared: new Set(), repeated: repeatedNames([...files.values()]) }
  const parts = cells.map((cell) =>
    files.has(cell) ? scriptCell(files.get(cell)!, names, show) : comment(cell.source),
  )
  const usesDisplay = [...files.keys()].some((cell) => /\bdisplay\(/.test(cell.source))
  const display = usesDisplay ? `const display = ${show}\n` : ''
  return `// ${page.title} (made from ${page.name}.ipynb)\n\n${prelude}${display}\n${parts.join('\n\n')}\n`
}

function comment(markdown: string): string {
  return markdown
    .replace(/\n?<details>[\s\S]*?<\/details>/g, '')
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')
}
