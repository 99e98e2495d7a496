import { expect, test } from 'vitest'
import { makeWindow } from '../../../../src/plot/static/dom/window.ts'

const make = (name: string, attributes: Record<string, string>) => {
  const element = makeWindow().document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

test('boxes with and without the element’s own transform', () => {
  const rect = make('rect', { x: '1', y: '2', width: '3', height: '4', transform: 'translate(10,20)' })
  expect(rect.getBBox()).toMatchObject({ x: 1, y: 2, width: 3, height: 4 })
  expect(rect.getBoundingClientRect()).toMatchObject({ left: 11, top: 22, right: 14, bottom: 26 })
  expect(rect.transform.baseVal.consolidate().matrix).toEqual({ a: 1, b: 0, c: 0, d: 1, e: 10, f: 20 })
  expect(make('defs', {}).getBBox()).toMatchObject({ width: 0, height: 0 })
})

test('lengths of text and of paths', () => {
  const text = make('text', { 'font-size': '10px' })
  text.textContent = '0000'
  expect(text.getComputedTextLength()).toBeCloseTo(4 * 6.36, 10)
  const path = make('path', { d: 'M0,0H3V4' })
  expect(path.getTotalLength()).toBe(7)
  expect(path.getPointAtLength(5)).toEqual({ x: 3, y: 2 })
})
