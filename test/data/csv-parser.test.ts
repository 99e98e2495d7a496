import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from '../../src/data/csv-parser.ts'

const parse = (text: string, options = {}) =>
  Object.fromEntries([...parseCsv(text, options)].map(([name, values]) => [name, [...(values as any)]]))

test('numbers, texts, booleans, missing values and quotes', () => {
  const text =
    '\ufeffa,b,"c ""x""",d,e\r\n1,x,"p, q",true,\r\n-2.5e3,,"two\nlines",FALSE,NA\r\n\r\n+.5,z,"",true,1e-400\r\n'
  expect(parse(text)).toEqual({
    a: [1, -2500, 0.5],
    b: ['x', null, 'z'],
    'c "x"': ['p, q', 'two\nlines', ''],
    d: [1, 0, 1],
    e: [Number.NaN, Number.NaN, 0],
  })
  expect(parse('1;2\n3;inf', { separator: ';', header: false })).toEqual({
    column0: [1, 3],
    column1: [2, Number.POSITIVE_INFINITY],
  })
  expect(parse('a,b')).toEqual({ a: [], b: [] })
})

test('a column that turns to text after the sample is text from its start', () => {
  const rows = Array.from({ length: 1500 }, (_, i) => `${i},${i < 1400 ? i : `n${i}`}`)
  const { a, b } = parse(`a,b\n${rows.join('\n')}`)
  expect(a![1499]).toBe(1499)
  expect(b![3]).toBe('3')
  expect(b![1499]).toBe('n1499')
})

test('reads back every number exactly as JavaScript wrote it', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (numbers) => {
      const column = parse(`a,b\n${numbers.map((v) => `${v},0`).join('\n')}`).a!
      expect(column.map((v) => v + 0)).toEqual(numbers.map((v) => v + 0))
    }),
  )
})

test('reads back every text that is quoted', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
      const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}"`)
      const column = parse(`t,u\nword,0\n${quoted.map((text) => `${text},1`).join('\n')}`).t!
      expect(column.slice(1)).toEqual(texts)
    }),
  )
})

test('ragged rows, open quotes and doubled names are told with their place', () => {
  expect(() => parse('a,b\n1,2\n3\n')).toThrow(/Expected 2 fields in every row.*found only 1 in row 3/)
  expect(() => parse('a,b\n1,2\n3,4,5\n')).toThrow(/more than 2 in row 3.*`separator`/)
  expect(() => parse('a,b\n"1,2\n')).toThrow(/Row 2 of the CSV has a quotation mark that is never closed/)
  expect(() => parse('a,a\n1,2\n')).toThrow(/two columns named 'a'/)
  expect(() => parse('')).toThrow(/The CSV is empty/)
  expect(() => parse('a\n1', { separator: ',,' })).toThrow(/`separator` to be one character/)
})
