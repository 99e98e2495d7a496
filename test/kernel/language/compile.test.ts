import { describe, expect, test } from 'vitest'
import { compile } from '../../../kernel/language/compile.ts'
import { thrownAt } from './positions.ts'
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
  ['template', ['const n = 2', `\`\${n} \${\`\${n + 1}\`}\``], '2 3'],
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
  ['computed keys', ['const k = "z"', '({ [k]: 1, [k + 2]() { return 1 } }).z'], 1],
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
  [
    'a loop over session variables',
    ['let acc = 0, n = 5', 'for (let i = 0; i < n; i++) { acc += i; if (i > 2) n-- } [acc, n]'],
    [6, 4],
  ],
  [
    'a while loop',
    ['let k = 10, steps = 0', 'while (k > 1) { k = k % 2 ? 3 * k + 1 : k / 2; ++steps } [k, steps]'],
    [1, 6],
  ],
  [
    'do while with its value',
    ['let k = 0', 'let seen = 0; do { seen = seen * 10 + k++ } while (k < 3); [k, seen]'],
    [3, 12],
  ],
  ['nested loops', ['let s = 0', 'for (var i = 0; i < 3; i++) for (let j = 0; j < i; j++) s += i * j; [s, i]'], [2, 3]],
  [
    'a loop over an array',
    [
      'const xs = [1, 2, 3]; let total = 0',
      'for (let i = 0; i < xs.length; i++) total += Math.sqrt(xs[i]! ** 2); total',
    ],
    6,
  ],
  ['a loop that calls', ['let m = 0; function up() { m++ }', 'while (m < 3) up(); m'], 3],
  ['a loop with a getter', ['let m = 0; const o = { get v() { return ++m } }', 'while (m < 3) o.v; m'], 3],
  ['a loop that breaks', ['let q = 0', 'for (;;) { if (q >= 3) break; q += 1 } q'], 3],
  ['a labeled loop', ['let z = 0', 'out: for (;;) { while (true) { z++; if (z > 4) break out; continue out } } z'], 5],
  [
    'a loop whose local hides',
    ['let w = 1, r = 0', 'for (let i = 0; i < 2; i++) { const w = 5; r += w } [w, r]'],
    [1, 10],
  ],
  ['assignments in a chain', ['let u = 0, v = 0', 'for (let i = 0; i < 3; i++) u = v = u + 1; [u, v]'], [3, 3]],
  ['an element as the target', ['const a = [0, 0]; let at = 0', 'for (; at < 2; at++) a[at] = at + 1; a'], [1, 2]],
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

describe('positions', () => {
  test.each([
    ['a throw', 'const a = 1\n\nthrow new Error("x")', 3, 7],
    [
      'after types',
      'interface Long { a: number;\n b: string }\nconst f = (x: number): number => { throw new Error("x") }\nf(1)',
      3,
      42,
    ],
    ['a call of undefined', 'let o: any = {}\n  o.f.g(1)', 2, 7],
    ['a call of a name', 'let g: any = 1; let h = 2\nconst v = h + g(1)', 2, 15],
    ['in a loop', 'let n: any\nfor (let i = 0; i < 3; i++) {\n  if (i === 2) n.x\n}', 3, 18],
    ['in a destructuring', 'let n: any\nconst { a } = n', 2, 9],
    ['behind an await', 'await 1\nlet n: any\n  await n.x', 3, 11],
    ['in the shown value', 'let n: any\n\n   n.x + 1', 3, 6],
    ['behind other letters', 'let n: any, é = "😀";n.x', 1, 24],
    ['in a method', 'class C { f(this: any) {\n    return this.a.b } }\nnew C().f()', 2, 19],
  ])('%s', async (_, code, line, column) => {
    expect((await thrownAt(new Session(), code))[0]).toEqual({ line, column })
  })

  test('the map holds the cell', () => {
    const result = compile({ cell: 3, name: 'Cell In[3]', code: 'let x = 1' }, new Set())
    const map = JSON.parse(result.ok ? result.map : '')
    expect([map.version, map.sources, map.sourcesContent]).toEqual([3, ['Cell In[3]'], ['let x = 1']])
  })
})

describe('syntax errors', () => {
  test.each([
    ['let x = ;', 1, 9],
    ['const a = {\n  b: 1,\n  c 2\n}', 3, 5],
    ['1 +', 1, 4],
    ['"open', 1, 6],
  ])('%j', (code, line, column) => {
    const result = compile({ cell: 1, name: 'c', code }, new Set())
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.diagnostics[0]?.start).toEqual({ line, column })
  })
})
