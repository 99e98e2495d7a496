import { expect, test } from 'vitest'
import { makeWindow } from '../../../../src/plot/static/dom/window.ts'

const window = makeWindow()

test.each([
  ['https://example.org/?a=1', 'https:'],
  ['javascript:alert(1)', 'javascript:'],
  ['no address', ':'],
])('the protocol of %s is %s', (address, protocol) => {
  const link = window.document.createElement('a')
  link.href = address
  expect(link.protocol).toBe(protocol)
  expect(link.getAttribute('href')).toBe(address)
})

test('pictures are not loaded, and say so', async () => {
  const picture = new window.Image()
  const failed = new Promise<void>((resolve) => {
    picture.onerror = resolve
  })
  picture.src = 'https://example.org/a.png'
  await failed
})

test('boxes have no size, canvases the size that HTML gives them', () => {
  expect(window.document.createElement('div').getBoundingClientRect()).toMatchObject({ width: 0, height: 0 })
  const canvas = window.document.createElement('CANVAS')
  expect(canvas).toBeInstanceOf(window.HTMLCanvasElement)
  expect([canvas.width, canvas.height]).toEqual([300, 150])
  const div = window.document.createElement('div')
  div.innerHTML = 'a'
  expect(div.textContent).toBe('a')
})
