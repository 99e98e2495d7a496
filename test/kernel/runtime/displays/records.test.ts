import { expect, test } from 'vitest'
import { recordsDisplay } from '../../../../kernel/runtime/displays/records.ts'

const text = (value: unknown) => recordsDisplay(value)?.['text/plain']

test('records are a table, with the columns of all of them', () => {
  expect(
    text([
      { a: 1, b: 'x' },
      { a: 22.123456789, c: null },
    ]),
  ).toBe('         a  b     c\n0        1  x\n1  22.1235     null\n\n2 rows × 3 columns')
  expect(text([Object.assign(Object.create(null), { a: new Date(0) }), { a: true }])).toContain(
    '1970-01-01T00:00:00.000Z',
  )
})

test('of a long array the first records and the last are looked at', () => {
  const long: unknown[] = Array.from({ length: 1000 }, (_, i) => ({ i }))
  long[500] = null
  expect(text(long)).toContain('1000 rows × 1 column')
  expect(text([...long.slice(0, 999), { last: 1 }])).toContain('1000 rows × 2 columns')
  expect(text([...long, 'no record'])).toBeUndefined()
})

test.each([
  ['one record', [{ a: 1 }]],
  ['no array', { a: 1 }],
  ['values that are not flat', [{ a: {} }, { a: {} }]],
  ['functions', [{ a() {} }, { a() {} }]],
  ['empty records', [{}, {}]],
  ['lists', [[1], [2]]],
  [
    'instances',
    [
      new (class {
        a = 1
      })(),
      new (class {
        a = 1
      })(),
    ],
  ],
  ['too many columns', [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`c${i}`, i])), { c0: 1 }]],
])('no table of %s', (_, value) => {
  expect(recordsDisplay(value)).toBeUndefined()
})

test('a getter is not called', () => {
  const record = {
    get a(): number {
      throw new Error('called')
    },
  }
  expect(recordsDisplay([record, record])).toBeUndefined()
})
