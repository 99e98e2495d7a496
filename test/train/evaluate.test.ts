import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'

test('a classifier: loss, scores of each class, confusion; it shows itself', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2], activation: 'softmax' })] })
  tf.tidy(() =>
    model.setWeights([
      tf.tensor2d([
        [5, 0],
        [0, 5],
      ]),
      tf.zeros([2]),
    ]),
  )
  const set = {
    x: tf.tensor2d([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]),
    y: tf.tensor1d([0, 1, 1, 1], 'int32'),
    classNames: ['cat', 'dog'],
  }
  const before = tf.memory().numTensors
  const result = await train.evaluate(model, set)
  expect(result.accuracy).toBe(0.75)
  expect(result.precision).toEqual([0.5, 1])
  expect(result.recall).toEqual([1, 2 / 3])
  expect(result.confusion.matrix).toEqual([
    [1, 0],
    [1, 2],
  ])
  const wrong = Math.log(1 + Math.exp(5))
  const right = Math.log(1 + Math.exp(-5))
  expect(result.loss).toBeCloseTo((3 * right + wrong) / 4, 5)
  const bundle = await result[displaySymbol]()
  expect(bundle['text/plain']).toContain('dog')
  expect(bundle['text/html']).toContain('<table>')
  expect(tf.memory().numTensors).toBe(before)
  await expect(train.evaluate(model, set, { los: 'mse' } as any)).rejects.toThrow('Did you mean `loss`?')
})

test('a regression', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })] })
  const result = await train.evaluate(model, { x: tf.tensor2d([[1], [2]]), y: tf.tensor2d([[1], [4]]) })
  expect([result.loss, result.mse, result.mae]).toEqual([2, 2, 1])
  expect(result.r2).toBeCloseTo(1 - 4 / 4.5, 6)
  const set = { x: tf.zeros([2, 1]), y: tf.zeros([2, 1]) }
  await expect(train.evaluate(model, set, { batchSize: 0 })).rejects.toThrow(
    'Expected `batchSize` to be a whole number',
  )
})

/** Two inputs, two outputs: kind (a class) and price (a number). */
function twoByTwo() {
  const [size, code] = [tf.input({ shape: [2], name: 'size' }), tf.input({ shape: [1], name: 'code' })]
  const both = tf.layers.concatenate().apply([size, code]) as tf.SymbolicTensor
  const dense = (units: number, name: string, activation?: 'softmax') =>
    tf.layers.dense({ units, name, ...(activation && { activation }) }).apply(both) as tf.SymbolicTensor
  return tf.model({ inputs: [size, code], outputs: [dense(3, 'kind', 'softmax'), dense(1, 'price')] })
}

test('several inputs and outputs: each output judged as a model of its own would be', async () => {
  const model = twoByTwo()
  const x = { size: tf.randomNormal([30, 2]), code: tf.randomNormal([30, 1]) }
  const y = { kind: tf.randomUniform([30], 0, 3, 'int32'), price: tf.randomNormal([30, 1]) }
  const before = tf.memory().numTensors
  const result = await train.evaluate(model, { x, y }, { batchSize: 4 })
  for (const name of ['kind', 'price'] as const) {
    const output = model.outputs[model.outputNames.indexOf(name)]!
    const own = tf.model({ inputs: model.inputs, outputs: output })
    const alone = await train.evaluate(own, { x, y: y[name] })
    expect(result.outputs[name]!.loss).toBeCloseTo(alone.loss, 5)
    expect(result.outputs[name]!.predictions).toEqual(alone.predictions)
  }
  const { kind, price } = result.outputs
  expect(result.loss).toBeCloseTo(kind!.loss + price!.loss, 5)
  expect(kind!.confusion.total).toBe(30)
  expect(price!.r2).toBeLessThanOrEqual(1)
  const weighted = await train.evaluate(model, { x, y }, { lossWeights: { price: 0.5 } })
  expect(weighted.loss).toBeCloseTo(kind!.loss + price!.loss / 2, 5)
  // Lists in the model's order, and inputs and targets apart.
  const listed = await train.evaluate(model, [x.size, x.code], [y.kind, y.price])
  expect(listed.loss).toBeCloseTo(result.loss, 5)
  expect(tf.memory().numTensors).toBe(before)
  await train.fit(
    model,
    { x, y },
    {
      loss: { kind: 'sparseCategoricalCrossentropy', price: 'mae' },
      lossWeights: { price: 2 },
    },
  )
  const fitted = await train.evaluate(model, { x, y })
  expect(fitted.loss).toBeCloseTo(fitted.outputs.kind!.loss + 2 * fitted.outputs.price!.loss, 5)
  expect(fitted.outputs.price!.loss).toBeCloseTo(fitted.outputs.price!.mae, 5)
  tf.dispose([x, y] as tf.TensorContainer[])
  model.dispose()
})

test('arrays in place of tensors; nothing is left over, on errors neither', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] })
  const x = [
    [1, 2],
    [3, 4],
  ]
  await train.evaluate(model, x, [3, 8])
  const before = tf.memory().numTensors
  const [nested, typed] = [
    await train.evaluate(model, x, [3, 8]),
    await train.evaluate(model, { x: Float64Array.of(1, 2, 3, 4), y: Int32Array.of(3, 8) }),
  ]
  expect([nested.loss, typed.loss]).toEqual([0.5, 0.5])
  await expect(train.evaluate(model, [[1, 2]], [3, 8])).rejects.toThrow('found 1 examples and 2 targets')
  await expect(train.evaluate(model, [[1], [2, 3]], [3, 8])).rejects.toThrow('equally long lists')
  await expect(train.evaluate(model, [], [])).rejects.toThrow('The data is empty: `x` has no examples.')
  const two = twoByTwo()
  const made = tf.memory().numTensors
  await expect(train.evaluate(two, [x], [x])).rejects.toThrow(
    'The model has 2 inputs (size, code) and `x` is an array of length 1: give a list of 2, or a record by name.',
  )
  expect(made - before).toBe(4)
  expect(tf.memory().numTensors).toBe(made)
  two.dispose()
  model.dispose()
})
