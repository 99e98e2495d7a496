import { afterAll, beforeAll, expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { descent, tf, train } from '../../src/index.ts'
import { cpuMilliseconds } from './cpu.ts'
import { openNotebook } from './notebook.ts'

let data: { x: import('../../src/tf.ts').tf.Tensor; y: import('../../src/tf.ts').tf.Tensor; size: number }
const loss = 'categoricalCrossentropy'

beforeAll(() => {
  const x = tf.randomUniform([50, 4], 0, 1, 'float32', 3)
  data = { x, y: tf.oneHot(tf.range(0, 50, 1, 'int32').mod(tf.scalar(3, 'int32')).cast('int32') as never, 3), size: 50 }
})
afterAll(() => tf.dispose([data.x, data.y]))

function network(dropout = 0) {
  const model = tf.sequential()
  const initializer = (seed: number) => tf.initializers.glorotUniform({ seed })
  model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [4], kernelInitializer: initializer(1) }))
  if (dropout) model.add(tf.layers.dropout({ rate: dropout }))
  model.add(tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: initializer(2) }))
  return model
}

const weightsOf = (model: { getWeights(): { dataSync(): ArrayLike<number> }[] }) =>
  model.getWeights().flatMap((w) => Array.from(w.dataSync()))

test.each(['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamW', 'nadam'] as const)(
  '%s: two epochs are those of train.fit with the same seed and batches',
  async (name) => {
    const options = { lr: 0.05 }
    const [stepped, fitted] = [network(), network()]
    const d = descent.start(
      { model: stepped, data, loss, batchSize: 16 },
      { optimizer: descent[name](options), seed: 11, history: false },
    )
    d.step(8)
    await train.fit(fitted, data as never, {
      optimizer: train[name](options),
      loss,
      batchSize: 16,
      epochs: 2,
      seed: 11,
      verbose: false as never,
    })
    const wanted = weightsOf(fitted)
    weightsOf(stepped).forEach((w, i) => {
      expect(Math.abs(w - wanted[i]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(wanted[i]!)))
    })
    d.dispose()
    tf.dispose([...stepped.weights, ...fitted.weights].map((w) => w.read()))
  },
)

test.each([
  ['dropout', 0.3, {}],
  ['clipNorm', 0, { clipNorm: 0.05 }],
  ['clipValue', 0, { clipValue: 0.01 }],
] as const)('%s: the same as train.fit too', async (_, dropout, clipping) => {
  const [stepped, fitted] = [network(dropout), network(dropout)]
  const d = descent.start(
    { model: stepped, data, loss, batchSize: 16, ...clipping },
    { optimizer: descent.adam({ lr: 0.05 }), seed: 11 },
  )
  d.step(8)
  const optimizer = train.adam({ lr: 0.05 })
  await train.fit(fitted, data as never, { optimizer, loss, batchSize: 16, epochs: 2, seed: 11, verbose: false as never, ...clipping }) // biome-ignore format: one line
  const wanted = weightsOf(fitted)
  weightsOf(stepped).forEach((w, i) => {
    expect(Math.abs(w - wanted[i]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(wanted[i]!)))
  })
  d.dispose()
  for (const model of [stepped, fitted]) model.dispose()
})

test('back and forward: the same weights to the last bit, dropout, optimizer and batches included', () => {
  const model = network(0.3)
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer: descent.adam({ lr: 0.05 }), seed: 4 })
  d.step(7)
  const [weights, steps] = [weightsOf(model), d.steps]
  expect(weightsOf(d.back(5).step(5).objective.model)).toEqual(weights)
  expect(d.steps).toEqual(steps)
  d.set({ lr: 0.01 }).step(20)
  const later = weightsOf(model)
  expect(weightsOf(d.back(20).step(20).objective.model)).toEqual(later)
  expect(d.reset().index).toBe(0)
  expect(weightsOf(d.step(7).objective.model)).toEqual(weights)
  d.dispose()
  model.dispose()
})

