import vm from 'node:vm'
import { expect, test } from 'vitest'
import { type CompiledModule, compileModule } from '../../../kernel/language/compile-module.ts'
import type { Diagnostic } from '../../../kernel/session/contract.ts'

function compiled(code: string): CompiledModule {
  const found = compileModule('lib.ts', code, true)
  if (Array.isArray(found)) throw new Error(found[0]!.message)
  return found
}

test.each([
  ['export const [p, { q }] = f(), r = 1', { p: 'p', q: 'q', r: 'r' }],
  ['export function f() {} export class C {} export async function g() {}', { f: 'f', C: 'C', g: 'g' }],
  ['export enum E { A } export namespace N { export const a = 1 }', { E: 'E', N: 'N' }],
  ['export default 5', { default: 'default' }],
  ['export default function f() {}', { default: 'f' }],
  ['export default class {}', { default: 'default' }],
  ['let a = 1; export { a as b, a as default }', { b: 'a', default: 'a' }],
  ["export { a as b, default as c } from './m'", { b: 'b', c: 'c' }],
  ["export * as ns from './m'", { ns: 'ns' }],
  ['export type T = 1; export interface I {} export declare const d: number; const own = 1', {}],
])('exports of %s', (code, exports) => {
  expect(compiled(code).exports).toEqual(exports)
})

test('stars are numbers of imports; specifiers are those of all imports, dynamic ones too', () => {
  const { stars, imports, specifiers } = compiled(
    "import './a'; import type { T } from './types'; export * from './b'; import c from './c'; export * from './d'\nimport('./e'); import(where)",
  )
  expect(imports.map(({ specifier }) => specifier)).toEqual(['./a', './b', './c', './d'])
  expect(stars).toEqual([1, 3])
  expect(specifiers).toEqual(['./a', './b', './c', './d', './e'])
})

test('a function like a cell’s, over an object of its own, that shows nothing', () => {
  const { js, async } = compiled("import { two } from './m'\nexport const four: number = two * 2\nfour")
  const variables: Record<string, unknown> = {}
  const shown: unknown[] = []
  const context = { modules: [{ two: 2 }], result: (value: unknown) => shown.push(value) }
  vm.runInThisContext(js)(variables, context)
  expect(async).toBe(false)
  expect(variables).toEqual({ two: 2, four: 4 })
  expect(shown).toEqual([])
  expect(compiled('export const v = await f()').async).toBe(true)
})

test('syntax errors come as they are', () => {
  const [error] = compileModule('lib.ts', 'export const a = 1\nexport const b = )', true) as Diagnostic[]
  expect(error).toMatchObject({ code: 1109, start: { line: 2, column: 18 } })
})
