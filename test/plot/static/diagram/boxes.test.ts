import { expect, test } from 'vitest'
import { boxOf, clientBoxOf, pathBox } from '../../../../src/plot/static/diagram/boxes.ts'
import { makeWindow } from '../../../../src/plot/static/diagram/window.ts'

const { document } = makeWindow()

function box(markup: string, of = boxOf) {
  document.body.innerHTML = `<svg>${markup}</svg>`
  const found = of(document.querySelector('#a') ?? document.querySelector('svg').firstElementChild)
  return found && [found.left, found.top, found.right, found.bottom].map((n) => Math.round(n * 1000) / 1000)
}

test.each([
  ['<rect x="1" y="2" width="3" height="4"/>', [1, 2, 4, 6]],
  ['<circle cx="1" cy="2" r="3"/>', [-2, -1, 4, 5]],
  ['<ellipse cx="1" cy="2" rx="3" ry="1"/>', [-2, 1, 4, 3]],
  ['<line x1="5" y1="2" x2="3" y2="4"/>', [3, 2, 5, 4]],
  ['<polygon points="1,2 3,-4 .5 6e0"/>', [0.5, -4, 3, 6]],
  ['<polyline points="1,2 3,4"/>', [1, 2, 3, 4]],
  [
    '<g transform="translate(9)"><rect width="1" height="1"/><g transform="translate(2, 3) scale(2)"><rect width="1" height="1"/></g><defs><rect width="99"/></defs></g>',
    [0, 0, 4, 5],
  ],
])('%s', (markup, expected) => {
  expect(box(markup)).toEqual(expected)
})

test('curves and arcs are as wide as they turn, not as their control points', () => {
  // A cylinder: its lids are half ellipses 20 wide and 5 high; a curve stands for an arc to 0.2 % of its radius.
  expect(pathBox('M0,5 a20,5 0,0,0 40,0 a20,5 0,0,0 -40,0 l0,30 a20,5 0,0,0 40,0 l0,-30')).toEqual({
    left: expect.closeTo(0, 1),
    top: expect.closeTo(0, 1),
    right: expect.closeTo(40, 1),
    bottom: expect.closeTo(40, 1),
  })
  expect(pathBox('M0,0 C0,10 10,10 10,0')).toEqual({ left: 0, top: 0, right: 10, bottom: 7.5 })
  expect(pathBox('M0,0 q5,10 10,0')!.bottom).toBeCloseTo(5)
  expect(pathBox('')).toBeUndefined()
})

test('what is not shown takes no room', () => {
  expect(box('<g display="none"><rect width="1" height="1"/></g>')).toBeUndefined()
})

test('in the drawing, all transforms around count', () => {
  const nested = '<g transform="translate(10, 20)"><rect id="a" transform="rotate(90)" width="4" height="2"/></g>'
  expect(box(nested, clientBoxOf)).toEqual([8, 20, 10, 24])
})
