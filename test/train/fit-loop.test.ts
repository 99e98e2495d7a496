import { afterEach, expect, test } from 'vitest'
import { Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import { FitLoop } from '../../src/train/fit-loop.ts'
import { readFitOptions } from '../../src/train/fit-options.ts'
import * as train from '../../src/train/index.ts'
import { disposeTraining, makeTraining } from './training.ts'

afterEach(() => {
  delete (globalThis as any).jupyter
})

function line(count = 64) {
  const random = new Random(1)
  const x = Float32Array.from({ length: count }, () => random.uniform(0, 2))
  const y = x.map((v) => 3 * v + 1 + random.normal(0, 0.1))
  return { x: tf.tensor2d(x, [count, 1]), y: tf.tensor2d(y, [count, 1]), size: count }
}
const linear = () =>
  tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] })
const options = { loss: 'mse', optimizer: 'sgd', epochs: 3, batchSize: 10 } as const

test('weights are current in callbacks, and what callbacks set is taken over', async () => {
  const [model, set] = [linear(), line()]
  const seen: number[] = []
  await train.fit(model, set, {
    ...options,
    optimizer: train.sgd({ lr: 0.01 }),
    epochs: 2,
    callbacks: {
      onStep: () => void seen.push(model.getWeights()[0]!.dataSync()[0]!),
      onEpochEnd: ({ epoch }) => {
        if (epoch === 1) tf.tidy(() => model.setWeights([tf.tensor2d([[100]]), tf.tensor1d([0])]))
      },
    },
  })
  expect(seen).toHaveLength(14)
  expect(new Set(seen).size).toBe(14)
  expect(seen[6]).toBeLessThan(10)
  expect(seen[7]).toBeGreaterThan(50)
})

test('the learning rate may be set while training, and schedules end with the fit', async () => {
  const optimizer = train.sgd({ lr: 0.1 })
  const history = await train.fit(linear(), line(), {
    ...options,
    optimizer,
    epochs: 4,
    callbacks: { onEpochEnd: (_, run) => void (run.optimizer.lr /= 10) },
  })
  const rates = history.toRecords().map((r) => r.learningRate)
  for (const [i, rate] of rates.entries()) expect(rate).toBeCloseTo(0.1 / 10 ** i, 6)
  expect(optimizer.lr).toBe(0.1)
})

test('Stop: the reason is thrown, the model stays usable, nothing is left over', async () => {
  const [model, set] = [linear(), line()]
  const before = tf.memory().numTensors
  const controller = new AbortController()
  ;(globalThis as any).jupyter = { signal: controller.signal }
  const reason = Object.assign(new Error('stopped'), { name: 'KeyboardInterrupt' })
  const fitting = train.fit(model, set, {
    ...options,
    epochs: 1e6,
    callbacks: { onEpochEnd: ({ epoch }) => void (epoch === 3 && controller.abort(reason)) },
  })
  await expect(fitting).rejects.toBe(reason)
  expect(tf.memory().numTensors).toBe(before)
  expect(model.getWeights()[0]!.dataSync()[0]).not.toBe(0)
})

test('an error in a callback passes through; nothing is left over', async () => {
  const [model, set] = [linear(), line()]
  const before = tf.memory().numTensors
  const failing = { onEpochEnd: () => Promise.reject(new Error('mine')) }
  await expect(train.fit(model, set, { ...options, callbacks: failing })).rejects.toThrow('mine')
  expect(tf.memory().numTensors).toBe(before)
  expect(model.getWeights()[0]!.dataSync()[0]).not.toBe(0)
})

test('the loop by itself: the losses of an epoch are means over examples, the smaller last batch weighed so', async () => {
  const training = makeTraining()
  const options = { loss: 'mse', epochs: 2, shuffle: false, trace: false, metrics: ['mse'] } as const
  const plan = { ...readFitOptions(options), batchSize: 2 }
  const step = { ...training.step, metrics: plan.metrics }
  const history = await new FitLoop({ ...training, step }, plan, options, 1, { data: training.data, from: 3 }).run()
  expect(history.stepLosses).toHaveLength(6)
  const [a, b, c] = history.stepLosses as [number, number, number]
  expect(history.loss[0]).toBeCloseTo((2 * a + 2 * b + c) / 5, 4)
  expect(history.mse[0]).toBeCloseTo(history.loss[0]!, 4)
  expect(history.metricNames).toEqual(['loss', 'mse', 'valLoss', 'valMse'])
  expect(history.runner).toBe('eager')
  disposeTraining(training)
})

test('callbacks are called in order, every step where one asks for it; `stop` ends after the epoch under way', async () => {
  const training = makeTraining()
  const seen: string[] = []
  const callback = {
    onFitStart: () => void seen.push('start'),
    onEpochStart: (epoch: number) => void seen.push(`epoch ${epoch}`),
    onStep: ({ step }: train.StepRecord) => void seen.push(`step ${step}`),
    onEpochEnd: (_: unknown, run: train.Run) => {
      seen.push(`end ${run.epoch}`)
      run.stop('enough')
    },
    onFitEnd: () => void seen.push('finish'),
  }
  const options = { loss: 'mse', epochs: 5, batchSize: 2, callbacks: callback, trace: false } as const
  const history = await new FitLoop(training, readFitOptions(options), options, 1, undefined).run()
  expect(seen).toEqual(['start', 'epoch 1', 'step 1', 'step 2', 'step 3', 'end 1', 'finish'])
  expect(history.stopped).toBe('enough')
  disposeTraining(training)
})
