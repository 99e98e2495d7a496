import { expect, test } from 'vitest'
import { tableBundle } from '../../../../kernel/runtime/displays/table.ts'

const table = (columns: string[], rows: unknown[][]) =>
  tableBundle({ columns, length: rows.length, cell: (row, column) => rows[row]![column] })
const lines = (bundle: Record<string, unknown>) => String(bundle['text/plain']).split('\n')

test('numbers stand to the right, all else to the left', () => {
  const { 'text/plain': text, 'text/html': html } = table(
    ['n', 's'],
    [
      [1, 'a'],
      [10n, 'long'],
      [null, 7],
    ],
  )
  expect(text).toBe('      n  s\n0     1  a\n1    10  long\n2  null  7\n\n3 rows × 2 columns')
  expect(html).toContain('<td style="text-align: right">10</td><td style="text-align: left">long</td>')
})

test.each([
  [undefined, ''],
  [1 / 3, '0.333333'],
  [123456789, '123456789'],
  [1234567.891, '1234570'],
  [Number.NaN, 'NaN'],
  [-0, '0'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  ['two\n  lines', 'two ⏎ lines'],
  ['x'.repeat(61), `${'x'.repeat(59)}…`],
  [{ a: 1 }, '[object Object]'],
])('a cell of %j', (value, shown) => {
  expect(lines(table(['c'], [[value]]))[1]!.replace(/^0 {0,2} */, '')).toBe(shown)
})

test('of long tables head and tail, of wide ones the first and the last columns', () => {
  const long = lines(
    table(
      ['i'],
      Array.from({ length: 17 }, (_, i) => [i]),
    ),
  )
  expect(long.slice(10, 14).map((line) => line.trim())).toEqual(['9   9', '…   …', '12  12', '13  13'])
  expect(long.at(-1)).toBe('17 rows × 1 column')
  expect(
    lines(
      table(
        ['i'],
        Array.from({ length: 16 }, (_, i) => [i]),
      ),
    ),
  ).toHaveLength(1 + 16 + 2)
  const columns = Array.from({ length: 30 }, (_, i) => `c${i}`)
  const [header] = lines(table(columns, [columns]))
  expect(header!.trim().split(/\s+/)).toEqual([...columns.slice(0, 10), '…', ...columns.slice(20)])
})

test('only cells that are shown are asked for', () => {
  const asked = new Set<number>()
  tableBundle({ columns: ['a'], length: 1e9, cell: (row) => asked.add(row) })
  expect(asked.size).toBe(15)
})

test('HTML is escaped: header, names of rows, cells and caption', () => {
  const { 'text/html': html } = tableBundle({
    columns: ['<b>'],
    length: 1,
    index: () => '<i>',
    cell: () => '<script>',
    caption: '<u>',
  })
  for (const tag of ['b', 'i', 'script', 'u']) {
    expect(html).toContain(`&lt;${tag}&gt;`)
    expect(html).not.toContain(`<${tag}>`)
  }
})

test('no rows', () => {
  expect(table(['a'], [])['text/plain']).toBe('  a\n\n0 rows × 1 column')
})
