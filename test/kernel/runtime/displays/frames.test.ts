import { expect, test } from 'vitest'
import { frameDisplay } from '../../../../kernel/runtime/displays/frames.ts'

const print = () => {}
const frame = {
  shape: [2, 2],
  columns: ['a', 1],
  values: [
    [1, 'x'],
    [2, 'y'],
  ],
  print,
}

test('a data frame is a table of its columns, with the names of its rows', () => {
  expect(frameDisplay({ ...frame, index: ['r', 's'] })).toMatchObject({
    'text/plain': '   a  1\nr  1  x\ns  2  y\n\nDataFrame, 2 rows × 2 columns',
    'text/html': expect.stringContaining('<table'),
  })
  expect(frameDisplay(frame)!['text/plain']).toContain('\n0  1  x\n')
})

test('a series is a table of one column, with its type', () => {
  const series = { shape: [2], columns: ['loss'], values: [0.5, 0.25], dtypes: ['float32'], print }
  expect(frameDisplay(series)!['text/plain']).toBe('   loss\n0   0.5\n1  0.25\n\nSeries of 2, float32')
  expect(frameDisplay({ ...series, columns: [], dtypes: [] })!['text/plain']).toBe(
    '   value\n0    0.5\n1   0.25\n\nSeries of 2',
  )
})

test('rows that are missing are empty', () => {
  expect(frameDisplay({ ...frame, values: [[1, 'x'], undefined] })!['text/plain']).toContain('\n1\n')
})

test.each([[null], ['text'], [{}], [[1, 2]], [{ shape: [1], columns: [], values: [] }]])('%j is none', (value) => {
  expect(frameDisplay(value)).toBeUndefined()
})
