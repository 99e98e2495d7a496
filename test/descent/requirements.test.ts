import { expect, test } from 'vitest'
import { objective } from '../../src/descent/objective.ts'
import { batch, newton, proximal } from '../../src/descent/optimizers/index.ts'
import { requireDimension, requireNeeds, requireUsable } from '../../src/descent/requirements.ts'

const square = ([x]: readonly number[]) => x! ** 2

test('as many numbers as the objective takes, and no fewer than it needs', () => {
  expect(() => requireDimension(objective({ f: square, dimension: 1 }), [1, 2])).toThrow(
    'Expected `at` to have 1 number, as many as square takes, found [1, 2].',
  )
  expect(() => requireDimension(objective({ f: square, leastDimension: 2 }), [1])).toThrow(
    'Expected `at` to have at least 2 numbers for square, found [1].',
  )
  expect(() => requireDimension(objective(square), [1, 2, 3])).not.toThrow()
})

test('a finite loss and gradient, of a function of one array that leaves it alone', () => {
  const use = (f: any, at = [1, 2]) => requireUsable(f, objective(f, at), at)
  expect(() => use((x: number, y: number) => x ** 2 + y ** 2)).toThrow('write ([x, y]) => …, with brackets')
  const moves = (x: number[]) => {
    x[0]! += 1
    return x[0]
  }
  expect(() => use(moves)).toThrow('`moves` changes the array that it is given: the parameters themselves.')
  expect(() => use(() => {})).toThrow('to return a number, found undefined. With braces, a function needs `return`.')
  expect(() => use(async () => 1)).toThrow('found a Promise. It must not be `async`.')
  expect(() => use({ f: square, gradient: () => ['1', 0] })).toThrow("one for each of `at`, found '1'.")
  expect(() => use({ f: square, gradient: () => [1] })).toThrow(
    'an array of 2 numbers, one for each of `at`, found [1]',
  )
  expect(() => use((x: readonly number[]) => Math.sqrt(x[0]!), [0])).toThrow(
    /gradient of .* \(by central differences\) to be finite at the start, found \[NaN\] at \[0\]/,
  )
  expect(() => use(square)).not.toThrow()
})

test('what Newton and the proximal gradient ask for', () => {
  const gradient = ([x]: readonly number[]) => [2 * x!]
  const of = (hessian?: any) => objective({ f: square, gradient, hessian })
  expect(() => requireNeeds(newton(), of(), [1])).toThrow('`newton` needs the Hessian, and square has none')
  for (const [hessian, found] of [[2, '2'], [[[1], [2]], '[[1],[2]]'], [[[Number.NaN]], '[[null]]']]) // biome-ignore format: short
    expect(() => requireNeeds(newton(), of(() => hessian), [1])).toThrow(`1 rows of 1 finite numbers at the start, found ${found}.`) // biome-ignore format: short
  expect(() =>
    requireNeeds(
      newton(),
      of(() => [[2]]),
      [1],
    ),
  ).not.toThrow()
  expect(() => requireNeeds(proximal(), of(), [1])).toThrow('such as descent.lasso(set)')
  expect(() => requireNeeds(batch(), of(), [1])).not.toThrow()
})
