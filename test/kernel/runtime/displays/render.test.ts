import { expect, test } from 'vitest'
import { isBundle, type Rendered, render, renderBundle } from '../../../../kernel/runtime/displays/render.ts'
import { plain } from '../session.ts'

const text = (value: unknown) => plain(String((render(value) as Rendered).data['text/plain']))
const types = (value: unknown) => Object.keys((render(value) as Rendered).data)

test.each<[unknown, string]>([
  [42, '42'],
  [-0, '-0'],
  [10n, '10n'],
  ['text', "'text'"],
  [null, 'null'],
  [true, 'true'],
  [Symbol('s'), 'Symbol(s)'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a/g, '/a/g'],
  [[1, 2], '[ 1, 2 ]'],
  [new Map([['k', new Set([1])]]), "Map(1) { 'k' => Set(1) { 1 } }"],
  [new Float32Array(2), 'Float32Array(2) [ 0, 0 ]'],
  [Promise.resolve(1), 'Promise { 1 }'],
  [new Promise(() => {}), 'Promise { <pending> }'],
  [function named() {}, '[Function: named]'],
  [class A {}, '[class A]'],
  [{ a: { b: { c: { d: { e: { f: 1 } } } } } }, '{\n  a: {\n    b: { c: { d: { e: [Object] } } }\n  }\n}'],
  [[{ a: 1 }], '[ { a: 1 } ]'],
  [[{ a: {} }, { a: {} }], '[ { a: {} }, { a: {} } ]'],
])('%s', (value, shown) => {
  expect(text(value)).toBe(shown)
})

test('objects are coloured, numbers and strings are plain', () => {
  expect((render({ a: 1 }) as Rendered).data['text/plain']).toBe('{ a: \u001b[33m1\u001b[39m }')
  expect((render(1) as Rendered).data['text/plain']).toBe('1')
})

test('records are a table with shape, head and tail', () => {
  expect(
    text([
      { a: 1, b: 'x' },
      { a: 22.123456789, b: null },
    ]),
  ).toBe('         a  b\n0        1  x\n1  22.1235  null\n\n2 rows × 2 columns')
  const long = text(Array.from({ length: 1000 }, (_, i) => ({ i })))
  expect(long.split('\n')).toHaveLength(1 + 10 + 1 + 5 + 2)
  expect(long).toContain('999  999')
  expect(long).toContain('1000 rows × 1 column')
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, i]))
  expect(text([wide, wide])).toContain('2 rows × 40 columns')
})

test('HTML of tables is escaped', () => {
  const { data } = render([{ '<b>': '<script>' }, { '<b>': '&' }]) as Rendered
  expect(data['text/html']).toContain('&lt;script&gt;')
  expect(data['text/html']).not.toContain('<script>')
})

test('pictures by their first bytes', () => {
  expect(types(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toContain('image/png')
  expect(types(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toContain('image/jpeg')
  expect(types(Buffer.from('GIF89a'))).toContain('image/gif')
  expect(types(Buffer.from('plain'))).toEqual(['text/plain'])
  const canvas = { width: 2, height: 1, toDataURL: () => 'data:image/png;base64,AAAA' }
  expect((render(canvas) as Rendered).data).toEqual({ 'image/png': 'AAAA', 'text/plain': '<canvas, 2 × 1 pixels>' })
})

test('values that resist are survived', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(text(hostile)).toBe('{}')
  expect(
    text({
      get x() {
        throw new Error('no')
      },
    }),
  ).toBe('{ x: [Getter] }')
  expect(
    text({
      [Symbol.for('nodejs.util.inspect.custom')]() {
        throw new Error('no')
      },
    }),
  ).toContain('threw Error: no')
  expect(
    text({
      shape: [1],
      dtype: 'x',
      dataId: {},
      get dataSync() {
        throw new Error('no')
      },
    }),
  ).toContain("dtype: 'x'")
  const round: Record<string, unknown> = {}
  round.self = round
  expect(text(round)).toContain('[Circular *1]')
  expect(text('x'.repeat(1 << 20)).length).toBeLessThan(200_000)
  expect(text(new Array(1e6).fill(0)).length).toBeLessThan(5000)
})

test('bundles are known by their keys', () => {
  expect(isBundle({ 'text/html': '' })).toBe(true)
  expect(isBundle({ 'application/vnd.plotly.v1+json': {} })).toBe(true)
  expect(isBundle({})).toBe(false)
  expect(isBundle({ 'a/b': 1 })).toBe(false)
  expect(isBundle(Object.create({ 'text/html': '' }))).toBe(false)
  expect(renderBundle({ 'image/png': new Uint8Array([1]), 'text/html': ['a', 'b'] }).data).toEqual({
    'image/png': 'AQ==',
    'text/html': 'ab',
    'text/plain': '<image/png, text/html>',
  })
})
