import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralDifferences, numericHessian } from '../../../src/descent/differences.ts'
import { ackley, rastrigin } from '../../../src/descent/gallery/multimodal.ts'
import { expectClose } from '../oracle.ts'

const point = fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 1, maxLength: 4 })

test.each([ackley, rastrigin].map((f) => [f.name, f] as const))(
  '%s: nowhere below its minimum at 0; gradient and Hessian in any dimension',
  (_, f) => {
    fc.assert(
      fc.property(point, (x) => {
        expect(f(x)).toBeGreaterThan(0)
        expectClose(f.gradient(x), centralDifferences(f)(x), 1e-6)
        expectClose(f.hessian!(x).flat(), numericHessian(f.gradient)(x).flat(), 1e-5)
      }),
      { numRuns: 30 },
    )
  },
)

test('at 0, where Ackley has a kink, value and gradient are 0, not NaN', () => {
  expect(ackley([0, 0, 0])).toBe(0)
  expect(ackley.gradient([0, 0, 0])).toEqual([0, 0, 0])
  expect(ackley.hessian!([0, 0]).flat().every(Number.isFinite)).toBe(true)
})

test('Rastrigin has a local minimum near each point of whole numbers', () => {
  expect(Math.abs(rastrigin.gradient([0.994959, 0])[0]!)).toBeLessThan(1e-3)
  expect(rastrigin.hessian!([0.994959, 0])[0]![0]).toBeGreaterThan(0)
  expect(rastrigin([0.994959, 0])).toBeCloseTo(0.99496, 4)
})
