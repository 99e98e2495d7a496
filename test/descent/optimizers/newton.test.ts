import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { dampedNewtonDirection, newton } from '../../../src/descent/optimizers/newton.ts'
import { expectClose, expectLikeSciPy } from '../oracle.ts'

test('one step to the minimum of a quadratic', () => {
  const d = descent.start(descent.quadratic({ condition: 1000 }), { at: [4, 1], optimizer: newton() }).step()
  expectClose(d.parameters, [0, 0])
})

test("SciPy's minima, in as few steps", () => expectLikeSciPy(newton()))

test('damped where the Hessian is not positive definite: it leaves a saddle downhill', () => {
  const { p, tau } = dampedNewtonDirection(
    [
      [2, 0],
      [0, -2],
    ],
    [1, -0.1],
  )
  expect(tau).toBeGreaterThan(2)
  expect(p[0]! * 1 + p[1]! * -0.1).toBeLessThan(0)
})

test('the damping ends for any symmetric matrix, also one that is not finite', () => {
  expect(dampedNewtonDirection([[0]], [1]).p[0]).toBeLessThan(0)
  expect(dampedNewtonDirection([[Number.NaN]], [1]).p).toEqual([Number.NaN])
})

test('without a Hessian it says so', () => {
  expect(() => descent.start((x: number[]) => x[0]! ** 2, { at: [1], optimizer: newton() })).toThrow(
    /`newton` needs the Hessian.*descent\.numericHessian/,
  )
})

test('with a numeric Hessian it works', () => {
  const gradient = ([x]: readonly number[]) => [4 * x! ** 3 - 2]
  const objective = {
    f: ([x]: readonly number[]) => x! ** 4 - 2 * x!,
    gradient,
    hessian: descent.numericHessian(gradient),
  }
  const d = descent.start(objective, { at: [2], optimizer: newton() }).step(20)
  expectClose(d.parameters, [Math.cbrt(0.5)], 1e-8)
})
