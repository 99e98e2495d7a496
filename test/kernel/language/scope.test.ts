import { expect, test } from 'vitest'
import { parse } from '../../../kernel/language/emit.ts'
import {
  bindingNames,
  headNames,
  isShadowed,
  isVar,
  lexicalNames,
  newScope,
  varNames,
} from '../../../kernel/language/scope.ts'
import { type TS, ts } from '../../../kernel/language/tslab.ts'

type Collect = (add: (name: string) => void) => void

function collected(collect: Collect): string[] {
  const names: string[] = []
  collect((name) => names.push(name))
  return names
}

test('a name is shadowed by its own scope and by all around it', () => {
  const outer = newScope(undefined)
  outer.names.add('a')
  const inner = newScope(outer)
  inner.names.add('b')
  expect([isShadowed(inner, 'a'), isShadowed(inner, 'b'), isShadowed(inner, 'c')]).toEqual([true, true, false])
  expect(isShadowed(outer, 'b')).toBe(false)
  expect(isShadowed(undefined, 'a')).toBe(false)
})

test('the names of a binding, in order', () => {
  const [statement] = parse('const { a, b: [c, , { d = 1 }], ...e } = o').statements
  const [declaration] = (statement as TS.VariableStatement).declarationList.declarations
  expect(collected((add) => bindingNames(declaration!.name, add))).toEqual(['a', 'c', 'd', 'e'])
})

test.each([
  ['var a = 1, { b } = o', ['a', 'b']],
  ['let a; const b = 1', []],
  ['if (x) { var a } else { { var b } }', ['a', 'b']],
  ['for (var a = 0; ; ) { var b }', ['a', 'b']],
  ['for (var [a] of xs) {} for (var b in o) {}', ['a', 'b']],
  ['try { var a } catch { var b } finally { var c }', ['a', 'b', 'c']],
  ['switch (x) { case 1: var a }', ['a']],
  ['out: while (1) { var a }', ['a']],
  ['function f() { var a } const g = () => { var b }', []],
  ['class C { static { var a } m() { var b } }', []],
  // What a namespace declares is its own, and what `declare global` declares is everybody's.
  ['namespace N { export var a = 1; if (x) { var b } }', []],
  ['declare global { var a: number }', []],
])('var: %s', (code, names) => {
  expect(collected((add) => varNames(parse(code), add))).toEqual(names)
})

test('let, const, class and function belong to their block', () => {
  const code = 'var a; let b; const { c } = o; function d() {} class E {} { let f } export default function () {}'
  expect(collected((add) => lexicalNames(parse(code).statements, add))).toEqual(['b', 'c', 'd', 'E'])
})

test('the head of a loop declares what is let or const there', () => {
  const head = (code: string) => {
    const [loop] = parse(code).statements
    return collected((add) => headNames((loop as TS.ForStatement).initializer, add))
  }
  expect(head('for (let i = 0, j = 1; ; ) {}')).toEqual(['i', 'j'])
  expect(head('for (const [k, v] of m) {}')).toEqual(['k', 'v'])
  expect(head('for (var i = 0; ; ) {}')).toEqual([])
  expect(head('for (i = 0; ; ) {}')).toEqual([])
  expect(head('for (;;) {}')).toEqual([])
})

test('var is neither let nor const', () => {
  const lists = ['var a', 'let a', 'const a = 1'].map((code) => {
    const [statement] = parse(code).statements
    return ts.isVariableStatement(statement!) && isVar(statement.declarationList)
  })
  expect(lists).toEqual([true, false, false])
})
