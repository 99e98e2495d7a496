import { expect, test } from 'vitest'
import { fromFunction, grid, polynomial, regression, sine } from '../../src/data/polynomial.ts'

test('points lie on their curve without noise', () => {
  const cases: [ReturnType<typeof sine>, (x: number) => number][] = [
    [polynomial({ coefficients: [1, -2, 3], noise: 0 }), (x) => 1 - 2 * x + 3 * x * x],
    [sine({ frequency: 2, amplitude: 3, noise: 0 }), (x) => 3 * Math.sin(4 * Math.PI * x)],
    [fromFunction(Math.exp, { noise: 0 }), Math.exp],
  ]
  for (const [set, f] of cases) {
    const [x, y] = [set.x.dataSync(), set.y.dataSync()]
    for (let i = 0; i < set.size; i++) expect(y[i]).toBeCloseTo(f(x[i]!), 4)
    set.dispose()
  }
})

test('a linear model has its weights', () => {
  const set = regression({ count: 20, features: 5, informative: 2, noise: 0, seed: 1 })
  expect([...set.weights].filter((w) => w !== 0)).toHaveLength(2)
  const x = set.x.arraySync() as number[][]
  set.y.dataSync().forEach((y: number, i: number) => {
    expect(y).toBeCloseTo(
      x[i]!.reduce((sum, v, j) => sum + v * set.weights[j]!, 0),
      4,
    )
  })
  set.dispose()
})

test('a grid goes row by row', () => {
  const points = grid({ x: [0, 2], y: [5, 6], steps: [3, 2] })
  expect(points.arraySync()).toEqual([[0, 5], [1, 5], [2, 5], [0, 6], [1, 6], [2, 6]]) // biome-ignore format: short
  points.dispose()
})

test('bad options are told', () => {
  expect(() => polynomial({ coefficients: [] })).toThrow(/`coefficients` to be numbers, the constant first/)
  expect(() => regression({ features: 3, informative: 4 })).toThrow(/at most 3/)
  expect(() => fromFunction(3 as never)).toThrow(/a function of x, found 3/)
  expect(() => grid({ x: [0, 1], y: [0, 1], steps: 1 })).toThrow(/`steps` to be a whole number ≥ 2/)
})
