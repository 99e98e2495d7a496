/**
 * What people pass by mistake, to every kind of chart: NaN and Infinity, nothing at all, ragged rows, a million points, options
 * that do not exist. Each ends in a sentence, or in a figure that is small and that draws.
 */
import { expect, test } from 'vitest'
import { GradlabError } from '../../src/errors.ts'
import type * as plot from '../../src/plot/index.ts'
import { modelCases } from './bad-input/models.ts'
import { numberCases } from './bad-input/numbers.ts'

const cases: Record<string, (() => unknown)[]> = { ...numberCases, ...modelCases }

for (const [name, makes] of Object.entries(cases)) {
  test(`${name}: bad input gives a sentence or a sound picture`, async () => {
    let sentences = 0
    for (const make of makes) {
      const code = make.toString().slice(6, 90)
      let figure: plot.Figure
      try {
        figure = make() as plot.Figure
      } catch (error) {
        expect(error, code).toBeInstanceOf(GradlabError)
        expect((error as Error).message, code).toMatch(/^[A-Zp`][\s\S]{15,}\.$/)
        sentences++
        continue
      }
      expect(JSON.stringify(figure).length, code).toBeLessThan(1_000_000)
      expect(figure.description, code).toMatch(/^(?!.*(undefined|\[object|-Infinity))[\s\S]{8,}/)
      const svg = await figure.toSvg()
      expect(svg.replace(/base64,[^"]*|>[^<]*</g, ''), code).not.toMatch(/NaN|undefined/)
      expect(svg.length, code).toBeLessThan(500_000)
    }
    expect(sentences).toBeGreaterThan(0)
  })
}
