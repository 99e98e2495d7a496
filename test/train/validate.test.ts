import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { checkInput, checkModel, checkNumbers, checkSet, checkTargets } from '../../src/train/validate.ts'

const dense = (units: number, inputs = 2) =>
  tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [inputs] })] })

test('models: one input, one output, layers, weights that are there', () => {
  expect(() => checkModel(dense(1))).not.toThrow()
  expect(() => checkModel({ fit() {} })).toThrow('This one has a `fit` of its own: call that.')
  expect(() => checkModel(undefined)).toThrow('Expected a model')
  expect(() => checkModel(tf.sequential())).toThrow('The model has no layers')
  const [a, b] = [tf.input({ shape: [1] }), tf.input({ shape: [1] })]
  const two = tf.model({ inputs: [a, b], outputs: tf.layers.add().apply([a, b]) as tf.SymbolicTensor })
  expect(() => checkModel(two)).toThrow('one input and one output, found 2 and 1')
  const gone = dense(1)
  gone.dispose()
  expect(() => checkModel(gone)).toThrow(/is disposed: make the model anew/)
})

test('shapes: what is wanted, what is there, what to do', () => {
  const flat = dense(1, 784)
  expect(() => checkInput(flat, tf.zeros([3, 784]))).not.toThrow()
  expect(() => checkInput(flat, tf.zeros([3, 28, 28]))).toThrow('load it with `data.mnist({ flatten: true })`')
  expect(() => checkInput(flat, tf.zeros([3, 16, 49]))).toThrow('x.reshape([x.shape[0], -1])')
  expect(() => checkInput(dense(1), tf.zeros([3, 5]), 'The validation data')).toThrow(
    'The model takes [·, 2] and the validation data is [3, 5]: make the model with `inputs: 5`',
  )
  const images = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [2, 2] })] })
  expect(() => checkInput(images, tf.zeros([3, 4]))).toThrow('x.reshape([-1, 2, 2])')
})

test('sets: NaN and infinity in x or y are found with their place, before anything is trained', () => {
  const [model, mse] = [dense(1), resolveLoss('mse')]
  const set = (x: number[][], y: number[]) => ({ x: tf.tensor2d(x), y: tf.tensor1d(y) })
  expect(() => checkSet(model, set([[1, 2]], [1]), mse)).not.toThrow()
  const before = tf.memory().numTensors
  const bad = set(
    [
      [1, 2],
      [3, Number.NaN],
    ],
    [1, 2],
  )
  expect(() => checkSet(model, bad, mse)).toThrow(
    'The data needs finite numbers: x holds 1 NaN value, the first in row 1.',
  )
  const infinite = set([[1, 2]], [Number.POSITIVE_INFINITY])
  expect(() => checkSet(model, infinite, mse, 'The validation data')).toThrow(
    'The validation data needs finite numbers: y holds',
  )
  expect(() => checkSet(model, bad)).not.toThrow()
  expect(tf.memory().numTensors).toBe(before + 4)
  expect(() => checkSet(model, { x: tf.zeros([2, 2]), y: tf.zeros([3]) })).toThrow('found 2 examples and 3 targets')
})

test.each([
  ['class numbers below the outputs', 3, 'sparseCategoricalCrossentropy', [0, 3], '`outputs: 4`'],
  ['no fractions', 3, 'sparseCategoricalCrossentropy', [0.5, 1], 'found fractions'],
  ['none below 0', 3, 'sparseCategoricalCrossentropy', [-1, 1], 'found -1 … 1'],
  ['one-hot rows, not numbers', 3, 'categoricalCrossentropy', [0, 1], "use the loss 'sparseCategoricalCrossentropy'"],
  ['several outputs', 1, 'categoricalCrossentropy', [0, 1], "use 'binaryCrossentropy'"],
  ['0 and 1', 1, 'binaryCrossentropy', [0, 2], 'Expected targets in [0, 1]'],
] as const)('targets: %s', (_, outputs, loss, y, message) => {
  expect(() => checkTargets(dense(outputs), tf.tensor1d([...y]), resolveLoss(loss))).toThrow(message)
})

test('targets that fit', () => {
  const cases = [
    [3, 'sparseCategoricalCrossentropy', tf.tensor1d([0, 2])],
    [3, 'categoricalCrossentropy', tf.oneHot([0, 2], 3)],
    [1, 'binaryCrossentropy', tf.tensor2d([[0], [1]])],
    [1, 'mse', tf.tensor1d([-5, 7.5])],
  ] as const
  for (const [outputs, loss, y] of cases) expect(() => checkTargets(dense(outputs), y, resolveLoss(loss))).not.toThrow()
  expect(() => checkTargets(dense(3), tf.oneHot([0, 2], 3), resolveLoss('sparse'))).toThrow('y is one-hot, [2, 3]')
})

test('a convolution that goes into a dense layer without flatten is told so', () => {
  const layers = [
    tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 1] }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ]
  const model = tf.sequential({ layers })
  for (const [y, loss] of [
    [tf.zeros([3, 10]), 'categoricalCrossentropy'],
    [tf.zeros([3, 1]), 'meanSquaredError'],
  ] as const) {
    expect(() => checkTargets(model, y, resolveLoss(loss))).toThrow(
      /gives \[·, 6, 6, 10\].*put `tf\.layers\.flatten\(\)` before the last dense layer/,
    )
  }
})

test('tensors of texts and of complex numbers are told', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
  const [numbers, texts] = [tf.ones([3, 2]), tf.fill([3, 2], 'a', 'string')]
  const complex = tf.complex(numbers, numbers)
  const y = tf.ones([3])
  expect(() => checkSet(model, { x: texts, y })).toThrow(
    "The data's x is of type string: give numbers. `data.labelEncode` numbers names.",
  )
  expect(() => checkSet(model, { x: complex, y })).toThrow("The data's x is of type complex64: give numbers.")
  expect(() => checkSet(model, { x: numbers, y: texts }, undefined, 'Batch 1')).toThrow("Batch 1's y is of type string")
  expect(() => checkNumbers(y, 'y')).not.toThrow()
  tf.dispose([numbers, texts, complex, y])
  model.dispose()
})
