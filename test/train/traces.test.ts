import { expect, test, vi } from 'vitest'
import { tf } from '../../src/tf.ts'
import { Traces } from '../../src/train/traces.ts'

const double = vi.fn(([x]: readonly tf.Tensor[]) => [x!.mul(2)])
const run = (traces: Traces, values: number[], kind = 'double', body: typeof double | typeof reads = double) =>
  tf.tidy(() => [...traces.run(kind, (...inputs) => body(inputs), [tf.tensor1d(values)])[0]!.dataSync()])
const reads = ([x]: readonly tf.Tensor[]) => [x!.mul(x!.sum().dataSync()[0]!)]

test('one graph for each kind and shape, after as many batches op by op as wanted', () => {
  const before = tf.memory().numTensors
  const traces = new Traces({ after: 1 })
  double.mockClear()
  expect(run(traces, [1, 2])).toEqual([2, 4])
  expect([traces.size, double.mock.calls.length]).toEqual([0, 1])
  expect(run(traces, [3, 4])).toEqual([6, 8])
  expect([traces.size, double.mock.calls.length]).toEqual([1, 2])
  expect(run(traces, [5, 6])).toEqual([10, 12])
  expect([traces.size, double.mock.calls.length]).toEqual([1, 2])
  expect(run(traces, [1])).toEqual([2])
  expect(run(traces, [2])).toEqual([4])
  expect(traces.size).toBe(2)
  run(traces, [1, 2], 'other')
  run(traces, [1, 2], 'other')
  expect(traces.size).toBe(3)
  traces.dispose()
  expect(traces.size).toBe(0)
  expect(tf.memory().numTensors).toBe(before)
})

test('what cannot be a graph runs op by op, with one line where wanted', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  for (const what of [undefined, 'Passes']) {
    const traces = new Traces(what ? { what } : {})
    expect(run(traces, [1, 2], 'reads', reads)).toEqual([3, 6])
    expect(run(traces, [2, 2], 'reads', reads)).toEqual([8, 8])
    expect(traces.size).toBe(0)
  }
  expect(warn.mock.calls).toEqual([
    ['Passes run op by op, which is slower: a value that changes from step to step is read in JavaScript.'],
  ])
  warn.mockRestore()
})
