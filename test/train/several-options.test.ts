import { expect, test } from 'vitest'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { lossesOf, lossWeightsOf, metricsOf } from '../../src/train/several-options.ts'

const outputs = ['kind', 'price']

test('losses: one for all, or one by name', () => {
  const names = (loss: Parameters<typeof lossesOf>[0]) => lossesOf(loss, outputs).map((l) => l.name)
  expect(names('mse')).toEqual(['meanSquaredError', 'meanSquaredError'])
  expect(names({ price: 'mae', kind: 'sparse' })).toEqual(['sparseCategoricalCrossentropy', 'meanAbsoluteError'])
  expect(names(['sparse', 'mae'])).toEqual(['sparseCategoricalCrossentropy', 'meanAbsoluteError'])
  expect(() => names(['mae'])).toThrow("Expected `loss` to have one for each of the model's outputs (kind, price)")
  const own = resolveLoss('huber')
  expect(lossesOf(own, outputs)).toEqual([own, own])
  expect(() => names(undefined as never)).toThrow('Expected `loss` to be a name, a loss or a function')
})

test('weights of losses: 1 where none is given', () => {
  expect(lossWeightsOf(undefined, outputs)).toEqual([1, 1])
  expect(lossWeightsOf({ price: 0.5 }, outputs)).toEqual([1, 0.5])
  expect(lossWeightsOf([1, 2], outputs)).toEqual([1, 2])
  expect(() => lossWeightsOf([1], outputs)).toThrow(
    "Expected `lossWeights` to have one for each of the model's outputs (kind, price), found [1].",
  )
  expect(() => lossWeightsOf(2 as never, outputs)).toThrow('`lossWeights` to be a record of numbers')
})

test('metrics: the same for all, or each its own', () => {
  const losses = lossesOf({ kind: 'sparse', price: 'mse' }, outputs)
  const names = (metrics: Parameters<typeof metricsOf>[0]) =>
    metricsOf(metrics, losses, outputs).map((list) => list.map((m) => m.name))
  expect(names(undefined)).toEqual([[], []])
  expect(names(['mae'])).toEqual([['mae'], ['mae']])
  expect(names({ kind: ['acc', 'topK'] })).toEqual([['accuracy', 'topK'], []])
  expect(() => names({ kid: 'acc' })).toThrow("There is no output 'kid'. Did you mean 'kind'?")
})
