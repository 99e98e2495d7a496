import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { explainFailure } from '../../src/train/nan-guard.ts'

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 1, inputShape: [1], name: 'first', kernelInitializer: 'ones' }),
    tf.layers.dense({ units: 1, name: 'second', kernelInitializer: 'ones' }),
  ],
})
const explain = (x: number[], y: number[], loss = Number.NaN) => {
  const data = { x: tf.tensor2d(x, [x.length, 1]), y: tf.tensor1d(y) }
  const before = tf.memory().numTensors
  const text = explainFailure(model, data, [0, 1], { epoch: 2, step: 3, loss, lr: 0.123456 })
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([data.x, data.y])
  return text
}

test('where, what, and what to try', () => {
  const text = explain([1, 2], [1, 2])
  expect(text).toMatch(/^Training stopped in epoch 2, step 3: the loss is NaN\. Every layer's output is finite/)
  expect(text).toContain('a smaller learning rate (now 0.123), `clipNorm: 1`')
  expect(explain([1, 2], [1, 2], Number.POSITIVE_INFINITY)).toContain('the loss is infinite')
})

test('the culprit: inputs, targets of this batch alone, a weight, a layer', () => {
  expect(explain([1, Number.NaN], [1, 2])).toContain('The inputs of this batch contain NaN')
  expect(explain([1, 2], [Number.POSITIVE_INFINITY, 2])).toContain('The targets of this batch contain NaN or infinite')
  expect(explain([1, 2, Number.NaN], [1, 2, 3])).toContain("Every layer's output is finite")
  const [kernel] = model.layers[1]!.weights
  tf.tidy(() => void kernel!.write(tf.tensor2d([[3e38]])))
  expect(explain([100, 2], [1, 2])).toContain("The output of layer 'second' is the first that is not finite.")
  tf.tidy(() => void kernel!.write(tf.tensor2d([[Number.NaN]])))
  expect(explain([1, 2], [1, 2])).toContain("The weight 'second/kernel' is not finite.")
})
