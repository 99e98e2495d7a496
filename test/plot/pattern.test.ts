import { expect, test } from 'vitest'
import { inkOn, rgbOf } from '../../src/plot/ink.ts'
import { groupMarker } from '../../src/plot/pattern.ts'
import { palette } from '../../src/plot/theme.ts'

test('the first group is plain, the next seven are hatched each in its own way', () => {
  const markers = palette.map((_, k) => groupMarker(k))
  expect(markers.map(({ color }) => color)).toEqual([...palette])
  expect(markers[0]!.pattern).toBeUndefined()
  expect(new Set(markers.slice(0, 8).map(({ pattern }) => pattern?.shape)).size).toBe(8)
})

test('lines have the ink that text on the colour does not have', () => {
  for (let k = 1; k < 8; k++) {
    const { color, pattern } = groupMarker(k)
    expect(pattern!.fgcolor).not.toBe(inkOn(rgbOf(color)))
  }
})
