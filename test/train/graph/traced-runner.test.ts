import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import * as train from '../../../src/train/index.ts'
import { cases, example } from './layers.ts'

/** Trains twin models, traced and op by op; returns how far they are apart. */
async function compare(name: string, options: Partial<train.FitOptions> = {}) {
  const set = example(cases[name]!, typeof options.loss === 'string' ? options.loss : undefined)
  const [traced, eager] = [cases[name]!.model(), cases[name]!.model()]
  eager.setWeights(traced.getWeights())
  const before = tf.memory().numTensors
  const run = (model: tf.LayersModel, trace: boolean) =>
    train.fit(model, set, {
      optimizer: cases[name]!.optimizer ?? train.adam({ lr: 0.01 }),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
      batchSize: 16,
      epochs: 13,
      seed: 3,
      ...options,
      trace,
    })
  const a = await run(traced, true)
  const b = await run(eager, false)
  expect([a.runner, b.runner]).toEqual(['traced', 'eager'])
  expect(tf.memory().numTensors).toBe(before)
  const largest = (x: number[], y: number[]) => Math.max(...x.map((v, i) => Math.abs(v - y[i]!)))
  const weights = traced.getWeights().map((w, i) => largest([...w.dataSync()], [...eager.getWeights()[i]!.dataSync()]))
  const result = {
    steps: a.stepLosses.length,
    losses: largest(a.stepLosses, b.stepLosses) / Math.max(1, ...b.stepLosses),
    weights: Math.max(...weights),
    accuracy: largest(a.accuracy as number[], b.accuracy as number[]),
    learned: a.loss.at(-1)! < a.loss[0]!,
  }
  tf.dispose(set as unknown as tf.TensorContainer)
  traced.dispose()
  eager.dispose()
  return result
}

test('a fit leaves no tensor behind in TensorFlow either', async () => {
  const count = () => (tf.backend() as any).binding.getNumOfTensors() as number
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  const [x, y] = [tf.ones([10, 1]), tf.ones([10, 1])]
  const once = () => train.fit(model, { x, y, size: 10 }, { loss: 'mse', batchSize: 4, epochs: 50, verbose: false })
  await once()
  const before = count()
  await once()
  expect(count()).toBe(before)
  tf.dispose([x, y])
  model.dispose()
})

test.each(Object.keys(cases))('%s: 52 steps, traced as op by op', async (name) => {
  const { steps, losses, weights, learned } = await compare(name)
  expect(steps).toBe(52)
  expect(losses).toBeLessThan(2e-5)
  expect(weights).toBeLessThan(1e-5)
  expect(learned).toBe(true)
})

const losses = ['mse', 'mae', 'huber', 'hinge', 'sparseCategoricalCrossentropy', 'binaryCrossentropy', 'kl']
test.each(losses)('loss %s, traced as op by op', async (loss) => {
  const { losses, weights } = await compare('dense', { loss })
  expect(losses).toBeLessThan(1e-5)
  expect(weights).toBeLessThan(1e-5)
})

const optimizers: Record<string, () => train.Optimizer> = {
  sgd: () => train.sgd({ lr: 0.1 }),
  'sgd, weight decay': () => train.sgd({ lr: 0.1, weightDecay: 0.01 }),
  momentum: () => train.momentum({ lr: 0.05 }),
  nesterov: () => train.nesterov({ lr: 0.05 }),
  adagrad: () => train.adagrad({ lr: 0.1 }),
  rmsprop: () => train.rmsprop({ lr: 0.01 }),
  'rmsprop, momentum': () => train.rmsprop({ lr: 0.003, momentum: 0.9 }),
  adadelta: () => train.adadelta(),
  'adam, weight decay': () => train.adam({ lr: 0.01, weightDecay: 0.01 }),
  adamW: () => train.adamW({ lr: 0.01 }),
  nadam: () => train.nadam({ lr: 0.01 }),
}
test.each(Object.keys(optimizers))('optimizer %s, traced as op by op', async (name) => {
  const { losses, weights } = await compare('dense', { optimizer: optimizers[name]!() })
  expect(losses).toBeLessThan(1e-5)
  expect(weights).toBeLessThan(1e-5)
})

const options: Record<string, Partial<train.FitOptions>> = {
  clipValue: { clipValue: 0.01 },
  clipNorm: { clipNorm: 0.1 },
  clipEachNorm: { clipEachNorm: 0.1 },
  'class weights': { classWeight: { 0: 1, 1: 5, 2: 0.5 } },
  'sample weights': { sampleWeight: Float32Array.from({ length: 50 }, (_, i) => (i % 3) / 2) },
  'a batch larger than what is left to train on': { batchSize: 50, validationSplit: 0.3, epochs: 5 },
  'no shuffling': { shuffle: false },
  'a schedule': { callbacks: [train.schedule(train.cosine())] },
  'top k, mse, mae': { metrics: ['accuracy', 'topK', 'mse', 'mae'] },
  'a validation split': { validationSplit: 0.3 },
}
test.each(Object.keys(options))('%s, traced as op by op', async (name) => {
  const { losses, weights, accuracy } = await compare('dense', options[name])
  expect(losses).toBeLessThan(1e-5)
  expect(weights).toBeLessThan(1e-5)
  expect(accuracy).toBeLessThan(1e-6)
})
