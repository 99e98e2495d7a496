import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { commonNamespace } from '../../../../kernel/runtime/loader/interop.ts'

test('every export by name, and the whole as default', () => {
  const exports = { a: 1, b: () => 2 }
  const namespace = commonNamespace(exports)
  expect(Object.keys(namespace)).toEqual(['a', 'b', 'default'])
  expect(namespace.a).toBe(1)
  expect(namespace.default).toBe(exports)
  expect('toString' in namespace).toBe(false)
})

test('compiled from ES module syntax: its own default', () => {
  const namespace = commonNamespace({ __esModule: true, default: 'own', other: 3 })
  expect([namespace.default, namespace.other]).toEqual(['own', 3])
  const without = { __esModule: true, other: 3 }
  expect(commonNamespace(without).default).toBe(without)
  const plain = { default: 'property' }
  expect(commonNamespace(plain).default).toBe(plain)
})

test('a function with properties, and a class with statics', () => {
  const exports = Object.assign((x: number) => x + 1, { named: 2 })
  const namespace = commonNamespace(exports) as { default: typeof exports; named: number }
  expect([namespace.default(1), namespace.named]).toEqual([2, 2])
  expect(Object.keys(namespace)).toEqual(['named', 'default'])
  class Model {
    size = 1
    static make() {
      return new Model()
    }
  }
  expect((commonNamespace(Model) as { make(): unknown }).make()).toBeInstanceOf(Model)
  expect('prototype' in commonNamespace(Model)).toBe(false)
})

test('what is inherited or not enumerable can be imported too; what comes later is seen', () => {
  const exports: Record<string, unknown> = Object.create({ inherited: 1 })
  Object.defineProperty(exports, 'hidden', { value: 2, enumerable: false })
  exports.later = undefined
  const namespace = commonNamespace(exports)
  exports.later = 3
  expect([namespace.inherited, namespace.hidden, namespace.later]).toEqual([1, 2, 3])
  expect(Object.keys(namespace)).toEqual(['later', 'inherited', 'default'])
})

test('one namespace a module, as with ES modules; a value has its default only', () => {
  const exports = {}
  expect(commonNamespace(exports)).toBe(commonNamespace(exports))
  for (const value of [5, 'text', null, undefined]) expect(commonNamespace(value)).toEqual({ default: value })
})

test('a real package', () => {
  const exports = createRequire(import.meta.url)('@jridgewell/trace-mapping')
  expect(commonNamespace(exports).TraceMap).toBe(exports.TraceMap)
})
