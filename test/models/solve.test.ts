import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastSquares, solvePositive } from '../../src/models/solve.ts'

const number = fc.double({ min: -10, max: 10, noNaN: true })

test('Cholesky: what it solves is solved', () => {
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 9, maxLength: 9 }),
      fc.array(number, { minLength: 3, maxLength: 3 }),
      (m, x) => {
        const a = new Float64Array(9)
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            for (let k = 0; k < 3; k++) a[i * 3 + j]! += m[i * 3 + k]! * m[j * 3 + k]!
            if (i === j) a[i * 3 + j]! += 1
          }
        }
        const b = Float64Array.from({ length: 3 }, (_, i) => x.reduce((sum, v, j) => sum + a[i * 3 + j]! * v, 0))
        const found = solvePositive(a, b, 3)
        x.forEach((v, i) => {
          expect(Math.abs(found[i]! - v)).toBeLessThan(1e-8)
        })
      },
    ),
  )
})

test('least squares: the residual is orthogonal to the columns', () => {
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 10, maxLength: 10 }),
      fc.array(number, { minLength: 5, maxLength: 5 }),
      (m, b) => {
        const a = Float64Array.from(m, (v, k) => v + (k % 2 === (k >> 1) % 2 ? 25 : 0))
        const x = leastSquares(a.slice(), Float64Array.from(b), 5, 2)
        for (let j = 0; j < 2; j++) {
          let dot = 0
          for (let i = 0; i < 5; i++) dot += a[i * 2 + j]! * (b[i]! - a[i * 2]! * x[0]! - a[i * 2 + 1]! * x[1]!)
          expect(Math.abs(dot)).toBeLessThan(1e-8)
        }
      },
    ),
  )
})

test('what has no single solution is told', () => {
  expect(() => solvePositive(Float64Array.of(1, 1, 1, 1), new Float64Array(2), 2)).toThrow(/linearly dependent/)
  expect(() => leastSquares(new Float64Array(2), new Float64Array(1), 1, 2)).toThrow(
    /2 coefficients and only 1 examples/,
  )
})
