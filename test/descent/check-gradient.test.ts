import { expect, test } from 'vitest'
import { checkGradient, GradientCheck } from '../../src/descent/check-gradient.ts'
import { displaySymbol } from '../../src/display.ts'

const cube = ([x]: readonly number[]) => x! ** 3

test('a right gradient is right, and no factor is spoken of', () => {
  const check = checkGradient({ f: cube, gradient: ([x]) => [3 * x! ** 2] }, [0.7])
  expect(check.right).toBe(true)
  expect(String(check)).toMatch(/^✓ The gradient is right: central differences agree to /)
})

test('a gradient that is a multiple is told the factor; one that is off in a component, which', () => {
  expect(checkGradient({ f: cube, gradient: ([x]) => [6 * x! ** 2] }, [0.7]).message).toContain(
    'All components are 2 times what they should be.',
  )
  const f = ([x, y]: readonly number[]) => x! ** 2 + y! ** 2
  const { message, right } = checkGradient({ f, gradient: ([x, y]) => [2 * x!, 2 * y! + 1] }, [1, 2])
  expect(right).toBe(false)
  expect(message).toBe('Component 1 of the gradient is off: expected about 4, found 5.')
})

test('NaN is never right', () => {
  expect(new GradientCheck([1], [Number.NaN], [1], 1e-6).right).toBe(false)
})

test('the errors are relative above 1, absolute below', () => {
  expect(new GradientCheck([0, 0], [101, 0.5], [100, 0.25], 1).errors).toEqual([0.01, 0.25])
})

test('shows a row for each parameter', () => {
  const html = String(new GradientCheck([1, 2], [3, 4], [3, 4], 1e-6)[displaySymbol]()['text/html'])
  expect(html.match(/<tr>/g)).toHaveLength(3)
})

test('bad input', () => {
  expect(() => checkGradient(cube, 'here' as never)).toThrow(
    "Expected `at` to be an array of finite numbers, found 'here'.",
  )
  expect(() => checkGradient({ f: cube, gradient: () => [1, 2] }, [1])).toThrow('Expected a gradient of 1 numbers')
  expect(() => checkGradient(cube, [1])).toThrow('`cube` has no gradient of its own to check')
  const log = { f: ([x]: readonly number[]) => Math.log(x!), gradient: ([x]: readonly number[]) => [1 / x!] }
  expect(() => checkGradient(log, [-1])).toThrow('to be a finite number at the start, found NaN at [-1]')
  expect(() => checkGradient(log, [1], -1)).toThrow('`tolerance` to be a number > 0, found -1')
})
