import { expect, test } from 'vitest'
import { Value, value } from '../../src/descent/value.ts'
import { isValue, valueGradient } from '../../src/descent/value-function.ts'

test('numbers and gradient of a function of Values; the gradient is fresh at each call', () => {
  const { f, gradient, probe } = valueGradient(([x, y]) => x!.mul(x!).add(x!.mul(y!)))
  expect(f([2, 3])).toBe(10)
  expect(probe([2, 3])).toBeInstanceOf(Value)
  const out = [9, 9]
  expect(gradient([2, 3], out)).toBe(out)
  expect(out).toEqual([7, 2])
  expect(gradient([2, 3])).toEqual([7, 2])
})

test('a parameter that the function does not use has the gradient 0', () => {
  expect(valueGradient(([x]) => x!.mul(2)).gradient([1, 5])).toEqual([2, 0])
})

test('a function that returns none is told', () => {
  expect(() => valueGradient(() => 3 as never).gradient([1])).toThrow(
    'Expected the function to return a Value, found 3.',
  )
  expect([isValue(value(1)), isValue(1), isValue({ data: 1 })]).toEqual([true, false, false])
})
