import { expect, test } from 'vitest'
import { excerpt } from '../../../../kernel/runtime/errors/excerpt.ts'
import { plain } from '../session.ts'

const quoted = (code: string, line: number, column: number, before = 1, after = 1): string[] =>
  excerpt({ source: { name: 'Cell In[1]', code, map: '' }, line, column }, before, after).map(plain)

test('the line of a place, with those around it and a caret', () => {
  expect(quoted('one\r\ntwo(three)\nfour', 2, 5)).toEqual([
    '      1 | one',
    '  --> 2 | two(three)',
    '        |     ^',
    '      3 | four',
  ])
})

test('numbers are as wide as the widest', () => {
  const code = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join('\n')
  expect(quoted(code, 10, 1, 1, 1)).toEqual([
    '       9 | line 9',
    '  --> 10 | line 10',
    '         | ^',
    '      11 | line 11',
  ])
})

test('at the edges there is no more than the code', () => {
  expect(quoted('only', 1, 1, 3, 3)).toEqual(['  --> 1 | only', '        | ^'])
  expect(quoted('a\nb', 3, 1)).toEqual([])
})

test('tabs before the caret stay tabs', () => {
  expect(quoted('\tif (x) y', 1, 6)).toEqual(['  --> 1 | \tif (x) y', '        | \t    ^'])
})

test('long lines are cut around the caret', () => {
  const code = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`
  const [line, caret] = quoted(code, 1, 501)
  expect(line).toHaveLength('  --> 1 | '.length + 160)
  expect(line!.slice(caret!.indexOf('^'), caret!.indexOf('^') + 4)).toBe('HERE')
  const [above] = quoted(`${'z'.repeat(500)}\nb`, 2, 1)
  expect(above).toBe(`      1 | ${'z'.repeat(160)}`)
})
