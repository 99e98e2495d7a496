import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralDifferences, numericHessian } from '../../../src/descent/differences.ts'
import { beale, booth, himmelblau, matyas } from '../../../src/descent/gallery/polynomials.ts'
import { expectClose } from '../oracle.ts'

const all = [beale, booth, himmelblau, matyas].map((f) => [f.name, f] as const)

test('known values', () => {
  expect(beale([0, 0])).toBeCloseTo(1.5 ** 2 + 2.25 ** 2 + 2.625 ** 2, 12)
  expect(booth([0, 0])).toBe(74)
  expect(himmelblau([0, 0])).toBe(170)
  expect(matyas([1, 1])).toBeCloseTo(0.04, 12)
})

test.each(all)('%s: nowhere below its minima; gradient and Hessian as differences see them', (_, f) => {
  const x = fc.double({ min: -4, max: 4, noNaN: true })
  fc.assert(
    fc.property(x, x, (a, b) => {
      expect(f([a, b])).toBeGreaterThanOrEqual(0)
      expectClose(f.gradient([a, b]), centralDifferences(f)([a, b]), 1e-5)
      expectClose(f.hessian!([a, b]).flat(), numericHessian(f.gradient)([a, b]).flat(), 1e-5)
    }),
    { numRuns: 30 },
  )
})
