import { expect, test } from 'vitest'
import { networkStep } from '../../src/network-step.ts'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'
import { cases, example } from './graph/layers.ts'

test('steps, goes back to a state, and makes the same steps again; nothing is left over', () => {
  const set = example(cases['batch normalization']!)
  const model = cases['batch normalization']!.model()
  const before = tf.memory().numTensors
  const net = networkStep({
    model,
    data: set,
    loss: 'categoricalCrossentropy',
    optimizer: 'adam',
    metrics: ['accuracy'],
    seed: 1,
  })
  const rows = [0, 1, 2, 3]
  net.step(rows)
  const state = net.getState()
  const gradients = net.gradients(rows)
  const run = () => [net.step(rows), net.step([4, 5, 6]), net.lossOn(rows)]
  const first = run()
  net.setState(state)
  expect(net.gradients(rows)).toEqual(gradients)
  expect(run()).toEqual(first)
  expect(first[0]!.metrics.accuracy).toBeGreaterThanOrEqual(0)
  const norm = Math.sqrt(gradients.flatMap((g) => [...g.values]).reduce((s, g) => s + g * g, 0))
  expect((first[0] as any).gradientNorm).toBeCloseTo(norm, 4)
  net.lr = 0.5
  expect(net.lr).toBe(0.5)
  expect(() => net.step([50])).toThrow('Expected rows')
  net.dispose()
  expect(tf.memory().numTensors).toBe(before)
  expect(train.makeStep).toBeTypeOf('function')
})
