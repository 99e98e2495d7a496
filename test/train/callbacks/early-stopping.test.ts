import { expect, test } from 'vitest'
import type { Run, RunState } from '../../../src/train/callbacks/callback.ts'
import { better, earlyStopping, monitored } from '../../../src/train/callbacks/early-stopping.ts'
import type { EpochRecord } from '../../../src/train/history.ts'

/** Plays epochs with these values; returns the epoch of the stop, what it said, and the epoch whose weights came back. */
async function play(name: string, values: number[], options: Parameters<typeof earlyStopping>[0]) {
  const callback = earlyStopping(options)
  let [stop, epoch, restored]: [string | undefined, number, number | undefined] = [undefined, 0, undefined]
  const state = () => ({ epoch, weights: [Float32Array.of(epoch)] }) as unknown as RunState
  const run = {
    stop: (reason: string) => (stop ??= reason),
    save: state,
    load: (s: RunState) => (restored = s.weights[0]![0]),
  } as unknown as Run
  await callback.onFitStart?.(run)
  for (const value of values) {
    epoch++
    await callback.onEpochEnd!({ epoch, [name]: value } as unknown as EpochRecord, run)
    if (stop) break
  }
  await callback.onFitEnd!(run)
  return { epoch, stop, restored }
}

test('it waits for `patience` epochs without an improvement', async () => {
  const values = [5, 4, 3, 3, 3, 3, 3]
  expect((await play('loss', values, {})).epoch).toBe(4)
  expect((await play('loss', values, { patience: 1 })).epoch).toBe(4)
  expect(await play('loss', values, { patience: 3 })).toMatchObject({
    epoch: 6,
    stop: 'Stopped early after epoch 6: loss was best in epoch 3.',
  })
  expect((await play('loss', [3, 4, 2, 3, 1], { patience: 2 })).stop).toBeUndefined()
})

test('an improvement below minDelta is none; NaN is none', async () => {
  expect((await play('loss', [1, 0.95, 0.9], { minDelta: 0.2, patience: 2 })).epoch).toBe(3)
  expect((await play('loss', [1, Number.NaN, Number.NaN], { patience: 2 })).epoch).toBe(3)
})

test('accuracies should rise; the best weights come back', async () => {
  const options = { monitor: 'valAccuracy', patience: 2, restoreBest: true }
  expect(await play('valAccuracy', [0.5, 0.9, 0.8, 0.7, 0.6], options)).toMatchObject({ epoch: 4, restored: 2 })
  expect((await play('loss', [3, 2], { restoreBest: false })).restored).toBeUndefined()
})

test('better', () => {
  expect([better('loss', 1, 2), better('accuracy', 1, 2), better('valF1', 2, 1), better('mse', 2, 1)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('what is not measured is told with what is; bad options too', () => {
  const record = { epoch: 1, seconds: 1, learningRate: 1, loss: 1, mae: 2 } as EpochRecord
  expect(monitored(record, 'mae')).toBe(2)
  expect(() => monitored(record, 'valLoss')).toThrow(
    "There is no 'valLoss' to monitor; this training measures 'loss', 'mae'. Give `validation` to have the others.",
  )
  expect(() => earlyStopping({ patience: -1 })).toThrow('`patience` to be a whole number ≥ 0')
  expect(() => earlyStopping({ patients: 1 } as never)).toThrow('Did you mean `patience`?')
})
