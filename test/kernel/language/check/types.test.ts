import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { Types } from '../../../../kernel/language/check/types.ts'
import { parse } from '../../../../kernel/language/emit.ts'
import { home } from './fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-types-'))
// The checker has a thread of its own, which runs what was built.
const entry = new URL('../../../../dist/kernel/language/check/thread.js', import.meta.url)
const types = new Types(entry)
afterAll(() => {
  types.close()
  rmSync(folder, { recursive: true })
})

let cells = 0

/** What a cell is told; one without errors is kept, as if it had run. */
async function run(code: string): Promise<string[]> {
  cells += 1
  const { diagnostics, unchecked } = await types.check(cells, code, parse(code))
  expect(unchecked).toBeUndefined()
  if (diagnostics.length === 0) await types.commit(cells)
  return diagnostics.map(({ code: number, start, message }) => `${start.line}:${start.column} TS${number} ${message}`)
}

test('without a checker, cells run unchecked, and their names are known all the same', async () => {
  const closed = new Types(entry)
  const found = await closed.check(1, 'const a: string = 1', parse('const a: string = 1'))
  expect(found).toMatchObject({ diagnostics: [], unchecked: 'The type checker is not open.' })
  await closed.commit(1)
  expect(closed.file.names.kindOf('a')).toBe('const')
  await expect(closed.complete(parse('a.'), 2)).rejects.toThrow('The type checker is not open.')
  await closed.reset()
  expect(closed.file.names.kindOf('a')).toBeUndefined()
  closed.close()
})

test('a session: names, packages, modules, restart', async () => {
  types.open({ folder, home, strict: false })
  expect(await run('const n = 2')).toEqual([])
  expect(types.legacyDecorators).toBe(true)
  expect(await run('const s: string = n')).toEqual(["1:7 TS2322 Type 'number' is not assignable to type 'string'."])

  // A package that is not there is told at its specifier, a default export that is not there at its name; each anew.
  const missing = "import x from 'nowhere'\nx.y"
  expect(await run(missing)).toEqual([expect.stringMatching(/^1:15 TS2307 .*'nowhere'/)])
  expect(await run(missing)).toEqual([expect.stringMatching(/^1:15 TS2307 /)])
  await types.setModule('lib.ts', 'export const hello = "hi"')
  expect(await run("import lib from './lib'")).toEqual([expect.stringMatching(/^1:8 TS(1192|2305|2613) /)])
  expect(await run("import { hello } from './lib'; const k = hello.length")).toEqual([])
  expect(await run('k.toUpperCase()')).toEqual([expect.stringContaining('TS2339')])

  // While a cell is typed, what it imports is made known, silently.
  await types.know(parse("import * as os from 'node:os'; import z from 'nowhere'"))
  const typed = "import * as os from 'node:os'; os.cpu"
  expect((await types.complete(parse(typed), typed.length)).map(({ text }) => text)).toContain('cpus')
  expect(await types.inspect(parse('n'), 0, 0)).toMatchObject({ found: true, signature: 'const n: 2' })

  await types.reset()
  expect(await run('n')).toEqual(["1:1 TS2304 Cannot find name 'n'."])
})

test('a cell that did not run declares nothing', async () => {
  await types.check(++cells, 'const ghost = 1', parse('const ghost = 1'))
  expect(await run('const real = 1')).toEqual([])
  expect(await run('ghost')).toEqual([expect.stringContaining("Cannot find name 'ghost'.")])
})

test('the checker has a cell’s text before the caller goes on', async () => {
  const seen = path.join(folder, 'seen')
  const fake = path.join(folder, 'fake.mjs')
  const code = `import { writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ id, method }) => {
  if (method === 'check') writeFileSync(${JSON.stringify(seen)}, '')
  parentPort.postMessage({ id, value: method === 'open' ? {} : [] })
})`
  writeFileSync(fake, code)
  const prompt = new Types(pathToFileURL(fake))
  prompt.open({ folder, home, strict: false })
  await prompt.setModule('ready.ts', '')
  const checking = prompt.check(1, '1', parse('1'))
  // Nothing else of this thread runs meanwhile.
  const idle = new Int32Array(new SharedArrayBuffer(4))
  for (let i = 0; i < 2000 && !existsSync(seen); i++) Atomics.wait(idle, 0, 0, 10)
  expect(existsSync(seen)).toBe(true)
  expect((await checking).unchecked).toBeUndefined()
  prompt.close()
})
