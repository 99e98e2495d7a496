import { expect, test } from 'vitest'
import { isBundle, largestContent, tidy } from '../../../../kernel/runtime/displays/bundle.ts'

const plain = () => 'plain'

test('bundles are known by their keys', () => {
  expect(isBundle({ 'text/html': '' })).toBe(true)
  expect(isBundle({ 'application/vnd.plotly.v1+json': {} })).toBe(true)
  expect(isBundle({ 'text/html; charset=utf-8': '' })).toBe(true)
  expect(isBundle(Object.assign(Object.create(null), { 'text/html': '' }))).toBe(true)
  expect(isBundle({})).toBe(false)
  expect(isBundle({ 'a/b': 1 })).toBe(false)
  expect(isBundle({ 'text/html': '', other: 1 })).toBe(false)
  expect(isBundle(Object.create({ 'text/html': '' }))).toBe(false)
  for (const value of [null, undefined, 'text/html', ['text/html']]) expect(isBundle(value)).toBe(false)
})

test('bytes become base64, also those of a view into a larger buffer; lines are joined; JSON is a copy', () => {
  const json = { a: [1, undefined, Number.NaN] }
  const bundle = {
    'image/png': new Uint8Array([9, 1, 2]).subarray(1),
    'text/html': ['<b>', '</b>'],
    'application/json': json,
    'application/x+json': ['a', 'b'],
    'text/plain': 'own',
  }
  expect(tidy(bundle, plain)).toEqual({
    'image/png': 'AQI=',
    'text/html': '<b></b>',
    'application/json': { a: [1, null, null] },
    'application/x+json': ['a', 'b'],
    'text/plain': 'own',
  })
})

test('there is always text, which is asked for only where the bundle has none', () => {
  expect(tidy({ 'text/html': 'h' }, plain)['text/plain']).toBe('plain')
  expect(tidy({ 'text/html': undefined, 'image/png': null }, plain)).toEqual({ 'text/plain': 'plain' })
  const never = () => {
    throw new Error('asked')
  }
  expect(tidy({ 'text/plain': 'own' }, never)).toEqual({ 'text/plain': 'own' })
})

test('what cannot be sent, or is too large, is left out with a sentence', () => {
  const round: Record<string, unknown> = {}
  round.self = round
  const bundle = { 'application/json': round, 'text/html': 'x'.repeat(largestContent + 1), 'text/markdown': 'm' }
  const data = tidy(bundle, plain)
  expect(Object.keys(data)).toEqual(['text/markdown', 'text/plain'])
  expect(data['text/plain']).toMatch(
    /^\[application\/json left out: .*circular[\s\S]*\]\n\[text\/html of 32\.0 MB left out: at most 32\.0 MB are shown\]$/,
  )
  expect(tidy({ 'application/json': () => 1 }, plain)).toMatchObject({
    'text/plain': expect.stringContaining('left out'),
  })
})

test.each([
  [null, 'null'],
  [7, 'number'],
  ['<b>', 'string'],
])('%j is no bundle', (value, found) => {
  expect(() => tidy(value, plain)).toThrow(`Expected a MIME bundle like { 'text/html': '…' }, found ${found}.`)
})
