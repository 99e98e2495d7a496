import { expect, test } from 'vitest'
import { moons } from '../../src/data/index.ts'
import { decisionBoundary } from '../../src/plot/decision-boundary.ts'
import { tf } from '../../src/tf.ts'

test('a function of a point colours the plane, the points lie on it, and nothing leaks', () => {
  const set = moons({ count: 30, seed: 1 })
  const before = tf.memory().numTensors
  const { data } = decisionBoundary((_x: number, y: number) => (y > 0.25 ? 0.9 : 0.1), set, { resolution: 8 })
  expect(data.length).toBeGreaterThanOrEqual(3)
  expect(data[0]!.z).toHaveLength(8)
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
})

test('a model is asked in one go', () => {
  const set = moons({ count: 10, seed: 1 })
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid' })] })
  expect(decisionBoundary(model, set, { resolution: 6 }).data[0]!.z).toHaveLength(6)
  expect(() => decisionBoundary(model, set, { resolutoin: 6 } as never)).toThrow('Did you mean `resolution`?')
  set.dispose()
  model.dispose()
})
