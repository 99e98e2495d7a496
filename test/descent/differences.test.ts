import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralDifferences, numericHessian } from '../../src/descent/differences.ts'

const number = fc.double({ min: -100, max: 100, noNaN: true })

test('the gradient of a cubic to nine digits, the point itself untouched', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      const at = [a, b]
      const gradient = centralDifferences(([x, y]) => x! ** 3 + x! * y!)(at)
      expect(at).toEqual([a, b])
      const scale = Math.max(1, Math.abs(a) ** 3, Math.abs(a * b))
      expect(Math.abs(gradient[0]! - (3 * a * a + b))).toBeLessThan(1e-8 * scale)
      expect(Math.abs(gradient[1]! - a)).toBeLessThan(1e-8 * scale)
    }),
  )
})

test('it writes into the array that is given, and asks 2n times', () => {
  let calls = 0
  const out = [0, 0, 0]
  const f = (x: readonly number[]) => {
    calls++
    return x[0]! + 2 * x[1]! + 3 * x[2]!
  }
  expect(centralDifferences(f)([1, 1, 1], out)).toBe(out)
  out.forEach((v, i) => {
    expect(v).toBeCloseTo(i + 1, 9)
  })
  expect(calls).toBe(6)
})

test('the Hessian of x² y + y³, symmetric even where the gradient is written into one array', () => {
  const reused = [0, 0]
  const gradient = ([x, y]: readonly number[]) => {
    reused[0] = 2 * x! * y!
    reused[1] = x! * x! + 3 * y! * y!
    return reused
  }
  const h = numericHessian(gradient)([2, 3])
  const wanted = [
    [6, 4],
    [4, 18],
  ]
  h.flat().forEach((v, i) => {
    expect(v).toBeCloseTo(wanted.flat()[i]!, 7)
  })
  expect(h[0]![1]).toBe(h[1]![0])
})