test('a step tells of the batch, of the loss before and after on it, and of every layer', () => {
  const model = network()
  const d = descent.start(
    { model, data, loss, batchSize: 16, metrics: ['accuracy'] },
    { optimizer: descent.batch({ lr: 0.1 }), seed: 4 },
  )
  const start = weightsOf(model)
  const [step] = d.step().steps
  expect(step).toMatchObject({ index: 1, epoch: 0, learningRate: 0.1 })
  expect(step!.rows).toHaveLength(16)
  expect(step!.loss).toBeLessThan(step!.lossBefore)
  expect(Object.keys(step!.metrics)).toEqual(['accuracy'])
  expect(step!.layers).toHaveLength(4)
  const total = Math.sqrt(step!.layers.reduce((sum, l) => sum + l.gradientNorm ** 2, 0))
  expect(total).toBeCloseTo(step!.gradientNorm, 5)
  for (const l of step!.layers) expect(l.updateNorm).toBeCloseTo(0.1 * l.gradientNorm, 5)
  expect(step!.layers[0]!.updateRatio).toBeCloseTo(step!.layers[0]!.updateNorm / step!.layers[0]!.weightNorm, 10)
  expect(step!.layers[0]!.weightNorm).toBeCloseTo(Math.hypot(...start.slice(0, 32)), 4)
  d.dispose()
  model.dispose()
})

test('shows itself within 150 ms, with the loss curve, the batch and the layers', async () => {
  const model = network()
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer: 'adam', seed: 4 })
  expect(String(d)).toContain('no step yet')
  d.step(10)
  await d[displaySymbol]()
  let bundle = d[displaySymbol]()
  const spent = [0, 1, 2].map(() =>
    cpuMilliseconds(() => {
      bundle = d[displaySymbol]()
    }),
  )
  expect(Math.min(...spent)).toBeLessThan(150)
  for (const part of ['data:image/svg+xml', 'The batch: ', 'update / weight', 'loss after'])
    expect(bundle['text/html']).toContain(part)
  expect(bundle['text/plain']).toContain('dense')
  d.dispose()
  model.dispose()
})

test('no tensor is left over, on errors neither', () => {
  const model = network()
  const before = tf.memory().numTensors
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer: descent.momentum(), seed: 1 })
  d.step(3).back(2).step(4).reset()
  d.dispose()
  const start = descent.start as (...args: any[]) => unknown
  const whole = { model, data, loss }
  const cases: [unknown[], RegExp][] = [
    [[{ ...whole, model: 3 }], /Expected `model` to be a model/],
    [[{ ...whole, data: {} }], /Expected `data` to be a dataset/],
    [[{ ...whole, batchsize: 3 }], /Did you mean `batchSize`/],
    [[{ ...whole, batchSize: 0 }], /`batchSize` to be a whole number ≥ 1/],
    [[whole, { optimizer: descent.newton() }], /`newton` needs the Hessian of the whole objective/],
    [[{ ...whole, clipNorm: 1 }, { optimizer: descent.amsgrad() }], /around `amsgrad` put descent\.clipNorm/],
    [[whole, { at: [1] }], /no option `at`/],
    [[{ ...whole, loss: 'crosentropy' }], /no loss 'crosentropy'/],
  ]
  for (const [args, message] of cases) expect(() => start(...args)).toThrow(message)
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('a fork has the same past and goes on from the same weights, on a model of its own', () => {
  const [model, other] = [network(0.2), network(0.2)]
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer: descent.adam({ lr: 0.05 }), seed: 4 })
  const start = weightsOf(model)
  d.step(2).set({ lr: 0.02 }).step(1)
  for (const fork of [d.fork(other), d.fork()]) {
    const { model: own } = fork.objective
    expect(weightsOf(own)).toEqual(weightsOf(model))
    expect(fork.batch).toEqual(d.batch)
    d.step(2)
    expect(weightsOf(fork.step(2).objective.model)).toEqual(weightsOf(model))
    expect(fork.losses).toEqual(d.losses)
    const weights = weightsOf(model)
    fork.set({ lr: 0.5 }).step()
    expect(weightsOf(model)).toEqual(weights)
    fork.back(6)
    expect(weightsOf(own)).toEqual(start)
    expect(fork.step(5).losses).toEqual(d.losses)
    expect(() => fork.back(6)).toThrow('Expected to go back at most 5 steps, found 6.')
    expect(weightsOf(fork.reset().objective.model)).toEqual(start)
    d.back(2)
    fork.dispose()
  }
  expect(() => d.fork(model)).toThrow('two descents cannot share weights')
  d.dispose()
  for (const m of [model, other]) m.dispose()
})

