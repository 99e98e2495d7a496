import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { describeTfjsOptimizer } from '../../../src/train/tfjs/optimizers.ts'
import { stepByHand } from '../optimizers/rule.ts'

const gradients = [3, -1, 0.5, 2]

/** The steps of TensorFlow.js's own optimizer. */
function reference(optimizer: tf.Optimizer): number[] {
  const w = tf.variable(tf.scalar(1))
  const found = gradients.map((g) => {
    tf.tidy(() => (optimizer as any).applyGradients([{ name: w.name, tensor: tf.scalar(g) }]))
    return w.dataSync()[0]!
  })
  w.dispose()
  return found
}

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.8),
  nesterov: () => tf.train.momentum(0.1, 0.8, true),
  adam: () => tf.train.adam(0.1, 0.8, 0.9, 1e-3),
  adagrad: () => tf.train.adagrad(0.1, 0.5),
  rmsprop: () => tf.train.rmsprop(0.1, 0.8, 0.7, 1e-3),
}

test.each(Object.keys(optimizers))("%s: the rule makes TensorFlow.js's own steps", (name) => {
  const described = describeTfjsOptimizer(optimizers[name]!())!
  const wanted = reference(optimizers[name]!())
  stepByHand(described, 1, gradients).forEach((found, i) => {
    expect(found).toBeCloseTo(wanted[i]!, 5)
  })
})

test('those without a rule of ours are left to TensorFlow.js', () => {
  expect(describeTfjsOptimizer(tf.train.adadelta())).toBeUndefined()
  expect(describeTfjsOptimizer(tf.train.adamax())).toBeUndefined()
  expect(describeTfjsOptimizer(tf.train.rmsprop(0.1, 0.9, 0, 1e-3, true))).toBeUndefined()
})
