import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import * as train from '../../../src/train/optimizers/index.ts'
import { describeOptimizer, type UpdateRule } from '../../../src/train/optimizers/optimizer.ts'
import oracle from '../../oracle/optimizer-defaults.json' with { type: 'json' }

const names = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamW', 'nadam'] as const
type Table = Record<string, number | boolean>
const [inTrainMakers, inDescentMakers] = [{ ...train }, { ...descent }]

const inTrain = (name: (typeof names)[number]): Table => {
  const { lr, options } = inTrainMakers[name]()
  return { lr, ...options }
}

test.each(names)('%s: one set of defaults, in descent and in train; what train has beyond it is off', (name) => {
  const theirs = inTrain(name)
  const ours: Table = inDescentMakers[name]().options as Table
  const shared = Object.fromEntries(Object.entries(theirs).filter(([key]) => key in ours))
  expect(shared).toEqual(ours)
  for (const [key, value] of Object.entries(theirs))
    if (!(key in ours)) expect(value, key).toBe(value === false ? false : 0)
})

test.each(Object.entries(oracle.defaults))("%s: PyTorch's defaults", (name, wanted) => {
  const found = inTrain(name as 'sgd')
  const common = Object.fromEntries(Object.entries(wanted as Table).filter(([key]) => key in found))
  expect(found).toEqual(common)
})

const noRule: UpdateRule = {
  slots: {},
  scalars: () => ({}),
  update: (value) => ({ value }),
}
const make = (given?: object) =>
  describeOptimizer('mine', { lr: 0.1, momentum: 0.5, warm: false } as Table, given as Table, () => noRule)

test('the learning rate can be set at any time and is checked each time; the other options stand', () => {
  const optimizer = make({ warm: true })
  expect(optimizer).toMatchObject({ name: 'mine', lr: 0.1, options: { momentum: 0.5, warm: true } })
  optimizer.lr = 0.2
  expect(optimizer.lr).toBe(0.2)
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1']) {
    expect(() => {
      optimizer.lr = wrong as number
    }).toThrow('Expected `lr` to be a number > 0')
  }
  expect(optimizer.lr).toBe(0.2)
})

test('options out of range and unknown ones', () => {
  expect(() => make({ momentum: 1 })).toThrow('Expected `momentum` to be a number in [0, 1), found 1.')
  expect(() => make({ momentum: -0.1 })).toThrow('Expected `momentum` to be a number ≥ 0, found -0.1.')
  expect(() => make({ warm: 1 })).toThrow('Expected `warm` to be true or false, found 1.')
  expect(() => make({ momentun: 0.9 })).toThrow('train.mine has no option `momentun`. Did you mean `momentum`?')
  expect(() => make({ lr: 0 })).toThrow('set `layer.trainable = false`')
})
