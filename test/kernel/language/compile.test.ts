import { describe, expect, test } from 'vitest'
import { Session } from './session.ts'

/** Cells, then the value that the last one shows. */
const cases: [name: string, cells: string[], value: unknown][] = [
  ['an expression', ['1 + 1'], 2],
  ['let', ['let x = 1', 'x = x + 1; x'], 2],
  ['const with a type', ['const x: number = 3', 'x * 2'], 6],
  ['let without a value', ['let x: number | undefined', 'x === undefined'], true],
  ['var without a value keeps an assigned one', ['x = 5; var x; x'], 5],
  ['several in one statement', ['let a = 1, b = a + 1, c', '[a, b, c]'], [1, 2, undefined]],
  [
    'object destructuring',
    ['const { a, b: { c }, ...rest } = { a: 1, b: { c: 2 }, d: 3 }', '[a, c, rest]'],
    [1, 2, { d: 3 }],
  ],
  [
    'array destructuring with defaults',
    ['let [a, , b = 7, ...c] = [1, 2, undefined, 4, 5]', '[a, b, c]'],
    [1, 7, [4, 5]],
  ],
  [
    'destructuring assignment',
    ['let a = 1, b = 2', '[a, b] = [b, a]; ({ a, x: b = 9 } = { a: 5 } as any); [a, b]'],
    [5, 9],
  ],
  ['shorthand default in an assignment', ['let a: any', '({ a = 4 } = {} as any); a'], 4],
  ['shorthand property', ['const a = 1', '({ a })'], { a: 1 }],
  ['functions are hoisted', ['const v = f(); function f() { return 1 }', 'v'], 1],
  [
    'functions see redefinitions',
    ['function f() { return 1 } function g() { return f() }', 'function f() { return 2 }', 'g()'],
    2,
  ],
  ['functions see later constants', ['const lr = 1; const step = () => lr', 'const lr = 5', 'step()'], 5],
  ['recursion', ['function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }', 'fact(5)'], 120],
  ['a class', ['class C { v = 1; static of() { return new C() } }', 'C.of().v'], 1],
  [
    'class extends and super',
    ['class A { f() { return 1 } }', 'class B extends A { f() { return super.f() + 1 } }', 'new B().f()'],
    2,
  ],
  ['class name', ['class Model {}', 'Model.name'], 'Model'],
  ['arrow name', ['const f = () => 1', 'f.name'], 'f'],
  ['name by assignment', ['let f: any', 'f = function () {}; f.name'], 'f'],
  ['name by default', ['const { f = () => 1 } = {} as any', 'f.name'], 'f'],
  ['no name for a wrapped function', ['const f = [() => 1][0]', 'f!.name'], ''],
  ['enum', ['enum E { A, B = 5, C }', '[E.A, E.C, E[5]]'], [0, 6, 'B']],
  ['const enum', ['const enum E { A = 2 }', 'E.A'], 2],
  ['redeclared enum starts anew', ['enum E { A }', 'enum E { B = 3 }', 'Object.keys(E)'], ['3', 'B']],
  ['namespace', ['namespace N { export const a = 1; export function f() { return a } }', 'N.f()'], 1],
  ['namespace merged with a function', ['function f() { return f.k } namespace f { export let k = 3 }', 'f()'], 3],
  ['parameter properties', ['class P { constructor(readonly v: number) {} }', 'new P(3).v'], 3],
  ['increments', ['let i = 0', 'i++; ++i; i += 2; i **= 2; i'], 16],
  ['logical assignment', ['let a: any', 'a ??= 3; a ||= 4; a &&= 5; a'], 5],
  ['typeof', ['let s = "x"', 'typeof s + typeof nothing'], 'stringundefined'],
  ['delete and in', ['const o: any = { a: 1 }', 'delete o.a; "a" in o'], false],
  ['template', ['const n = 2', '`${n} ${`${n + 1}`}`'], '2 3'],
  [
    'tagged template has no this',
    ['function tag(this: any, s: any) { return this === undefined && s[0] }', 'tag`x`'],
    'x',
  ],
  ['a call has no this', ['function f(this: any) { return this }', 'f() === undefined && f?.() === undefined'], true],
  ['methods keep this', ['const o = { v: 2, f() { return this.v } }', 'o.f()'], 2],
  ['shadowed by a parameter', ['const x = 1', '((x: number) => x)(2)'], 2],
  ['shadowed by a block', ['const x = 1', 'let y; { let x = 2; y = x } y + x'], 3],
  ['shadowed by a for head', ['let i = 7', 'let s = 0; for (let i = 0; i < 3; i++) s += i; s * 10 + i'], 37],
  ['shadowed by catch', ['const e = 1', 'let m; try { throw 2 } catch (e) { m = e } [m, e]'], [2, 1]],
  ['shadowed by a function in a block', ['const f = 1', 'let y; { y = f(); function f() { return 2 } } y'], 2],
  ['shadowed by a var in a function', ['const x = 1', '(() => { if (true) { var x = 2 } return x })()'], 2],
  ['default parameters see the outer name', ['const x = 1', '((y = x) => { var x = 2; return y + x })()'], 3],
  [
    'shadowed by a class expression name',
    ['const C = 1', '(class C { static f() { return typeof C } }).f()'],
    'function',
  ],
  ['shadowed by a switch', ['const x = 1', 'let y; switch (1) { case 1: let x = 2; y = x } y'], 2],
  ['property names are not references', ['const a = 1, b = { a: 5 }', 'b.a + b?.a + ({ a: 2 }).a'], 12],
  ['computed keys', ['const k = "z"', '({ [k]: 1, [`${k}2`]() { return 1 } }).z'], 1],
  ['labels', ['const out = 1', 'let n = 0; out: for (;;) { for (;;) { n++; break out } } n + out'], 2],
  [
    'closures in loops',
    ['const fs: any[] = []; for (let i = 0; i < 3; i++) fs.push(() => i)', 'fs.map(f => f())'],
    [0, 1, 2],
  ],
  ['var in a for head', ['for (var i = 0; i < 3; i++);', 'i'], 3],
  ['var in for of', ['for (var { v } of [{ v: 1 }, { v: 2 }]);', 'v'], 2],
  ['var in for in', ['for (var key in { a: 1, b: 2 });', 'key'], 'b'],
  ['bare var in a loop', ['let s = ""; for (let i = 0; i < 2; i++) { var t: any; s += t; t = i }', 's'], 'undefined0'],
  ['var in a block', ['if (true) { var deep = 4 }', 'deep'], 4],
  ['for over an outer let', ['let i = 0', 'for (i = 0; i < 4; i++); i'], 4],
  ['for of an outer let', ['let k = ""', 'for (k of ["a", "b"]); k'], 'b'],
  ['top-level await', ['const v = await Promise.resolve(4)', 'v'], 4],
  ['await in the shown value', ['await Promise.resolve(4)'], 4],
  ['for await', ['let s = 0; for await (const v of [Promise.resolve(1), 2]) s += v', 's'], 3],
  [
    'for await of a generator',
    [
      'async function* g() { yield 1; yield 2 }',
      'let s = 0; for await (const v of g()) { s += v; if (v > 5) break }',
      's',
    ],
    3,
  ],
  ['generators', ['function* g() { let i = 0; while (true) yield i++ }', 'const [a, b] = g(); [a, b]'], [0, 1]],
  [
    'export',
    ['export const a = 1; export function f() { return a } export class K {}; export { a as z }', '[f(), K.name]'],
    [1, 'K'],
  ],
  ['export default', ['export default function named() { return 3 }', 'named()'], 3],
  [
    'legacy decorators',
    ['function d(c: any) { c.mark = 1 }', '@d class K { static self = 2; m() { return K } }', '(K as any).mark'],
    1,
  ],
  ['a name called $', ['const $ = 2, $k = 3; let $f = 4', '(() => $ + $k + $f)()'], 9],
  ['a parameter called $', ['const x = 1', '(($: number) => $ + x)(2)'], 3],
  ['types vanish', ['interface I { a: number } type T = I; const t: T = { a: 1 } as const satisfies I', 't!.a'], 1],
  ['the value stands before types', ['5; interface Later {}'], 5],
  [
    'getters and static blocks',
    [
      'const n = 3; class G { static s = 0; static { for (let i = 0; i < n; i++) this.s += i } get v() { return n } }',
      'new G().v + G.s',
    ],
    6,
  ],
  ['private members', ['class Q { #v = 1; has(o: object) { return #v in o } }', 'new Q().has(new Q())'], true],
  ['import.meta', ['import.meta.dirname'], '/folder'],
  ['__dirname', ['__dirname'], '/folder'],
  ['require', ['const path = require("node:path")', 'path.posix.join("a", "b")'], 'a/b'],
  ['import = require', ['import path = require("node:path")', 'path.posix.join("a", "b")'], 'a/b'],
  ['import alias of a namespace', ['namespace N { export const v = 1 }; import M = N', 'M.v'], 1],
]

