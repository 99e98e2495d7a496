import { expect, test } from 'vitest'
import { svgToPng } from '../../../src/plot/static/png.ts'

test('an SVG becomes a PNG of twice its size', () => {
  const png = svgToPng(
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="red"/></svg>',
  )
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([60, 40])
})
