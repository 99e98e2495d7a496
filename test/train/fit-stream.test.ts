import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { type StreamOptions, stream, streamCsv } from '../../src/data/stream.ts'
import { mlp } from '../../src/models/mlp.ts'
import { Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import { schedule, stepDecay, warmUp } from '../../src/train/callbacks/schedule.ts'
import { fit as train } from '../../src/train/fit.ts'
import type { FitOptions } from '../../src/train/fit-options.ts'
import { sgd } from '../../src/train/optimizers/sgd.ts'

/** 42 examples: with 8 a batch the last has two. */
const random = new Random(1)
const rows = Array.from({ length: 42 }, () => {
  const x = [random.normal(), random.normal(), random.normal()]
  return { x, y: Number(x[0]! + x[1]! > 0) }
})
const set = (part = rows) =>
  fromArrays(
    part.map((r) => r.x),
    part.map((r) => r.y),
    { classes: true },
  )
const streamOf = (part = rows, options: StreamOptions = {}) =>
  stream(() => part, { batchSize: 8, classes: true, ...options })
const model = () => mlp({ inputs: 3, hidden: [16], outputs: 2, dropout: 0.3, l2: 1e-3, seed: 2 })

const options: FitOptions = {
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
  epochs: 4,
  seed: 3,
}

async function both(changes: Partial<FitOptions>, validation: 'set' | 'stream' | undefined) {
  const test = rows.slice(0, 11)
  const held = set(test)
  const inMemory = set()
  const [a, b] = [model(), model()]
  const more = validation ? { validation: held } : {}
  const before = tf.memory().numTensors
  const whole = await train(a, inMemory, { ...options, ...changes, ...more, batchSize: 8, shuffle: false })
  const fromStream = validation === 'stream' ? { validation: streamOf(test, { batchSize: 4 }) } : more
  const read = await train(b, streamOf(), { ...options, ...changes, ...fromStream })
  expect(tf.memory().numTensors).toBe(before)
  const weights = [a, b].map((m) => m.getWeights().flatMap((w) => [...w.dataSync()]))
  tf.dispose([held.x, held.y, inMemory.x, inMemory.y])
  a.dispose()
  b.dispose()
  return { whole, read, weights }
}

test.each([
  [true, 'set'],
  [true, 'stream'],
  [false, 'set'],
  [true, undefined],
] as const)('traced: %s, validation: %s: the history of the same batches in memory', async (trace, validation) => {
  const { whole, read, weights } = await both({ trace, classWeight: { 1: 2 } }, validation)
  expect(read.runner).toBe(trace ? 'traced' : 'eager')
  expect(read.metricNames).toEqual(whole.metricNames)
  for (const name of whole.metricNames) {
    whole[name].forEach((value: number, i: number) => {
      expect(read[name][i], `${name} of epoch ${i + 1}`).toBeCloseTo(value, 5)
    })
  }
  expect(read.stepLosses.length).toBe(24)
  weights[0]!.forEach((value, i) => {
    expect(weights[1]![i]).toBeCloseTo(value, 5)
  })
})

test('stepsPerEpoch: the stream goes on from epoch to epoch, and begins again at its end', async () => {
  const seen: number[] = []
  const source = stream(
    function* () {
      for (let i = 0; i < 5; i++) {
        seen.push(i)
        yield { x: [i], y: i }
      }
    },
    { batchSize: 1 },
  )
  const line = mlp({ inputs: 1, outputs: 1, seed: 1 })
  const before = tf.memory().numTensors
  const history = await train(line, source, { loss: 'mse', optimizer: 'sgd', epochs: 4, stepsPerEpoch: 3 })
  expect(history.stepLosses.length).toBe(12)
  expect(seen.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1])
  expect(tf.memory().numTensors).toBe(before)
  line.dispose()
})

test('a line is learned from a CSV file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-stream-'))
  const file = join(folder, 'line.csv')
  const lines = Array.from({ length: 600 }, (_, i) => `${(i % 20) / 10 - 1},${3 * ((i % 20) / 10 - 1) + 2}`)
  writeFileSync(file, `x,y\n${lines.join('\n')}\n`)
  const line = mlp({ inputs: 1, outputs: 1, seed: 1 })
  const history = await train(line, streamCsv(file, { target: 'y', batchSize: 50 }), {
    loss: 'mse',
    optimizer: sgd({ lr: 0.1 }),
    epochs: 10,
  })
  expect(history.last!.loss).toBeLessThan(0.05)
  line.dispose()
  rmSync(folder, { recursive: true })
})

