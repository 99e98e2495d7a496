import { expect, test } from 'vitest'
import { contrast, rgbOf } from '../../src/plot/ink.ts'
import { gold, merge, paleBlue, palette, right, theme, themed, wrong } from '../../src/plot/theme.ts'
import { ciede2000, lab } from './color-difference.ts'

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

test('CIEDE2000 gives the published differences', () => {
  // Pairs 1, 7, 13, 17, 25 and 32 of the table in Sharma, Wu and Dalal (2005).
  for (const [a, b, difference] of [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  ] as [number[], number[], number][])
    expect(ciede2000(a, b)).toBeCloseTo(difference, 4)
})

test('the colours of classes stay apart for eyes that lack a kind of cone, and show on both pages', () => {
  for (const cones of [undefined, 'protan', 'deutan'] as const) {
    const seen = palette.map((color) => lab(rgbOf(color), cones))
    for (let i = 0; i < seen.length; i++)
      for (let j = 0; j < i; j++)
        expect(ciede2000(seen[i]!, seen[j]!), `${cones ?? 'all cones'}: ${palette[i]} ${palette[j]}`).toBeGreaterThan(
          8.9,
        )
  }
  for (const color of [...palette, gold, paleBlue, right, wrong]) {
    expect(contrast(rgbOf(color), [255, 255, 255]), `${color} on white`).toBeGreaterThanOrEqual(3)
    expect(contrast(rgbOf(color), [17, 17, 17]), `${color} on dark`).toBeGreaterThanOrEqual(3)
  }
})
