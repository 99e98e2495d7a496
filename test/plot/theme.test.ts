import { expect, test } from 'vitest'
import { merge, palette, theme, themed } from '../../src/plot/theme.ts'

test('merging goes deep, and what is undefined changes nothing', () => {
  expect(merge({ a: { b: 1, c: 2 } }, { a: { b: 3 } }, { a: undefined })).toEqual({ a: { b: 3, c: 2 } })
  expect(merge({ a: [1, 2] }, { a: [3] })).toEqual({ a: [3] })
})

test('a theme is in force until the next one; an unknown one is named', () => {
  const before = theme('dark')
  expect(themed({}, true).font.color).toBe('#e6e6e6')
  expect(theme(before)).toBe('dark')
  expect(() => theme('drak' as never)).toThrow("Did you mean 'dark'?")
})

test('the buttons lie on no ground of their own, so that a title under them can be read', () => {
  const before = theme('auto')
  expect(themed({}).modebar.bgcolor).toBe('rgba(0,0,0,0)')
  expect(themed({ modebar: { orientation: 'v' } }).modebar).toMatchObject({
    orientation: 'v',
    bgcolor: 'rgba(0,0,0,0)',
  })
  theme(before)
})

test('titles may be plain strings, and no two colours are the same', () => {
  expect(themed({ title: 'T', xaxis: { title: 'x' } }, true)).toMatchObject({
    title: { text: 'T' },
    xaxis: { title: { text: 'x' } },
  })
  expect(new Set(palette).size).toBe(palette.length)
})
