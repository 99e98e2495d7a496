import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'
import { checkExamplesAtOnce } from '../../src/train/predict.ts'

test('a tensor gives a tensor; what does not fit is told', () => {
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

test('several inputs and outputs: records, lists and arrays, in batches, in the order of the outputs', () => {
  const [a, b] = ['a', 'b'].map((name) => tf.input({ shape: [2], name }))
  const outputs = [tf.layers.add(), tf.layers.multiply()].map((layer) => layer.apply([a!, b!]) as tf.SymbolicTensor)
  const model = tf.model({ inputs: [a!, b!], outputs })
  const [x, z] = [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  ]
  const [s, t] = [tf.tensor2d(x!), tf.tensor2d(z!)]
  const before = tf.memory().numTensors
  const sum = [2, 3, 5, 6, 8, 9]
  const product = [1, 2, 6, 8, 15, 18]
  const inputs = [{ a: s, b: t }, [s, t], { a: x!, b: Float32Array.of(1, 1, 2, 2, 3, 3) }, { x: { b: z!, a: s } }]
  for (const input of inputs) {
    const found = train.predict<tf.Tensor[]>(model, input as train.Given, { batchSize: 2 })
    expect(found.map((p) => [...p.dataSync()])).toEqual([sum, product])
    tf.dispose(found)
  }
  const one = tf.model({ inputs: [a!, b!], outputs: outputs[0]! })
  const found = train.predict(one, [s, t])
  expect([...found.dataSync()]).toEqual(sum)
  found.dispose()
  expect(() => train.predict(model, { a: s })).toThrow("a tensor for the model's input 'b'")
  expect(() => train.predict(model, [s, t, t])).toThrow(
    'The model has 2 inputs (a, b) and `x` is an array of length 3: give a list of 2, or a record by name.',
  )
  expect(() => train.predict(model, { a: [[1]], b: [[1]] })).toThrow(
    "The model takes [·, 2] and the data's input 'a' is [1, 1]",
  )
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([s, t])
})

test('how many at a time', () => {
  expect(() => checkExamplesAtOnce(1)).not.toThrow()
  expect(() => checkExamplesAtOnce(1.5)).toThrow('Expected `batchSize` to be a whole number from 1, found 1.5.')
})

test('what is no data is told', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  for (const given of ['x', undefined, null, 3]) {
    expect(() => train.predict(model, given as never)).toThrow(
      'Expected a tensor, arrays or a dataset to predict, found',
    )
  }
  const texts = tf.fill([1, 1], 'a', 'string')
  expect(() => train.predict(model, texts)).toThrow('The data is of type string: give numbers.')
  texts.dispose()
  model.dispose()
})
