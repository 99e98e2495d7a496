import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { expectClose } from '../oracle.ts'

test("the article's ŷ = θx: θ = 2; without its 1/n the gradient is n times too large", () => {
  const right = descent.singleTheta()
  const article = descent.singleTheta(undefined, { forgetMean: true })
  expect(right.minima[0]!.at).toEqual([2])
  expectClose(article.gradient([0]).slice(), [3 * right.gradient([0])[0]!])
  expect(descent.checkGradient(right, [0]).right).toBe(true)
  expect(descent.checkGradient(article, [0]).message).toContain('All components are 3 times what they should be')
  const d = descent.start(right, { optimizer: descent.batch({ lr: 0.05 }) }).step(100)
  expectClose(d.parameters, [2], 1e-8)
})

test('the loss, its slope and its curvature by hand; on a batch those of the batch', () => {
  const o = descent.singleTheta({ x: [1, 2], y: [1, 1] })
  // (1 − θ)² + (1 − 2θ)² over 2
  expect(o([1])).toBe(0.5)
  expect(o.gradient([1])).toEqual([2])
  expect(o.hessian!([1])).toEqual([[5]])
  expect(o.minima[0]!.at[0]).toBeCloseTo(0.6, 12)
  expect(o.samples!.f([1], [1])).toBe(1)
  expect(o.samples!.gradient([1], [1], [0])).toEqual([4])
})

test('inputs that are all 0 have no minimum; several inputs a row are refused', () => {
  const flat = descent.singleTheta({ x: [0, 0], y: [1, 2] })
  expect(flat.minima).toEqual([])
  expect(flat.domain!.flat().every(Number.isFinite)).toBe(true)
  expect(() => descent.singleTheta({ x: [[1, 2]], y: [1] })).toThrow('one input a row')
  expect(() => descent.singleTheta(undefined, { forgetmean: true } as never)).toThrow('Did you mean `forgetMean`?')
})
