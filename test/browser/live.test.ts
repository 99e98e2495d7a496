/** A live figure in JupyterLab: it moves while the cell runs, and after Stop the saved notebook holds its last picture. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cells } from './cells.ts'
import { Lab } from './lab.ts'

const lab = new Lab()
const cells = new Cells(lab)

beforeAll(() => lab.start())
afterAll(() => lab.stop())

// The first picture of a session waits for plotly.js to load.
const ready = `import { plot } from 'gradlab'
const drawn = (await plot.line([1, 2]).toSvg()).length`
const loop = `const view = plot.live({ y: 'loss', title: 'Falling' })
let step = 0
while (true) {
  view.update({ loss: 1 / (1 + step++) })
  await new Promise((resolve) => setTimeout(resolve, 1))
}`

const plotly = 'application/vnd.plotly.v1+json'

test('after Stop the saved notebook holds one good picture of the last state', async () => {
  await cells.open('live', ready, loop, 'step')
  await cells.run(0)
  await cells.start(1)
  await cells.at(1).locator('.js-plotly-plot .main-svg').first().waitFor()
  await lab.command('notebook:interrupt-kernel')
  await cells.output(1).filter({ hasText: 'KeyboardInterrupt' }).waitFor()
  await lab.idle()
  // At once: whatever came after idle would not be in it.
  await lab.command('docmanager:save')
  const { outputs } = JSON.parse(readFileSync(join(lab.folder, 'live.ipynb'), 'utf8')).cells[1]
  const shown = outputs.filter(({ data }: { data?: object }) => data && plotly in data)
  expect(shown).toHaveLength(1)
  const { data } = shown[0]
  expect([data['text/html']].flat().join('')).toMatch(/<img/)
  await cells.run(2)
  const steps = Number((await cells.output(2).last().innerText()).trim())
  const text = [data['text/plain']].flat().join('')
  expect(Number(/ends at (\S+)/.exec(text)![1])).toBeCloseTo(1 / steps, 5)
  expect(JSON.stringify(outputs).length).toBeLessThan(200_000)
  expect(lab.pageErrors).toEqual([])
  await lab.screenshot('live-stopped')
}, 240_000)
