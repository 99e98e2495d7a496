import { expect, test } from 'vitest'
import { twinOf } from '../../src/descent/twin.ts'
import { models, tf } from '../../src/index.ts'

test.each([
  ['mlp', () => models.mlp({ inputs: 3, hidden: [4], outputs: 2, dropout: 0.1, l2: 0.01 })],
  ['linear', () => models.linear({ inputs: 2 })],
  ['functional', functional],
] as const)('%s: the same layers and shapes, weights of its own', (_, make) => {
  const model = make()
  const twin = twinOf(model)
  expect(twin.weights.map((w) => w.shape)).toEqual(model.weights.map((w) => w.shape))
  expect(twin.layers.map((l) => l.getClassName())).toEqual(model.layers.map((l) => l.getClassName()))
  const own = new Set(model.weights.map((w) => w.read()))
  expect(twin.weights.some((w) => own.has(w.read()))).toBe(false)
})

function functional() {
  const input = tf.input({ shape: [3] })
  const hidden = tf.layers.dense({ units: 3 }).apply(input) as tf.SymbolicTensor
  return tf.model({ inputs: input, outputs: tf.layers.add().apply([input, hidden]) as tf.SymbolicTensor })
}

test('a layer that cannot be made from its configuration: said, with the remedy', () => {
  class Own extends tf.layers.Layer {
    static className = 'OwnLayerThatIsNotRegistered'
  }
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] }), new Own({})] })
  expect(() => twinOf(model)).toThrow('give fork another model of the same layers')
})
