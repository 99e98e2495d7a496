import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'
import { ownTemporaryFolder } from '../own-tmp.ts'

ownTemporaryFolder()

function line(count = 64) {
  const random = new Random(1)
  const x = Float32Array.from({ length: count }, () => random.uniform(0, 2))
  const y = x.map((v) => 3 * v + 1 + random.normal(0, 0.1))
  return { x: tf.tensor2d(x, [count, 1]), y: tf.tensor2d(y, [count, 1]), size: count }
}
const linear = () =>
  tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] })
const options = { loss: 'mse', optimizer: 'sgd', epochs: 3, batchSize: 10 } as const
const temporary = () => fs.readdirSync(os.tmpdir()).filter((f) => f.startsWith('gradlab-graph-'))

afterEach(() => {
  vi.restoreAllMocks()
  delete (globalThis as any).jupyter
})

test('learns a line; the history has one number an epoch; nothing is left over', async () => {
  const [model, set] = [linear(), line()]
  const before = tf.memory().numTensors
  const history = await train.fit(model, set, {
    ...options,
    optimizer: train.sgd({ lr: 0.1 }),
    epochs: 60,
    validation: 0.25,
    metrics: ['mae'],
  })
  const [slope, intercept] = model.getWeights().map((w) => w.dataSync()[0]!)
  expect(slope).toBeCloseTo(3, 0)
  expect(intercept).toBeCloseTo(1, 0)
  expect(history.runner).toBe('traced')
  expect(history.loss).toHaveLength(60)
  expect(history.valMae).toHaveLength(60)
  expect(history.epochs.at(-1)).toBe(60)
  expect(history.best!.valLoss).toBe(Math.min(...history.valLoss))
  expect(history.toRecords()[0]).toMatchObject({ epoch: 1, learningRate: expect.any(Number) })
  expect(history.stepLosses).toHaveLength(60 * 5)
  expect(tf.memory().numTensors).toBe(before)
  expect(temporary()).toEqual([])
})

test('the same seed gives the same numbers, another seed others', async () => {
  const set = line()
  const run = async (seed: number) => (await train.fit(linear(), set, { ...options, seed })).stepLosses
  const first = await run(5)
  expect(await run(5)).toEqual(first)
  expect(await run(6)).not.toEqual(first)
})

test('a run resumed from a checkpoint gives the numbers of an unbroken run', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-'))
  const file = path.join(folder, 'a.checkpoint')
  const set = line()
  const common = { ...options, optimizer: 'adam', seed: 2, epochs: 6 }
  const whole = linear()
  const unbroken = await train.fit(whole, set, common)
  const broken = linear()
  await train.fit(broken, set, { ...common, epochs: 3, callbacks: [train.checkpoint(file)] })
  const fresh = linear()
  const resumed = await train.fit(fresh, set, { ...common, resume: train.loadCheckpoint(file) })
  expect(resumed.loss).toEqual(unbroken.loss)
  expect(fresh.getWeights()[0]!.dataSync()).toEqual(whole.getWeights()[0]!.dataSync())
  fs.rmSync(folder, { recursive: true })
  expect(() => train.loadCheckpoint(file)).toThrow('There is no checkpoint')
})

test('early stopping stops, and puts the best weights back', async () => {
  const [model, set] = [linear(), line()]
  let best: number | undefined
  const history = await train.fit(model, set, {
    ...options,
    epochs: 50,
    callbacks: [
      train.earlyStopping({ patience: 2, restoreBest: true, monitor: 'loss' }),
      {
        onEpochEnd({ epoch }, run) {
          if (epoch === 4) best = model.getWeights()[0]!.dataSync()[0]!
          if (epoch === 4) run.optimizer.lr = 0.9
        },
      },
    ],
  })
  expect(history.stopped).toContain('Stopped early')
  expect(history.epochs.length).toBeLessThan(50)
  expect(model.getWeights()[0]!.dataSync()[0]).toBeCloseTo(best!, 5)
  await expect(
    train.fit(model, set, { ...options, callbacks: train.earlyStopping({ monitor: 'valLoss' }) }),
  ).rejects.toThrow("There is no 'valLoss' to monitor")
})

test.each([true, false])(
  'the NaN guard stops, says where, and keeps the weights from before (traced: %s)',
  async (trace) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const [model, set] = [linear(), line()]
    const before = tf.memory().numTensors
    const history = await train.fit(model, set, {
      ...options,
      optimizer: train.sgd({ lr: 1e6 }),
      epochs: 50,
      trace,
      seed: 1,
    })
    expect(history.stopped).toMatch(
      /^Training stopped in epoch \d+, step \d+: the loss is (NaN|infinite)\..*smaller learning rate \(now 1000000\)/,
    )
    expect(warn).toHaveBeenCalledTimes(1)
    for (const w of model.getWeights()) expect(Number.isFinite(w.dataSync()[0])).toBe(true)
    expect(tf.memory().numTensors).toBe(before)
  },
)

test('a loss that reads values in JavaScript runs op by op and says why', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const loss = (y: tf.Tensor, p: tf.Tensor) =>
    p
      .sub(y)
      .square()
      .mul(p.dataSync()[0]! > 0 ? 1 : 2)
  const history = await train.fit(linear(), line(), { ...options, loss })
  expect(history.runner).toBe('eager')
  expect(warn.mock.calls[0]![0]).toContain('Steps run op by op, which is slower: a value')
})

