import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { linearPredictor } from '../../../src/descent/regression/linear-predictor.ts'
import { expectClose, oracle } from '../oracle.ts'

const { x, y } = oracle.regressions

test('the mean over all samples is the mean of the batches', () => {
  const objective = descent.linearRegression({ x, y })
  const at = [1, 2, 3, 4]
  const halves = [0, 1].map((h) => Array.from({ length: 20 }, (_, i) => 2 * i + h))
  const { f, gradient } = objective.samples!
  expectClose([(f(at, halves[0]!) + f(at, halves[1]!)) / 2], [objective(at)], 1e-13)
  const [a, b] = halves.map((rows) => gradient(at, rows, []).slice())
  expectClose(
    a!.map((v, i) => (v + b![i]!) / 2),
    objective.gradient(at),
    1e-12,
  )
})

test('a Dataset of tensors is read as it is', () => {
  const tensor = (values: number[], shape: number[]) => ({ shape, dataSync: () => Float32Array.from(values) })
  const objective = descent.linearRegression({ x: tensor([1, 2, 3, 4], [4, 1]), y: tensor([3, 5, 7, 9], [4, 1]) })
  expectClose(objective.minima[0]!.at, [2, 1], 1e-10)
  expect(objective.parameterNames).toEqual(['slope', 'intercept'])
  expect(objective.domain).toHaveLength(2)
})

test('any loss of the prediction, with a penalty: by hand', () => {
  const absoluteCube = {
    value: (p: number, t: number) => Math.abs(p - t) ** 3,
    slope: (p: number, t: number) => 3 * (p - t) * Math.abs(p - t),
    curvature: (p: number, t: number) => 6 * Math.abs(p - t),
  }
  const o = linearPredictor(
    { x: [1, 3], y: [0, 0] },
    absoluteCube,
    { name: 'cube' },
    {
      value: (w) => 10 * w[0]! ** 2,
      addGradient(w, _, out) {
        out[0]! += 20 * w[0]!
      },
      curvature: 20,
    },
  )
  // Predictions 2 and 4 at w = 1, b = 1: (8 + 64)/2 + 10.
  expect(o([1, 1])).toBe(46)
  expectClose(o.gradient([1, 1]), [(12 * 1 + 48 * 3) / 2 + 20, (12 + 48) / 2])
  expectClose(o.smoothGradient!([1, 1]), [(12 * 1 + 48 * 3) / 2, 30])
  expectClose(o.hessian!([1, 1]).flat(), [(12 + 24 * 9) / 2 + 20, (12 + 72) / 2, (12 + 72) / 2, 18])
  expect([o.name, o.dimension, o.start]).toEqual(['cube', 2, [0, 0]])
})