describe('a session of cells', () => {
  test.each(cases)('%s', async (_, cells, value) => {
    expect(await new Session().value(...cells)).toEqual(value)
  })
})

test.each([
  ['a declaration', 'const x = 1'],
  ['an enum', 'enum E { A }'],
  ['a namespace', 'namespace N { export const a = 1 }'],
  ['a function', 'function f() {}'],
  ['an empty cell', '// nothing'],
])('%s shows nothing', async (_, code) => {
  expect((await new Session().run(code)).shown).toEqual([])
})

describe('imports', () => {
  const modules = { m: { default: 'd', a: 1, b: 2 }, n: { f: () => 3 } }

  test('of every form', async () => {
    const session = new Session(modules)
    const { compiled } = await session.run(
      'import d, { a, b as c, type T } from "m"; import * as n from "n"; import "m"; import type U from "none"; export { f } from "n"',
    )
    expect(compiled.imports.map((i) => i.specifier)).toEqual(['m', 'n', 'm', 'n'])
    expect(compiled.declares.sort()).toEqual(['a', 'c', 'd', 'f', 'n'])
    expect(await session.value('[d, a, c, n.f(), f()]')).toEqual(['d', 1, 2, 3, 3])
  })

  test('a type that is imported as a value does not hide an older value', async () => {
    const session = new Session(modules)
    expect(await session.value('const Shape = 1', 'import { Shape } from "m"; Shape')).toBe(1)
  })

  test('dynamic', async () => {
    expect(await new Session(modules).value('(await import("m")).a')).toBe(1)
  })
})
