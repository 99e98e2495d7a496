import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { tf } from '../../src/tf.ts'
import { fit as train } from '../../src/train/fit.ts'
import type { FitOptions } from '../../src/train/fit-options.ts'
import { sgd } from '../../src/train/optimizers/sgd.ts'
import { inputsOf, isSeveral, originalOf, packSeveral } from '../../src/train/several.ts'

// Keras's own numbers: test/oracle/several.py.
const oracle = JSON.parse(readFileSync(new URL('../oracle/several.json', import.meta.url), 'utf8'))

function makeModel(): tf.LayersModel {
  const L = tf.layers
  const tokens = tf.input({ shape: [3], name: 'tokens' })
  const size = tf.input({ shape: [2], name: 'size' })
  const embedding = L.embedding({ inputDim: 7, outputDim: 4, inputLength: 3 }).apply(tokens) as tf.SymbolicTensor
  const flat = L.flatten().apply(embedding) as tf.SymbolicTensor
  const both = L.concatenate().apply([flat, size]) as tf.SymbolicTensor
  const hidden = L.dense({ units: 5, activation: 'tanh' }).apply(both) as tf.SymbolicTensor
  const kind = L.dense({ units: 3, activation: 'softmax', name: 'kind' }).apply(hidden) as tf.SymbolicTensor
  const price = L.dense({ units: 1, name: 'price' }).apply(hidden) as tf.SymbolicTensor
  const model = tf.model({ inputs: [tokens, size], outputs: [kind, price] })
  const initial = Object.values<{ shape: number[]; values: number[] }>(oracle.weights)
  const values = initial.map(({ shape, values }) => tf.tensor(values, shape))
  model.setWeights(values)
  tf.dispose(values)
  return model
}

function makeSet(part: 'train' | 'test') {
  const given = oracle[part]
  return {
    x: { size: tf.tensor2d(given.size), tokens: tf.tensor2d(given.tokens, undefined, 'int32') },
    y: { kind: tf.tensor1d(given.kind, 'int32'), price: tf.tensor2d(given.price) },
  }
}

const options: FitOptions = {
  optimizer: sgd({ lr: 0.1 }),
  loss: { kind: 'sparseCategoricalCrossentropy', price: 'mse' },
  lossWeights: { price: 0.3 },
  metrics: { kind: ['accuracy'], price: 'mae' },
  epochs: 4,
  batchSize: 8,
  shuffle: false,
}

test.each([
  ['plain', true],
  ['plain', false],
  ['weighted', true],
  ['weighted', false],
] as const)("%s, traced: %s: Keras's history and weights", async (name, trace) => {
  const [set, validation] = [makeSet('train'), makeSet('test')]
  const before = tf.memory().numTensors
  const model = makeModel()
  const more = name === 'weighted' ? { sampleWeight: oracle.sampleWeight } : {}
  const history = await train(model, set, { ...options, ...more, validation, trace })
  expect(history.runner).toBe(trace ? 'traced' : 'eager')
  for (const [key, values] of Object.entries<number[]>(oracle[name])) {
    // Under TensorFlow.js's names the history has Keras's names.
    values.forEach((value, i) => {
      expect(history.history[key]![i]!, `${key} of epoch ${i + 1}`).toBeCloseTo(value, 5)
    })
  }
  expect(history.kind_accuracy).toEqual(history.history.kind_accuracy)
  expect(history.valPrice_mae).toEqual(history.history.val_price_mae)
  const final = Object.values<number[]>(oracle[`${name}Final`]).flat()
  const found = model.getWeights().flatMap((w) => [...w.dataSync()])
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(final[i]!, 5)
  })
  model.dispose()
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([set.x, set.y, validation.x, validation.y] as tf.TensorContainer[])
})

