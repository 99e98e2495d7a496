import { expect, test } from 'vitest'
import { mlp } from '../../src/models/mlp.ts'
import { freeze, replaceHead, unfreeze } from '../../src/models/transfer.ts'
import { tf } from '../../src/tf.ts'

test('freezes up to a layer, and back', () => {
  const model = mlp({ inputs: 3, hidden: [4, 5], outputs: 2 })
  const trained = () => model.layers.map((l) => l.trainable)
  expect(trained.call(freeze(model))).toEqual([false, false, true])
  unfreeze(model, 1)
  expect(trained()).toEqual([false, true, true])
  unfreeze(model)
  freeze(model, model.layers[0]!.name)
  expect(trained()).toEqual([false, true, true])
  expect(() => freeze(model, 'dense')).toThrow(/There is no layer 'dense'/)
  expect(() => freeze(model, 3)).toThrow(/a layer from 0 to 2, or its name, found 3/)
  model.dispose()
})

test('a new head on the old layers, which training leaves alone', async () => {
  const model = mlp({ inputs: 3, hidden: [4], outputs: 10 })
  const other = replaceHead(model, { outputs: 2, hidden: [6], dropout: 0.2, seed: 1 })
  expect(other.outputs[0]!.shape).toEqual([null, 2])
  expect(other.trainableWeights).toHaveLength(4)
  const old = [...model.getWeights()[0]!.dataSync()]
  other.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' })
  const x = tf.ones([4, 3])
  const bias = () => [...other.layers.at(-1)!.getWeights()[1]!.dataSync()]
  const head = bias()
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d([0, 0, 0, 1], 'int32'), 2).cast('float32'))
  await other.fit(x, y, { epochs: 1, verbose: 0 })
  expect([...model.getWeights()[0]!.dataSync()]).toEqual(old)
  expect(bias()).not.toEqual(head)
  tf.dispose([x, y])
  expect(() => replaceHead(model, {} as never)).toThrow(/`outputs` to be a whole number/)
  const small = mlp({ inputs: 1, outputs: 1 })
  expect(() => replaceHead(small, { outputs: 2 })).toThrow(/has one layer/)
  other.dispose()
  small.dispose()
})

test('names of a new head are free ones, also on a head that is kept', () => {
  const names = (model: tf.LayersModel) => model.layers.slice(1).map((l) => l.name)
  const model = mlp({ inputs: 3, hidden: [4], outputs: 10 })
  const second = replaceHead(model, { outputs: 2, hidden: [6], dropout: 0.2, seed: 1 })
  expect(names(second)).toEqual(['hidden_1', 'head_1', 'head_dropout_1', 'output'])
  const third = replaceHead(second, { outputs: 2, hidden: [6], after: -1, seed: 1 })
  expect(names(third)).toEqual([...names(second), 'new_head_1', 'new_output'])
  third.dispose()
})
