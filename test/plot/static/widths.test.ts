import { expect, test } from 'vitest'
import { textWidth } from '../../../src/plot/static/widths.ts'

test('longer text is wider, twice the size is twice as wide, bold is wider, nothing is nothing', () => {
  const width = textWidth('gradient', 12)
  expect(width).toBeGreaterThan(textWidth('grad', 12))
  expect(textWidth('gradient', 24)).toBeCloseTo(2 * width)
  expect(textWidth('gradient', 12, true)).toBeGreaterThan(width)
  expect(textWidth('', 12)).toBe(0)
})

test('Han fill a square, letters with marks are as wide as without, unknown ones as a letter', () => {
  expect(textWidth('学习率', 10)).toBe(30)
  expect(textWidth('é', 10)).toBe(textWidth('e', 10))
  expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10))
  expect(textWidth('Ж', 1000)).toBe(640)
  expect(textWidth('\u200b', 10)).toBe(0)
})

test('digits and the minus that Plotly writes, in thousandths of DejaVu Sans', () => {
  expect(textWidth('−0.5', 1000)).toBe(838 + 636 + 318 + 636)
})