test('one loss and one list of metrics for all; a split for validation; callbacks see the model itself', async () => {
  const input = tf.input({ shape: [2], name: 'point' })
  const outputs = ['up', 'down'].map((name) => tf.layers.dense({ units: 1, name }).apply(input) as tf.SymbolicTensor)
  const model = tf.model({ inputs: input, outputs })
  const x = tf.randomNormal([40, 2])
  const y = { up: x.slice([0, 0], [-1, 1]), down: x.slice([0, 1], [-1, 1]).neg() }
  const before = tf.memory().numTensors
  let seen: unknown
  const history = await train(
    model,
    { x, y },
    {
      optimizer: sgd({ lr: 0.3 }),
      loss: 'mse',
      metrics: ['mae'],
      epochs: 10,
      batchSize: 8,
      validation: 0.25,
      callbacks: {
        onEpochEnd(_, run) {
          seen = run.model
        },
      },
    },
  )
  expect(seen).toBe(model)
  expect(Object.keys(history.last!)).toEqual([
    ...['epoch', 'learningRate', 'seconds', 'loss', 'up_loss', 'up_mae', 'down_loss', 'down_mae'],
    ...['valLoss', 'valUp_loss', 'valUp_mae', 'valDown_loss', 'valDown_mae'],
  ])
  expect(history.last!.loss).toBeLessThan(1e-3)
  expect(history.last!.loss).toBeCloseTo(history.last!.up_loss! + history.last!.down_loss!, 6)
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  tf.dispose([x, y.up, y.down])
})

test('several inputs and one output: no prefix, class weights', async () => {
  const [a, b] = ['a', 'b'].map((name) => tf.input({ shape: [2], name }))
  const sum = tf.layers.add().apply([a!, b!]) as tf.SymbolicTensor
  const output = tf.layers.dense({ units: 2, activation: 'softmax' }).apply(sum) as tf.SymbolicTensor
  const model = tf.model({ inputs: [a!, b!], outputs: output })
  const set = { x: { a: tf.randomNormal([9, 2]), b: tf.randomNormal([9, 2]) }, y: tf.ones([9], 'int32') }
  const loss = 'sparseCategoricalCrossentropy'
  const runs: number[] = []
  const start = model.getWeights().map((w) => w.clone())
  for (const classWeight of [undefined, { 1: 2 }]) {
    model.setWeights(start)
    const history = await train(model, set, {
      loss,
      metrics: ['accuracy'],
      batchSize: 9,
      ...(classWeight && { classWeight }),
    })
    expect(history.metricNames).toEqual(['loss', 'accuracy'])
    runs.push(history.loss[0]!)
  }
  expect(runs[1]).toBeCloseTo(2 * runs[0]!, 5)
  model.dispose()
  tf.dispose([set.x, set.y, start] as tf.TensorContainer[])
})

test('an output that another layer uses keeps its activation', () => {
  const input = tf.input({ shape: [2] })
  const first = tf.layers.dense({ units: 3, activation: 'softmax', name: 'first' }).apply(input) as tf.SymbolicTensor
  const second = tf.layers.dense({ units: 1, name: 'second' }).apply(first) as tf.SymbolicTensor
  const model = tf.model({ inputs: input, outputs: [first, second] })
  const set = { x: tf.ones([2, 2]), y: { first: tf.tensor1d([0, 2], 'int32'), second: tf.ones([2, 1]) } }
  const packed = packSeveral(model, set, { loss: { first: 'sparseCategoricalCrossentropy', second: 'mse' } })
  tf.tidy(() => {
    const [, own] = model.apply(set.x) as tf.Tensor[]
    const { final } = packed.model.apply(packed.set.x) as unknown as { final: tf.Tensor[] }
    expect([...final[1]!.dataSync()]).toEqual([...own!.dataSync()])
  })
  packed.dispose()
  model.dispose()
  tf.dispose([set.x, set.y.first, set.y.second])
})

test('the packed model is the same model, and its inputs come back as they were', () => {
  const model = makeModel()
  const set = makeSet('train')
  expect(isSeveral(model, set)).toBe(true)
  const before = tf.memory().numTensors
  const packed = packSeveral(model, set, options)
  expect(originalOf(packed.model)).toBe(model)
  expect(originalOf(model)).toBe(model)
  tf.tidy(() => {
    const [tokens, size] = inputsOf(packed.model, packed.set.x) as tf.Tensor[]
    expect([tokens!.dtype, ...tokens!.dataSync()]).toEqual(['int32', ...set.x.tokens.dataSync()])
    expect([...size!.dataSync()]).toEqual([...set.x.size.dataSync()])
    expect(inputsOf(model, set.x.size)).toBe(set.x.size)
  })
  packed.dispose()
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  tf.dispose([set.x, set.y] as tf.TensorContainer[])
})

