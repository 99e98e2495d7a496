import { expect, test } from 'vitest'
import { emit, parse } from '../../../kernel/language/emit.ts'
import { decodeMappings } from '../../../kernel/language/source-map.ts'

const js = (code: string, legacy = true) => emit(parse(code), legacy).js.trim()

test.each([
  ['const x: number = 1 as any as number', 'const x = 1;\nexport {};'],
  ['type T = 1; interface I {} declare const d: number', 'export {};'],
  ['let o = a?.b ?? c; o ||= 1n ** 2n', 'let o = a?.b ?? c;\no ||= 1n ** 2n;\nexport {};'],
  ['await f()', 'await f();\nexport {};'],
  ['class C { #p = 1; static { } }', 'class C {\n    #p = 1;\n    static { }\n}\nexport {};'],
])('%s', (code, expected) => {
  expect(js(code)).toBe(expected)
})

test('imports stay though nothing uses them, type imports go', () => {
  expect(js("import { a, type B } from 'm'; import type { U } from 'n'; import 'side'")).toBe(
    "import { a } from 'm';\nimport 'side';",
  )
})

test('enums, namespaces and parameter properties become plain', () => {
  expect(js('enum E { A = 3 }')).toContain('E[E["A"] = 3] = "A"')
  expect(js('namespace N { export const a = 1 }')).toContain('N.a = 1')
  expect(js('class P { constructor(readonly v: number) {} }')).toMatch(/v;\n\s+constructor\(v\) \{\n\s+this\.v = v;/)
})

test('decorators: TypeScript’s own, or JavaScript’s', () => {
  expect(js('@d class C {}')).toContain('__decorate([')
  const standard = js('@d class C {}', false)
  expect(standard).toContain('__esDecorate(')
  expect(standard).not.toContain('__decorate([')
})

test('the mappings lead back to the cell, and no link to a map is left', () => {
  const code = 'type T = 1\nlet a: T = 1\nlet b = a'
  const { js, mappings } = emit(parse(code))
  expect(js).not.toContain('sourceMappingURL')
  const lines = js.split('\n')
  const at = lines.findIndex((line) => line.startsWith('let b'))
  const found = decodeMappings(mappings).filter(([line]) => line === at)
  expect(found[0]).toEqual([at, 0, 2, 0])
})

test('the parser keeps what TypeScript keeps to itself: errors and identifiers', () => {
  const source = parse('const alpha = beta.gamma +')
  expect(source.parseDiagnostics.map(({ code }) => code)).toEqual([1109])
  expect([...source.identifiers.keys()]).toEqual(expect.arrayContaining(['alpha', 'beta', 'gamma']))
})
