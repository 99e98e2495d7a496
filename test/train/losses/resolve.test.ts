import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import * as train from '../../../src/train/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const o = oracle.losses

function mean(loss: train.LossLike, yTrue: any, yPred: any): number {
  const before = tf.memory().numTensors
  const value = tf.tidy(() => train.resolveLoss(loss).values(tf.tensor(yTrue), tf.tensor(yPred)).mean().dataSync()[0]!)
  expect(tf.memory().numTensors).toBe(before)
  return value
}

const inputs: Record<keyof typeof o.values, [unknown, unknown]> = {
  meanSquaredError: [o.real, o.guess],
  meanAbsoluteError: [o.real, o.guess],
  huber: [o.real, o.guess],
  hinge: [o.bits, o.score],
  categoricalCrossentropy: [o.oneHot, o.probabilities],
  sparseCategoricalCrossentropy: [o.labels, o.probabilities],
  binaryCrossentropy: [o.bits, o.sigmoid],
  kl: [o.distribution, o.probabilities],
}

test.each(Object.entries(inputs))('%s is what Keras finds', (name, [yTrue, yPred]) => {
  expect(mean(name, yTrue, yPred)).toBeCloseTo(o.values[name as keyof typeof o.values], 5)
})

test('on logits, what PyTorch finds', () => {
  expect(mean(train.fromLogits('sparseCategoricalCrossentropy'), o.labels, o.logits)).toBeCloseTo(
    o.torch.crossEntropy,
    5,
  )
  expect(mean(train.fromLogits('categoricalCrossentropy'), o.oneHot, o.logits)).toBeCloseTo(o.torch.crossEntropy, 5)
  expect(mean(train.fromLogits('binaryCrossentropy'), o.bits, o.score)).toBeCloseTo(o.torch.binary, 5)
  expect(mean('huber', o.real, o.guess)).toBeCloseTo(o.torch.huber, 5)
})

test('logits that would overflow give finite losses', () => {
  expect(mean(train.fromLogits('categoricalCrossentropy'), [[1, 0]], [[-1000, 1000]])).toBe(2000)
  expect(mean(train.fromLogits('binaryCrossentropy'), [[1]], [[-1000]])).toBe(1000)
})

test('names: aliases, and the nearest of a wrong one', () => {
  expect(train.resolveLoss('mse')).toBe(train.meanSquaredError)
  expect(() => train.resolveLoss('catgoricalCrossentropy')).toThrow("Did you mean 'categoricalCrossentropy'?")
  expect(() => train.resolveLoss(undefined)).toThrow('Expected `loss`')
  expect(() => train.fromLogits('mse')).toThrow('form for logits')
  expect(() => train.huberLoss({ delta: 0 })).toThrow('Expected `delta`')
})

test('a function becomes a loss, and has to give a tensor', () => {
  const own = train.resolveLoss(function absolute(y: any, p: any) {
    return p.sub(y).abs()
  })
  expect([own.name, own.custom]).toEqual(['absolute', true])
  const wrong = train.resolveLoss((() => 5) as never)
  expect(() => wrong.values(undefined as never, undefined as never)).toThrow(
    "Expected the loss 'custom' to give a tensor, found 5.",
  )
})

test("Keras's spellings", () => {
  const names = ['mean_squared_error', 'sparse_categorical_crossentropy', 'binary_crossentropy', 'MSE']
  expect(names.map((name) => train.resolveLoss(name).name)).toEqual([
    'meanSquaredError',
    'sparseCategoricalCrossentropy',
    'binaryCrossentropy',
    'meanSquaredError',
  ])
})
