import { expect, test } from 'vitest'
import { logisticRegression } from '../../../src/descent/regression/logistic.ts'
import { expectClose } from '../oracle.ts'

test('at 0 the loss is log 2, whatever the data; by hand elsewhere', () => {
  const o = logisticRegression({ x: [1, -2], y: [1, 0] })
  expect(o([0, 0])).toBeCloseTo(Math.LN2, 14)
  const [p, q] = [1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(2))]
  expect(o([1, 0])).toBeCloseTo(-(Math.log(p) + Math.log(1 - q)) / 2, 14)
  expectClose(o.gradient([1, 0]), [(p - 1 - 2 * q) / 2, (p - 1 + q) / 2], 1e-14)
})

test('far out it neither overflows nor loses its digits', () => {
  const o = logisticRegression({ x: [1], y: [0] })
  expect(o([1000, 0])).toBe(1000)
  expect(o([-1000, 0])).toBe(0)
  expect(o([-40, 0])).toBeCloseTo(Math.exp(-40), 30)
  expect(o.gradient([-1000, 0])).toEqual([0, 0])
  expect(o.hessian!([1000, 0])[0]![0]).toBe(0)
})

test('targets must be 0 and 1', () => {
  expect(() => logisticRegression({ x: [1, 2], y: [1, 2] })).toThrow(
    'targets of 0 and 1 for logistic regression, found 2',
  )
})
