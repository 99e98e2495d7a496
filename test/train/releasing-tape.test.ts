import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { releasingTape } from '../../src/train/releasing-tape.ts'

const failing = (x: tf.Tensor): tf.Tensor => {
  x.mul(x).exp().relu()
  throw new RangeError('mine')
}

test('an error in the forward pass leaves nothing over, and gradients work on', () => {
  const x = tf.scalar(3)
  const before = tf.memory().numTensors
  expect(() => releasingTape(() => tf.grad(failing)(x))).toThrow(RangeError)
  expect(tf.memory().numTensors).toBe(before)
  expect(tf.tidy(() => releasingTape(() => tf.grad((v) => v.square())(x)).dataSync()[0])).toBe(6)
  expect(tf.memory().numTensors).toBe(before)
  x.dispose()
})

test('inside another gradient the outer one keeps what it needs', () => {
  const slope = tf.tidy(() =>
    tf
      .grad((x) => {
        const square = x.mul(x)
        expect(() => releasingTape(() => tf.grad(failing)(x))).toThrow(RangeError)
        return square.mul(x) as tf.Scalar
      })(tf.scalar(2))
      .dataSync(),
  )
  expect(slope[0]).toBe(12)
})
