import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lasso, linearRegression, ridge } from '../../../src/descent/regression/squared.ts'
import { expectClose } from '../oracle.ts'

const set = {
  x: [
    [1, 0],
    [0, 1],
    [1, 1],
    [2, -1],
  ],
  y: [1, 2, 4, 0],
}

test('values by hand: the mean of squares, ridge with α Σw², lasso half of it with α Σ|w|', () => {
  // Errors at w = (1, −1), b = 0: 0, −3, −4, 3.
  const at = [1, -1, 0]
  expect(linearRegression(set)(at)).toBe(34 / 4)
  expect(ridge(set, { alpha: 2 })(at)).toBe(34 / 4 + 4)
  expect(lasso(set, { alpha: 2 })(at)).toBe(34 / 8 + 4)
  expect(ridge(set)(at) - linearRegression(set)(at)).toBe(2)
})

test('the known minimum is below every other point, and the bias is free of the penalty', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true })
  for (const o of [linearRegression(set), ridge(set, { alpha: 0.3 })]) {
    const [{ at, value }] = o.minima as [(typeof o.minima)[0]]
    expectClose(o.gradient(at), [0, 0, 0], 1e-12)
    fc.assert(fc.property(number, number, number, (a, b, c) => o([a, b, c]) >= value - 1e-12))
  }
  const shifted = ridge({ ...set, y: set.y.map((v) => v + 100) }, { alpha: 0.3 }).minima[0]!.at
  const plain = ridge(set, { alpha: 0.3 }).minima[0]!.at
  expectClose(shifted, [plain[0]!, plain[1]!, plain[2]! + 100], 1e-9)
})

test("inputs that say the same twice have no single minimum, but ridge's have", () => {
  const twice = {
    x: [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    y: [1, 2, 3],
  }
  expect(linearRegression(twice).minima).toEqual([])
  expect(ridge(twice, { alpha: 0.1 }).minima).toHaveLength(1)
})

test("lasso's proximal operator pulls weights to 0 by step · α, sets small ones to 0, and leaves the bias", () => {
  const theta = [3, -0.1, 5]
  lasso(set, { alpha: 0.5 }).proximal!(theta, 0.4)
  expectClose(theta, [2.8, 0, 5], 1e-12)
})

test('bad input', () => {
  expect(() => ridge({ x: [1], y: [1] }, { alpha: -1 })).toThrow('`alpha` to be a number ≥ 0')
  expect(() => lasso(set, { alhpa: 1 } as never)).toThrow('Did you mean `alpha`?')
})
