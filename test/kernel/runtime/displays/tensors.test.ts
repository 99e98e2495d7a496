import { afterEach, beforeEach, expect, test } from 'vitest'
import { tensorDisplay } from '../../../../kernel/runtime/displays/tensors.ts'
import { tf } from '../../../../src/tf.ts'

const text = (value: unknown) => tensorDisplay(value)?.['text/plain']
let tensors = 0
beforeEach(() => {
  tensors = tf.memory().numTensors
})
afterEach(() => expect(tf.memory().numTensors).toBe(tensors))

test('shape, type, memory, values', () => {
  const made = [tf.tensor2d([[1, 2]]), tf.scalar(true, 'bool'), tf.tensor1d(['a'], 'string'), tf.zeros([300])]
  const [matrix, scalar, words, long] = made.map(text)
  expect(matrix).toBe('Tensor [1, 2] float32, 8 B\n     [[1, 2],]')
  expect(scalar).toBe('Tensor [] bool, 1 B\n    true')
  expect(words).toMatch(/^Tensor \[1\] string\n/)
  expect(long).toMatch(/^Tensor \[300\] float32, 1\.2 kB\n/)
  tf.dispose(made)
})

test('a variable says its name', () => {
  const variable = tf.variable(tf.scalar(1), true, 'weight')
  expect(text(variable)).toMatch(/^Variable weight \[\] float32, 4 B\n/)
  const made = tf.memory().numTensors
  variable.dispose()
  expect(made).toBeGreaterThan(tensors)
  tf.disposeVariables()
  tensors = tf.memory().numTensors
})

test('of a large one the first values, and nothing is left of the corner that was cut out', () => {
  const large = tf.ones([200, 100])
  const shown = text(large)!
  expect(shown).toMatch(/^Tensor \[200, 100\] float32, 78\.1 kB\n/)
  expect(shown).toMatch(/the first values of each dimension$/)
  expect(String(shown).split('\n').slice(1).join().match(/\b1\b/g)).toHaveLength(64)
  large.dispose()
})

test('one that was disposed says so', () => {
  const gone = tf.zeros([2])
  gone.dispose()
  expect(text(gone)).toBe('Tensor [2] float32, 8 B; disposed: its memory was given back, its values are gone')
})

test.each([[null], [1], ['Tensor'], [{}], [{ dataId: {}, dtype: 'float32', shape: [1] }]])('%j is none', (value) => {
  expect(tensorDisplay(value)).toBeUndefined()
})
