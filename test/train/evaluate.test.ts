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

test('predict', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })] })
  expect([...train.predict(model, tf.tensor2d([[1], [2]])).dataSync()]).toEqual([1, 2])
  expect(() => train.predict(model, tf.zeros([2, 3]))).toThrow('The model takes [·, 1]')
  expect(() => train.predict(model, tf.zeros([0, 1]))).toThrow('The data is empty')
  const zero = { batchSize: 0 }
  expect(() => train.predict(model, tf.zeros([2, 1]), zero)).toThrow('Expected `batchSize` to be a whole number')
})

test('predict in many batches: what model.predict gives, the smaller last batch too, nothing left over', () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2], activation: 'tanh' }),
      tf.layers.batchNormalization(),
      tf.layers.dropout({ rate: 0.5 }),
    ],
  })
  const x = tf.randomNormal([25, 2])
  const wanted = tf.tidy(() => [...(model.predict(x) as tf.Tensor).dataSync()])
  const before = tf.memory().numTensors
  const found = train.predict(model, x, { batchSize: 2 })
  expect(found.shape).toEqual([25, 3])
  found.dataSync().forEach((v, i) => {
    expect(v).toBeCloseTo(wanted[i]!, 6)
  })
  found.dispose()
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  x.dispose()
})
