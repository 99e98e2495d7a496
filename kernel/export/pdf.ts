/** Notebooks → PDF: the single-file page with static, vector figures, printed by Chromium. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ExportError } from './errors.ts'
import { writeHtml } from './html.ts'
import { run } from './nbconvert.ts'
import type { Page } from './notebook.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser that prints: GRADLAB_CHROMIUM, else the first found on PATH or among the applications. */
export function findChromium(): string {
  const own = process.env.GRADLAB_CHROMIUM
  if (own) {
    if (fs.existsSync(own)) return own
    throw new ExportError(`GRADLAB_CHROMIUM is ${own}, which does not exist: name Chromium's or Chrome's program.`)
  }
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
  const found = [...onPath, ...applications].find((file) => fs.existsSync(file))
  if (found) return found
  throw new ExportError(
    'A PDF needs Chromium or Chrome, and none was found: install one, or set GRADLAB_CHROMIUM to its program.',
  )
}

export async function writePdf(pages: Page[], out: string): Promise<string[]> {
  const chromium = findChromium()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-pdf-'))
  fs.mkdirSync(out, { recursive: true })
  try {
    const written: string[] = []
    for (const html of await writeHtml(pages, folder, { staticPlots: true })) {
      const pdf = path.join(path.resolve(out), `${path.basename(html, '.html')}.pdf`)
      // Solutions are part of a printed book: unfold them.
      fs.writeFileSync(
        html,
        fs
          .readFileSync(html, 'utf8')
          .replace(/<details(?! open)/g, '<details open')
          .replace('<html ', '<html data-theme="light" '),
      )
      const flags = [
        '--headless',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ]
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
      const profile = `--user-data-dir=${path.join(folder, 'profile')}`
      // Virtual time lets formulas and diagrams finish before the page is printed.
      const print = [
        '--virtual-time-budget=20000',
        '--no-pdf-header-footer',
        `--print-to-pdf=${pdf}`,
        pathToFileURL(html).href,
      ]
      await run(chromium, [...flags, ...sandbox, profile, ...print], folder)
      if (!fs.existsSync(pdf)) throw new ExportError(`Chromium wrote no PDF for ${path.basename(html)}.`)
      written.push(pdf)
    }
    return written
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
