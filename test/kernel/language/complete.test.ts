import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Types } from '../../../kernel/language/check/types.ts'
import { Completer, ranked } from '../../../kernel/language/complete.ts'
import { parse } from '../../../kernel/language/emit.ts'
import type { CompletionResult } from '../../../kernel/session/contract.ts'
import { home } from './check/fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-complete-'))
// The checker has a thread of its own, which runs what was built.
const types = new Types(new URL('../../../dist/kernel/language/check/thread.js', import.meta.url))
const completer = new Completer(types, () => ({ folder, home }))

beforeAll(async () => {
  mkdirSync(path.join(folder, 'lib'))
  for (const name of ['a.ts', 'data.json', 'lib/inner.ts', 'notes.txt']) writeFileSync(path.join(folder, name), '')
  types.open({ folder, home, strict: false })
  const code = "import { tf, train, models } from 'gradlab'; const model = 1"
  await types.check(1, code, parse(code))
  await types.commit(1)
})
afterAll(() => {
  types.close()
  rmSync(folder, { recursive: true })
})

/** The cursor is where `|` stands. */
const at = (code: string): Promise<CompletionResult> => completer.complete(code.replace('|', ''), code.indexOf('|'))
const names = async (code: string): Promise<string[]> => (await at(code)).matches.map(({ text }) => text)

test('members', async () => {
  expect((await names('tf.zer|')).slice(0, 3)).toEqual(['zeros', 'zerosLike', 'ZerosLike'])
  expect(await names("const s = 'x'; if (s) { s.toUpper|")).toContain('toUpperCase')
  expect(await names('nothing.|')).toEqual([])
})

test('options', async () => {
  expect((await names('train.fit(null!, null!, { ep|'))[0]).toBe('epochs')
  expect((await names('train.fit(null!, tf.zeros([3]), tf.zeros([3]), { ep|'))[0]).toBe('epochs')
  expect((await names('train.evaluate(null!, { x: tf.zeros([3]), y: tf.zeros([3]) }, { lossW|'))[0]).toBe('lossWeights')
})

test('names: of the cell, of the session, of the kernel, of JavaScript, in that order', async () => {
  expect(await names('const mode = 1; function f(mo: number) { mo| }')).toEqual(
    expect.arrayContaining(['mo', 'mode', 'model', 'models']),
  )
  expect((await names('disp|'))[0]).toBe('display')
  expect(await names('retu|')).toContain('return')
})

test('what a module exports', async () => {
  expect(await names("import { tra| } from 'gradlab'")).toContain('train')
  expect(await names("import { x| } from 'nowhere'")).toEqual([])
})

test('specifiers: packages, modules of Node, files and folders', async () => {
  expect(await names("import x from 'grad|'")).toEqual(['gradlab'])
  expect(await names("import x from 'node:fs/|'")).toEqual(['node:fs/promises'])
  expect(await names("import x from './|'")).toEqual(['a.ts', 'data.json', 'lib/'])
  expect(await names("await import('./lib/|')")).toEqual(['inner.ts'])
  expect(await names("require('./da|")).toEqual(['data.json'])
  expect(await names("'./|'")).toEqual([])
})

test('what is replaced: the whole name, the whole specifier, the last part of a path', async () => {
  const range = async (code: string) => {
    const { start, end } = await at(code)
    return code.replace('|', '').slice(start, end)
  }
  expect(await range('1 + tf.ze|rx')).toBe('zerx')
  expect(await range("import x from 'gr|ad'")).toBe('grad')
  expect(await range("import x from './lib/in|n'")).toBe('inn')
  expect(await range("import x from 'gr|")).toBe('gr')
})

test('ranked: the same start first, then any case, then anywhere; TypeScript’s order within each', () => {
  const one = (text: string, order = '1', signature?: string) => ({
    text,
    type: 'method',
    order,
    ...(signature ? { signature } : {}),
  })
  const found = [
    one('laZer'),
    one('Zero'),
    one('zeta', '2'),
    one('zebra', '2'),
    one('zero', '1', '(): x'),
    one('other'),
  ]
  expect(ranked(found, 'ze')).toEqual([
    { text: 'zero', type: 'method', signature: '(): x' },
    { text: 'zebra', type: 'method' },
    { text: 'zeta', type: 'method' },
    { text: 'Zero', type: 'method' },
    { text: 'laZer', type: 'method' },
  ])
  expect(ranked([one('a'), one('a', '2'), one('__a')], '').map(({ text }) => text)).toEqual(['a'])
  const many = Array.from({ length: 1500 }, (_, i) => one(`n${i}`))
  expect(ranked(many, 'n')).toHaveLength(1000)
})
