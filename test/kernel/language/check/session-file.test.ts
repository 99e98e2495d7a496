import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SessionFile } from '../../../../kernel/language/check/session-file.ts'
import { parse } from '../../../../kernel/language/emit.ts'
import { CheckedSession } from './fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-types-'))
let session: CheckedSession

beforeAll(() => {
  writeFileSync(
    path.join(folder, 'helper.ts'),
    'export const help = (x: number): string => String(x)\nexport type Shape = { a: 1 }',
  )
  writeFileSync(path.join(folder, 'data.json'), '{ "rows": [1, 2] }')
  session = new CheckedSession(folder)
})
afterEach(() => session.reset())
afterAll(() => {
  session.close()
  rmSync(folder, { recursive: true })
})

/** Cells, and what the last one is told. */
const cases: [name: string, cells: string[], errors: string[]][] = [
  [
    'a constant keeps its type',
    ['const n = 2', 'const s: string = n'],
    ["1:7 TS2322 Type 'number' is not assignable to type 'string'."],
  ],
  [
    'a constant cannot be assigned',
    ['const n = 2', '\n  n = 3'],
    ["2:3 TS2588 Cannot assign to 'n' because it is a constant."],
  ],
  ['a variable is widened and assigned', ['let x = 1', 'x = 2; x += 1'], []],
  [
    'a variable keeps its type',
    ['let x = 1', "x = 'a'"],
    ["1:1 TS2322 Type 'string' is not assignable to type 'number'."],
  ],
  ['a name is declared anew with another type', ['let x = 1', "const x = 'a'", 'x.toUpperCase()'], []],
  [
    'functions',
    ['function f(x: number) { return x }', "f('a')"],
    ["1:3 TS2345 Argument of type 'string' is not assignable to parameter of type 'number'."],
  ],
  [
    'a function cannot be assigned',
    ['function f() {}', 'f = () => {}'],
    ["1:1 TS2630 Cannot assign to 'f' because it is a function."],
  ],
  ['classes are values and types', ['class C<T> { v!: T }', 'const c: C<string> = new C(); c.v.length'], []],
  [
    'interfaces and aliases',
    ['interface I<T> { a: T }; type U = "a" | "b"', 'const i: I<U> = { a: "c" }'],
    ["1:19 TS2322 Type '\"c\"' is not assignable to type 'U'."],
  ],
  [
    'a type and a value of one name',
    ['interface P<T> { a: T }', 'const P = { make: () => 1 }', 'const p: P<string> = { a: "x" }; P.make()'],
    [],
  ],
  [
    'enums',
    ['enum E { A, B }', 'const e: E = E.A; E.C'],
    ["1:21 TS2339 Property 'C' does not exist on type 'typeof E'."],
  ],
  [
    'namespaces',
    ['namespace N { export const a = 1; export type T = string }', 'const t: N.T = "x"; N.a.toFixed()'],
    [],
  ],
  [
    'destructuring',
    ['const { a, b: [c] } = { a: 1, b: ["x"] }', 'a.toFixed(); c!.length; b'],
    ["1:25 TS2304 Cannot find name 'b'."],
  ],
  [
    'top-level await',
    ['const v = await Promise.resolve({ a: 1 })', 'v.a.toFixed(); v.b'],
    ["1:18 TS2339 Property 'b' does not exist on type '{ a: number; }'."],
  ],
  [
    'a chain of cells',
    [
      'const a = [1, 2]',
      'const b = a.map(x => String(x))',
      'const c = b.map(s => s.length)',
      'const d: number[] = c; c.x',
    ],
    ["1:26 TS2339 Property 'x' does not exist on type 'number[]'."],
  ],
  ['implicit any is gentle', ['function f(x) { return x }', 'f(1)'], []],
  ['null is gentle', ['let s: string = null', 's.length'], []],
  ['an unknown name', ['1\n\nconst a = 1 +   nope'], ["3:17 TS2304 Cannot find name 'nope'."]],
  [
    'several errors',
    ['let a: string = 1\nlet b: number = ""'],
    [
      "1:5 TS2322 Type 'number' is not assignable to type 'string'.",
      "2:5 TS2322 Type 'string' is not assignable to type 'number'.",
    ],
  ],
  ['other letters before an error', ['const é = "😀"; nope'], ["1:17 TS2304 Cannot find name 'nope'."]],
  ['ts-nocheck is heard', ['// @ts-nocheck\nnope()'], []],
  ['ts-expect-error is heard', ['// @ts-expect-error\nnope()'], []],
  [
    'the kernel’s globals',
    ['display(1).update(2); clearOutput(true); jupyter.signal.aborted; const s: string = await input("?")'],
    [],
  ],
  [
    'an option that does not exist',
    ['display(1, { rwa: true })'],
    [
      "1:14 TS2353 Object literal may only specify known properties, and 'rwa' does not exist in type 'DisplayOptions'.",
    ],
  ],
  ['a global’s name of one’s own', ['const input = 3', 'input.toFixed()'], []],
  [
    'Node',
    [
      'import fs, { readFileSync } from "node:fs"; import * as path from "node:path"',
      'fs.existsSync("a"); readFileSync("a").length; path.join("a").length; path.nope',
    ],
    ["1:75 TS2339 Property 'nope' does not exist on type 'PlatformPath'."],
  ],
  [
    'a name that a package lacks',
    ['import { readFileSink } from "node:fs"'],
    ["1:10 TS2724 '\"node:fs\"' has no exported member named 'readFileSink'. Did you mean 'readlink'?"],
  ],
  ['import = require', ['import os = require("node:os")', 'os.cpus().length'], []],
  [
    'a local file',
    ['import { help, type Shape } from "./helper.ts"', 'help("x"); const s: Shape = { a: 1 }'],
    ["1:6 TS2345 Argument of type 'string' is not assignable to parameter of type 'number'."],
  ],
  ['JSON', ['import data from "./data.json"', 'data.rows[0]!.toFixed()'], []],
  ['a var in a block', ['if (true) { var deep = 4 }', 'deep.anything'], []],
  [
    'exported declarations',
    ['export const a = 1; export default function named() { return a }', 'named().toFixed()'],
    [],
  ],
  ['decorators', ['function d(c: Function) {}', '@d class K { v = 1 }', 'new K().v'], []],
  ['augmentations', ['declare global { interface Array<T> { last(): T } }', '[1].last().toFixed()'], []],
]

