/** `gradlab export`: reads the options, checks the notebooks, writes the format, says what was written. */
import fs from 'node:fs'
import path from 'node:path'
import { failedCells, staleOutputs } from './checks.ts'
import { ExportError } from './errors.ts'
import { execute } from './execute.ts'
import { findPages, type Page } from './notebook.ts'
import { type Format, readOptions, usage } from './options.ts'

type Writer = (pages: Page[], out: string) => Promise<string[]>

const writers: Record<Format, () => Promise<Writer>> = {
  site: async () => (await import('./site.ts')).writeSite,
  html: async () => (await import('./html.ts')).writeHtml,
  markdown: async () => (await import('./markdown.ts')).writeMarkdown,
  pdf: async () => (await import('./pdf.ts')).writePdf,
  script: async () => (await import('./script.ts')).writeScripts,
}

/** Runs the command; returns the exit code. */
export async function exportCommand(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    return 0
  }
  try {
    return await exportNotebooks(args)
  } catch (error) {
    if (!(error instanceof ExportError)) throw error
    console.error(error.message)
    return 1
  }
}

async function exportNotebooks(args: string[]): Promise<number> {
  const options = readOptions(args)
  const start = performance.now()
  let pages = findPages(options.sources, options.lang)
  writable(options.out)
  if (options.execute) pages = await execute(pages, (sentence) => console.log(sentence))
  for (const { page, sentence } of pages.flatMap(staleOutputs)) {
    console.error(`Note: ${page} ${sentence}; run it from the top, or export with --execute.`)
  }
  const failures = pages.flatMap(failedCells)
  for (const { page, sentence } of failures) console.error(`${page}: ${sentence}`)
  if (failures.length && !options.allowErrors) {
    throw new ExportError(
      `Nothing was exported: ${failures.length} cell(s) show an error. Mend them, or export with --allow-errors.`,
    )
  }
  const files = await (await writers[options.to]())(pages, options.out)
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0)
  console.log(
    `Wrote ${files.length} file(s), ${(bytes / 1e6).toFixed(1)} MB, to ${options.out} in ${((performance.now() - start) / 1000).toFixed(1)} s.`,
  )
  return 0
}

function writable(folder: string): void {
  try {
    makeFolder(path.resolve(folder))
    fs.accessSync(folder, fs.constants.W_OK)
    // Root may write anywhere, so that the check above proves nothing for it: try.
    const probe = path.join(folder, `.gradlab-${process.pid}`)
    fs.writeFileSync(probe, '')
    fs.rmSync(probe)
  } catch (error) {
    throw new ExportError(
      `${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}): choose another folder with --out.`,
    )
  }
}

/** Folder by folder: Node's recursive way never ends where a folder exists and takes no other, such as /proc. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder)
}
