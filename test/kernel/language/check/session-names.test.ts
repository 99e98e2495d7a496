import { expect, test } from 'vitest'
import { declarations } from '../../../../kernel/language/check/declared.ts'
import { cellName, packageName, SessionNames, withoutModules } from '../../../../kernel/language/check/session-names.ts'
import { parse } from '../../../../kernel/language/emit.ts'

const declared = (code: string) => declarations(parse(code))

function session(...cells: string[]): SessionNames {
  const names = new SessionNames()
  for (const [index, code] of cells.entries()) names.add(index + 1, declared(code).values())
  return names
}

const all = () => true
const texts = (names: SessionNames, own = '') =>
  names
    .declarations(all, declared(own))
    .text.split('; ')
    .filter((text) => text !== '')

test('an alias is value and type at once; what can be assigned is declared', () => {
  expect(texts(session('const a = 1; class C<T> {}', 'let b; interface I {}'))).toEqual([
    'import a = __cell1__.a',
    'import C = __cell1__.C',
    'declare let b: typeof __cell2__.b',
    'import I = __cell2__.I',
  ])
})

test('the newest cell wins, for the value and the type apart', () => {
  expect(texts(session('interface P<A, B> {}; const x = 1', 'const P = 1', 'const x = 2'))).toEqual([
    'import x = __cell3__.x',
    'declare const P: typeof __cell2__.P',
    'type P<T0,T1> = __cell1__.P<T0,T1>',
  ])
})

test('what the cell declares itself does not come from outside, the rest of the same name does', () => {
  const names = session('class C<T> {}; const x = 1')
  expect(texts(names, 'const x = 2')).toEqual(['import C = __cell1__.C'])
  expect(texts(names, 'const C = 2; const x = 1')).toEqual(['type C<T0> = __cell1__.C<T0>'])
  expect(texts(names, 'type C = 2; const x = 1')).toEqual(['declare const C: typeof __cell1__.C'])
})

test('only what is asked for, and the cells that it comes from', () => {
  const names = session('const a = 1', 'const b = 1', 'const a = 2')
  expect(names.declarations((name) => name === 'a', new Map())).toEqual({
    text: 'import a = __cell3__.a; ',
    cells: [3],
  })
  expect([...names.cells()]).toEqual([3, 2])
})

test('kinds, of values and of types; nothing after a restart', () => {
  const names = session('const a = 1; type T = 1; function f() {} interface f {}')
  expect([...names.kinds()]).toEqual([
    ['a', 'const'],
    ['f', 'function'],
    ['T', 'type'],
  ])
  expect([names.kindOf('a'), names.kindOf('T'), names.kindOf('z')]).toEqual(['const', undefined, undefined])
  names.clear()
  expect([...names.kinds()]).toEqual([])
  expect([...names.cells()]).toEqual([])
  expect(texts(names)).toEqual([])
})

test('the reader never sees the names of modules', () => {
  expect([cellName(3), packageName(0)]).toEqual(['__cell3__', '__package0__'])
  expect(withoutModules('__cell3__.A | import("/f/__session__").__cell12__.B')).toBe('A | B')
  expect(withoutModules('Module \'typeof import("/f/__current__")\' is x')).toBe("Module 'the notebook' is x")
  expect(withoutModules('import("/f/lib").A')).toBe('import("/f/lib").A')
})