test('a loss that is not finite is traced to its layer', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const model = makeModel()
  const set = makeSet('train')
  const history = await train(model, set, { ...options, optimizer: sgd({ lr: 1e30 }) })
  expect(history.stopped).toMatch(
    /Training stopped in epoch 1, step \d: the loss is (NaN|infinite)\. (The output of layer|Every layer)/,
  )
  warn.mockRestore()
  model.dispose()
  tf.dispose([set.x, set.y] as tf.TensorContainer[])
})

test('what does not fit is a sentence, and nothing is left behind', async () => {
  const model = makeModel()
  const set = makeSet('train')
  const { x, y } = set
  const gone = tf.ones([24, 2])
  gone.dispose()
  const nan = tf.fill([24, 2], Number.NaN)
  const [short, wide, labels] = [tf.ones([3, 2]), tf.ones([24, 5]), tf.fill([24], 7, 'int32')]
  const before = tf.memory().numTensors
  const wrong: [unknown, Partial<FitOptions>, string | RegExp][] = [
    [
      { x: x.size, y },
      {},
      'Expected `x` to be a record of tensors, one for each input of the model, found a float32 tensor of shape [24, 2]. Say `x: { tokens, size }`.',
    ],
    [
      { x: { tokens: x.tokens }, y },
      {},
      "Expected the data to have a tensor for the model's input 'size', found undefined. Say `x: { tokens, size }`.",
    ],
    [{ x: { ...x, sise: x.size }, y }, {}, "There is no input 'sise'. Did you mean 'size'?"],
    [{ x, y: { ...y, prize: y.price } }, {}, "There is no output 'prize'. Did you mean 'price'?"],
    [{ x: { ...x, size: gone }, y }, {}, "The data's input 'size' was disposed: load it again."],
    [{ x: { ...x, size: nan }, y }, {}, /The data's input 'size' needs finite numbers/],
    [{ x: { ...x, size: short }, y }, {}, "Expected as many rows in each input, found 24 in 'tokens', 3 in 'size'."],
    [{ x: { ...x, size: wide }, y }, {}, "The model takes [·, 2] and the data's input 'size' is [24, 5]"],
    [{ x, y: { ...y, kind: labels } }, {}, 'Expected labels to be whole numbers in [0, 3)'],
    [undefined, {}, 'Expected `x` to be a record of tensors'],
    [set, { loss: { kind: 'mse' } }, "There is no loss for the output 'price': say `loss: { kind, price }`."],
    [set, { loss: { kinds: 'mse' } }, "There is no output 'kinds'. Did you mean 'kind'?"],
    [set, { loss: 'mze' }, "There is no loss 'mze'. Did you mean 'mse'?"],
    [set, { lossWeights: { prize: 1 } }, "There is no output 'prize'. Did you mean 'price'?"],
    [set, { lossWeights: { price: -1 } }, "Expected the weight of the loss of 'price' to be a number ≥ 0, found -1."],
    [
      set,
      { metrics: { kind: 'acuracy' } },
      "There is no metric 'acuracy' to count while training. Did you mean 'accuracy'?",
    ],
    [set, { classWeight: { 0: 2 } }, '`classWeight` is for models with one output'],
    [set, { validation: { x: { ...x, size: wide }, y } }, "the validation data's input 'size' is [24, 5]"],
    [set, { epoch: 3 } as never, 'train.fit has no option `epoch`. Did you mean `epochs`?'],
  ]
  for (const [data, changes, message] of wrong) {
    await expect(train(model, data as never, { ...options, ...changes })).rejects.toThrow(message)
  }
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  tf.dispose([x, y, nan, short, wide, labels] as tf.TensorContainer[])
})