test('callbacks: steps, stop, state; schedules by epoch, or with stepsPerEpoch', async () => {
  const net = model()
  const steps: number[] = []
  const history = await train(net, streamOf(), {
    ...options,
    callbacks: [
      schedule(stepDecay({ every: 1, factor: 0.5 })),
      {
        onStep({ epoch, step, learningRate }, run) {
          if (epoch === 1) steps.push(step)
          if (epoch === 3 && step === 2) run.stop(`enough at ${learningRate}, ${run.stepsPerEpoch} steps an epoch`)
        },
      },
    ],
  })
  expect(steps).toEqual([1, 2, 3, 4, 5, 6])
  expect(history.stopped).toBe('enough at 0.00025, 6 steps an epoch')
  expect(history.toRecords().map((r) => r.learningRate)).toEqual([0.001, 0.0005, 0.00025])
  const warm = { ...options, epochs: 1, callbacks: schedule(warmUp({ epochs: 1 })) }
  await expect(train(net, streamOf(), warm)).rejects.toThrow(
    /nobody knows before a stream has ended once: give `stepsPerEpoch`/,
  )
  const warmed = await train(net, streamOf(), { ...warm, stepsPerEpoch: 4 })
  expect(warmed.last!.learningRate).toBeCloseTo(0.001, 9)
  net.dispose()
})

test('resumed, the numbers are those of a run that was never interrupted', async () => {
  const [a, b] = [model(), model()]
  const whole = await train(a, streamOf(), options)
  let saved: any
  const keep = { onEpochEnd: (_: unknown, run: any) => void (saved = run.epoch === 1 ? run.save() : saved) }
  await train(b, streamOf(), { ...options, epochs: 2, callbacks: keep })
  const resumed = await train(b, streamOf(), { ...options, resume: saved })
  expect(resumed.loss.length).toBe(4)
  resumed.loss.forEach((value, i) => {
    expect(value).toBeCloseTo(whole.loss[i]!, 6)
  })
  a.dispose()
  b.dispose()
})

test('a batch whose loss is NaN stops training before it, and the batch is named', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const net = mlp({ inputs: 1, outputs: 1, seed: 1 })
  const source = stream(() => [1, 2, 3, 1e30].map((x) => ({ x: [x], y: 0 })), { batchSize: 1 })
  const before = tf.memory().numTensors
  const history = await train(net, source, { loss: 'mse', optimizer: 'sgd', epochs: 3 })
  expect(history.stopped).toMatch(/^Training stopped in epoch 1, step 4: the loss is infinite/)
  expect(Number.isFinite(net.getWeights()[0]!.dataSync()[0])).toBe(true)
  expect(tf.memory().numTensors).toBe(before)
  warn.mockRestore()
  net.dispose()
})

test('what a stream does not take, and what does not fit, are sentences; nothing is left behind', async () => {
  const net = model()
  const held = set()
  const wide = stream(() => [{ x: [1, 2], y: 0 }], { batchSize: 1, classes: true })
  const wrong: [unknown, object, string | RegExp][] = [
    [
      streamOf(),
      { batchSize: 16 },
      "Expected no `batchSize` beside the stream's own, 8, found 16. Say it to `data.stream`.",
    ],
    [streamOf(), { shuffle: true }, 'Expected no `shuffle`, found true. A stream shuffles itself'],
    [streamOf(), { sampleWeight: [1] }, 'Expected no `sampleWeight` for a stream'],
    [
      streamOf(),
      { validation: 0.2 },
      'Expected `validation` to be a dataset or a stream, found 0.2. A stream has no last part to keep.',
    ],
    [streamOf(), { stepsPerEpoch: 0 }, 'Expected `stepsPerEpoch` to be a whole number ≥ 1, found 0.'],
    [streamOf(), { stepsPerEpochs: 3 }, 'Did you mean `stepsPerEpoch`?'],
    [streamOf([]), {}, 'The stream is empty: it gives no batch.'],
    [streamOf([]), { stepsPerEpoch: 2 }, 'The stream is empty: it gives no batch.'],
    [streamOf(), { validation: streamOf([]) }, 'The validation stream is empty: it gives no batch.'],
    [wide, {}, 'The model takes [·, 3] and batch 1 of the stream is [1, 2]'],
    [streamOf([...rows.slice(0, 16), { x: [1, 2, 3], y: 7 }]), {}, 'Expected labels to be whole numbers in [0, 2)'],
    [streamOf([{ x: [1, Number.NaN, 3], y: 1 }]), {}, 'Batch 1 of the stream needs finite numbers'],
    [held, { stepsPerEpoch: 3 }, 'Expected `stepsPerEpoch` only for a stream, found 3.'],
    [held, { validation: streamOf() }, 'Expected `validation` to be a dataset where the data is one'],
  ]
  const before = tf.memory().numTensors
  for (const [data, changes, message] of wrong) {
    await expect(train(net, data as never, { ...options, ...changes }), String(message)).rejects.toThrow(message)
  }
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([held.x, held.y])
  net.dispose()
})

