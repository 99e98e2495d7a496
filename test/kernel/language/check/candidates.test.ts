import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Candidate, candidates } from '../../../../kernel/language/check/candidates.ts'
import { NativeChecker } from '../../../../kernel/language/check/native.ts'
import { home } from './fixture.ts'

let native: NativeChecker
beforeAll(() => {
  native = new NativeChecker({ folder: tmpdir(), home, strict: false })
})
afterAll(() => native.close())

/** The cursor is where `|` stands. */
function at(code: string, prefix = ''): Map<string, Candidate> {
  const file = native.set('__current__.ts', code.replace('|', ''))
  return new Map(candidates(native.project.checker, file, code.indexOf('|'), prefix).map((one) => [one.text, one]))
}

test('members, with what they are in the words of JupyterLab', () => {
  const found = at(`
    class Model { size = 1; static make() { return new Model() } fit(epochs: number) {} get loss() { return 0 } }
    enum Color { Red }
    namespace Space { export class Inner {} export const k = 1; export interface Shape {} }
    new Model().|`)
  expect([...found.keys()].sort()).toEqual(['fit', 'loss', 'size'])
  expect(found.get('fit')!.type).toBe('method')
  expect(found.get('size')!.type).toBe('property')
  expect(found.get('loss')!.type).toBe('property')
  expect(found.get('fit')!.order).toMatch(/^\d+$/)
})

test('types, as signatures, of those that fit what is typed first', () => {
  const model = 'class Model { size = 1; fit(epochs: number): string { return "" } } interface Shape { side: Model }'
  const found = at(`${model} new Model().|`)
  expect(found.get('fit')!.signature).toBe('(epochs: number) => string')
  expect(found.get('size')!.signature).toBe('number')
  const many = Array.from({ length: 300 }, (_, i) => `a${i}: ${i}`).join()
  const all = at(`const o = { ${many}, zebra: (x: boolean) => x }; o.ze|`, 'ze')
  expect(all.get('zebra')!.signature).toBe('(x: boolean) => boolean')
  expect(at(`const p = { ${many} }; p.|`).get('a299')!.signature).toBeUndefined()
  // Through an alias, too; what is a type only has none.
  const alias = 'namespace In { export const f = (n: number) => n; export interface I {} }'
  const aliased = at(`${alias} namespace Out { export import f = In.f; export import I = In.I } Out.|`)
  expect(aliased.get('f')!.signature).toBe('(n: number) => number')
  expect(at(`${alias} In.|`).get('I')?.signature).toBeUndefined()
})

test('what a namespace and an enum hold', () => {
  const space =
    'namespace Space { export class Inner {} export const k = 1; export function f() {} export namespace M { let a } }'
  const found = at(`${space} Space.|`)
  expect(Object.fromEntries([...found].map(([name, { type }]) => [name, type]))).toMatchObject({
    Inner: 'class',
    k: 'instance',
    f: 'function',
  })
  expect(at('enum Color { Red } Color.|').get('Red')!.type).toBe('property')
})

test('what is exported again, and a constant that holds a function, are told by what they are', () => {
  const inner = `namespace In { export class Model {} export function run() {} export const f = <T>(x: T) => x
    export const over = null! as { (a: string): void; (a: number): void }; export const k = { a: 1 }; export const pair = (1 as number) * 2 }`
  const names = ['Model', 'run', 'f', 'over', 'k', 'pair']
  const again = `namespace Out { ${names.map((name) => `export import ${name} = In.${name}`).join('; ')} }`
  const types = Object.fromEntries([...at(`${inner} ${again} Out.|`)].map(([name, { type }]) => [name, type]))
  expect(types).toMatchObject({
    Model: 'class',
    run: 'function',
    f: 'function',
    over: 'function',
    k: 'instance',
    pair: 'instance',
  })
})

test('a name that is no identifier stays as it is written, not as the access that TypeScript would insert', () => {
  expect(at("const o = { 'a-b': 1, c: 2 }; o.|").get('c')).toBeDefined()
  for (const text of at("const o = { 'a-b': 1, c: 2 }; o.|").keys()) expect(text).not.toMatch(/^[[?.]/)
})

test('options of a call, and nothing where nothing is known', () => {
  expect([...at('declare function fit(options: { epochs?: number; lr?: number }): void; fit({ |').keys()]).toEqual(
    expect.arrayContaining(['epochs', 'lr']),
  )
  expect(at('// only a comment |').size).toBe(0)
})
