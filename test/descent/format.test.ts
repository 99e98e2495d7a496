import { expect, test } from 'vitest'
import { formatNumber, formatVector, latexNumber, latexVector } from '../../src/descent/format.ts'

test('numbers as a reader wants to see them', () => {
  const cases: [number, string][] = [
    [24.2, '24.2'],
    [0.001, '0.001'],
    [-0.5, '−0.5'],
    [1.2e-7, '1.2e−7'],
    [-3e10, '−3e10'],
    [0, '0'],
    [123456, '123500'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ]
  for (const [value, text] of cases) expect(formatNumber(value)).toBe(text)
  expect(formatVector([1])).toBe('1')
  expect(formatVector([1, 2, 3, 4, 5])).toBe('(1, 2, 3, 4, … 5 numbers)')
  expect(latexNumber(-1.5e-7, true)).toBe('(-1.5 \\times 10^{-7})')
  expect(latexVector([1, -2])).toBe('(1,\\ -2)')
  expect(latexVector([1, 2, 3, 4])).toBe('(1,\\ 2,\\ \\dots)')
})
