import { expect, test } from 'vitest'
import { compile } from '../../../kernel/language/compile.ts'
import { parse } from '../../../kernel/language/emit.ts'
import { importOf, prologue, readTopLevel } from '../../../kernel/language/top-level.ts'

const read = (code: string, isOwn: (name: string) => boolean = () => true) => readTopLevel(parse(code), isOwn)

test.each([
  ["import 'm'", { specifier: 'm', bindings: [] }],
  ["import d from 'm'", { specifier: 'm', bindings: [{ local: 'd', name: 'default' }] }],
  ["import * as s from 'm'", { specifier: 'm', bindings: [{ local: 's', name: '*' }] }],
  [
    "import d, { a, b as c } from 'm'",
    {
      specifier: 'm',
      bindings: [
        { local: 'd', name: 'default' },
        { local: 'a', name: 'a' },
        { local: 'c', name: 'b' },
      ],
    },
  ],
  ["export * from 'm'", { specifier: 'm', bindings: [] }],
  ["export * as s from 'm'", { specifier: 'm', bindings: [{ local: 's', name: '*' }] }],
  ["export { a as b } from 'm'", { specifier: 'm', bindings: [{ local: 'b', name: 'a' }] }],
  [
    "import d from 'm' assert { type: 'json' }",
    { specifier: 'm', attributes: { type: 'json' }, bindings: [{ local: 'd', name: 'default' }] },
  ],
  ['export { a }', undefined],
  ["import('m')", undefined],
])('%s', (code, found) => {
  expect(importOf(parse(code).statements[0]!)).toEqual(found)
})

test('every value that the top level declares', () => {
  const { names, bare, functions, imports } = read(
    "import { a } from 'm'; let b, { c } = o; var d; var e = 1; function f() { var no } class G {} { let no2; var h } for (var i of []) {}",
  )
  expect([...names].sort()).toEqual(['G', 'a', 'b', 'c', 'd', 'e', 'f', 'h', 'i'])
  expect(bare).toEqual(['d', 'h', 'i'])
  expect(functions).toEqual(['f'])
  expect(imports).toHaveLength(1)
})

test('helpers of TypeScript stay local', () => {
  const { names, functions, bare } = read(
    'var __decorate = 1; var __x; function __h() {} let own',
    (name) => name === 'own',
  )
  expect([[...names], functions, bare]).toEqual([['own'], [], []])
})

test.each([
  ['await 1', true],
  ['const { a = await f() } = {}', true],
  ['for await (const x of xs) {}', true],
  ['if (1) { { await f() } }', true],
  ['async function f() { await 1 }', false],
  ['const f = async () => { for await (const x of xs) await x }', false],
  ['class C { async m() { await 1 } }', false],
])('waits: %s', (code, isAsync) => {
  expect(read(code).isAsync).toBe(isAsync)
})

test('before a cell’s own code stand its imports and what is hoisted', () => {
  const top = read(
    "import d, { a as b } from 'm'; import 'side'; import * as s from 'n'; var v; var g; function g() {}",
  )
  expect(prologue(top, '$', '$k')).toBe(
    '{ const m = $k.modules[0]; if ("default" in m) $.d = m["default"]; if ("a" in m) $.b = m["a"]; } ' +
      '{ const m = $k.modules[2]; $.s = m; } $.v = undefined; $.g = g; ',
  )
  expect(prologue(read(''), '$', '$k')).toBe('')
})

test.each([
  ['1; 2', '1;\n$k.result(2);'],
  ['if (1) 2', 'if (1)\n    2;'],
  ['1; let x = 2', '1;\n$.x = 2;'],
  ['export class K {}', '$.K =  class K {\n};'],
  ['export default 5', '$.default = 5;'],
  ['export default class {}', '$.default =  class {\n};'],
  ['export default function () {}', ' $.default = function () { };'],
  ['export function f() {}', ' function f() { }'],
  ['export const { a } = o', '({ a: $.a } = o);'],
  ['5; export { a }; type T = 1', '$k.result(5);'],
])('%j', (code, js) => {
  const result = compile({ cell: 1, name: 'c', code }, new Set())
  const lines = result.ok ? result.js.split('\n').slice(1, -1).join('\n') : ''
  expect(lines.trimEnd()).toBe(js)
})
