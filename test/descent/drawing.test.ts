import { expect, test } from 'vitest'
import { drawing, svgText } from '../../src/descent/drawing.ts'
import { withDrawings } from './drawings.ts'

const sheet = { width: 30, height: 20, label: 'a < b' }

test('a drawing is an image on white, with its label in words', () => {
  const html = drawing(sheet, '<path d="M0 0"/>')
  expect(html).toMatch(/^<img alt="a &lt; b" src="data:image\/svg\+xml;base64,[^"]*" width="30" height="20"/)
  expect(withDrawings(html)).toBe(svgText(sheet, '<path d="M0 0"/>'))
  expect(withDrawings(html)).toContain('<rect width="30" height="20" fill="#fff"/><path d="M0 0"/></svg>')
})

test('the size of its letters', () => {
  expect(svgText(sheet, '')).toContain('font-size="11"')
  expect(svgText({ ...sheet, fontSize: 12 }, '')).toContain('font-size="12"')
})
