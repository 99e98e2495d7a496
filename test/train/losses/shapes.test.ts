import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { alike, oneHotLike } from '../../../src/train/losses/shapes.ts'

test('targets take the shape and the type of the prediction', () => {
  tf.tidy(() => {
    const found = alike(tf.tensor1d([1, 2], 'int32'), tf.zeros([2, 1]))
    expect([found.shape, found.dtype, [...found.dataSync()]]).toEqual([[2, 1], 'float32', [1, 2]])
    const same = tf.zeros([2, 1])
    expect(alike(same, tf.ones([2, 1]))).toBe(same)
    expect(() => alike(tf.zeros([3]), tf.zeros([2, 1]))).toThrow()
  })
})

test('class numbers as one-hot rows, of sequences too', () => {
  tf.tidy(() => {
    expect(oneHotLike(tf.tensor1d([2, 0]), tf.zeros([2, 3])).arraySync()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ])
    expect(oneHotLike(tf.tensor3d([[[1], [0]]]), tf.zeros([1, 2, 2])).arraySync()).toEqual([
      [
        [0, 1],
        [1, 0],
      ],
    ])
  })
})
