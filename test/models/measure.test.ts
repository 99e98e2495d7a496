import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { measure } from '../../src/models/measure.ts'
import { tf } from '../../src/tf.ts'

const identity = (width: number) =>
  tf.sequential({ layers: [tf.layers.activation({ activation: 'linear', inputShape: [width] })] })

test('accuracy of several outputs and of one, the error of numbers', () => {
  const before = tf.memory().numTensors
  const three = fromArrays([[0.1, 0.7, 0.2], [0.9, 0, 0.1]], [1, 2], { classes: true }) // biome-ignore format: short
  expect(measure(identity(3), three)).toEqual({ metric: 'accuracy', value: 0.5 })
  const two = fromArrays([[0.3], [0.8]], [0, 1], { classes: true })
  expect(measure(identity(1), two)).toEqual({ metric: 'accuracy', value: 1 })
  const numbers = fromArrays([1, 2], [1, 4])
  expect(measure(identity(1), numbers)).toEqual({ metric: 'meanSquaredError', value: 2 })
  expect(() => measure(identity(2), three)).toThrow(/The model takes \[·, 2\] and the data is \[2, 3\]/)
  for (const set of [three, two, numbers]) set.dispose()
  expect(tf.memory().numTensors).toBe(before)
})
