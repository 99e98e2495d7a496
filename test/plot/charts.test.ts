/**
 * Every chart kind: drawn once by plotly.js itself, with the structure and the sentences that belong to it, and compared with
 * the picture of it in `pictures/`. `UPDATE_PICTURES=1 npx vitest run test/plot/charts.test.ts` draws those anew: look at them.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { gallery } from '../../bench/plot-gallery/figures.mjs'
import * as plot from '../../src/plot/index.ts'
import { svgToPng } from '../../src/plot/static/png.ts'

const charts: Record<string, () => plot.Figure> = gallery(plot)

/** Pixels by which a number may differ: Math.sin and its like are not the same to the last digit in every version of Node. */
const tolerance = 0.2

/** One element a line; pictures in pixels by their size alone, drawn ones as text. */
const readable = (svg: string) =>
  svg
    .replace(/data:image\/svg\+xml;base64,([^"]*)/g, (_, data) => Buffer.from(data, 'base64').toString())
    .replace(/data:image\/png;base64,([^"]*)/g, (_, data) => {
      const png = Buffer.from(data, 'base64')
      return `png of ${png.readUInt32BE(16)} × ${png.readUInt32BE(20)} pixels`
    })
    .replaceAll('><', '>\n<')
    .concat('\n')

/** Lines in which two pictures differ by more than rounding. */
function differences(drawn: string, kept: string): string[] {
  const [a, b] = [drawn.split('\n'), kept.split('\n')]
  if (a.length !== b.length) return [`${a.length} elements instead of ${b.length}`]
  const number = /-?\d+(?:\.\d+)?/g
  return a.filter((line, i) => {
    if (line === b[i]) return false
    if (line.replace(number, '#') !== b[i]!.replace(number, '#')) return true
    const [here, there] = [line, b[i]!].map((one) => (one.match(number) ?? []).map(Number)) as [number[], number[]]
    return here.some((value, k) => Math.abs(value - there[k]!) > tolerance)
  })
}

beforeAll(() => {
  plot.theme('auto')
})

test('the compiled drawing thread is there to be tested', () => {
  expect(existsSync(new URL('../../dist/src/plot/static/worker.js', import.meta.url))).toBe(true)
})

for (const [name, make] of Object.entries(charts)) {
  test(`${name} is drawn`, async () => {
    const figure = make()
    const svg = await figure.toSvg()
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[\s\S]*<\/svg>$/)
    expect(svg.replace(/base64,[^"]*/g, '')).not.toMatch(/NaN|undefined|TOBESTRIPPED|canvas:/)
    expect(svgToPng(svg, 0.25).subarray(1, 4).toString()).toBe('PNG') // well-formed
    const title = figure.layout.title?.text
    if (title) expect(svg).toContain(title.slice(0, 8))
    expect(JSON.stringify(figure).length).toBeLessThan(400_000)
    expect(figure.description.length).toBeGreaterThan(20)
    const file = join(import.meta.dirname, 'pictures', `${name}.svg.txt`)
    if (process.env.UPDATE_PICTURES) writeFileSync(file, readable(svg))
    expect(differences(readable(svg), readFileSync(file, 'utf8'))).toEqual([])
  })
}
