import { expect, test } from 'vitest'
import { generator, Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'

function line(count = 64) {
  const random = new Random(1)
  const x = Float32Array.from({ length: count }, () => random.uniform(0, 2))
  const y = x.map((v) => 3 * v + 1 + random.normal(0, 0.1))
  return { x: tf.tensor2d(x, [count, 1]), y: tf.tensor2d(y, [count, 1]), size: count }
}
const linear = () =>
  tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] })
const options = { loss: 'mse', optimizer: 'sgd', epochs: 3, batchSize: 10 } as const

test('cross-validation leaves each example out once', async () => {
  const before = tf.memory().numTensors
  const set = line(30)
  const result = await train.crossValidate(linear, set, { folds: 3, ...options })
  expect(result.histories).toHaveLength(3)
  expect(result.mean.valLoss).toBeCloseTo(
    result.folds.reduce((s, f) => s + f.valLoss! / 3, 0),
    10,
  )
  tf.dispose([set.x, set.y])
  expect(tf.memory().numTensors).toBe(before)
})

test('mean and deviation over the folds; the same seed gives the same', async () => {
  const set = line(12)
  const run = () => train.crossValidate(linear, set, { folds: 2, ...options, epochs: 1, seed: 5 })
  const { mean, deviation, folds } = await run()
  const [a, b] = folds.map((f) => f.loss) as [number, number]
  expect(mean.loss).toBeCloseTo((a + b) / 2, 10)
  expect(deviation.loss).toBeCloseTo(Math.abs(a - b) / 2, 10)
  expect((await run()).folds.map((f) => f.valLoss)).toEqual(folds.map((f) => f.valLoss))
  tf.dispose([set.x, set.y])
})

test('a fold that fails leaves nothing over', async () => {
  const set = line(12)
  const before = tf.memory().numTensors
  await expect(train.crossValidate(linear, set, { ...options, folds: 2, metrics: ['acuracy'] })).rejects.toThrow(
    'accuracy',
  )
  await expect(train.crossValidate(linear, set, { ...options, folds: 13 })).rejects.toThrow('a whole number in [2, 12]')
  await expect(train.crossValidate(3 as never, set, options)).rejects.toThrow('a function that makes a model, found 3')
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([set.x, set.y])
})

test('a batch as large as the set means all that a fold trains on', async () => {
  const set = line(10)
  const result = await train.crossValidate(linear, set, { folds: 5, loss: 'mse', batchSize: 10 })
  expect(result.histories.map((h) => h.stepLosses.length)).toEqual([1, 1, 1, 1, 1])
  tf.dispose([set.x, set.y])
})

test('several inputs and outputs by name, and arrays; wrong ones leave nothing over', async () => {
  const make = () => {
    const [a, b] = ['a', 'b'].map((name) => tf.input({ shape: [1], name }))
    const both = tf.layers.concatenate().apply([a!, b!])
    const outputs = ['sum', 'sign'].map((name) => tf.layers.dense({ units: 1, name }).apply(both) as tf.SymbolicTensor)
    return tf.model({ inputs: [a!, b!], outputs })
  }
  const before = tf.memory().numTensors
  const a = Array.from({ length: 20 }, (_, i) => i / 20)
  const sum = a.map((v) => 2 * v)
  const set = { x: { a, b: Float32Array.from(a) }, y: { sum, sign: a.map((v) => Math.sign(v - 0.5)) } }
  const result = await train.crossValidate(make, set, { ...options, folds: 4, metrics: ['mae'] })
  expect(result.folds).toHaveLength(4)
  expect(Object.keys(result.mean)).toContain('valSum_mae')
  const short = { ...set, y: { ...set.y, sign: [1] } }
  await expect(train.crossValidate(make, short, options)).rejects.toThrow(
    'Expected as many rows in all inputs and targets, found 20 and 1.',
  )
  await expect(train.crossValidate(make, {} as never, options)).rejects.toThrow(
    'Expected a dataset { x, y } of tensors',
  )
  await expect(train.crossValidate(() => 3 as never, set, options)).rejects.toThrow('Expected a model')
  expect(tf.memory().numTensors).toBe(before)
})

test('weights of examples go with them into the folds', async () => {
  const size = 9
  const x = Float32Array.from({ length: size }, (_, i) => i / 4)
  const y = x.map((v, i) => 3 * v + (i % 2 ? 1 : -1))
  const weight = Float32Array.from({ length: size }, (_, i) => (i * i) % 7)
  const set = { x: tf.tensor2d(x, [size, 1]), y: tf.tensor2d(y, [size, 1]) }
  const weightTensor = tf.tensor1d(weight)
  const before = tf.memory().numTensors
  const settings = { loss: 'mse', optimizer: train.sgd({ lr: 0.05 }), epochs: 4, batchSize: 6 } as const
  const { folds } = await train.crossValidate(linear, set, { ...settings, folds: 3, seed: 7, sampleWeight: weight })

  // By hand: full-batch gradient descent on the rows of each fold, in float64. Which rows those are, the seed says.
  const order = [...generator(7).permutation(size)]
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  for (const [k, fold] of folds.entries()) {
    const rows = order.filter((_, i) => i % 3 !== k)
    const held = order.filter((_, i) => i % 3 === k)
    let [slope, intercept, loss] = [0, 0, 0]
    for (let epoch = 0; epoch < 4; epoch++) {
      const errors = rows.map((r) => slope * x[r]! + intercept - y[r]!)
      loss = mean(errors.map((e, i) => weight[rows[i]!]! * e * e))
      slope -= 0.05 * mean(errors.map((e, i) => 2 * weight[rows[i]!]! * e * x[rows[i]!]!))
      intercept -= 0.05 * mean(errors.map((e, i) => 2 * weight[rows[i]!]! * e))
    }
    expect(fold.loss).toBeCloseTo(loss, 5)
    expect(fold.valLoss).toBeCloseTo(mean(held.map((r) => (slope * x[r]! + intercept - y[r]!) ** 2)), 5)
  }

  const again = await train.crossValidate(linear, set, { ...settings, folds: 3, seed: 7, sampleWeight: weightTensor })
  expect(again.mean.valLoss).toBe(mean(folds.map((fold) => fold.valLoss!)))
  expect(again.folds.map((fold) => fold.loss)).toEqual(folds.map((fold) => fold.loss))
  await expect(
    train.crossValidate(linear, set, { ...settings, folds: 3, sampleWeight: weight.subarray(0, 6) }),
  ).rejects.toThrow('Expected `sampleWeight` to have 9 numbers, one an example')
  weightTensor.dispose()
  await expect(train.crossValidate(linear, set, { ...settings, folds: 3, sampleWeight: weightTensor })).rejects.toThrow(
    '`sampleWeight` was disposed',
  )
  expect(tf.memory().numTensors).toBe(before - 1)
  tf.dispose([set.x, set.y])
})
