import { expect, test } from 'vitest'
import { attention, filters } from '../../src/plot/filters.ts'
import { tf } from '../../src/tf.ts'

test('the kernels of a convolution, one picture each', () => {
  const layer = tf.layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 1] })
  const model = tf.sequential({ layers: [layer] })
  const figure = filters(layer)
  expect(figure.data).toHaveLength(4)
  expect(figure.description).toMatch(/^4 of 4 filters of 3 × 3/)
  model.dispose()
})

test('attention: rows look at columns, and both are named', () => {
  const figure = attention(
    [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
    { tokens: ['a', 'b'] },
  )
  expect(figure.data[0]!.customdata).toEqual([
    ['a → a', 'a → b'],
    ['b → a', 'b → b'],
  ])
  expect(() => attention([[1]], { tokens: ['a', 'b'] })).toThrow('1 `tokens`, one a row')
})
