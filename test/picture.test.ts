import { expect, test } from 'vitest'
import { pictureHtml, svgAddress } from '../src/picture.ts'

const parts = { alt: 'a "line"', image: svgAddress('<svg/>'), width: 700, height: 430 }

test('an SVG as an address is base64: GitHub drops others', () => {
  expect(svgAddress('<svg/>')).toBe(`data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`)
})

test('a picture is as wide as the page at most, and says what it shows', () => {
  expect(pictureHtml(parts)).toMatch(
    /^<img alt="a &quot;line&quot;" src="data:[^"]*" width="700" height="430" style="max-width:100%/,
  )
})
