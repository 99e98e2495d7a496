import { expect, test } from 'vitest'
import { checkFinite, checkRange, checkStep, isWithin } from '../../src/widgets/limits.ts'

test('a range is two finite numbers, the second above the first', () => {
  expect(() => checkRange(-1, 0.5)).not.toThrow()
  expect(() => checkRange(5, 1)).toThrow('Expected `max` to be above `min` (5), found 1.')
  expect(() => checkRange(1, 1)).toThrow('Expected `max` to be above `min` (1), found 1.')
  expect(() => checkRange('0', 1)).toThrow("Expected `min` to be a number, found '0'.")
  expect(() => checkRange(0, Number.NaN)).toThrow('Expected `max` to be a number, found NaN.')
  expect(() => checkFinite('min', undefined)).toThrow('Expected `min` to be a number, found undefined.')
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '0.1', null])('%s is no step', (step) => {
  expect(() => checkStep(step)).toThrow('Expected `step` to be a number > 0, found ')
})

test('text that looks like a number is none', () => {
  expect([isWithin(0.5, 0, 1), isWithin('0.5', 0, 1), isWithin(2, 0, 1), isWithin(Number.NaN, 0, 1)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
