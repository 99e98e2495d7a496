/** JupyterLab as `gradlab lab` opens it: the launcher, and a notebook run from its first cell to its last. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Lab, root } from './lab.ts'

const notebook = '04-linear-regression.ipynb'
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

test.skipIf(!existsSync(join(root, 'notebooks', notebook)))(
  'linear regression runs from top to bottom: plots drawn, no error, nothing on stderr',
  async () => {
    await lab.open(notebook)
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
      await lab.screenshot(`linear-regression-${number}`)
    }
    expect(await lab.page.locator('.jp-RenderedJSON').count()).toBe(0)
    expect(await lab.page.locator('.jp-OutputArea-output', { hasText: '"data":[' }).count()).toBe(0)
    expect(lab.pageErrors).toEqual([])
  },
  180_000,
)
