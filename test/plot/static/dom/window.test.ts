import { expect, test } from 'vitest'
import { makeWindow } from '../../../../src/plot/static/dom/window.ts'

test('a document with a head and a body, and elements of each kind', () => {
  const window = makeWindow()
  const { document } = window
  expect(document.defaultView).toBe(window)
  expect(document.documentElement.children.map((one: any) => one.localName)).toEqual(['head', 'body'])
  expect(document.body.parentElement).toBe(document.documentElement)
  expect(document.documentElement.parentElement).toBeNull()
  const div = document.body.appendChild(document.createElement('div'))
  div.id = 'here'
  expect(document.getElementById('here')).toBe(div)
  expect(document.getElementById('there')).toBeNull()
  expect(document.querySelector('body')).toBe(document.body)
  expect(document.querySelectorAll('div')).toEqual([div])
  expect(div).toBeInstanceOf(window.HTMLElement)
  expect(document.createElementNS('http://www.w3.org/2000/svg', 'g')).toBeInstanceOf(window.SVGElement)
  div.style.setProperty('color', 'red')
  expect(window.getComputedStyle(div).getPropertyValue('color')).toBe('red')
})
