import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Types } from '../../../kernel/language/check/types.ts'
import { LanguageService } from '../../../kernel/language/language.ts'
import type { CompileResult } from '../../../kernel/session/contract.ts'
import { childrenOf } from '../processes.ts'
import { home } from './check/fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-language-'))
let language: LanguageService
let cells = 0

beforeAll(async () => {
  // The checker has a thread of its own, which runs what was built.
  language = new LanguageService(new Types(new URL('../../../dist/kernel/language/check/thread.js', import.meta.url)))
  await language.open({ folder, home, strict: false })
})
beforeEach(() => language.reset())
afterAll(() => {
  language.close()
  rmSync(folder, { recursive: true })
})

async function run(code: string): Promise<CompileResult> {
  cells += 1
  const result = await language.compile({ cell: cells, name: `Cell In[${cells}]`, code })
  if (result.ok) await language.commit(cells)
  return result
}

test('a cell is compiled and checked', async () => {
  expect(await run('const x: number = 1; x')).toMatchObject({ ok: true, async: false, declares: ['x'], warnings: [] })
  expect(await run('const y: string = x')).toMatchObject({
    ok: false,
    diagnostics: [
      {
        code: 2322,
        severity: 'error',
        start: { line: 1, column: 7 },
        end: { line: 1, column: 8 },
        source: 'const y: string = x',
      },
    ],
  })
})

test('a cell that was not run declares nothing', async () => {
  await language.compile({ cell: ++cells, name: 'c', code: 'const ghost = 1' })
  expect((await run('ghost')).ok).toBe(false)
})

test('a module that cannot be found', async () => {
  expect(await run('1\nimport z from "nowhere"')).toMatchObject({
    diagnostics: [{ code: 2307, start: { line: 2, column: 15 }, message: expect.stringContaining("'nowhere'") }],
  })
  expect(await run('import nothing from "node:fs/promises"; nothing.readFile')).toMatchObject({ ok: true })
})

test('a restart forgets the names', async () => {
  await run('const gone = 1')
  await language.reset()
  expect((await run('gone')).ok).toBe(false)
})

test('local files come compiled, and again when they change', async () => {
  writeFileSync(path.join(folder, 'b.ts'), 'export const b: number = 2')
  writeFileSync(
    path.join(folder, 'a.ts'),
    'import { b } from "./b.ts"\nexport const a = () => b\nexport default 5\nexport * from "./b"',
  )
  const first = await run('import five, { a, b } from "./a"; a() + b + five')
  expect(first.ok && first.imports).toEqual([{ specifier: './a', local: path.join(folder, 'a.ts') }])
  expect(first.ok && first.locals?.map((local) => path.basename(local.path))).toEqual(['b.ts', 'a.ts'])
  expect(first.ok && first.locals?.[1]).toMatchObject({ exports: { a: 'a', default: 'default' }, stars: [1] })
  expect(await run('import { a } from "./a"; a')).not.toHaveProperty('locals')
  writeFileSync(path.join(folder, 'b.ts'), 'export const b = 3, c = ""')
  const again = await run('import { c } from "./a"; c.length')
  expect(again.ok && again.locals?.map((local) => path.basename(local.path))).toEqual(['b.ts', 'a.ts'])
})

test('a local file with an error says where', async () => {
  writeFileSync(path.join(folder, 'broken.ts'), 'export const a = 1\nexport const b = )')
  expect(await run('import { a } from "./broken"; a')).toMatchObject({
    diagnostics: [{ message: expect.stringContaining('broken.ts, line 2, column 18') }],
  })
})

test('a cell that is a module', async () => {
  expect(await run('/** @module lib */\nexport const hello = "hi"')).toMatchObject({
    ok: true,
    declares: [],
    imports: [],
  })
  expect(await run('import { hello } from "./lib"; hello.nope')).toMatchObject({ diagnostics: [{ code: 2339 }] })
  expect((await run('import { hello } from "./lib"; hello.length')).ok).toBe(true)
})

test('completion and hover know the session', async () => {
  await run('/** The answer. */ const answer = 42')
  const { start, end, matches } = await language.complete('1 + answer.toFix', 16)
  expect([start, end, matches[0]?.text]).toEqual([11, 16, 'toFixed'])
  expect(await language.inspect('answer', 2, 0)).toEqual({
    found: true,
    signature: 'const answer: 42',
    documentation: 'The answer.',
  })
})

test('a checker that dies is replaced, and knows the session', async () => {
  await run('const kept: string = "a"')
  const checkers = () =>
    childrenOf(process.pid).filter(({ command }) => command.includes('--api') && command.includes(folder))
  await expect.poll(checkers).toHaveLength(1) // that of the test before may still be ending
  process.kill(checkers()[0]!.pid, 'SIGKILL')
  expect((await run('kept.length')).ok).toBe(true)
  expect(await run('kept.nope')).toMatchObject({ diagnostics: [{ code: 2339 }] })
})
