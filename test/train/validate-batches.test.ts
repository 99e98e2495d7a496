import { expect, test } from 'vitest'
import { stream } from '../../src/data/stream.ts'
import { mlp } from '../../src/models/mlp.ts'
import { tf } from '../../src/tf.ts'
import { inferenceTraces } from '../../src/train/evaluate-batches.ts'
import { readFitOptions } from '../../src/train/fit-options.ts'
import { plainIntake } from '../../src/train/intake.ts'
import { Pause } from '../../src/train/pause.ts'
import { validateBatches } from '../../src/train/validate-batches.ts'

test('a set or a stream: the same numbers, whatever the size of the last batch; penalties count once', async () => {
  const model = mlp({ inputs: 1, outputs: 1, l2: 0.1, seed: 1 })
  const values = [1, 2, 3, 4, 5]
  const [x, y] = [tf.tensor2d(values, [5, 1]), tf.tensor1d(values)]
  const before = tf.memory().numTensors
  const measure = (validation: object | undefined) =>
    validateBatches(
      plainIntake(model, { loss: 'mse' }),
      readFitOptions({ loss: 'mse', metrics: ['mae'], ...(validation && { validation }) } as never),
      new Pause(),
    )
  const whole = await measure({ x, y })
  const read = await measure(stream(() => values.map((v) => ({ x: [v], y: v })), { batchSize: 2 }))
  const w = model.getWeights()[0]!.dataSync()[0]!
  const error = values.map((v) => w * v - v)
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length
  expect(whole.valLoss).toBeCloseTo(mean(error.map((e) => e * e)) + 0.1 * w * w, 4)
  expect(read.valLoss).toBeCloseTo(whole.valLoss!, 5)
  expect(read.valMae).toBeCloseTo(mean(error.map(Math.abs)), 5)
  expect(await measure(undefined)).toEqual({})
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([x, y])
  model.dispose()
})

test('the graphs of one epoch serve the next, and all its batches', async () => {
  const model = mlp({ inputs: 1, outputs: 1, seed: 1 })
  const validation = stream(() => Array.from({ length: 8 }, (_, i) => ({ x: [i], y: i })), { batchSize: 2 })
  const plan = readFitOptions({ loss: 'mse', validation })
  const traces = inferenceTraces(model)
  const losses: number[] = []
  for (let epoch = 0; epoch < 3; epoch++) {
    losses.push((await validateBatches(plainIntake(model, { loss: 'mse' }), plan, new Pause(), traces)).valLoss!)
  }
  // The first eight batches run op by op: two epochs of four.
  expect(traces.size).toBe(tf.getBackend() === 'tensorflow' ? 1 : 0)
  expect(losses[2]).toBeCloseTo(losses[0]!, 5)
  traces.dispose()
  model.dispose()
})
