import { expect, test } from 'vitest'
import { type Rendered, render, renderBundle } from '../../../../kernel/runtime/displays/render.ts'
import { plain } from '../session.ts'

const text = (value: unknown) => plain(String((render(value) as Rendered).data['text/plain']))

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
  expect(text(hostile)).toMatch(/^(Proxy\()?\{\}\)?$/) // Node 26 names the proxy that refuses
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

test('a bundle that the reader wrote is shown as it is', () => {
  expect(renderBundle({ 'image/png': new Uint8Array([1]), 'text/html': ['a', 'b'] }).data).toEqual({
    'image/png': 'AQ==',
    'text/html': 'ab',
    'text/plain': '<image/png, text/html>',
  })
})

test('each kind of value has its display', () => {
  const records = [{ a: 1 }, { a: 2 }]
  expect(Object.keys((render(records) as Rendered).data)).toEqual(['text/plain', 'text/html'])
  expect(Object.keys((render(Buffer.from('GIF89a')) as Rendered).data)).toEqual(['image/gif', 'text/plain'])
})
