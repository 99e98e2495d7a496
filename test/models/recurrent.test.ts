import { expect, test } from 'vitest'
import { recurrent } from '../../src/models/recurrent.ts'
import { seed } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'

test.each(['lstm', 'gru', 'simple'] as const)('%s: one answer at the end, or one a step; the seed repeats', (cell) => {
  const run = (sequences: boolean) => {
    seed(1)
    const model = recurrent({ vocabulary: 7, embedding: 4, units: [5, 6], cell, outputs: 3, sequences })
    const y = tf.tidy(() => {
      const out = model.predict(tf.tensor2d([[1, 2, 3, 6], [0, 0, 1, 2]])) as tf.Tensor // biome-ignore format: short
      return { shape: out.shape, values: [...out.dataSync()] }
    })
    model.dispose()
    return y
  }
  expect(run(false).shape).toEqual([2, 3])
  expect(run(true).shape).toEqual([2, 4, 3])
  expect(run(true).values).toEqual(run(true).values)
})

test('numbers in place of tokens', () => {
  const model = recurrent({ inputs: 3, length: 10, units: 64, outputs: 1 })
  expect(model.countParams()).toBe(4 * (64 * (3 + 64) + 64) + 65)
  expect(model.inputs[0]!.shape).toEqual([null, 10, 3])
  model.dispose()
})

test('bad options are told', () => {
  expect(() => recurrent({ outputs: 1 })).toThrow(/either `vocabulary`.* or `inputs`.*, found neither/)
  expect(() => recurrent({ inputs: 1, vocabulary: 2, outputs: 1 })).toThrow(/found both/)
  expect(() => recurrent({ inputs: 1, outputs: 1, cell: 'lstn' as never })).toThrow(
    /no cell 'lstn'. Did you mean 'lstm'/,
  )
})

test('layers say what they are', () => {
  const model = recurrent({ vocabulary: 3, units: [4, 5], cell: 'gru', outputs: 2, dropout: 0.1 })
  expect(model.layers.map((l) => l.name)).toEqual([
    ...['embedding', 'gru_1', 'dropout_1', 'gru_2', 'dropout_2', 'output'],
  ])
  model.dispose()
})
