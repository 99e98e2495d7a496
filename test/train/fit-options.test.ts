import { expect, test } from 'vitest'
import { type FitOptions, readFitOptions } from '../../src/train/fit-options.ts'

const read = (options: object) => readFitOptions({ loss: 'mse', ...options } as FitOptions)

test('the defaults', () => {
  const plan = read({})
  expect(plan).toMatchObject({
    epochs: 1,
    batchSize: 32,
    shuffle: true,
    initialEpoch: 0,
    nanGuard: true,
    callbacks: [],
  })
  expect([plan.optimizer.name, plan.loss.name]).toEqual(['adam', 'meanSquaredError'])
  expect([plan.validationSplit, plan.validationSet]).toEqual([undefined, undefined])
})

test('validation: a share by either name, or a set', () => {
  expect(read({ validation: 0.2 }).validationSplit).toBe(0.2)
  expect(read({ validationSplit: 0.3 }).validationSplit).toBe(0.3)
  const set = { x: 1, y: 2 }
  expect(read({ validation: set })).toMatchObject({ validationSet: set, validationSplit: undefined })
})

test('one callback or several; metrics resolved by the loss; a resumed run begins where it was', () => {
  const callback = { name: 'a' }
  expect(read({ callbacks: callback }).callbacks).toEqual([callback])
  expect(read({ callbacks: [callback, callback] }).callbacks).toHaveLength(2)
  expect(read({ metrics: ['mae', 'acc'] }).metrics.map((m) => m.name)).toEqual(['mae', 'accuracy'])
  expect(read({ resume: { epoch: 4, weights: [], optimizer: [] }, initialEpoch: 2 }).initialEpoch).toBe(4)
  expect(read({ clipGlobalNorm: 3 }).clipping.clipNorm).toBe(3)
})

test.each([
  [{ epochs: 0 }, '`epochs` to be a whole number ≥ 1, found 0'],
  [{ batchSize: 1.5 }, '`batchSize` to be a whole number ≥ 1, found 1.5'],
  [{ initialEpoch: -1 }, '`initialEpoch` to be a whole number ≥ 0'],
  [{ validation: 1 }, '`validationSplit` to be a number in (0, 1), found 1'],
  [{ clipValue: -1 }, '`clipValue` to be a number > 0'],
  [{ optimiser: 'sgd' }, 'train.fit has no option `optimiser`. Did you mean `optimizer`?'],
  [{ loss: undefined }, 'Expected `loss`'],
])('%j is refused', (options, message) => {
  expect(() => read(options)).toThrow(message)
})

test('no options at all', () => {
  expect(() => readFitOptions(undefined as never)).toThrow('the options of the fit, e.g. { loss, epochs }')
})
