import { expect, test } from 'vitest'
import { Orthogonal } from '../../../src/models/layers/orthogonal.ts'
import { tf } from '../../../src/tf.ts'

test.each([
  [8, 8],
  [5, 20],
  [64, 256],
  [20, 5],
])('rows or columns of [%d, %d] are orthonormal', (rows, columns) => {
  // biome-ignore format: short
  const off = tf.tidy(() => {
    const w = new Orthogonal({ seed: 1 }).apply([rows, columns]) as tf.Tensor2D
    const product = rows <= columns ? tf.matMul(w, w, false, true) : tf.matMul(w, w, true)
    return product.sub(tf.eye(Math.min(rows, columns))).abs().max().dataSync()[0]!
  })
  expect(off).toBeLessThan(1e-6)
})
