import { expect, test } from 'vitest'
import { InlineStyle } from '../../../../src/plot/static/dom/inline-style.ts'

test('a style stays as it was written until something changes', () => {
  let changes = 0
  const style = new InlineStyle('fill:red;opacity: 1', () => changes++)
  expect(style.cssText).toBe('fill:red;opacity: 1')
  expect(style.getPropertyValue('opacity')).toBe('1')
  style.setProperty('fill', 'red')
  expect([style.cssText, changes]).toEqual(['fill:red;opacity: 1', 0])
  style.setProperty('stroke', 'blue')
  style.removeProperty('opacity')
  style.removeProperty('opacity')
  expect([style.cssText, changes]).toEqual(['fill: red; stroke: blue;', 2])
  style.setProperty('fill', null)
  expect(style.cssText).toBe('stroke: blue;')
})

test('properties by name', () => {
  const style = new InlineStyle() as InlineStyle & Record<string, string>
  style.fontSize = '12px'
  expect(style.getPropertyValue('font-size')).toBe('12px')
  expect(style['font-size']).toBe('12px')
  expect(style.fill).toBe('')
})
