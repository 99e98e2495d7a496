import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findProgram, run } from '../../scripts/lib/run.mjs'
import { temporaryFolder } from './folder.ts'

test('keeps output, exit code and a log', async () => {
  const log = join(temporaryFolder(), 'logs', 'node.log')
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
  const result = await run(process.execPath, ['-e', script], { log })
  expect(result).toMatchObject({ code: 3, stdout: 'out\n' })
  expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out'])
  expect(readFileSync(log, 'utf8')).toContain('err')
})

test('a program that cannot start has code 127', async () => {
  expect(await run('/no/such/program', [])).toMatchObject({ code: 127, output: expect.stringContaining('ENOENT') })
})

test('findProgram passes over folders and files that cannot run', () => {
  const [a, b] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(a, 'tool'))
  writeFileSync(join(b, 'tool'), '')
  expect(findProgram(['tool'], { PATH: `${a}:${b}` })).toBeUndefined()
  chmodSync(join(b, 'tool'), 0o755)
  expect(findProgram(['none', 'tool'], { PATH: `${a}:${b}` })).toBe(join(b, 'tool'))
  expect(findProgram([join(b, 'tool')], { PATH: '' })).toBe(join(b, 'tool'))
})

test('listens for signals only while a program runs: JupyterLab asks before it ends', async () => {
  const before = process.listenerCount('SIGINT')
  const running = run(process.execPath, ['-e', ''])
  expect(process.listenerCount('SIGINT')).toBe(before + 1)
  await running
  expect(process.listenerCount('SIGINT')).toBe(before)
})