describe('the checker', () => {
  test.each(cases)('%s', (_, cells, errors) => {
    const told = cells.map((code) => session.run(code))
    expect(told.at(-1)).toEqual(errors)
    for (const before of told.slice(0, -1)) expect(before).toEqual([])
  })
})

test('strict, by option', () => {
  const strict = new CheckedSession(folder, true)
  try {
    expect(strict.run('let s: string = null')).toHaveLength(1)
    expect(strict.run('function f(x) { return x }')).toHaveLength(1)
  } finally {
    strict.close()
  }
})

test('tsconfig.json beside the notebook', () => {
  const beside = mkdtempSync(path.join(tmpdir(), 'gradlab-config-'))
  const compilerOptions = { strictNullChecks: true, paths: { 'my/*': ['./lib/*'] }, experimentalDecorators: false }
  writeFileSync(path.join(beside, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  const own = new CheckedSession(beside)
  try {
    expect(own.run('let s: string = null')).toHaveLength(1)
    expect(own.run('function f(x) { return x }')).toHaveLength(0)
  } finally {
    own.close()
    rmSync(beside, { recursive: true })
  }
})

test('cells that no name needs are forgotten', () => {
  const file = new SessionFile()
  for (let cell = 1; cell <= 100; cell++)
    file.commit(cell, file.checked(parse(`let x = ${cell}; const y${cell % 3} = x`)))
  expect(file.sessionText().match(/namespace/g)).toHaveLength(3)
})
