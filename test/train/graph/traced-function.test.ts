import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { TracedFunction } from '../../../src/train/graph/traced-function.ts'
import { backend } from './run-graph.ts'

const read = (tensors: tf.Tensor[]) => {
  const values = tensors.map((t) => [...t.dataSync()])
  tf.dispose(tensors)
  return values
}

test('several outputs, in order; the same tensor may be given twice; nothing left over', () => {
  const [x, y] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 5])]
  const before = tf.memory().numTensors
  const traced = new TracedFunction(backend, (a, b) => [a!.add(b!), a!.mul(b!).sum()], [x, x])
  expect(read(traced.run([x, x]))).toEqual([[2, 4], [5]])
  expect(read(traced.run([x, y]))).toEqual([[4, 7], [13]])
  traced.dispose()
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([x, y])
})

test('recording changes no variable; each run does, once', () => {
  const [count, one] = [tf.variable(tf.scalar(0)), tf.scalar(1)]
  const traced = new TracedFunction(
    backend,
    (x) => {
      count.assign(count.add(x!))
      return [count.mul(10)]
    },
    [one],
  )
  expect(count.dataSync()[0]).toBe(0)
  expect(read(traced.run([one]))).toEqual([[10]])
  expect(read(traced.run([one]))).toEqual([[20]])
  expect(count.dataSync()[0]).toBe(2)
  traced.dispose()
  tf.dispose([count, one])
})

test('a body that fails puts variables back too', () => {
  const w = tf.variable(tf.scalar(5))
  const before = tf.memory().numTensors
  const make = () =>
    new TracedFunction(backend, () => {
      w.assign(tf.scalar(6))
      throw new RangeError('mine')
    }, [])
  expect(make).toThrow(RangeError)
  expect(w.dataSync()[0]).toBe(5)
  expect(tf.memory().numTensors).toBe(before)
  w.dispose()
})
