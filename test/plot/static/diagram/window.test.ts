import { expect, test } from 'vitest'
import { makeWindow } from '../../../../src/plot/static/diagram/window.ts'

const window = makeWindow()

test('elements of a drawing know their sizes', () => {
  window.document.body.innerHTML = '<svg><g transform="translate(5,6)"><text text-anchor="middle">word</text></g></svg>'
  const text = window.document.querySelector('text')
  const box = text.getBBox()
  expect(box).toEqual({
    x: expect.any(Number),
    y: expect.any(Number),
    width: text.getComputedTextLength(),
    height: expect.any(Number),
  })
  expect(box.x).toBeCloseTo(-box.width / 2)
  expect(text.getBoundingClientRect().left).toBeCloseTo(5 - box.width / 2)
  expect(text.parentNode.transform.baseVal.consolidate().matrix).toMatchObject({ e: 5, f: 6 })
  expect(window.document.querySelector('svg').getBBox().width).toBeCloseTo(box.width)
})

test('styles that were set stand in the markup of a drawing, which is XML', () => {
  window.document.body.innerHTML = '<div><svg><text>a</text></svg></div>'
  window.document.querySelector('svg').style.setProperty('fill', 'red')
  const markup = window.document.querySelector('div').innerHTML
  expect(markup).toContain('style="fill: red;"')
  expect(markup).toContain('<svg xmlns=')
})

test('computed styles answer what layouts ask', () => {
  window.document.body.innerHTML = '<svg font-size="20"><text text-anchor="end"/></svg>'
  const style = window.getComputedStyle(window.document.querySelector('text'))
  expect([style.textAnchor, style.fontSize, style.getPropertyValue('padding-left')]).toEqual(['end', '20px', '0px'])
})

test('a canvas takes what is drawn on it, and frames never come', () => {
  const context = window.document.createElement('canvas').getContext('2d')
  context.fillStyle = 'red'
  expect(context.measureText('a')).toEqual({ width: 0 })
  expect(window.requestAnimationFrame(() => expect.unreachable())).toBe(0)
  window.cancelAnimationFrame(0)
})
