/** Notebook 7: widgets, figures and tables show there as in JupyterLab. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cells } from './cells.ts'
import { Lab } from './lab.ts'

const lab = new Lab()
const cells = new Cells(lab)

beforeAll(() => lab.start())
afterAll(() => lab.stop())

test('a slider redraws a descent, and a figure and a table show', async () => {
  cells.write(
    'seven',
    `import { descent, plot, widgets } from 'gradlab'
widgets.interact({ lr: widgets.slider({ min: 0.01, max: 0.2, value: 0.1, step: 0.01 }) }, ({ lr }) =>
  descent.start(descent.quadratic(), { at: [2, 1], optimizer: descent.sgd({ lr }) }).step(5))`,
    "plot.line([1, 4, 9, 16], { title: 'Squares' })",
    '[{ name: "a", size: 1 }, { name: "b", size: 2 }]',
  )
  await lab.openInNotebook('seven.ipynb')
  // Notebook's own settings stumble while they load, with any kernel: what counts is what comes after.
  lab.pageErrors.length = 0
  await cells.run(0)
  const shown = cells.output(0)
  await shown
    .locator('.gradlab-descent')
    .filter({ hasText: /lr 0\.1\b/ })
    .first()
    .waitFor()
  const handle = cells.at(0).locator('.noUi-handle')
  await cells.drag(handle, 200)
  await shown
    .locator('.gradlab-descent')
    .filter({ hasText: /lr 0\.2\b/ })
    .first()
    .waitFor()
  await lab.screenshot('notebook7-descent')
  await cells.run(1)
  await cells.at(1).locator('.js-plotly-plot .main-svg').first().waitFor()
  await cells.output(1).getByText('Squares').first().waitFor()
  await cells.run(2)
  await cells.output(2).locator('table').first().waitFor()
  await cells.at(2).scrollIntoViewIfNeeded()
  await lab.screenshot('notebook7-figure')
  expect(lab.pageErrors).toEqual([])
}, 180_000)
