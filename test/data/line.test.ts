import { expect, test } from 'vitest'
import { articleLine, line } from '../../src/data/line.ts'
import { seed } from '../../src/random.ts'
import oracle from '../oracle/legacy-random.json' with { type: 'json' }

test("gives the articles' 100 points, and least squares on them the known line", () => {
  const set = articleLine()
  const [x, y] = [set.x.dataSync(), set.y.dataSync()]
  expect([...x]).toEqual(oracle.article.x.map(Math.fround))
  expect([...y]).toEqual(oracle.article.y.map(Math.fround))
  const [mx, my] = [x, y].map((v) => [...v].reduce((a, b) => a + b, 0) / 100) as [number, number]
  let [sxy, sxx] = [0, 0]
  for (let i = 0; i < 100; i++) {
    sxy += (x[i]! - mx) * (y[i]! - my)
    sxx += (x[i]! - mx) ** 2
  }
  expect(sxy / sxx).toBeCloseTo(1.5402, 4)
  expect(my - (sxy / sxx) * mx).toBeCloseTo(1.2151, 4)
  expect(sxy / sxx).toBeCloseTo(oracle.article.slope, 5)
  set.dispose()
})

test('points lie on the line without noise, and in the range asked for', () => {
  const set = line({ count: 50, slope: -3, intercept: 2, noise: 0, from: 10, to: 20 })
  const [x, y] = [set.x.dataSync(), set.y.dataSync()]
  expect(set.x.shape).toEqual([50, 1])
  for (let i = 0; i < 50; i++) {
    expect(x[i]).toBeGreaterThanOrEqual(10)
    expect(x[i]).toBeLessThan(20)
    expect(y[i]).toBeCloseTo(-3 * x[i]! + 2, 4)
  }
  set.dispose()
})

test('the seed makes it repeat', () => {
  const draw = () => {
    const set = line()
    const out = [...set.y.dataSync()]
    set.dispose()
    return out
  }
  seed(1)
  const a = draw()
  expect(draw()).not.toEqual(a)
  seed(1)
  expect(draw()).toEqual(a)
})

test('bad numbers are told', () => {
  expect(() => line({ count: 0 })).toThrow(/`count` to be a whole number ≥ 1, found 0/)
  expect(() => line({ noise: -1 })).toThrow(/`noise` to be a number ≥ 0, found -1/)
  expect(() => line({ slop: 1 } as never)).toThrow(/Did you mean `slope`/)
})
