import { expect, test, vi } from 'vitest'
import { stream } from '../../src/data/stream.ts'
import { tf } from '../../src/tf.ts'
import { readFitOptions } from '../../src/train/fit-options.ts'
import { plainIntake } from '../../src/train/intake.ts'
import { StreamLoop } from '../../src/train/stream-loop.ts'
import { disposeTraining, makeTraining } from './training.ts'

test('the progress knows its end once the stream has ended, and the stream is closed however the loop ends', async () => {
  const training = makeTraining()
  const before = tf.memory().numTensors
  let closed = 0
  const source = stream(
    function* () {
      try {
        for (let i = 0; i < 6; i++) yield { x: [i], y: 2 * i + 1 }
      } finally {
        closed++
      }
    },
    { batchSize: 2 },
  )
  const lines: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  const options = { loss: 'mse', epochs: 2, optimizer: training.optimizer, verbose: true }
  const history = await new StreamLoop(
    training,
    source,
    readFitOptions(options),
    options,
    plainIntake(training.step.model, options),
  ).run()
  write.mockRestore()
  expect(lines[0]).toMatch(/░{20} epoch 1\/2 · loss/)
  expect(lines.at(-1)).toMatch(/█{20} epoch 2\/2 · loss/)
  expect([history.epochs, history.stepLosses.length, closed]).toEqual([[1, 2], 6, 2])
  const failing = {
    ...options,
    verbose: false,
    callbacks: {
      onStep() {
        throw new Error('stop here')
      },
    },
  }
  const loop = new StreamLoop(
    training,
    source,
    readFitOptions(failing),
    failing,
    plainIntake(training.step.model, failing),
  )
  await expect(loop.run()).rejects.toThrow('stop here')
  expect(closed).toBe(3)
  expect(tf.memory().numTensors).toBe(before)
  disposeTraining(training)
})
