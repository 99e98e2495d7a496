import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backtracking, beale, himmelblau, rosenbrock, strongWolfe } from '../../src/descent/index.ts'
import { dot } from '../../src/descent/vectors.ts'

const points = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }))
const objectives = [rosenbrock, beale, himmelblau]

test("backtracking keeps Armijo's condition", () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 0, max: 2 }), (x, which) => {
      const objective = objectives[which]!
      const g = objective.gradient(x)
      fc.pre(dot(g, g) > 1e-6)
      const p = g.map((v) => -v)
      const alpha = backtracking(objective, x, p, g)
      const there = x.map((v, i) => v + alpha * p[i]!)
      expect(alpha).toBeGreaterThan(0)
      expect(objective(there)).toBeLessThanOrEqual(objective(x) + 1e-4 * alpha * dot(g, p))
    }),
  )
})

test('strongWolfe keeps both conditions', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 0, max: 2 }), fc.constantFrom(0.1, 0.9), (x, which, curvature) => {
      const objective = objectives[which]!
      const g = objective.gradient(x).slice()
      fc.pre(dot(g, g) > 1e-3)
      const p = g.map((v) => -v)
      const alpha = strongWolfe(objective, x, p, g, { curvature, lr: 1e-3 })
      const there = x.map((v, i) => v + alpha * p[i]!)
      expect(objective(there)).toBeLessThanOrEqual(objective(x) + 1e-4 * alpha * dot(g, p))
      expect(Math.abs(dot(objective.gradient(there), p))).toBeLessThanOrEqual(
        curvature * Math.abs(dot(g, p)) * (1 + 1e-9),
      )
    }),
  )
})

test('a direction uphill is refused', () => {
  expect(() => backtracking(rosenbrock, [0, 0], [-1, 0], [-2, 0])).toThrow('points downhill')
})
