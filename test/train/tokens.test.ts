import { expect, test } from 'vitest'
import { models, tf } from '../../src/index.ts'
import { checkTokens } from '../../src/train/tokens.ts'

const check = (model: tf.LayersModel, rows: number[][]) => {
  const x = tf.tensor2d(rows)
  try {
    checkTokens(model, x, 'The data')
  } finally {
    x.dispose()
  }
}

test.each([
  ['recurrent', () => models.recurrent({ vocabulary: 5, units: 3, embedding: 2, outputs: 2 })],
  ['transformer', () => models.transformer({ vocabulary: 5, length: 2, width: 4, heads: 2, layers: 1, outputs: 2 })],
] as const)('%s: tokens of the vocabulary only', (_, make) => {
  const model = make()
  expect(() => check(model, [[0, 4]])).not.toThrow()
  expect(() => check(model, [[0, 5]])).toThrow(
    "Expected the tokens in the data to be whole numbers in [0, 5), the model's vocabulary; found 0 … 5. Make the model with `vocabulary: 6` or more, or check the tokens.",
  )
  expect(() => check(model, [[-1, 2]])).toThrow('found -1 … 2. Texts become tokens')
  expect(() => check(model, [[0.5, 2]])).toThrow('found fractions')
  expect(() => check(model, [[Number.NaN, 2]])).toThrow('whole numbers')
  model.dispose()
})

test('models of numbers take any', () => {
  const model = models.mlp({ inputs: 2, outputs: 1 })
  expect(() => check(model, [[-1.5, 99]])).not.toThrow()
  model.dispose()
})
