import { expect, test } from 'vitest'
import { isGiven, Makings, splitArguments } from '../../src/data/given.ts'
import { isRecord } from '../../src/data/nested.ts'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'

const linear = (inputs: number, outputs = 1) =>
  tf.sequential({ layers: [tf.layers.dense({ units: outputs, inputShape: [inputs], kernelInitializer: 'zeros' })] })

/** What becomes of a set. */
function shapes(model: tf.LayersModel, x: unknown, y: unknown) {
  const makings = new Makings()
  try {
    const set = makings.set(model, { x, y }) as { x: tf.Tensor; y: tf.Tensor }
    return [set.x.shape, set.y.shape]
  } finally {
    makings.dispose()
  }
}

test('a flat list has as many examples as the model says', () => {
  const [one, two, wide] = [linear(1), linear(2), linear(2, 3)]
  const before = tf.memory().numTensors
  expect(shapes(one, [1, 2, 3], [4, 5, 6])).toEqual([
    [3, 1],
    [3, 1],
  ])
  const six = Float32Array.of(1, 2, 3, 4, 5, 6)
  expect(shapes(two, six, Uint8Array.of(1, 2, 3))).toEqual([
    [3, 2],
    [3, 1],
  ])
  // Class numbers, or all outputs of each example.
  expect(shapes(wide, six, [0, 1, 2])).toEqual([[3, 2], [3]])
  expect(shapes(wide, six, new Float32Array(9))).toEqual([
    [3, 2],
    [3, 3],
  ])
  // Plain lists are as nested as they are: two numbers are no example of two.
  expect(shapes(two, [1, 2], [1])).toEqual([[2], [1, 1]])
  expect(tf.memory().numTensors).toBe(before)
})

test('images as lists of rows of pixels, and as one typed array', () => {
  const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [2, 3, 1] }), tf.layers.dense({ units: 1 })] })
  const image = [
    [[1], [2], [3]],
    [[4], [5], [6]],
  ]
  expect(shapes(model, [image, image], [1, 0])).toEqual([
    [2, 2, 3, 1],
    [2, 1],
  ])
  expect(shapes(model, new Uint8Array(12), [1, 0])[0]).toEqual([2, 2, 3, 1])
})

test('tensors are left as they are, and lists of one are taken apart', () => {
  const model = linear(1)
  const set = { x: tf.ones([2, 1]), y: tf.ones([2, 1]) }
  const makings = new Makings()
  expect(makings.set(model, set)).toBe(set)
  expect(makings.set(model, { x: [set.x], y: [set.y] } as unknown)).toEqual(set)
  expect(makings.set(model, undefined)).toBe(undefined)
  expect(() => makings.set(model, { x: [set.x, set.x], y: set.y } as unknown)).toThrow(
    'The model has one input and `x` is an array of length 2: give one tensor (`tf.stack` makes one of several).',
  )
  tf.dispose([set.x, set.y])
})

test('which arguments are data', () => {
  const t = tf.ones([1])
  const some = [t, [1], Float32Array.of(1), { a: t, b: [1] }, {}, { loss: 'mse' }, { a: t, loss: 'mse' }, 'ab', null]
  expect(some.map(isGiven)).toEqual([true, true, true, true, false, false, false, false, false])
  expect([{}, new Makings(), [], null].map(isRecord)).toEqual([true, false, false, false])
  const options = { loss: 'mse' }
  expect(splitArguments([{ x: t, y: t }, options])).toEqual([{ x: t, y: t }, options])
  expect(splitArguments([[1], [2], options])).toEqual([{ x: [1], y: [2] }, options])
  const lists = { loss: ['mae', 'mse'] }
  expect(splitArguments([{ x: t, y: [t, t] }, lists])).toEqual([{ x: t, y: [t, t] }, lists])
  expect(splitArguments([{ a: t }, { b: t }])).toEqual([{ x: { a: t }, y: { b: t } }, undefined])
  expect(splitArguments([[1], [2]])).toEqual([{ x: [1], y: [2] }, undefined])
  t.dispose()
})

test('fit takes arrays: the same numbers as with tensors, nothing left over', async () => {
  const [a, b] = [linear(1), linear(1)]
  const set = { x: tf.tensor2d([[1], [2], [3]]), y: tf.tensor2d([[2], [4], [6]]) }
  const options = { loss: 'mse', optimizer: 'sgd', epochs: 5, seed: 1 } as const
  const wanted = await train.fit(a, set, { ...options, validation: set })
  const before = tf.memory().numTensors
  const validation = { x: [1, 2, 3], y: [2, 4, 6] }
  const found = await train.fit(b, [[1], [2], [3]], [[2], [4], [6]], { ...options, validation })
  expect(found.loss).toEqual(wanted.loss)
  expect(found.valLoss).toEqual(wanted.valLoss)
  const wrong: [unknown, unknown, unknown, string][] = [
    [[[1], [2]], [['a'], [2]], options, 'Expected the rows of `y` to be numbers'],
    [[[1], [2]], [[1], [Number.NaN]], options, 'needs finite numbers'],
    [[[1], [2]], [[1], [2], [3]], options, 'found 2 examples and 3 targets'],
    [[[1, 2]], [[1]], options, 'The model takes [·, 1] and the data is [1, 2]'],
    [[], [], options, 'The data is empty: `x` has no examples.'],
    [BigInt64Array.of(1n), [1], options, '`x` is a BigInt64Array: give numbers, e.g. `Float32Array`.'],
    [[[1]], [[1]], undefined, 'Expected the options of the fit, e.g. { loss, epochs }, found undefined.'],
    [[[1]], [[1]], { ...options, validation: { x: [[1, 2]], y: [1] } }, 'the validation data is [1, 2]'],
  ]
  for (const [x, y, own, message] of wrong) {
    await expect(train.fit(b, x as never, y as never, own as never), message).rejects.toThrow(message)
  }
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([set.x, set.y])
})
