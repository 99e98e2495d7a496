import { expect, test } from 'vitest'
import { emit, parse } from '../../../kernel/language/emit.ts'
import { usedAsTypesOnly } from '../../../kernel/language/type-uses.ts'

function typesOnly(code: string, ...names: string[]): boolean {
  const typed = parse(code)
  return usedAsTypesOnly(names, parse(emit(typed).js), typed)
}

test.each([
  ['an annotation', "import { T } from 'm'; let x: T"],
  ['a type argument', "import { T } from 'm'; f<T>(1)"],
  ['a member of a namespace', "import * as T from 'm'; let x: T.Inner.Deep"],
  ['what an interface extends', "import { T } from 'm'; interface I extends T {}"],
  ['what a class implements', "import { T } from 'm'; class C implements T {}"],
])('as a type only: %s', (_, code) => {
  expect(typesOnly(code, 'T')).toBe(true)
})

test.each([
  ['a value', "import { T } from 'm'; T()"],
  ['a value and a type', "import { T } from 'm'; let x: T = new T()"],
  ['what a class extends', "import { T } from 'm'; class C extends T {}"],
  ['nothing: a later cell may use it', "import { T } from 'm'; 1"],
])('not as a type only: %s', (_, code) => {
  expect(typesOnly(code, 'T')).toBe(false)
})

test('one name that is a value is enough to need the module', () => {
  const code = "import { T, v } from 'm'; let x: T = v"
  expect(typesOnly(code, 'T', 'v')).toBe(false)
  expect(typesOnly("import { T, U } from 'm'; let x: T | U", 'T', 'U')).toBe(true)
  expect(typesOnly("import { T, unused } from 'm'; let x: T", 'T', 'unused')).toBe(true)
})
