import { expect, test } from 'vitest'
import { declaredBy, parseCell, repeatedNames, scriptCell } from '../../../kernel/export/script-cell.ts'

function script(...cells: string[]): string[] {
  const files = cells.map(parseCell)
  const names = { declared: new Set<string>(), repeated: repeatedNames(files) }
  return files.map((file) => scriptCell(file, names, 'show'))
}

test('the last expression is shown, what shows nothing is left alone', () => {
  expect(script('const a = 1\na')).toEqual(['const a = 1\nawait show(a)'])
  expect(script('a = 1', 'i++', 'console.log(1)', 'display(x)')).toEqual([
    'a = 1',
    'i++',
    'console.log(1)',
    'display(x)',
  ])
})

test('a name declared again is assigned, and its first declaration may change', () => {
  expect(script('const lr = 1', 'const lr = 2')).toEqual(['let lr = 1', 'lr = 2'])
  expect(script('let [w, b] = [0, 0]', 'const [w, c] = f()')[1]).toBe('let c\n;[w, c] = f()')
  expect(script('const { a } = o', 'const { a } = p')[1]).toBe(';({ a } = p)')
  expect(script('function f() { return 1 }', 'function f() { return 2 }')[1]).toBe('f = function f() { return 2 }')
  expect(script('let n: number', 'let n: number')[1]).toBe('n = undefined')
})

test('an import again brings only what is new', () => {
  const [, second, third] = script("import { a } from 'x'", "import { a, b } from 'x'", "import { a } from 'x'")
  expect(second).toBe("import { b } from 'x'")
  expect(third).toBe('')
})

test('what a statement declares', () => {
  const names = (code: string) => parseCell(code).statements.flatMap(declaredBy)
  expect(
    names('import d, { e as f } from "x"; import * as g from "y"; class C {}; enum E {}; const { h: [i] } = j'),
  ).toEqual(['d', 'f', 'g', 'C', 'E', 'i'])
})

test('two enums of one name cannot be one script', () => {
  expect(() => script('enum E { A }', 'enum E { B }')).toThrow('cannot declare E twice')
})
