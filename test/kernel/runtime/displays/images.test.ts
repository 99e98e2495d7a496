import { expect, test } from 'vitest'
import { imageDisplay } from '../../../../kernel/runtime/displays/images.ts'

test.each([
  ['image/png', 'PNG image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
  ['image/jpeg', 'JPEG image', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
  ['image/gif', 'GIF image', Buffer.from('GIF89a')],
  ['application/pdf', 'PDF document', Buffer.from('%PDF-1.7')],
])('%s by its first bytes', (type, name, bytes) => {
  expect(imageDisplay(bytes)).toEqual({ [type]: bytes, 'text/plain': `<${name}, ${bytes.length} bytes>` })
})

test('bytes that are no picture, or only the start of one, are bytes', () => {
  expect(imageDisplay(Buffer.from('plain'))).toBeUndefined()
  expect(imageDisplay(new Uint8Array([0xff, 0xd8, 0xff]))).toBeUndefined()
  expect(imageDisplay(new Uint8Array())).toBeUndefined()
  expect(imageDisplay(new Uint8ClampedArray([0xff, 0xd8, 0xff, 0]))).toBeUndefined()
})

test('a canvas', () => {
  const canvas = { width: 2, height: 1, toDataURL: (type: string) => `data:${type};base64,AAAA` }
  expect(imageDisplay(canvas)).toEqual({ 'image/png': 'AAAA', 'text/plain': '<canvas, 2 × 1 pixels>' })
  expect(imageDisplay({ ...canvas, toDataURL: () => 'data:,' })).toBeUndefined()
})

test('elements: SVG as a picture, others as HTML, long ones cut in the text', () => {
  const element = (outerHTML: string, nodeType = 1) => ({ outerHTML, nodeType })
  expect(imageDisplay(element('<svg width="1"/>'))).toEqual({
    'image/svg+xml': '<svg width="1"/>',
    'text/plain': '<svg width="1"/>',
  })
  expect(imageDisplay(element('<svgs/>'))).toHaveProperty('text/html')
  const long = imageDisplay(element(`<p>${'x'.repeat(300)}</p>`))!
  expect(long['text/html']).toHaveLength(307)
  expect(long['text/plain']).toMatch(/^<p>x{197}…$/)
  expect(imageDisplay(element('<p>', 3))).toBeUndefined()
})

test.each([[null], ['<svg>'], [1], [{}]])('%j is none', (value) => {
  expect(imageDisplay(value)).toBeUndefined()
})
