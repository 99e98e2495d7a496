import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { Columns } from '../../src/train/columns.ts'

test('tensors of several shapes and types lie side by side, and come back', () => {
  const columns = new Columns('input', ['image', 'token', 'flag'])
  const image = tf.randomNormal([3, 2, 2, 1])
  const token = tf.tensor1d([5, 2 ** 24, -1], 'int32')
  const flag = tf.tensor2d([[1], [0], [1]], undefined, 'bool')
  const before = tf.memory().numTensors
  const packed = columns.pack(columns.read({ token, flag, image }, 'The data'), 'The data', tf.tensor1d([1, 2, 3]))
  expect([packed.shape, packed.dtype]).toEqual([[3, 7], 'float32'])
  tf.tidy(() => {
    const part = packed.slice([1, 0], [2, -1])
    const [a, b, c] = columns.unpack(part)
    expect([a!.shape, ...a!.dataSync()]).toEqual([[2, 2, 2, 1], ...image.dataSync().slice(4)])
    expect([b!.shape, b!.dtype, ...b!.dataSync()]).toEqual([[2], 'int32', 2 ** 24, -1])
    expect([c!.shape, c!.dtype, ...c!.dataSync()]).toEqual([[2, 1], 'bool', 0, 1])
    expect([...columns.weight(part).dataSync()]).toEqual([2, 3])
  })
  packed.dispose()
  // The weights.
  expect(tf.memory().numTensors).toBe(before + 1)
  tf.dispose([image, token, flag])
})

test('one tensor is enough for one name; other shapes later on are told', () => {
  const columns = new Columns('output', ['price'])
  const [first, other] = [tf.ones([2, 3]), tf.ones([2, 4])]
  columns.pack(columns.read(first, 'The data'), 'The data').dispose()
  expect(() => columns.pack(columns.read(other, 'The validation data'), 'The validation data')).toThrow(
    "The validation data's output 'price' is [·, 4], and that of the training data is [·, 3].",
  )
  const classes = new Columns('output', ['kind'])
  const [flat, column] = [tf.ones([2]), tf.ones([3, 1])]
  tf.tidy(() => {
    classes.pack([flat], 'The data')
    expect(classes.unpack(classes.pack([column], 'The validation data'))[0]!.shape).toEqual([3])
  })
  tf.dispose([flat, column])
  tf.dispose([first, other])
})

test('what no column can hold is told', () => {
  const columns = new Columns('input', ['id'])
  const read = (tensor: tf.Tensor) => () => {
    try {
      columns.read({ id: tensor }, 'The data')
    } finally {
      tensor.dispose()
    }
  }
  expect(read(tf.tensor1d([2 ** 24 + 1], 'int32'))).toThrow("The data's input 'id' holds whole numbers beyond 2^24")
  expect(read(tf.tensor1d(['a']))).toThrow("The data's input 'id' is of type string: give numbers.")
  expect(read(tf.tensor2d([], [0, 2]))).toThrow("The data's input 'id' is empty: it has no examples.")
})
