import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { TracedFunction } from '../../../src/train/graph/traced-function.ts'
import { Untraceable } from '../../../src/train/graph/untraceable.ts'
import { backend } from './run-graph.ts'

test("what cannot be recorded is told apart from the reader's own errors", () => {
  const x = tf.scalar(2)
  const record = (body: (x: tf.Tensor) => tf.Tensor) => () => new TracedFunction(backend, (v) => [body(v!)], [x])
  expect(record((v) => v.mul(v.dataSync()[0]!))).toThrow(Untraceable)
  expect(record(() => new Error('mine') as never)).not.toThrow(Untraceable)
  expect(String(new Untraceable('a value is read'))).toBe('Untraceable: a value is read')
  x.dispose()
})
