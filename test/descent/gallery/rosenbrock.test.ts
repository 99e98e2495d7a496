import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralDifferences, numericHessian } from '../../../src/descent/differences.ts'
import { rosenbrock } from '../../../src/descent/gallery/rosenbrock.ts'
import { expectClose } from '../oracle.ts'

test('the classical start has the value 24.2; (1, …, 1) is the minimum in any dimension', () => {
  expect(rosenbrock([-1.2, 1])).toBeCloseTo(24.2, 12)
  for (const n of [2, 3, 10]) {
    expect(rosenbrock(new Array(n).fill(1))).toBe(0)
    expectClose(rosenbrock.gradient(new Array(n).fill(1)), new Array(n).fill(0))
  }
})

test('gradient and Hessian in any dimension are those that central differences see', () => {
  const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(point, (x) => {
      expectClose(rosenbrock.gradient(x), centralDifferences(rosenbrock)(x), 1e-5)
      expectClose(rosenbrock.hessian!(x).flat(), numericHessian(rosenbrock.gradient)(x).flat(), 1e-5)
    }),
    { numRuns: 30 },
  )
})
