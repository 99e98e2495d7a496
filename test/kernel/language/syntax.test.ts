import { expect, test } from 'vitest'
import { compile } from '../../../kernel/language/compile.ts'
import { prepare } from '../../../kernel/language/syntax.ts'

test('mending moves nothing', () => {
  const code = 'import path = require("node:path"); import d from "./d.json" with { type: "json" }; path.sep'
  const { source, diagnostics } = prepare(code)
  expect(diagnostics).toEqual([])
  expect(source.text).toHaveLength(code.length)
  expect(source.text.indexOf('path.sep')).toBe(code.indexOf('path.sep'))
})

test('import attributes, over several lines too', () => {
  const code = 'import d from "./d.json"\n  with {\n type: "json" }\nexport { x } from "m" with { a: "b" }\nd'
  const result = compile({ cell: 1, name: 'c', code }, new Set())
  expect(result.ok && result.imports.map(({ specifier }) => specifier)).toEqual(['./d.json', 'm'])
})

test.each([
  ['const a = <b>bold</b>', 'JSX', 1, 11],
  ['1\nusing file = open()', '`using`', 2, 1],
  ['await using file = open()', '`using`', 1, 1],
])('%j is refused plainly', (code, message, line, column) => {
  const [found] = prepare(code).diagnostics
  expect(found?.message).toContain(message)
  expect(found?.start).toEqual({ line, column })
})

test('an error knows its line', () => {
  const [found] = prepare('const a = 1\r\nconst b = )\r\n').diagnostics
  expect(found).toMatchObject({ code: 1109, start: { line: 2, column: 11 }, source: 'const b = )' })
})