test('animate plays the steps in one output, and no weight moves; Stop and bad input as on objectives', async () => {
  const notebook = openNotebook()
  const model = network()
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer: 'adam', seed: 4 }).step(6)
  const weights = weightsOf(model)
  await d.animate({ frames: 4, seconds: 0 })
  const texts = notebook.shown.map((bundle) => String(bundle['text/plain']))
  expect(texts.map((text) => /step (\d+)|no step/.exec(text)![0])).toEqual(['no step', 'step 2', 'step 4', 'step 6'])
  expect(texts.at(-1)).toBe(String(d))
  expect(weightsOf(model)).toEqual(weights)
  await expect(d.animate({ frames: 1 })).rejects.toThrow('`frames` to be a whole number ≥ 2')
  notebook.close()
  const bare = descent.start({ model, data, loss }, { history: false })
  expect(() => bare.animate()).toThrow('`animate` needs the past')
  expect(() => d.run({ until: 3 as never })).toThrow('`until` to be a function of the step')
  d.dispose()
  bare.dispose()
  model.dispose()
})

test('stops where the loss is no number any more', () => {
  const model = network()
  const d = descent.start(
    { model, data, loss: 'meanSquaredError', batchSize: 50 },
    { optimizer: descent.batch({ lr: 1e30 }), seed: 1 },
  )
  d.step(20)
  expect(d.stopped?.advice).toMatch(/^Stopped at step \d+: the loss became/)
  expect(d.back().stopped).toBeUndefined()
  d.dispose()
  model.dispose()
})

test('an error in the middle of a step: it has not been made, and the next one gives the same numbers', () => {
  let fails = false
  const schedule = (t: number) => {
    if (fails) throw new RangeError('mine')
    return 0.9 ** t
  }
  const optimizer = descent.schedule(descent.adam({ lr: 0.05 }), schedule)
  const model = network(0.2)
  const d = descent.start({ model, data, loss, batchSize: 16 }, { optimizer, seed: 4 }).step(5)
  const [here, batch] = [weightsOf(model), d.batch]
  const ahead = weightsOf(d.step(3).objective.model)
  d.back(3)
  fails = true
  expect(() => d.step()).toThrow(RangeError)
  fails = false
  expect([d.index, d.steps.length, d.batch]).toEqual([5, 5, batch])
  expect(weightsOf(model)).toEqual(here)
  expect(String(d)).toContain('step 5')
  expect(weightsOf(d.step(3).objective.model)).toEqual(ahead)
  d.dispose()
  model.dispose()
})

test('stops where the loss has grown out of hand, at the same step with history and without', () => {
  const x = tf.randomUniform([32, 6], 0, 1, 'float32', 1)
  const steep = { x, y: tf.tidy(() => x.sum(1, true).mul(100)), size: 32 }
  const stops = [true, false].map((history) => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [6], kernelInitializer: 'zeros' })],
    })
    const optimizer = descent.batch({ lr: 1 })
    const d = descent.start({ model, data: steep, loss: 'mse', batchSize: 16 }, { optimizer, seed: 3, history })
    const { stopped } = d.run({ maxSteps: 300 })
    d.dispose()
    model.dispose()
    return stopped
  })
  expect(stops[0]).toMatchObject({ reason: 'diverged', advice: expect.stringContaining('the descent diverges') })
  expect(stops[1]).toEqual(stops[0])
  tf.dispose([steep.x, steep.y])
})
