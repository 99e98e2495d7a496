import { expect, test } from 'vitest'
import { declarations } from '../../../kernel/language/check/declared.ts'
import { SessionNames } from '../../../kernel/language/check/session-names.ts'
import { parse } from '../../../kernel/language/emit.ts'
import { namesInScope } from '../../../kernel/language/names-in-scope.ts'

const session = new SessionNames()
session.add(1, declarations(parse('const kept = 1; interface Shape {}')).values())

/** Names of the blocks and functions around the place where `|` stands, with what they are. */
function locals(code: string): Record<string, string> {
  const found = namesInScope(parse(code.replace('|', ' ')), code.indexOf('|'), session)
  return Object.fromEntries(found.filter(({ order }) => order === '11').map(({ text, type }) => [text, type]))
}

test.each([
  ['function f(a, { b, c: [d] }) { | }', { a: 'param', b: 'param', d: 'param' }],
  ['const g = (x) => { const y = 1; { let z; | } { let other } }', { x: 'param', y: 'instance', z: 'instance' }],
  ['for (let i = 0; ; ) { | }', { i: 'instance' }],
  ['for (const [k, v] of m) { | }', { k: 'instance', v: 'instance' }],
  ['try {} catch ({ message }) { | }', { message: 'instance' }],
  ['{ function h() {} class C {} | }', { h: 'function', C: 'class' }],
  ['switch (1) { case 1: let s = 1; default: | }', { s: 'instance' }],
  ['class C { m(p) { | } }', { p: 'param' }],
  ['namespace N { const inside = 1; | }', { inside: 'instance' }],
  ['function f(a) {} |', {}],
])('%s', (code, found) => {
  expect(locals(code)).toEqual(found)
})

test('the nearest names come first: block, cell, session, kernel, JavaScript, keywords, types', () => {
  const code = 'enum E {} import { m } from "m"; (local) => { }'
  const found = namesInScope(parse(code), code.length - 2, session)
  const order = (name: string) => found.find(({ text }) => text === name)
  expect(['local', 'E', 'kept', 'display', 'Math', 'return', 'Partial'].map((name) => order(name)?.order)).toEqual([
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
  ])
  expect(
    ['E', 'm', 'kept', 'Shape', 'jupyter', 'Map', 'parseInt', 'await', 'string'].map((name) => order(name)?.type),
  ).toEqual(['enum', 'module', 'instance', 'interface', 'module', 'class', 'function', 'keyword', 'type'])
})
