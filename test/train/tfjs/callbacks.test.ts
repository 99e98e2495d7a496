import { expect, test } from 'vitest'
import type { tf } from '../../../src/tf.ts'
import type { Run } from '../../../src/train/callbacks/callback.ts'
import { adaptCallbacks, tfjsLogs } from '../../../src/train/tfjs/callbacks.ts'

const names = new Map([['accuracy', 'acc']])
const record = { epoch: 2, learningRate: 0.1, seconds: 1, loss: 3, accuracy: 0.5, valLoss: 4, valAccuracy: 0.25 }

test("TensorFlow.js's names, and no others", () => {
  expect(tfjsLogs(record, names)).toEqual({ loss: 3, acc: 0.5, val_loss: 4, val_acc: 0.25 })
})

test('the same moments, counted from 0, in the order of the callbacks', async () => {
  const seen: unknown[] = []
  const custom = {
    setParams: (params: unknown) => seen.push(params),
    onTrainBegin: () => void seen.push('begin'),
    onEpochBegin: (epoch: number) => void seen.push(['epoch', epoch]),
    onBatchBegin: (batch: number) => void seen.push(['batch', batch]),
    onBatchEnd: (batch: number, logs: unknown) => void seen.push([batch, logs]),
    onEpochEnd: async (epoch: number, logs: unknown) => void seen.push([epoch, logs]),
    onTrainEnd: () => void seen.push('end'),
  }
  const second = { onEpochEnd: () => void seen.push('second') }
  const model = {} as tf.LayersModel
  const stops: string[] = []
  const run = { stop: (reason: string) => stops.push(reason) } as unknown as Run
  const adapted = adaptCallbacks([custom, second], model, { epochs: 1 }, names)
  await adapted.onFitStart!(run)
  await adapted.onEpochStart!(1, run)
  await adapted.onStep!({ epoch: 1, step: 1, loss: 2, learningRate: 1 }, run)
  await adapted.onEpochEnd!({ ...record, epoch: 1 }, run)
  expect(stops).toEqual([])
  ;(model as any).stopTraining_ = true
  await adapted.onEpochEnd!({ ...record, epoch: 2 }, run)
  await adapted.onFitEnd!(run)
  const logs = tfjsLogs(record, names)
  expect(seen).toEqual([
    ...[{ epochs: 1 }, 'begin', ['epoch', 0], ['batch', 0], [0, { batch: 0, loss: 2 }]],
    ...[[0, logs], 'second', [1, logs], 'second', 'end'],
  ])
  expect(stops).toEqual(['Stopped by a callback.'])
})

test('steps are watched only where somebody looks at batches, and nothing where there is no callback', () => {
  const model = {} as tf.LayersModel
  expect(adaptCallbacks({ onEpochEnd() {} }, model, {}, names).onStep).toBeUndefined()
  expect(adaptCallbacks({ onBatchEnd() {} }, model, {}, names).onStep).toBeTypeOf('function')
  expect(adaptCallbacks(undefined, model, {}, names)).toEqual({})
})
