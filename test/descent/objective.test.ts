import { expect, test } from 'vitest'
import { isObjective, objective, requireNumber } from '../../src/descent/objective.ts'
import type { Value } from '../../src/descent/value.ts'

test('of a plain function: called like it, named like it, its gradient by differences', () => {
  const bowl = ([x, y]: readonly number[]) => x! ** 2 + 3 * y! ** 2
  const o = objective(bowl)
  expect(o([1, 2])).toBe(13)
  expect([o.name, o.gradientBy, o.minima]).toEqual(['bowl', 'central differences', []])
  expect(o.gradient([1, 2])[1]).toBeCloseTo(12, 8)
})

test('of Values: autodiff, also where the function fails on plain numbers', () => {
  const o = objective(([x]: Value[]) => x!.mul(x!).add(1), [3])
  expect(o.gradientBy).toBe('reverse-mode autodiff')
  expect(o([3])).toBe(10)
  expect(o.gradient([3])).toEqual([6])
})

test('of parts: the gradient given is the one used; an objective is taken as it is', () => {
  const o = objective({ f: ([x]) => x! ** 4, gradient: ([x]) => [4 * x! ** 3], name: 'quartic' })
  expect([o.name, o.gradientBy]).toEqual(['quartic', 'formula'])
  expect(o.gradient([2])).toEqual([32])
  expect(objective(o)).toBe(o)
  expect([isObjective(o), isObjective(() => 0), isObjective({ f: o })]).toEqual([true, false, false])
  expect(objective({ f: ([x]) => x! }).name).toBe('objective')
})

test("what is none, and the reader's own errors", () => {
  expect(() => objective(3 as never)).toThrow('Expected an objective')
  expect(() => objective(null as never)).toThrow('Expected an objective')
  expect(() => objective({ f: ([x]: readonly number[]) => x!, hesian: () => [[1]] } as never)).toThrow(
    'Did you mean `hessian`?',
  )
  const broken = () => {
    throw new RangeError('mine')
  }
  expect(() => objective(broken)).toThrow(RangeError)
})

test('requireNumber', () => {
  expect(() => requireNumber(1, 'f', [0])).not.toThrow()
  expect(() => requireNumber('1', 'f', [0])).toThrow("Expected `f` to return a number, found '1'.")
  expect(() => requireNumber(Number.NaN, 'f', [0, 1])).toThrow('found NaN at [0, 1]')
})
