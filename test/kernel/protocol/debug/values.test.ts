import { expect, test } from 'vitest'
import { Inspector } from '../../../../kernel/protocol/debug/inspector.ts'
import { describe, typeName, Values } from '../../../../kernel/protocol/debug/values.ts'

test('values in one line', () => {
  expect(describe({ type: 'number', value: 1.5 })).toBe('1.5')
  expect(describe({ type: 'number', unserializableValue: 'NaN' })).toBe('NaN')
  expect(describe({ type: 'bigint', unserializableValue: '7n' })).toBe('7n')
  expect(describe({ type: 'string', value: 'a"b' })).toBe('"a\\"b"')
  expect(describe({ type: 'undefined' })).toBe('undefined')
  expect(describe({ type: 'object', subtype: 'null', value: null })).toBe('null')
  expect(describe({ type: 'object', subtype: 'error', description: 'Error: no\n    at x' })).toBe('Error: no')
  expect(describe({ type: 'function', description: 'function f() {\n}' })).toBe('function f() {')
  const preview = { overflow: true, properties: [{ name: 'a', value: '1', type: 'number' }] }
  expect(describe({ type: 'object', description: 'Object', preview })).toBe('{a: 1, …}')
  expect(describe({ type: 'object', description: 'Point', preview })).toBe('Point {a: 1, …}')
  expect(describe({ type: 'object', subtype: 'array', description: 'Array(9)', preview })).toBe('Array(9) [1, …]')
})

test('types', () => {
  expect(typeName({ type: 'object', className: 'Map' })).toBe('Map')
  expect(typeName({ type: 'object', subtype: 'null' })).toBe('null')
  expect(typeName({ type: 'string' })).toBe('string')
})

test('children: of several objects at once, without what the compiler added, until the program goes on', async () => {
  const properties = ['$', 'x', 'hidden'].map((name) => ({
    name,
    value: { type: 'number', value: 1 },
    enumerable: name !== 'hidden',
  }))
  const inspector: Inspector = new Inspector(
    (message) => inspector.receive(JSON.stringify({ id: JSON.parse(message).id, result: { result: properties } })),
    () => {},
  )
  const values = new Values(inspector)
  const reference = values.refer('one', undefined, 'two')
  expect((await values.children(reference)).map(({ name }) => name)).toEqual(['x'])
  expect(values.refer(undefined)).toBe(0)
  values.clear()
  await expect(values.children(reference)).rejects.toThrow('it has gone on')
})