test.each([true, false])(
  'several inputs and outputs, traced: %s: the history and weights of the same batches in memory',
  async (trace) => {
    const make = () => {
      const initializer = (seed: number) => tf.initializers.glorotUniform({ seed })
      const [a, b] = [tf.input({ shape: [2], name: 'a' }), tf.input({ shape: [1], name: 'b' })]
      const both = tf.layers.concatenate().apply([a, b]) as tf.SymbolicTensor
      const kind = tf.layers.dense({ units: 2, name: 'kind', activation: 'softmax', kernelInitializer: initializer(1) })
      const price = tf.layers.dense({ units: 1, name: 'price', kernelInitializer: initializer(2) })
      return tf.model({ inputs: [a, b], outputs: [kind, price].map((l) => l.apply(both) as tf.SymbolicTensor) })
    }
    const examples = rows.map(({ x, y }) => ({ x: { a: x.slice(0, 2), b: x[2]! }, y: { kind: y, price: x[1]! } }))
    const whole = {
      x: { a: examples.map((e) => e.x.a), b: examples.map((e) => e.x.b) },
      y: { kind: examples.map((e) => e.y.kind), price: examples.map((e) => e.y.price) },
    }
    const source = () => stream(() => examples, { batchSize: 8 })
    const own = {
      loss: { kind: 'sparseCategoricalCrossentropy', price: 'mse' },
      lossWeights: { price: 0.5 },
      metrics: { kind: ['accuracy'], price: ['mae'] },
      optimizer: sgd({ lr: 0.1 }),
      epochs: 3,
      seed: 1,
      trace,
    } as const
    const [first, second] = [make(), make()]
    const before = tf.memory().numTensors
    const wanted = await train(first, whole, { ...own, batchSize: 8, shuffle: false, validation: whole })
    let seen: unknown
    const found = await train(second, source(), {
      ...own,
      validation: source(),
      callbacks: { onFitEnd: (run) => void (seen = run.model) },
    })
    expect(seen).toBe(second)
    expect(found.runner).toBe(trace ? 'traced' : 'eager')
    expect(found.metricNames).toEqual(wanted.metricNames)
    for (const name of found.metricNames) {
      found[name].forEach((value: number, i: number) => {
        expect(value, `${name} of epoch ${i + 1}`).toBeCloseTo(wanted[name][i], 5)
      })
    }
    const held = await train(second, source(), { ...own, epochs: 1, validation: whole })
    expect(held.valPrice_mae).toHaveLength(1)
    const narrow = stream(() => [{ x: { a: [1], b: 1 }, y: { kind: 0, price: 1 } }], { batchSize: 1 })
    await expect(train(second, narrow, own)).rejects.toThrow("batch 1 of the stream's input 'a' is [1, 1]")
    const less = stream(() => [{ x: { a: [1, 2] }, y: { kind: 0, price: 1 } }], { batchSize: 1 })
    await expect(train(second, less, own)).rejects.toThrow("a tensor for the model's input 'b'")
    expect(tf.memory().numTensors).toBe(before)
    first.dispose()
    second.dispose()
  },
)
