/** Notebook files as the export sees them: found, read, checked for being notebooks at all. */
import fs from 'node:fs'
import path from 'node:path'
import { ExportError } from './errors.ts'
import type { PageLanguage } from './options.ts'

export interface Output {
  output_type: 'stream' | 'display_data' | 'execute_result' | 'error'
  data?: Record<string, unknown>
  metadata?: Record<string, unknown>
  name?: string
  text?: string | string[]
  ename?: string
  evalue?: string
}

export interface Cell {
  cell_type: 'markdown' | 'code' | 'raw'
  source: string
  metadata: Record<string, any>
  execution_count?: number | null
  outputs?: Output[]
}

export interface Notebook {
  nbformat: number
  nbformat_minor: number
  metadata: Record<string, any>
  cells: Cell[]
}

/** One notebook on its way to becoming a page. */
export interface Page {
  file: string
  /** File name without `.ipynb`. */
  name: string
  lang: PageLanguage
  title: string
  notebook: Notebook
}

/** All notebooks among the sources, folders opened, in the order of their names. */
export function findPages(sources: string[], lang?: PageLanguage): Page[] {
  const files = sources.flatMap(notebookFiles)
  const pages = files.map(readPage).filter((page) => !lang || page.lang === lang)
  if (!pages.length) {
    throw new ExportError(
      `Found no notebook${lang ? ` in '${lang}'` : ''} in ${sources.join(', ')}: name a folder with .ipynb files, or the files themselves.`,
    )
  }
  return pages
}

function notebookFiles(source: string): string[] {
  if (!fs.existsSync(source)) throw new ExportError(`There is no ${source}: name a notebook, or a folder of notebooks.`)
  if (fs.statSync(source).isFile()) return [source]
  const inFolder = (folder: string) =>
    fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb'))
      .sort()
      .map((name) => path.join(folder, name))
  const chinese = path.join(source, 'zh')
  return [...inFolder(source), ...(fs.existsSync(chinese) ? inFolder(chinese) : [])]
}

function readPage(file: string): Page {
  const notebook = readNotebook(file)
  const name = path.basename(file, '.ipynb')
  const lang = path.basename(path.dirname(path.resolve(file))) === 'zh' ? 'zh' : 'en'
  return { file, name, lang, title: titleOf(notebook) ?? name, notebook }
}

/** Reads a notebook (format 4); anything else is said with the file's name. */
export function readNotebook(file: string): Notebook {
  let notebook: Notebook
  try {
    notebook = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ExportError(`${file} is not a notebook: it is not JSON (${(error as Error).message}).`)
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new ExportError(
      `${file} is not a notebook of format 4: found ${notebook?.nbformat ? `format ${notebook.nbformat}; open it in JupyterLab and save it` : 'no nbformat and cells'}.`,
    )
  }
  for (const cell of notebook.cells) cell.source = text(cell.source)
  return notebook
}

/** Text as notebooks keep it: a string, or a list of lines. */
export function text(value: string | string[] | unknown): string {
  return Array.isArray(value) ? value.join('') : String(value ?? '')
}

function titleOf(notebook: Notebook): string | undefined {
  for (const cell of notebook.cells) {
    const found = cell.cell_type === 'markdown' && /^#\s+(.+)$/m.exec(cell.source)
    if (found) return found[1]!.trim()
  }
  return undefined
}

export function tagsOf(cell: Cell): string[] {
  return Array.isArray(cell.metadata?.tags) ? cell.metadata.tags : []
}
