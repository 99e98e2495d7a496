import { expect, test } from 'vitest'
import { activations, gradientFlow, kernelsOf, layersOf, weights } from '../../src/plot/layers.ts'
import { tf } from '../../src/tf.ts'

const model = () =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2], name: 'first' }),
      tf.layers.dense({ units: 1, name: 'last' }),
    ],
  })

test('weights and activations: one histogram a layer, nothing leaked', () => {
  const net = model()
  const x = tf.ones([4, 2])
  const before = tf.memory().numTensors
  expect(kernelsOf(net).map(({ name, values }) => [name, values.length])).toEqual([
    ['first', 6],
    ['last', 3],
  ])
  expect(weights(net).data).toHaveLength(2)
  expect(activations(net, x).data.length).toBeGreaterThanOrEqual(2)
  expect(tf.memory().numTensors).toBe(before)
  x.dispose()
  net.dispose()
})

test('the ticks of small panels lie side by side, and write small numbers as powers', () => {
  const { layout } = activations({ one: [0, 0.001, 0.0042], two: [0, 1e-5] })
  for (const axis of [layout.xaxis, layout.xaxis2])
    expect(axis).toMatchObject({ tickangle: 0, exponentformat: 'power' })
  const alike = activations({ one: [0, 1], two: [0.09998, 0.10001] }).layout
  expect([alike.xaxis.nticks, alike.xaxis2.nticks]).toEqual([4, 2])
})

test('layers by name, or as a list', () => {
  expect(layersOf({ a: [1, 2] }, 'x')).toEqual([{ name: 'a', values: [1, 2] }])
  expect(layersOf([{ name: 'b', values: [3] }], 'x')).toEqual([{ name: 'b', values: [3] }])
  expect(() => layersOf(3, 'gradients by layer')).toThrow('Expected gradients by layer')
})

test('the flow of gradients shows each layer', () => {
  expect(gradientFlow({ first: [1, -1], last: [0.001, 0] }).data.length).toBeGreaterThan(0)
})
