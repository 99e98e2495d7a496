/** JupyterLab as `gradlab lab` opens it, in Chromium, with settings of its own: those of the developer's home must not matter. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from './chromium.ts'

export const root = resolve(import.meta.dirname, '../..')
export const screenshots = join(root, '.gradlab', 'screenshots')

/** What JupyterLab says of a notebook, cell by cell. */
export interface CellState {
  number: number
  outputs: { output_type: string; name?: string; text?: string; ename?: string; data?: Record<string, any> }[]
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

export class Lab {
  readonly token = 'gradlab-test'
  readonly home = mkdtempSync(join(tmpdir(), 'gradlab-lab-'))
  readonly folder = join(this.home, 'notebooks')
  readonly pageErrors: string[] = []
  page!: Page
  #base = ''
  #server!: ChildProcess
  #browser!: Browser

  /** Starts the server on a copy of `notebooks/`, and the browser. */
  async start(): Promise<void> {
    mkdirSync(screenshots, { recursive: true })
    cpSync(join(root, 'notebooks'), this.folder, { recursive: true })
    const port = await freePort()
    this.#base = `http://127.0.0.1:${port}`
    const options = ['--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--expose-app-in-browser']
    const args = [
      'dist/kernel/main.js',
      'lab',
      this.folder,
      ...options,
      '--JupyterNotebookApp.expose_app_in_browser=True',
      `--IdentityProvider.token=${this.token}`,
    ]
    const env = { ...process.env, HOME: this.home, JUPYTER_RUNTIME_DIR: join(this.home, 'runtime'), JUPYTER_PATH: '' }
    this.#server = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    await new Promise<void>((ready, failed) => {
      this.#server.stderr!.setEncoding('utf8').on('data', (text) => {
        log += text
        if (log.includes(`${port}/lab`)) ready()
      })
      this.#server.once('close', (code) => failed(new Error(`JupyterLab ended with ${code}:\n${log}`)))
    })
    this.#browser = await launch()
    this.page = await this.#browser.newPage({ viewport: { width: 1280, height: 900 } })
    this.page.on('pageerror', (error) => this.pageErrors.push(error.stack ?? error.message))
  }

  async stop(): Promise<void> {
    await this.#browser?.close()
    if (this.#server?.exitCode === null) {
      const ended = new Promise((done) => this.#server.once('close', done))
      this.#server.kill('SIGTERM')
      await ended
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 })
  }

  async openLauncher(): Promise<void> {
    await this.page.goto(`${this.#base}/lab?token=${this.token}&reset`)
  }

  /** Opens a notebook and waits until its kernel is idle. */
  async open(notebook: string): Promise<void> {
    await this.page.goto(`${this.#base}/lab/tree/${notebook}?token=${this.token}&reset`)
    await this.page.locator('.jp-NotebookPanel .jp-Cell').first().waitFor()
    await this.idle()
  }

  /** Opens a notebook in Notebook 7, which the same server serves, and waits until its kernel is idle. */
  async openInNotebook(notebook: string): Promise<void> {
    await this.page.goto(`${this.#base}/notebooks/${notebook}?token=${this.token}`)
    await this.page.locator('.jp-NotebookPanel .jp-Cell').first().waitFor()
    await this.idle()
  }

  /** Waits until the kernel of the open notebook is idle. */
  async idle(): Promise<void> {
    await this.page.waitForFunction(
      `window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'`,
    )
  }

  /** Runs code in the page with JupyterLab's application at hand. */
  inLab<T, A>(body: (app: any, argument: A) => T | Promise<T>, argument: A): Promise<T> {
    return this.page.evaluate(`(${body})(window.jupyterapp, ${JSON.stringify(argument)})`) as Promise<T>
  }

  command(id: string): Promise<unknown> {
    return this.inLab((app, name) => app.commands.execute(name).then(() => true), id)
  }

  cells(): Promise<CellState[]> {
    return this.inLab<CellState[], null>((app) => {
      const found = [...app.shell.currentWidget.content.model.cells]
      return found
        .map((cell: any, number: number) => ({ number, type: cell.type, outputs: cell.outputs?.toJSON() ?? [] }))
        .filter((cell: any) => cell.type === 'code')
    }, null)
  }

  screenshot(name: string): Promise<unknown> {
    return this.page.screenshot({ path: join(screenshots, `${name}.png`) })
  }
}
