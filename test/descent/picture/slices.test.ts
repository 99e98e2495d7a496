import { expect, test } from 'vitest'
import { objective } from '../../../src/descent/objective.ts'
import { drawSlices } from '../../../src/descent/picture/slices.ts'
import { start } from '../../../src/descent/start.ts'
import { displaySymbol } from '../../../src/display.ts'
import { withDrawings } from '../drawings.ts'

const bowl = (n: number) => objective({ f: (x) => x.reduce((sum, v, i) => sum + (i + 1) * v * v, 0), dimension: n })
const point = (index: number, ...parameters: number[]) => ({ index, parameters, loss: 0 })

test('one slice a parameter, with the point on the curve', () => {
  const html = withDrawings(drawSlices(bowl(3), [point(0, 2, -2, 2), point(1, 1, -1, 0)]))
  expect(html.match(/<svg/g)).toHaveLength(3)
  expect(html).toContain('The loss along θ₂, which is −1')
  expect(html).not.toContain('the first')
  // Along x₃ the point stands at the bottom of the curve, the left end of the path's range being 0 less a margin.
  const [, , third] = html.split('<svg').slice(1)
  expect(third).toMatch(/<circle cx="[\d.]+" cy="96\.0"/)
})

test('of many parameters the first six, and it says so; values that are no numbers are left out', () => {
  const html = withDrawings(drawSlices(bowl(9), [point(0, ...new Array<number>(9).fill(1))]))
  expect(html.match(/<svg/g)).toHaveLength(6)
  expect(html).toContain('the first 6 of 9')
  const log = objective({ f: ([x, y, z]) => Math.log(x!) + y! + z!, dimension: 3, start: [1, 1, 1] })
  const holed = withDrawings(drawSlices(log, [point(0, 0.1, 1, 1), point(1, Number.NaN, 1, 1)]))
  expect(holed).toContain('which is 0.1')
  expect(holed).not.toMatch(/NaN[,"]|Infinity/)
})

test('a descent on three parameters shows them beside the plane, one on two does not', async () => {
  const at = (n: number) => start(bowl(n), { at: new Array<number>(n).fill(1) }).step(5)
  expect(String((await at(3)[displaySymbol]())['text/html'])).toContain('The loss along each parameter')
  expect(String((await at(2)[displaySymbol]())['text/html'])).not.toContain('The loss along each parameter')
})
