import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { applyWithLoss, forwardBackward, trainedWeights } from '../../src/train/training-step.ts'

const dense = (units: number, more = {}) =>
  tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [1], kernelInitializer: 'ones', ...more })] })
const mse = resolveLoss('mse')

test('loss, metrics and gradients by hand; the penalty is in both', () => {
  const model = dense(1, { kernelRegularizer: tf.regularizers.l2({ l2: 0.5 }) })
  const before = tf.memory().numTensors
  tf.tidy(() => {
    const metrics = [{ name: 'twice', values: (_: tf.Tensor, p: tf.Tensor) => p.mul(2) }]
    const inputs = { x: tf.tensor2d([[1], [3]]), y: tf.tensor2d([[0], [1]]), step: tf.scalar(0, 'int32') }
    const step = { model, loss: mse, metrics, clipping: {}, seed: 1 }
    const result = forwardBackward(step, inputs as never, trainedWeights(model))
    // Errors 1 and 2: mean square 2.5, penalty 0.5 w² = 0.5; ∂w = mean 2ex + w = (2 + 12)/2 + 1.
    expect(result.loss.dataSync()[0]).toBeCloseTo(3, 5)
    expect(result.metrics[0]!.dataSync()[0]).toBe(4)
    expect(result.gradients.map((g) => g.dataSync()[0])).toEqual([8, 3])
  })
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('weights of examples: Σ w · loss over the number of examples', () => {
  const model = dense(1)
  tf.tidy(() => {
    const inputs = { x: tf.tensor2d([[1], [3]]), y: tf.tensor2d([[0], [1]]), weight: tf.tensor1d([1, 0.5]) }
    expect(applyWithLoss({ model, loss: mse }, inputs, false).loss.dataSync()[0]).toBe((1 + 0.5 * 4) / 2)
  })
  model.dispose()
})

test('cross-entropy looks at the logits before the last activation: a sure mistake keeps its size and slope', () => {
  const model = dense(2, { activation: 'softmax', useBias: false })
  tf.tidy(() => {
    model.setWeights([tf.tensor2d([[100, -100]])])
    const inputs = { x: tf.tensor2d([[1]]), y: tf.tensor2d([[0, 1]]), step: tf.scalar(0, 'int32') }
    const step = { model, loss: resolveLoss('categoricalCrossentropy'), metrics: [], clipping: {}, seed: 1 }
    const { loss, gradients } = forwardBackward(step, inputs as never, trainedWeights(model))
    expect(loss.dataSync()[0]).toBe(200)
    expect([...gradients[0]!.dataSync()]).toEqual([1, -1])
    const { yPred } = applyWithLoss(step, inputs, false)
    expect([...yPred.dataSync()]).toEqual([1, 0])
  })
  // The activation is there again.
  expect((model.layers[0] as any).activation.getClassName()).toBe('softmax')
  model.dispose()
})

test('a sequential model that was never called looks at the logits already in its first step', () => {
  const first = { inputShape: [1], units: 2, kernelInitializer: 'ones' as const }
  const model = tf.sequential()
  model.add(tf.layers.dense(first))
  model.add(tf.layers.dense({ units: 2, activation: 'softmax', useBias: false }))
  tf.tidy(() => {
    model.layers[1]!.setWeights([
      tf.tensor2d([
        [50, -50],
        [50, -50],
      ]),
    ])
    const inputs = { x: tf.tensor2d([[1]]), y: tf.tensor2d([[0, 1]]) }
    const loss = resolveLoss('categoricalCrossentropy')
    expect(applyWithLoss({ model, loss }, inputs, true).loss.dataSync()[0]).toBe(200)
  })
  model.dispose()
})

test('the activation comes back after an error too', () => {
  const model = dense(1, { activation: 'sigmoid' })
  const call = () =>
    applyWithLoss({ model, loss: resolveLoss('binaryCrossentropy') }, { x: tf.zeros([1, 5]), y: tf.zeros([1]) }, false)
  expect(() => tf.tidy(call as never)).toThrow()
  expect((model.layers[0] as any).activation.getClassName()).toBe('sigmoid')
  model.dispose()
})
