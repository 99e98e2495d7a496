import { afterEach, expect, test } from 'vitest'
import { inspectText } from '../../../../kernel/runtime/displays/inspect.ts'

const noColor = process.env.NO_COLOR
afterEach(() => {
  if (noColor === undefined) delete process.env.NO_COLOR
  else process.env.NO_COLOR = noColor
})

const custom = Symbol.for('nodejs.util.inspect.custom')

test('objects are coloured unless the reader wants none; numbers and strings are plain', () => {
  delete process.env.NO_COLOR
  expect(inspectText({ a: 1 })).toBe('{ a: \u001b[33m1\u001b[39m }')
  expect(inspectText(1)).toBe('1')
  expect(inspectText(1, { colors: true })).toBe('\u001b[33m1\u001b[39m')
  expect(inspectText({ a: 1 }, { colors: false })).toBe('{ a: 1 }')
  process.env.NO_COLOR = '1'
  expect(inspectText({ a: 1 })).toBe('{ a: 1 }')
})

test('limited in depth, in elements and in length, and says so', () => {
  const text = (value: unknown) => inspectText(value, { colors: false })
  expect(text({ a: { b: { c: { d: { e: { f: 1 } } } } } })).toContain('e: [Object]')
  expect(text(new Array(150).fill(0))).toContain('... 50 more items')
  expect(text('x'.repeat(10_001))).toContain('1 more character')
  const long = text(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`key${i}`, i])))
  expect(long).toMatch(/\n… \d+ more characters$/)
  expect(long.length).toBeLessThan(100_100)
  const coloured = inspectText(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i])), {
    colors: true,
  })
  expect(coloured.split('\n… ')[0]!.endsWith('\u001b[0m')).toBe(true)
})

test.each([
  ['an error', new TypeError('no'), 'TypeError: no'],
  ['anything', 'text', 'text'],
  [
    'what resists being asked',
    new Proxy(
      {},
      {
        get: () => {
          throw 1
        },
        getPrototypeOf: () => {
          throw 1
        },
      },
    ),
    'something that cannot be shown',
  ],
])('an inspect method that throws %s', (_, thrown, reason) => {
  const value = {
    a: 1,
    [custom]() {
      throw thrown
    },
  }
  const text = inspectText(value, { colors: false })
  expect(text).toContain('a: 1')
  expect(text).toContain(`[its inspect method threw ${reason}]`)
})
