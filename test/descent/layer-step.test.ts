import { expect, test } from 'vitest'
import { layerStep } from '../../src/descent/layer-step.ts'

test('norms of gradient, weight and update, and their ratio, by hand', () => {
  const of = (...values: number[]) => ({ name: 'a/kernel', layer: 'a', shape: [2], values: Float32Array.from(values) })
  expect(layerStep(of(3, 4), of(6, 8), of(3, 3))).toEqual({
    name: 'a/kernel',
    layer: 'a',
    shape: [2],
    gradientNorm: 10,
    weightNorm: 5,
    updateNorm: 1,
    updateRatio: 0.2,
  })
  expect(layerStep(of(0, 0), of(1, 0), of(1, 0)).updateRatio).toBe(Number.POSITIVE_INFINITY)
})
