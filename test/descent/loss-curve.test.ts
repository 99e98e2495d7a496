import { expect, test } from 'vitest'
import * as curves from '../../src/descent/loss-curve.ts'
import { withDrawings } from './drawings.ts'

const lossCurve = (...losses: Parameters<typeof curves.lossCurve>) => withDrawings(curves.lossCurve(...losses))
const lossCurves = (...of: Parameters<typeof curves.lossCurves>) => withDrawings(curves.lossCurves(...of))

const points = (svg: string) =>
  svg
    .match(/points="([^"]*)"/)![1]!
    .split(' ')
    .map((p) => p.split(',').map(Number))

test('a log scale where losses span more than two orders: equal factors are equal distances', () => {
  const svg = lossCurve([1000, 100, 10, 1])
  expect(svg).toContain('loss (log scale)')
  const y = points(svg).map(([, v]) => v!)
  expect(y[1]! - y[0]!).toBeCloseTo(y[2]! - y[1]!, 0)
  expect(y[0]).toBeLessThan(y[3]!)
  expect(lossCurve([3, 2, 1])).not.toContain('log scale')
  expect(lossCurve([1000, 1, -1])).not.toContain('log scale')
})

test('a descent that diverges begins at its first loss; noise at the end of one that converges is cut off', () => {
  expect(lossCurve([24.2, 1e8, 1e24])).toContain('>24.2<')
  expect(lossCurve([1, 1e-8, 1e-30])).toContain('>1e−16<')
})

test('at most 1000 points, no spike lost', () => {
  const losses = Array.from({ length: 60_000 }, (_, i) => (i === 31_234 ? 9 : 1))
  const drawn = points(lossCurve(losses))
  expect(drawn.length).toBeLessThanOrEqual(1000)
  expect(Math.min(...drawn.map(([, y]) => y!))).toBe(12)
})

test('what is no number is left out, and there is no number that is none', () => {
  const svg = lossCurve([4, Number.NaN, 2, Number.POSITIVE_INFINITY, 1])
  expect(points(svg)).toHaveLength(3)
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  expect(lossCurve([5, 5])).not.toContain('NaN')
})

test('a single loss is no curve', () => {
  expect(lossCurve([])).toBe('')
  expect(lossCurve([1])).toBe('')
})

test('several curves have a legend and colours of their own', () => {
  const curve = (name: string) => ({ name, points: [0, 1].map((index) => ({ index, loss: index })) })
  const svg = lossCurves([curve('Adam <a>'), curve('batch')])
  expect(svg).toContain('Adam &lt;a&gt;')
  // Below the axis, one colour a name.
  expect(svg).toContain('height="336"')
  expect(lossCurves([curve('momentum (lr 0.001, momentum 0.9)'), curve('b')])).toContain('height="352"')
  expect(new Set([...svg.matchAll(/<polyline [^>]*stroke="([^"]*)"/g)].map((m) => m[1])).size).toBe(2)
})

test('a curve of 200,000 points does not overflow the stack', () => {
  expect(lossCurve(Array.from({ length: 200_000 }, (_, i) => i)).length).toBeGreaterThan(1000)
})
