import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NumberTable, powers, readNumbers } from '../../src/data/csv-numbers.ts'

const comma = 44

/** What the loop reads, and where it stops. */
function read(text: string, width: number, most = 100, row = 0) {
  const table = new NumberTable(width, 100)
  const bytes = Buffer.from(text)
  const { position, rows } = readNumbers(bytes, comma, table, { from: 0, row, most })
  return {
    rest: text.slice(position),
    rows,
    values: Array.from({ length: width }, (_, j) => [...table.column(j).subarray(row, row + rows)]),
  }
}

test('plain numbers, minus signs, points, empty fields, either line break, no line break at the end', () => {
  expect(read('1,-2.5\r\n.5,\n-0.25,7.\n', 2)).toEqual({
    rest: '',
    rows: 3,
    values: [
      [1, 0.5, -0.25],
      [-2.5, Number.NaN, 7],
    ],
  })
  expect(read('1,2\n3,4', 2)).toEqual({
    rest: '',
    rows: 2,
    values: [
      [1, 3],
      [2, 4],
    ],
  })
})

test.each(['x', '+1', '1e3', ' 1', '1 ', '"1"', '-', '.', '1.2.3', '1234567890123456', 'NA'])(
  'stops before the row with %s',
  (field) => {
    expect(read(`1,2\n3,${field}\n5,6\n`, 2)).toEqual({ rest: `3,${field}\n5,6\n`, rows: 1, values: [[1], [2]] })
  },
)

test('stops before rows of another width, and before empty ones', () => {
  expect(read('1,2\n3\n', 2).rest).toBe('3\n')
  expect(read('1,2\n3,4,5\n', 2).rest).toBe('3,4,5\n')
  expect(read('1\n\n2\n', 1)).toEqual({ rest: '\n2\n', rows: 1, values: [[1]] })
  expect(read('1,2\n3,4\n5,6\n', 2, 2).rest).toBe('5,6\n')
  expect(read('1\n', 1, 5, 3).values).toEqual([[1]])
})

test('each number is the one JavaScript reads', () => {
  const digits = fc.stringMatching(/^-?(\d{1,15}|\d{0,7}\.\d{1,8}|\d{1,3}\.\d{9,12})$/)
  fc.assert(
    fc.property(fc.array(digits, { minLength: 1, maxLength: 20 }), (texts) => {
      expect(read(`${texts.join('\n')}\n`, 1).values[0]).toEqual(texts.map(Number))
      expect(read(texts.join('\r\n'), 1).values[0]).toEqual(texts.map(Number))
    }),
  )
  expect(powers[22]).toBe(1e22)
})

test('four decimals are read at once: every byte beside the digits ends them', () => {
  for (let byte = 1; byte < 256; byte++) {
    const bytes = Buffer.concat([Buffer.from('1.234'), Buffer.of(byte), Buffer.from(',5\n')])
    const table = new NumberTable(2, 1)
    const { rows } = readNumbers(bytes, comma, table, { from: 0, row: 0, most: 1 })
    const digit = byte >= 48 && byte <= 57
    expect(rows, `byte ${byte}`).toBe(digit ? 1 : 0)
    if (digit) expect(table.column(0)[0]).toBe(Number(`1.234${byte - 48}`))
  }
})

test('a table grows with its numbers, and columns lie on odd lines of the cache', () => {
  const table = new NumberTable(3, 10)
  for (let j = 0; j < 3; j++) table.column(j).set([j, -j])
  const larger = table.grown(100)
  expect([0, 1, 2].map((j) => [...larger.column(j, 2)])).toEqual([0, 1, 2].map((j) => [j, -j]))
  for (const { capacity } of [table, larger]) expect((capacity / 8) % 2).toBe(1)
  expect(larger.capacity).toBeGreaterThanOrEqual(100)
})
