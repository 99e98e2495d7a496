import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { table } from '../../src/plot/table.ts'

test('records as a table with its header and its text', async () => {
  const bundle = await table([{ optimizer: 'adam', accuracy: 0.98123456 }], { title: 'Results <1>' })[displaySymbol]()
  expect(bundle['text/html']).toContain('<th ')
  expect(bundle['text/html']).toContain('0.9812')
  expect(bundle['text/html']).toContain('Results &lt;1&gt;')
})

test('of many rows, the first and the last', () => {
  const records = Array.from({ length: 100 }, (_, i) => ({ i }))
  const { values } = table(records, { rows: 4 }).data[0]!.cells
  expect(values[0].filter((cell: string) => /^\d+$/.test(cell))).toEqual(['0', '1', '98', '99'])
})

test('columns by name; what is no table is said', () => {
  expect(table({ a: [1], b: [2] }, { columns: ['b'] }).data[0]!.header.values).toEqual(['<b>b</b>'])
  expect(() => table(3)).toThrow('records, an object of columns, or a DataFrame')
})
