import { expect, test } from 'vitest'
import { checkName, checkOptions, describe as describeValue, expected, nearest, respelled } from '../src/errors.ts'

test('an error says expected, found, remedy', () => {
  expect(expected('`lr` to be a number > 0', -1, 'Try 0.01.').message).toBe(
    'Expected `lr` to be a number > 0, found -1. Try 0.01.',
  )
})

test('values are described by shape, not by contents', () => {
  expect(describeValue(new Float32Array(784))).toBe('a Float32Array of length 784')
  expect(describeValue({ shape: [2, 3], dtype: 'float32' })).toBe('a float32 tensor of shape [2, 3]')
  expect(describeValue([1, 2])).toBe('[1, 2]')
  expect(describeValue('adm')).toBe("'adm'")
  expect(describeValue({ a: 1 })).toBe('an object with a')
  expect(describeValue(new Date(0))).toBe('a Date')
  expect(describeValue(undefined)).toBe('undefined')
})

test('the nearest name is found, a far one is not', () => {
  expect(nearest('adm', ['sgd', 'adam', 'rmsprop'])).toBe('adam')
  expect(nearest('epohcs', ['epochs', 'loss'])).toBe('epochs')
  expect(nearest('banana', ['sgd', 'adam'])).toBeUndefined()
})

test('unknown options and names are named with the nearest known one', () => {
  expect(() => checkOptions('`fit`', { epoch: 1 }, ['epochs', 'loss'])).toThrow(
    '`fit` has no option `epoch`. Did you mean `epochs`?',
  )
  expect(() => checkOptions('`fit`', undefined, ['epochs'])).not.toThrow()
  expect(() => checkName('optimizer', 'adm', ['adam', 'sgd'])).toThrow(
    "There is no optimizer 'adm'. Did you mean 'adam'? Known: 'adam', 'sgd'.",
  )
})

test("Keras's and PyTorch's spellings of a name", () => {
  const known = ['heNormal', 'adamW', 'sgd']
  expect(['he_normal', 'HeNormal', 'AdamW', 'SGD', 'sgd', 'adem'].map((name) => respelled(name, known))).toEqual([
    'heNormal',
    'heNormal',
    'adamW',
    'sgd',
    'sgd',
    'adem',
  ])
})
