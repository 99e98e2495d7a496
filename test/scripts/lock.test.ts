import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { isAlive, withLock } from '../../scripts/lib/lock.mjs'
import { temporaryFolder } from './folder.ts'

const module = pathToFileURL(join(import.meta.dirname, '../../scripts/lib/lock.mjs')).href

/** Another process that takes the lock, says so, and holds it until its input ends. */
function holder(path: string) {
  const code = `
    import { withLock } from ${JSON.stringify(module)}
    await withLock(${JSON.stringify(path)}, async () => {
      console.log('held')
      process.stdin.resume()
      await new Promise((done) => process.stdin.once('end', done))
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  const held = new Promise<void>((ready) => child.stdout.once('data', () => ready()))
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  return { child, held, ended }
}

test('gives what the work gives, and leaves nothing behind', async () => {
  const path = join(temporaryFolder(), 'sub', 'lock')
  expect(await withLock(path, () => existsSync(path))).toBe(true)
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(readdirSync(join(path, '..'))).toEqual([])
})

test('the second one waits, and says for whom', async () => {
  const path = join(temporaryFolder(), 'lock')
  const { child, held, ended } = holder(path)
  await held
  const waited: number[] = []
  const onWait = (pid: number) => {
    waited.push(pid)
    child.stdin.end()
  }
  await withLock(path, () => waited.push(0), { onWait, pollMs: 10 })
  expect(waited).toEqual([child.pid, 0])
  await ended
})

test('the lock of a killed process is taken over', async () => {
  const path = join(temporaryFolder(), 'lock')
  const { child, held, ended } = holder(path)
  await held
  child.kill('SIGKILL')
  await ended
  expect(existsSync(path)).toBe(true)
  expect(await withLock(path, () => 'ours', { onWait: () => expect.unreachable() })).toBe('ours')
})

test('a process id that came back as another program is not the holder', () => {
  expect(isAlive({ pid: process.pid })).toBe(true)
  expect(isAlive({ pid: process.pid, started: 'Thu Jan  1 00:00:00 1970' })).toBe(false)
  expect(isAlive({ pid: 2 ** 22 + 1 })).toBe(false)
})

test('of many at once, one works at a time', async () => {
  const path = join(temporaryFolder(), 'lock')
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1 }))
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((done) => setImmediate(done))
    inside--
  }
  await Promise.all(Array.from({ length: 5 }, () => withLock(path, work, { pollMs: 5 })))
  expect(most).toBe(1)
})
