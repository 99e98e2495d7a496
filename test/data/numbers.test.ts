import { expect, test } from 'vitest'
import { finite, notNegative, wholeNumber, within } from '../../src/data/numbers.ts'

test('good numbers pass, others are told with what was expected and found', () => {
  expect([wholeNumber('n', 3), finite('x', -2.5), notNegative('s', 0), within('p', 0, 0, 1)]).toEqual([3, -2.5, 0, 0])
  for (const bad of [0, 1.5, '3', Number.NaN, undefined, Number.POSITIVE_INFINITY]) {
    expect(() => wholeNumber('n', bad)).toThrow(/Expected `n` to be a whole number ≥ 1, found /)
  }
  expect(() => wholeNumber('n', 1, 2, 'Take more.')).toThrow(
    'Expected `n` to be a whole number ≥ 2, found 1. Take more.',
  )
  expect(() => finite('x', Number.NaN)).toThrow('Expected `x` to be a finite number, found NaN.')
  expect(() => notNegative('s', -0.1)).toThrow(/≥ 0, found -0.1/)
  expect(() => within('p', 1, 0, 1)).toThrow(/in \[0, 1\), found 1/)
})
