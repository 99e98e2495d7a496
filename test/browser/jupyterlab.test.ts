/** JupyterLab as `gradlab lab` opens it, in Chromium: the launcher, and a notebook run from its first cell to its last. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './chromium.ts'

const root = resolve(import.meta.dirname, '../..')
const screenshots = join(root, '.gradlab', 'screenshots')
const notebook = '04-linear-regression.ipynb'

/** What JupyterLab says of a notebook, cell by cell. */
interface CellState {
  number: number
  outputs: { output_type: string; name?: string; text?: string; ename?: string; data?: Record<string, unknown> }[]
}

let home: string
let server: ChildProcess
let browser: Browser
let page: Page
const url = { base: '', token: 'gradlab-test' }
const pageErrors: string[] = []

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

/** Starts JupyterLab with settings of its own: those of the developer's home must not matter. */
async function startLab(folder: string): Promise<void> {
  const port = await freePort()
  url.base = `http://127.0.0.1:${port}`
  const options = ['--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--expose-app-in-browser']
  const args = ['dist/kernel/main.js', 'lab', folder, ...options, `--IdentityProvider.token=${url.token}`]
  const env = { ...process.env, HOME: home, JUPYTER_RUNTIME_DIR: join(home, 'runtime'), JUPYTER_PATH: '' }
  server = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  await new Promise<void>((ready, failed) => {
    server.stderr!.setEncoding('utf8').on('data', (text) => {
      log += text
      if (log.includes(`${port}/lab`)) ready()
    })
    server.once('close', (code) => failed(new Error(`JupyterLab ended with ${code}:\n${log}`)))
  })
}

/** Runs code in the page with JupyterLab's application at hand. */
function inLab<T, A>(body: (app: any, argument: A) => T | Promise<T>, argument: A): Promise<T> {
  return page.evaluate(`(${body})(window.jupyterapp, ${JSON.stringify(argument)})`) as Promise<T>
}

const cells = () =>
  inLab<CellState[], null>((app) => {
    const found = [...app.shell.currentWidget.content.model.cells]
    return found
      .map((cell: any, number: number) => ({ number, type: cell.type, outputs: cell.outputs?.toJSON() ?? [] }))
      .filter((cell: any) => cell.type === 'code')
  }, null)

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gradlab-lab-'))
  const folder = join(home, 'notebooks')
  mkdirSync(screenshots, { recursive: true })
  cpSync(join(root, 'notebooks'), folder, { recursive: true })
  await startLab(folder)
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('pageerror', (error) => pageErrors.push(error.message))
})

afterAll(async () => {
  await browser?.close()
  if (server?.exitCode === null) {
    const ended = new Promise((done) => server.once('close', done))
    server.kill('SIGTERM')
    await ended
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

test('the launcher offers TypeScript and no bare Python, and no news pop up', async () => {
  await page.goto(`${url.base}/lab?token=${url.token}&reset`)
  const cards = page.locator('.jp-LauncherCard[data-category="Notebook"]')
  await cards.first().waitFor()
  expect(await cards.allInnerTexts()).toEqual(['TypeScript (gradlab)'])
  expect(await cards.locator('img').getAttribute('src')).toContain('logo-svg.svg')
  expect(await page.locator('.Toastify__toast, .jp-Dialog').count()).toBe(0)
  await page.screenshot({ path: join(screenshots, 'launcher.png') })
})

test.skipIf(!existsSync(join(root, 'notebooks', notebook)))(
  'linear regression runs from top to bottom: plots drawn, no error, nothing on stderr',
  async () => {
    await page.goto(`${url.base}/lab/tree/${notebook}?token=${url.token}`)
    await page.locator('.jp-NotebookPanel .jp-CodeCell').first().waitFor()
    await page.waitForFunction(
      `window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'`,
    )
    expect(await inLab((app) => app.commands.execute('notebook:run-all-cells').then(() => true), null)).toBe(true)

    const ran = await cells()
    expect(ran.length).toBeGreaterThan(3)
    const outputs = ran.flatMap((cell) => cell.outputs)
    expect(outputs.filter((output) => output.output_type === 'error')).toEqual([])
    expect(outputs.filter((output) => output.name === 'stderr')).toEqual([])

    const plotted = ran.filter((cell) =>
      cell.outputs.some((output) => output.data && 'application/vnd.plotly.v1+json' in output.data),
    )
    expect(plotted.length).toBeGreaterThan(0)
    for (const { number, outputs } of plotted) {
      const count = outputs.filter((output) => output.data?.['application/vnd.plotly.v1+json']).length
      await inLab((app, index) => app.shell.currentWidget.content.scrollToItem(index, 'start'), number)
      const drawn = page.locator(`.jp-Cell[data-windowed-list-index="${number}"] .js-plotly-plot`)
      await drawn
        .nth(count - 1)
        .locator('svg.main-svg')
        .first()
        .waitFor()
      expect(await drawn.count()).toBe(count)
      await page.screenshot({ path: join(screenshots, `linear-regression-${number}.png`) })
    }
    expect(await page.locator('.jp-RenderedJSON').count()).toBe(0)
    expect(await page.locator('.jp-OutputArea-output', { hasText: '"data":[' }).count()).toBe(0)
    expect(pageErrors).toEqual([])
  },
  180_000,
)
