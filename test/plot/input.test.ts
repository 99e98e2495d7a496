import { expect, test } from 'vitest'
import { column, extent, gapsNote, matrix, numbers, sameLength, short } from '../../src/plot/input.ts'

const tensor = (shape: number[], values: number[]) => ({ shape, dataSync: () => Float32Array.from(values) })

test('columns come from arrays, typed arrays, tensors, [n, 1] and Series', () => {
  expect(column([1, 2], 'x')).toEqual([1, 2])
  expect(Array.from(column(Float32Array.of(1, 2), 'x') as number[])).toEqual([1, 2])
  expect(Array.from(column(tensor([2, 1], [1, 2]), 'x') as number[])).toEqual([1, 2])
  expect(column([[1], [2]], 'x')).toEqual([1, 2])
  expect(column({ values: [1, 2] }, 'x')).toEqual([1, 2])
  expect(column(new Set([1, 2]), 'x')).toEqual([1, 2])
})

test('missing values are gaps', () => {
  expect(column([1, null, undefined, true], 'x')).toEqual([1, Number.NaN, Number.NaN, 1])
  expect(extent([1, Number.NaN, 3, Number.POSITIVE_INFINITY])).toEqual({ low: 1, high: 3, gaps: 2 })
  expect(gapsNote(1)).toBe('; 1 value is NaN or infinite and drawn as a gap')
  expect(gapsNote(0)).toBe('')
})

test('the caller’s array is left alone', () => {
  const values = [1, null, 3]
  column(values, 'x')
  expect(values).toEqual([1, null, 3])
})

test('what is no column is refused in a sentence', () => {
  expect(() => column(3, '`x`')).toThrow(
    'Expected `x` to be a column of numbers (an array, a typed array, a tensor or a danfojs Series), found 3.',
  )
  expect(() => column([{ a: 1 }], '`x`')).toThrow('Entry 0 is an object with a.')
  expect(() => column(tensor([2, 3], []), '`x`')).toThrow('found a tensor of shape [2, 3]. Take one column')
  expect(() => numbers(['a'], '`y`')).toThrow("Entry 0 is 'a'.")
})

test('ragged matrices name the row', () => {
  expect(() => matrix([[1, 2], [3]], 'the matrix')).toThrow(
    'Expected the rows of the matrix to be equally long (2 in row 0), found 1. Look at row 1.',
  )
  expect(() => matrix([1, 2], 'the matrix')).toThrow('a matrix: an array of rows')
  expect(matrix(tensor([2, 2], [1, 2, 3, 4]), 'm').map((row) => Array.from(row))).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test('different lengths are told', () => {
  expect(() => sameLength([1], '`x`', [1, 2], '`y`')).toThrow('Expected `x` and `y` to be equally long, found 1 and 2.')
})

test('short numbers for sentences', () => {
  expect([0.123456, 12345.6, 1e-7, 2e9, 0, Number.NaN].map(short)).toEqual([
    '0.1235',
    '12350',
    '1.00e-7',
    '2.00e9',
    '0',
    'NaN',
  ])
})
