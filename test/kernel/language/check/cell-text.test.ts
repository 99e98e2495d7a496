import { beforeEach, expect, test } from 'vitest'
import { checkedText, type PackageIndex, typedText } from '../../../../kernel/language/check/cell-text.ts'
import { declarations } from '../../../../kernel/language/check/declared.ts'
import { SessionNames } from '../../../../kernel/language/check/session-names.ts'
import { parse } from '../../../../kernel/language/emit.ts'

let names: SessionNames
beforeEach(() => {
  names = new SessionNames()
  names.add(1, declarations(parse('let x = 1; const y = 2')).values())
  names.add(2, declarations(parse('class C {}')).values())
})

const index: PackageIndex = (key) => ['namespace m', 'default m'].indexOf(key)
const checked = (code: string) => checkedText(parse(code), names, index)

test('a cell stands first, at its own positions, with spaces instead of its imports', () => {
  const code = "import d, {\r\n  a as b } from 'm'\nd(b)"
  const { text } = checked(code)
  expect(text.slice(0, code.length)).toBe(`${' '.repeat(11)}\r\n${' '.repeat(19)}\nd(b)`)
})

test('names of earlier cells come in behind it, those that it uses only', () => {
  const { text, cells } = checked('x + 1')
  expect(text.split('\n')[1]).toBe(
    "export {}; import * as __packages__ from './__packages__'; import { __cell1__ } from './__session__'; declare let x: typeof __cell1__.x; ",
  )
  expect(cells).toEqual([1])
  expect(checked('1').cells).toEqual([])
})

test('imported names are aliases of the session’s packages; where no package is known they are any', () => {
  const code = "import d, { a as b } from 'm'; import * as s from 'm'; import { z } from 'unknown'"
  const { text, aliases } = checked(code)
  const shown = aliases.map((alias) => [
    code.slice(alias.start, alias.end),
    text.slice(alias.aliasStart, alias.aliasEnd).trim(),
  ])
  expect(shown).toEqual([
    ['d', 'import d = __packages__.__package1__;'],
    ['a', 'import b = __packages__.__package0__.a;'],
    ['s', 'import s = __packages__.__package0__;'],
    ['z', 'declare const z: any;'],
  ])
})

test('what later cells see: declarations, exported, without code that runs', () => {
  const { namespace } = checked(
    '/** Fast. */ export const lr = await f()\nlr + 1\n@dec export default class K {}\nif (lr) { var deep = 1 }\nimport al = N.b',
  )
  expect(namespace).toContain('/** Fast. */ export  const lr = __await__(f())\n')
  expect(namespace).toMatch(/\nexport +class K \{\}\n/)
  expect(namespace).toContain('export let deep: any;\n')
  expect(namespace).toContain('export import al = N.b;\n')
  expect(namespace).not.toMatch(/lr \+ 1|@dec|default/)
})

test('awaits inside functions stay, nested ones at the top become calls', () => {
  const { namespace } = checked('const a = await f(await g()), h = async () => await g()')
  expect(namespace).toContain('a = __await__(f(__await__(g()))), h = async () => await g()')
})

test('`declare global` is everybody’s, and declares nothing of the cell’s own', () => {
  const { declared, namespace, augmentations } = checked('declare global { var q: 1; interface I {} }')
  expect([...declared.keys()]).toEqual([])
  expect(namespace).toBe('')
  expect(augmentations).toBe('declare global { var q: 1; interface I {} }\n')
})

test('a cell that is being typed has all names before it, on one line', () => {
  const code = "import * as s from 'm'\ns.re(x"
  const { text, offset } = typedText(parse(code), names, index)
  const head = text.slice(0, offset)
  expect(head.indexOf('\n')).toBe(offset - 1)
  expect(head).toContain('import { __cell1__, __cell2__ }')
  expect(head).toContain('import s = __packages__.__package0__;')
  expect(head).toContain('import C = __cell2__.C;')
  expect(text.slice(offset)).toBe(`${' '.repeat(22)}\ns.re(x`)
})
