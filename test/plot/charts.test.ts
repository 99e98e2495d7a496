/** Every chart kind: drawn once by plotly.js itself, with the structure and the sentences that belong to it. */
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gallery } from '../../bench/plot-gallery/figures.mjs'
import * as plot from '../../src/plot/index.ts'

const charts: Record<string, () => plot.Figure> = gallery(plot)

test('the compiled drawing thread is there to be tested', () => {
  expect(existsSync(new URL('../../dist/src/plot/static/worker.js', import.meta.url))).toBe(true)
})

for (const [name, make] of Object.entries(charts)) {
  test(`${name} is drawn`, async () => {
    const figure = make()
    const svg = await figure.toSvg()
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[\s\S]*<\/svg>$/)
    expect(svg.replace(/base64,[^"]*/g, '')).not.toMatch(/NaN|undefined|TOBESTRIPPED/)
    const title = figure.layout.title?.text
    if (title) expect(svg).toContain(title.slice(0, 8))
    expect(JSON.stringify(figure).length).toBeLessThan(400_000)
    expect(figure.description.length).toBeGreaterThan(20)
  })
}
