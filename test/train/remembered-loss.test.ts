import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { lossOf, rememberLoss } from '../../src/train/remembered-loss.ts'

const make = (activation?: 'softmax' | 'sigmoid') =>
  tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [1], activation })] })

test('the loss that the model was fitted with; the last one given', () => {
  const model = make('softmax')
  for (const loss of [resolveLoss('mae'), resolveLoss('kl')]) {
    rememberLoss(model, loss)
    expect(lossOf(model, tf.zeros([2, 3]))).toBe(loss)
  }
})

test('else the one that the activation and the targets suggest', () => {
  const name = (activation: 'softmax' | 'sigmoid' | undefined, y: tf.Tensor) => lossOf(make(activation), y).name
  expect(name('sigmoid', tf.zeros([2, 3]))).toBe('binaryCrossentropy')
  expect(name('softmax', tf.zeros([2, 3]))).toBe('categoricalCrossentropy')
  expect(name('softmax', tf.zeros([2, 1]))).toBe('sparseCategoricalCrossentropy')
  expect(name('softmax', tf.zeros([2]))).toBe('sparseCategoricalCrossentropy')
  expect(name(undefined, tf.zeros([2, 3]))).toBe('meanSquaredError')
})
