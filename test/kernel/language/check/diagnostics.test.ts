import { expect, test } from 'vitest'
import { checkedText } from '../../../../kernel/language/check/cell-text.ts'
import { declarations } from '../../../../kernel/language/check/declared.ts'
import { cellDiagnostics, packageDiagnostic } from '../../../../kernel/language/check/diagnostics.ts'
import type { Finding } from '../../../../kernel/language/check/service.ts'
import { SessionNames } from '../../../../kernel/language/check/session-names.ts'
import { parse } from '../../../../kernel/language/emit.ts'

const names = new SessionNames()
names.add(1, declarations(parse('const c = 1; function f() {} class K {} let l; enum E {}')).values())

function told(code: string, ...findings: Finding[]) {
  return cellDiagnostics(
    code,
    checkedText(parse(code), names, () => 0),
    findings,
    names,
  )
}

test('in the lines and columns of the cell, with the line itself', () => {
  const code = 'let a\r\n  nope'
  expect(told(code, { code: 2304, start: 9, end: 13, message: "Cannot find name 'nope'." })).toEqual([
    {
      code: 2304,
      message: "Cannot find name 'nope'.",
      severity: 'error',
      start: { line: 2, column: 3 },
      end: { line: 2, column: 7 },
      source: '  nope',
    },
  ])
})

test('an error at the very end belongs to the cell; one that reaches beyond it ends with it', () => {
  expect(told('f(', { code: 1005, start: 2, end: 2, message: "')' expected." })).toMatchObject([
    { start: { line: 1, column: 3 }, end: { line: 1, column: 3 } },
  ])
  expect(told('f(', { code: 1005, start: 1, end: 50, message: 'x' })).toMatchObject([{ end: { line: 1, column: 3 } }])
})

test('what is wrong with an imported name is told at its import', () => {
  const code = "import { nope as n } from 'm'; n"
  const { text, aliases } = checkedText(parse(code), names, () => 0)
  const at = text.indexOf('nope', code.length)
  expect(aliases).toHaveLength(1)
  expect(told(code, { code: 2694, start: at, end: at + 4, message: 'Namespace …' })).toMatchObject([
    {
      code: 2305,
      message: `Module '"m"' has no exported member 'nope'.`,
      start: { line: 1, column: 10 },
      end: { line: 1, column: 14 },
    },
  ])
})

test('what is wrong behind the cell, but not with an import of its own, is nobody’s', () => {
  expect(told('1', { code: 2304, start: 5, end: 9, message: 'x' })).toEqual([])
})

test('a package without types is any', () => {
  expect(told('1', { code: 7016, start: 0, end: 1, message: 'x' })).toEqual([])
})

test.each([
  ['c', 2588, "Cannot assign to 'c' because it is a constant."],
  ['f', 2630, "Cannot assign to 'f' because it is a function."],
  ['K', 2629, "Cannot assign to 'K' because it is a class."],
  ['E', 2632, "Cannot assign to 'E' because it is an import."],
])('assigning to %s of an earlier cell is worded as if it stood here', (name, code, message) => {
  const import_ = { code: 2632, start: 0, end: 1, message: `Cannot assign to '${name}' because it is an import.` }
  expect(told(`${name} = 1`, import_)).toMatchObject([{ code, message }])
})

test('messages speak of names, not of the checker’s modules', () => {
  const message = "Type 'import(\"/x/__session__\").__cell3__.Model' is not assignable to type '__cell1__.K'."
  expect(told('1', { code: 2322, start: 0, end: 1, message })[0]!.message).toBe(
    "Type 'Model' is not assignable to type 'K'.",
  )
})

test('a package that cannot be found, at its specifier', () => {
  const code = "1\nimport z from 'nowhere'"
  const start = code.indexOf("'nowhere'")
  expect(packageDiagnostic(code, start, start + 9, 2307, 'no')).toEqual({
    code: 2307,
    message: 'no',
    severity: 'error',
    start: { line: 2, column: 15 },
    end: { line: 2, column: 24 },
    source: "import z from 'nowhere'",
  })
})