test('two models train at the same time', async () => {
  const set = line()
  const run = (model: tf.LayersModel) => train.fit(model, set, { ...options, seed: 1 })
  const alone = await run(linear())
  const [a, b] = await Promise.all([run(linear()), run(linear())])
  expect(a.stepLosses).toEqual(alone.stepLosses)
  expect(b.stepLosses).toEqual(alone.stepLosses)
})

test('bad input is told in a sentence, and leaves nothing over', async () => {
  const [model, set] = [linear(), line()]
  const images = { x: tf.zeros([4, 28, 28]), y: tf.zeros([4, 10]) }
  const digits = tf.sequential({ layers: [tf.layers.dense({ units: 10, inputShape: [784], activation: 'softmax' })] })
  const flat = tf.zeros([4, 784])
  const nan = tf.tensor2d([[1], [Number.NaN]])
  const gone = tf.zeros([2, 1])
  gone.dispose()
  const empty = tf.zeros([0, 1])
  const [labels, far, two] = [tf.tensor1d([0, 1, 2, 3], 'int32'), tf.tensor1d([0, 1, 2, 10], 'int32'), tf.zeros([2, 1])]
  const before = tf.memory().numTensors
  const cases: [tf.LayersModel, any, any, string][] = [
    [
      digits,
      images,
      { loss: 'categoricalCrossentropy' },
      'The model takes [·, 784] and the data is [4, 28, 28]: load it with `data.mnist({ flatten: true })`.',
    ],
    [
      digits,
      { x: flat, y: labels },
      { loss: 'categoricalCrossentropy' },
      "use the loss 'sparseCategoricalCrossentropy'",
    ],
    [
      digits,
      { x: flat, y: images.y },
      { loss: 'sparseCategoricalCrossentropy' },
      "y is one-hot, [4, 10]: use 'categoricalCrossentropy'",
    ],
    [
      digits,
      { x: flat, y: far },
      { loss: 'sparseCategoricalCrossentropy' },
      'Expected labels to be whole numbers in [0, 10)',
    ],
    [
      model,
      { x: nan, y: two },
      { loss: 'mse' },
      'The data needs finite numbers: x holds 1 NaN value, the first in row 1.',
    ],
    [
      model,
      { x: two, y: nan },
      { loss: 'mse' },
      'The data needs finite numbers: y holds 1 NaN value, the first in row 1.',
    ],
    [model, { x: gone, y: two }, { loss: 'mse' }, 'The data was disposed'],
    [model, { x: empty, y: empty }, { loss: 'mse' }, 'The data is empty'],
    [model, { x: two, y: set.y }, { loss: 'mse' }, 'found 2 examples and 64 targets'],
    [model, [1, 2], { loss: 'mse' }, 'Expected a dataset'],
    [{} as any, set, { loss: 'mse' }, 'Expected a model'],
    [model, set, { loss: 'mse', epoch: 3 }, 'train.fit has no option `epoch`. Did you mean `epochs`?'],
    [model, set, { loss: 'mse', epochs: 0 }, 'Expected `epochs` to be a whole number ≥ 1, found 0.'],
    [model, set, { loss: 'mse', batchSize: 1.5 }, 'Expected `batchSize`'],
    [model, set, { loss: 'mse', clipNorm: -1 }, 'Expected `clipNorm` to be a number > 0, found -1.'],
    [model, set, { loss: 'mse', metrics: ['acuracy'] }, "Did you mean 'accuracy'?"],
    [model, set, { loss: 'mse', validationSplit: 2 }, 'Expected `validationSplit`'],
    [model, set, { loss: 'mse', sampleWeight: [1] }, 'Expected `sampleWeight` to have 64 numbers'],
    [model, set, {}, 'Expected `loss`'],
  ]
  for (const [m, s, o, message] of cases) await expect(train.fit(m, s, o)).rejects.toThrow(message)
  expect(tf.memory().numTensors).toBe(before)
})

test('a loss of the user takes the targets it takes: class numbers for several outputs', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [1], activation: 'softmax' })] })
  const set = { x: tf.tensor2d([[0], [1], [2], [3]]), y: tf.tensor1d([0, 1, 2, 2], 'int32') }
  const before = tf.memory().numTensors
  const loss = (y: any, p: any) => tf.oneHot(y, 3).mul(p.log()).sum(-1).neg()
  const history = await train.fit(model, set, {
    loss,
    metrics: ['accuracy'],
    optimizer: train.adam({ lr: 0.1 }),
    epochs: 60,
    batchSize: 4,
  })
  expect(history.runner).toBe('traced')
  expect(history.last!.accuracy).toBe(1)
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
  tf.dispose([set.x, set.y])
})

test('a batch that is larger than the set is told; without a size there is no error', async () => {
  const [model, set] = [linear(), line(5)]
  const text = 'Expected `batchSize` to be at most 5, the number of examples, found 6.'
  await expect(train.fit(model, set, { ...options, batchSize: 6 })).rejects.toThrow(text)
  const history = await train.fit(model, set, { loss: 'mse', validation: 0.2 })
  expect(history.stepLosses).toHaveLength(1)
  await train.fit(model, set, { loss: 'mse', validation: 0.2, batchSize: 5 })
  model.dispose()
  tf.dispose([set.x, set.y])
})
