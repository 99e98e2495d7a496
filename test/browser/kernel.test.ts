/** What a person does with the kernel in JupyterLab: complete, look up, stop, answer, restart, debug, slide. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Lab } from './lab.ts'

const lab = new Lab()

const notebook = (...sources: string[]) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'gradlab', display_name: 'TypeScript (gradlab)', language: 'typescript' } },
    cells: sources.map((source, i) => ({
      cell_type: 'code',
      id: `c${i}`,
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  })

/** Opens a new notebook of these cells. */
async function open(name: string, ...sources: string[]): Promise<void> {
  writeFileSync(join(lab.folder, `${name}.ipynb`), notebook(...sources))
  await lab.open(`${name}.ipynb`)
}

const cell = (index: number) => lab.page.locator('.jp-Notebook .jp-CodeCell').nth(index)

/** Puts the cursor at the end of a cell. */
async function edit(index: number): Promise<void> {
  await cell(index).locator('.cm-content').click()
  await lab.page.keyboard.press('Control+End')
}

/** Runs a cell without waiting for it to end. */
async function start(index: number): Promise<void> {
  await edit(index)
  await lab.page.keyboard.press('Control+Enter')
}

const output = (index: number) => cell(index).locator('.jp-OutputArea-output')

/** Whether JupyterLab's debugger has taken up the session of the open notebook, or is started on it. */
function debuggerOf(what: 'session' | 'isStarted'): Promise<boolean> {
  return lab.inLab((app, wanted) => {
    const { _services: names, _plugins: plugins } = app.pluginRegistry
    const id = [...names].find(([token]) => token.name === '@jupyterlab/debugger:IDebugger')?.[1]
    const service = plugins.get(id)?.service
    const own = app.shell.currentWidget.sessionContext.session.id
    if (!service?.session || service.session.connection?.id !== own) return false
    return wanted === 'session' || Boolean(service.isStarted)
  }, what)
}

beforeAll(() => lab.start())
afterAll(() => lab.stop())

test('Tab completes after a dot, Shift+Tab shows what a thing is', async () => {
  await open('assist', "import { tf } from 'gradlab'", 'tf.ones', 'tf.zeros')
  await start(0)
  await cell(0).locator('.jp-InputPrompt', { hasText: '[1]' }).waitFor()
  await edit(1)
  await lab.page.keyboard.press('Tab')
  const popup = lab.page.locator('.jp-Completer:not(.jp-mod-hidden)')
  await popup.getByText('onesLike').first().waitFor()
  await lab.screenshot('completion')
  await lab.page.keyboard.press('Escape')
  await edit(2)
  await lab.page.keyboard.press('Shift+Tab')
  await lab.page.locator('.jp-Tooltip').getByText('zeros').first().waitFor()
  await lab.screenshot('hover')
}, 120_000)

test('Stop ends an endless loop, and the variables stay', async () => {
  await open(
    'stop',
    'let kept = 42',
    'while (true) {}',
    'kept',
    'while (true) await new Promise((r) => setTimeout(r, 5))',
  )
  await start(0)
  await cell(0).locator('.jp-InputPrompt', { hasText: '[1]' }).waitFor()
  for (const loop of [1, 3]) {
    await start(loop)
    await lab.page.waitForFunction(
      `window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'busy'`,
    )
    await lab.command('notebook:interrupt-kernel')
    await output(loop).filter({ hasText: 'KeyboardInterrupt' }).waitFor()
    await lab.idle()
  }
  await lab.screenshot('stop')
  await start(2)
  await output(2).filter({ hasText: '42' }).waitFor()
}, 120_000)

test('an input box is answered, and a restart forgets', async () => {
  await open(
    'input',
    "const name = await input('Your name: ')\nconsole.log('Hello, ' + name)",
    '// @ts-nocheck\ntypeof name',
  )
  await start(0)
  const box = lab.page.locator('.jp-Stdin-input')
  await box.waitFor()
  await lab.screenshot('input')
  await box.fill('Ada')
  await box.press('Enter')
  await output(0).filter({ hasText: 'Hello, Ada' }).waitFor()
  await lab.inLab((app) => app.shell.currentWidget.sessionContext.session.kernel.restart().then(() => true), null)
  await lab.idle()
  await start(1)
  await output(1).filter({ hasText: 'undefined' }).waitFor()
}, 120_000)

test('an error names the cell and the line, with a caret under the place', async () => {
  await open('errors', 'function fail() {\n  throw new RangeError("too far")\n}', 'fail()', 'const n: number = "one"')
  await start(0)
  await cell(0).locator('.jp-InputPrompt', { hasText: '[1]' }).waitFor()
  await start(1)
  await output(1).filter({ hasText: 'RangeError' }).waitFor()
  expect(await output(1).innerText()).toMatch(/Cell In\[1\], line 2/)
  await start(2)
  await output(2).filter({ hasText: 'TS2322' }).waitFor()
  await lab.screenshot('errors')
}, 120_000)

test('the debugger stops at a breakpoint, shows the variables, and goes on', async () => {
  await open('debug', 'function add(a: number, b: number) {\n  const sum = a + b\n  return sum\n}\nadd(2, 3)')
  // A click before the debugger has taken up the notebook's session presses the button and starts nothing.
  await expect.poll(() => debuggerOf('session'), { timeout: 60_000 }).toBe(true)
  const bug = lab.page.locator('.jp-DebuggerBugButton')
  await expect
    .poll(
      async () => {
        if (await debuggerOf('isStarted')) return true
        await bug.click()
        const started = expect.poll(() => debuggerOf('isStarted'), { timeout: 10_000 }).toBe(true)
        return started.then(
          () => true,
          () => false,
        )
      },
      { timeout: 90_000 },
    )
    .toBe(true)
  // The gutter is there once the editor has joined the debugger's session. Its first element is a spacer.
  const line = cell(0).locator('.cm-breakpoint-gutter .cm-gutterElement').nth(3)
  const point = cell(0).locator('.cm-breakpoint-icon:visible')
  await expect
    .poll(
      async () => {
        // A click on a point that is there would take it away.
        if ((await point.count()) > 0) return true
        await line.click()
        return point
          .first()
          .waitFor({ timeout: 5000 })
          .then(() => true)
          .catch(() => false)
      },
      { timeout: 90_000 },
    )
    .toBe(true)
  await start(0)
  const frames = lab.page.locator('.jp-DebuggerCallstackFrame')
  await frames.filter({ hasText: 'add' }).first().waitFor()
  const variables = lab.page.locator('.jp-DebuggerVariables')
  await variables.getByText('sum').first().waitFor()
  expect(await variables.innerText()).toMatch(/sum:?\s*5/)
  await lab.screenshot('debugger')
  await lab.command('debugger:continue')
  await output(0).filter({ hasText: '5' }).waitFor()
}, 240_000)

test('a slider changes what interact shows', async () => {
  await open(
    'slider',
    "import { widgets } from 'gradlab'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the cell
    'widgets.interact({ x: widgets.slider({ min: 0, max: 10, value: 3, step: 1 }) }, ({ x }) => `x squared is ${x * x}`)',
  )
  await start(0)
  await cell(0).locator('.jp-InputPrompt', { hasText: '[1]' }).waitFor()
  await start(1)
  await output(1).filter({ hasText: 'x squared is 9' }).first().waitFor()
  const handle = cell(1).locator('.noUi-handle')
  await handle.focus()
  await handle.press('ArrowRight')
  await output(1).filter({ hasText: 'x squared is 16' }).first().waitFor()
  await lab.screenshot('slider')
}, 120_000)
