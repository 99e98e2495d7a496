/** The notebooks as the tests read them. */
import fs from 'node:fs'
import path from 'node:path'
import { type Cell, type Notebook, readNotebook, tagsOf } from '../../kernel/export/notebook.ts'

export const folder = path.join(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
  '..',
  'notebooks',
)

export interface Lesson {
  name: string
  file: string
  notebook: Notebook
}

export function lessons(lang: 'en' | 'zh' = 'en'): Lesson[] {
  const at = lang === 'zh' ? path.join(folder, 'zh') : folder
  if (!fs.existsSync(at)) return []
  const names = fs.readdirSync(at).filter((name) => /^\d\d-.*\.ipynb$/.test(name))
  return names.sort().map((name) => ({
    name: name.replace('.ipynb', ''),
    file: path.join(at, name),
    notebook: readNotebook(path.join(at, name)),
  }))
}

export const codeOf = ({ notebook }: Lesson): Cell[] => notebook.cells.filter((cell) => cell.cell_type === 'code')

export const textOf = ({ notebook }: Lesson): string =>
  notebook.cells
    .filter((cell) => cell.cell_type === 'markdown')
    .map((cell) => cell.source)
    .join('\n\n')

export const tagged = (lesson: Lesson, tag: string): Cell[] =>
  codeOf(lesson).filter((cell) => tagsOf(cell).includes(tag))

/** Headings of a notebook, as written. */
export const headingsOf = (lesson: Lesson): string[] =>
  textOf(lesson)
    .replace(/(```|~~~)[\s\S]*?\1/g, '')
    .split('\n')
    .flatMap((line) => /^#{1,4}\s+(.+?)\s*$/.exec(line)?.[1] ?? [])
