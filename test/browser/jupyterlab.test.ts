/** JupyterLab as `gradlab lab` opens it: the launcher, and a notebook run from its first cell to its last. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layout } from '../../scripts/lib/layout.mjs'
import { untouched } from '../../scripts/lib/steps/trust.mjs'
import { type CellState, Lab, root } from './lab.ts'

const notebooks = ['04-linear-regression', '10-mnist-first-network']
const lab = new Lab()

beforeAll(() => lab.start())
afterAll(() => lab.stop())

test('the launcher offers TypeScript and no bare Python, and no news pop up', async () => {
  await lab.openLauncher()
  const cards = lab.page.locator('.jp-LauncherCard[data-category="Notebook"]')
  await cards.first().waitFor()
  expect(await cards.allInnerTexts()).toEqual(['TypeScript (gradlab)'])
  expect(await cards.locator('img').getAttribute('src')).toContain('logo-svg.svg')
  expect(await lab.page.locator('.Toastify__toast, .jp-Dialog').count()).toBe(0)
  await lab.screenshot('launcher')
})

/** The first cell with a stored drawing and a formula in one output, or −1. */
function drawingIn(path: string): number {
  const html = ({ data }: CellState['outputs'][number]) => [data?.['text/html'] ?? ''].flat().join('')
  return JSON.parse(readFileSync(path, 'utf8')).cells.findIndex((cell: Partial<CellState>) =>
    cell.outputs?.some((output) => html(output).includes('data:image/svg') && html(output).includes('<math')),
  )
}

/** A notebook of the course as set-up left it: what somebody changed is not trusted. */
const withDrawing = untouched(layout(root)).find((path) => drawingIn(path) >= 0)!

/** Opens a notebook at that cell, without running anything. */
async function openAtDrawing(notebook: string) {
  const number = drawingIn(withDrawing)
  await lab.open(notebook)
  await lab.inLab((app, index) => app.shell.currentWidget.content.scrollToItem(index, 'start'), number)
  const shown = lab.page.locator(`.jp-Cell[data-windowed-list-index="${number}"] .jp-RenderedHTML`)
  await shown.locator('img').first().waitFor()
  const widths = await shown.locator('img').evaluateAll(async (elements) => {
    const images = elements as HTMLImageElement[]
    await Promise.all(images.map((image) => image.decode()))
    return images.map((image) => image.naturalWidth)
  })
  return { shown, widths }
}

test('a notebook of the course shows its stored drawings and formulas before anything is run', async () => {
  const { shown, widths } = await openAtDrawing(relative(join(root, 'notebooks'), withDrawing))
  expect(Math.min(...widths)).toBeGreaterThan(100)
  expect(await shown.locator('math').count()).toBeGreaterThan(0)
  await lab.screenshot('stored')
})

test('one that JupyterLab does not trust shows the drawings too, and formulas as text, once', async () => {
  const notebook = JSON.parse(readFileSync(withDrawing, 'utf8'))
  notebook.metadata.title = 'changed'
  writeFileSync(join(lab.folder, 'changed.ipynb'), JSON.stringify(notebook))
  const { shown, widths } = await openAtDrawing('changed.ipynb')
  expect(Math.min(...widths)).toBeGreaterThan(100)
  expect(await shown.locator('math').count()).toBe(0)
  expect(await shown.innerText()).not.toMatch(/\\theta|displaystyle/)
  await lab.screenshot('untrusted')
})

test.each(notebooks)(
  '%s runs from top to bottom: plots drawn, no error, nothing on stderr',
  async (notebook) => {
    await lab.open(`${notebook}.ipynb`)
    expect(await lab.command('notebook:run-all-cells')).toBe(true)

    const ran = await lab.cells()
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
      await lab.inLab((app, index) => app.shell.currentWidget.content.scrollToItem(index, 'start'), number)
      const drawn = lab.page.locator(`.jp-Cell[data-windowed-list-index="${number}"] .js-plotly-plot`)
      await drawn
        .nth(count - 1)
        .locator('svg.main-svg')
        .first()
        .waitFor()
      expect(await drawn.count()).toBe(count)
      await lab.screenshot(`${notebook}-${number}`)
    }
    expect(await lab.page.locator('.jp-RenderedJSON').count()).toBe(0)
    expect(await lab.page.locator('.jp-OutputArea-output', { hasText: '"data":[' }).count()).toBe(0)
    expect(lab.pageErrors).toEqual([])
  },
  300_000,
)

test.skipIf(!existsSync(join(root, 'notebooks', '00-kernel-tour.ipynb')))(
  'a figure that grows or follows a slider is drawn anew each time',
  async () => {
    await lab.open('00-kernel-tour.ipynb')
    const cell = lab.page.locator('.jp-NotebookPanel .jp-Cell[data-windowed-list-index="1"]')
    const title = (text: string) => cell.locator('.gtitle', { hasText: text }).waitFor()
    const run = (source: string) =>
      lab.inLab(async (app, text) => {
        const { content } = app.shell.currentWidget
        content.activeCellIndex = 1
        content.activeCell.model.sharedModel.setSource(text)
        await app.commands.execute('notebook:run-cell')
        await content.scrollToItem(1, 'start')
      }, source)
    await run(`import { plot, widgets } from 'gradlab'
      const place = display(plot.line([1, 2], { title: 'one' }))
      place.update(plot.line([2, 1], { title: 'two' }))
      const n = widgets.slider({ min: 1, max: 9, step: 1, value: 2 })`)
    await title('two')
    await run("widgets.interact({ n }, ({ n }) => plot.line([1, n], { title: 'n is ' + n }))")
    await title('n is 2')
    await cell.locator('.noUi-handle').focus()
    await lab.page.keyboard.press('ArrowRight')
    await title('n is 3')
  },
  120_000,
)

test('a figure follows the width of the window and keeps its height', async () => {
  await lab.open('00-kernel-tour.ipynb')
  await lab.inLab(async (app) => {
    const { content } = app.shell.currentWidget
    content.activeCellIndex = 1
    content.activeCell.model.sharedModel.setSource(
      "import { plot } from 'gradlab'\nplot.line([1, 2], { title: 'resized' })",
    )
    await app.commands.execute('notebook:run-cell')
    await content.scrollToItem(1, 'start')
  }, null)
  const cell = lab.page.locator('.jp-NotebookPanel .jp-Cell[data-windowed-list-index="1"]')
  await cell.locator('.gtitle', { hasText: 'resized' }).waitFor()
  const widths = [1280]
  for (const width of [1000, 1280]) {
    await lab.page.setViewportSize({ width, height: 900 })
    const drawn = await lab.page.waitForFunction(
      `(() => { const figure = document.querySelector('[data-windowed-list-index="1"] .js-plotly-plot'), box = figure._fullLayout
        return box.width !== ${widths.at(-1)} && Math.abs(box.width - figure.clientWidth) < 2 && [box.width, figure.clientHeight] })()`,
    )
    const [drawnWidth, height] = (await drawn.jsonValue()) as [number, number]
    widths.push(drawnWidth)
    expect(height).toBeGreaterThanOrEqual(430)
    expect(height).toBeLessThan(500)
  }
  expect(widths[2]).toBeGreaterThan(widths[1]! + 200)
}, 120_000)
