import { afterEach, expect, test, vi } from 'vitest'
import { tf } from '../../src/tf.ts'
import { openRunner } from '../../src/train/open-runner.ts'
import { disposeTraining, makeTraining } from './training.ts'

afterEach(() => vi.restoreAllMocks())

test('the traced one where it can, the other where it is asked for', () => {
  const training = makeTraining()
  for (const [trace, kind] of [
    [true, 'traced'],
    [false, 'eager'],
  ] as const) {
    const runner = openRunner(training, trace)
    expect(runner.kind).toBe(kind)
    runner.dispose()
  }
  disposeTraining(training)
})

test('a step that cannot be recorded runs op by op, says why in one line, and leaves nothing over', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const training = makeTraining()
  const values = (y: tf.Tensor, p: tf.Tensor) => p.sub(y).mul(p.dataSync()[0]! + 1)
  const step = { ...training.step, loss: { ...training.step.loss, values } }
  const before = tf.memory().numTensors
  expect(openRunner({ ...training, step }, true).kind).toBe('eager')
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Steps run op by op, which is slower: .*\.$/)]])
  expect(tf.memory().numTensors).toBe(before)
  disposeTraining(training)
})

test("the reader's own error is thrown as it is", () => {
  const training = makeTraining()
  const values = (): tf.Tensor => {
    throw new RangeError('mine')
  }
  const step = { ...training.step, loss: { ...training.step.loss, values } }
  expect(() => openRunner({ ...training, step }, true)).toThrow(RangeError)
  disposeTraining(training)
})
