import { expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { displaySymbol } from '../src/display.ts'
import { tf } from '../src/tf.ts'

test('a right number is right within the tolerance', () => {
  expect(check('the slope', 1.5402, 1.54021, { tolerance: 1e-4 }).right).toBe(true)
  expect(check('the slope', 1.6, 1.54).right).toBe(false)
})

test('an answer that was not given is not tried yet', () => {
  expect(check('the slope', undefined, 1).message).toBe('Not tried yet: the slope.')
})

test('says the sign, the factor, too large or too small', () => {
  expect(check('the gradient', 4, -4).message).toContain('wrong sign')
  expect(check('the gradient', [20, 40], [2, 4]).message).toContain('too large by a factor of 10')
  expect(check('the gradient', 1, 4).message).toContain('too small by a factor of 4')
  expect(check('the weights', [1, 2.5], [1, 2]).message).toBe(
    'Not yet: the weights. The number at index 1 is too large (yours: 2.5).',
  )
  expect(check('the weights', [-1, -2], [1, 2]).message).toBe('Not yet: the weights. Every number has the wrong sign.')
  expect(check('the gradient', Number.NaN, 2).message).toContain('is NaN')
})

test('compares tensors and nested arrays by shape, then by value', () => {
  const x = tf.tensor2d([
    [1, 2],
    [3, 4],
  ])
  expect(
    check('the matrix', x, [
      [1, 2],
      [3, 4],
    ]).right,
  ).toBe(true)
  expect(check('the matrix', x, [1, 2, 3, 4]).message).toContain(
    'Not yet: the matrix. Expected shape [4], found [2, 2].',
  )
  x.dispose()
  const rows: number[][] = [
    [1, 2],
    [3, 4],
  ]
  expect(
    check('the rows', rows, [
      [1, 2],
      [3, 4],
    ]).right,
  ).toBe(true)
  expect(check('the rows', rows, (found) => found[1]![0] === 3).right).toBe(true)
})

test('a condition says what is off, a hint knows usual mistakes', () => {
  expect(check('a loss below 0.1', 0.5, (loss) => loss < 0.1 || `the loss is ${loss}`).message).toContain(
    'the loss is 0.5',
  )
  expect(check('the gradient', -450, -4.5, { hint: [[-450, 'divide by n.']] }).message).toContain('Hint: divide by n.')
  expect(check('the word', 'epoch', 'step').right).toBe(false)
})

test('shows itself, and rejects options it does not know', () => {
  const bundle = check('x < y', 1, 1)[displaySymbol]()
  expect(bundle['text/plain']).toBe('✓ Right: x < y.')
  expect(bundle['text/html']).toContain('x &lt; y')
  expect(() => check('x', 1, 1, { tolerence: 1 } as never)).toThrow('Did you mean `tolerance`?')
})
