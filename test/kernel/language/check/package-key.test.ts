import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typedImports } from '../../../../kernel/language/check/declared.ts'
import { packageKey, packageKeys, splitKey } from '../../../../kernel/language/check/package-key.ts'
import { parse } from '../../../../kernel/language/emit.ts'

test('a key tells what it was made of, whatever the specifier is', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (specifier, isDefault) => {
      expect(splitKey(packageKey(specifier, isDefault))).toEqual({ specifier, isDefault })
    }),
  )
  expect(splitKey(packageKey('default x', false))).toEqual({ specifier: 'default x', isDefault: false })
})

test.each([
  ["import { a, b } from 'm'; import * as s from 'm'", ['namespace m']],
  ["import d from 'm'", ['default m']],
  ["import d, { a } from 'm'", ['default m', 'namespace m']],
  ["import { default as d } from 'm'", ['default m']],
  ["import 'm'", ['namespace m']],
  ["export * from 'm'", ['namespace m']],
  ["import r = require('m')", ['default m']],
  ["import type { T } from './m.ts'", ['namespace ./m.ts']],
  ['1', []],
])('%s', (code, keys) => {
  expect([...packageKeys(typedImports(parse(code)))]).toEqual(keys)
})
