import { expect, test } from 'vitest'
import { declarations, isGlobal, typedImports } from '../../../../kernel/language/check/declared.ts'
import { parse } from '../../../../kernel/language/emit.ts'
import { type TS, ts } from '../../../../kernel/language/tslab.ts'

/** `name kind` with `v` for a value, `t` for a type, and the number of type parameters. */
const shown = (code: string): string[] =>
  [...declarations(parse(code)).values()].map(
    ({ name, kind, value, type, parameters }) =>
      `${name} ${kind} ${value ? 'v' : ''}${type ? 't' : ''}${parameters || ''}`,
  )

test.each([
  ['const { a, b: [c] } = o', ['a const v', 'c const v']],
  ['let l; var m', ['l let v', 'm let v']],
  ['function f<T>() {}', ['f function v']],
  ['class K<A, B> {}', ['K class vt2']],
  ['enum E {}', ['E enum vt']],
  ['namespace N {}', ['N namespace vt']],
  ['interface I<T> {}', ['I type t1']],
  ['type Y = 1', ['Y type t']],
  ["import r = require('x')", ['r import vt']],
  ["import e, { type T, v, w as u } from 'm'", ['e import vt', 'T import t', 'v import vt', 'u import vt']],
  ["import type { U } from 'm'", ['U import t']],
  ["import * as ns from 'm'", ['ns import vt']],
  ["export * as ns from 'm'; export { default as d } from 'm'", ['ns import vt', 'd import vt']],
  ['for (var i of []) { var w = 1; let no }', ['i let v', 'w let v']],
  ["declare global { var g: 1 } declare module 'm' { const k: 1 }", []],
  ["import 'side'; export * from 'm'; 1 + 1; export default class {}", []],
])('%s', (code, found) => {
  expect(shown(code)).toEqual(found)
})

test('a name may be a value and a type, declared in either order', () => {
  expect(shown('interface P<T> {} const P = 1')).toEqual(['P const vt1'])
  expect(shown('const P = 1; interface P<T> {}')).toEqual(['P const vt1'])
  expect(shown('function f() {} namespace f {}')).toEqual(['f function vt'])
  expect(shown('namespace f {} function f() {}')).toEqual(['f function vt'])
})

test('augmentations are not namespaces', () => {
  const statements = parse("declare global {} declare module 'm' {} namespace N {}").statements
  expect(statements.map((one) => ts.isModuleDeclaration(one) && isGlobal(one as TS.ModuleDeclaration))).toEqual([
    true,
    true,
    false,
  ])
})

test('imports: what, under which name, and where', () => {
  const code =
    "import e, { a as b } from 'm'; import * as s from \"n\"; import 'side'; import r = require('q'); export { x as y } from 'k'; export * from 'z'; import al = N.b; const d = import('no')"
  const found = typedImports(parse(code)).map(({ specifier, names, start, end, specifierStart, specifierEnd }) => [
    specifier,
    names.map(({ local, name, start, end }) => `${local}=${name}@${code.slice(start, end)}`),
    code.slice(specifierStart, specifierEnd),
    code.slice(start, end).length,
  ])
  expect(found).toEqual([
    ['m', ['e=default@e', 'b=a@a'], "'m'", 30],
    ['n', ['s=*@s'], '"n"', 23],
    ['side', [], "'side'", 14],
    ['q', ['r=default@r'], "'q'", 24],
    ['k', ['y=x@x'], "'k'", 27],
    ['z', [], "'z'", 18],
  ])
})
