import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { descent, tf } from '../../src/index.ts'

const network = () =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        units: 3,
        inputShape: [2],
        activation: 'tanh',
        kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
      }),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }) }),
    ],
  })
const rows = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 1]] // biome-ignore format: short
const targets = [0, 1, 1, 0, 3]
const settings = [{ optimizer: descent.adam({ lr: 0.1 }), seed: 3 }] as const

test('arrays, nested and typed, step as tensors do; they are freed with the descent', () => {
  const tensors = { x: tf.tensor2d(rows), y: tf.tensor2d(targets, [5, 1]) }
  const model = network()
  const before = tf.memory().numTensors
  const d = descent.start({ model, data: tensors, loss: 'mse', batchSize: 2 }, ...settings).step(4)
  const wanted = d.losses
  d.dispose()
  expect(tensors.x.isDisposed).toBe(false)
  expect(tf.memory().numTensors).toBe(before)
  for (const data of [
    { x: rows, y: targets },
    { x: Float32Array.from(rows.flat()), y: Uint8Array.from(targets) },
    { x: tensors.x, y: targets },
  ]) {
    const own = network()
    const now = tf.memory().numTensors
    let e!: descent.NetworkDescent
    tf.tidy(() => {
      e = descent.start({ model: own, data, loss: 'mse', batchSize: 2 }, ...settings)
    })
    expect(e.step(4).losses).toEqual(wanted)
    expect(e[displaySymbol]()['text/html']).toContain('The batch: 2 examples')
    e.dispose()
    expect(tf.memory().numTensors).toBe(now)
    expect(e[displaySymbol]()['text/html']).not.toContain('The batch')
    own.dispose()
  }
  model.dispose()
  tf.dispose(tensors)
})

test('a fork has the arrays to itself', () => {
  const model = network()
  const before = tf.memory().numTensors
  const d = descent.start({ model, data: { x: rows, y: targets }, loss: 'mse' }, ...settings).step()
  const fork = d.fork()
  const wanted = d.step().loss
  d.dispose()
  expect(fork.step().loss).toBe(wanted)
  fork.dispose()
  fork.objective.model.dispose()
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('several inputs or outputs, and what is no data, are told, and nothing is left over', () => {
  const [a, b] = ['a', 'b'].map((name) => tf.input({ shape: [1], name })) as [tf.SymbolicTensor, tf.SymbolicTensor]
  const sum = tf.layers.dense({ units: 1 }).apply(tf.layers.concatenate().apply([a, b])) as tf.SymbolicTensor
  const two = tf.model({ inputs: [a, b], outputs: sum })
  const model = network()
  const start = (of: object) => descent.start({ loss: 'mse', ...of } as never, { optimizer: 'adam' })
  const before = tf.memory().numTensors
  expect(() => start({ model: two, data: { x: { a: [1], b: [2] }, y: [3] } })).toThrow(
    '`descent.start` steps a model with one input and one output, and this one has 2 inputs and 1 output: `train.fit` trains it.',
  )
  expect(() => start({ model, data: { x: rows } })).toThrow(
    'Expected `data` to be a dataset { x, y } of tensors or arrays',
  )
  expect(() => start({ model, data: { x: [[1, 2, 3]], y: [1] } })).toThrow(
    'The model takes [·, 2] and the data is [1, 3]',
  )
  expect(() => start({ model, data: { x: [[1, 2], [3]], y: [1, 2] } })).toThrow('equally long lists')
  expect(() => start({ model, data: { x: rows, y: [] } })).toThrow('`y` has no examples')
  expect(() => start({ model, data: { x: rows, y: ['a'] } })).toThrow('numbers')
  expect(() => start({ model, data: { x: rows, y: targets }, batchSize: 0 })).toThrow('`batchSize`')
  expect(() => start({ model, data: { x: rows, y: [1] } })).toThrow('one target for each example')
  expect(() => start({ model, data: { x: rows, y: targets }, loss: 'msee' })).toThrow("'mse'")
  expect(tf.memory().numTensors).toBe(before)
  two.dispose()
  model.dispose()
})
