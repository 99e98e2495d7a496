import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { CheckerThread } from '../../../../kernel/language/check/checker-thread.ts'

const threads: CheckerThread[] = []
const processes: ChildProcess[] = []
afterEach(() => {
  for (const thread of threads.splice(0)) thread.close()
  for (const one of processes.splice(0)) one.kill('SIGKILL')
})

/** A thread that answers each request `{ id, method, args }` by `code`. */
function start(code: string): { thread: CheckerThread; lost: string[] } {
  const text = `import { parentPort } from 'node:worker_threads'
    const post = (answer) => parentPort.postMessage(answer)
    parentPort.on('message', ({ id, method, args }) => { ${code} })`
  const lost: string[] = []
  const thread = new CheckerThread(new URL(`data:text/javascript,${encodeURIComponent(text)}`), (reason) =>
    lost.push(reason),
  )
  threads.push(thread)
  return { thread, lost }
}

test('calls are answered by their ids, in whatever order', async () => {
  const { thread, lost } = start(
    "if (method === 'check') setImmediate(() => post({ id, value: args[0] })); else post({ id, value: method }); post({ id: 99, value: 0 })",
  )
  expect(await Promise.all([thread.call('check', 10_000, 'first'), thread.call('session', 10_000, '')])).toEqual([
    'first',
    'session',
  ])
  expect(lost).toEqual([])
})

test('an error is the call’s own; the thread goes on', async () => {
  const { thread, lost } = start("post(method === 'check' ? { id, error: 'no such file' } : { id, value: 1 })")
  await expect(thread.call('check', 10_000, '')).rejects.toThrow('no such file')
  expect(await thread.call('session', 10_000, '')).toBe(1)
  expect(lost).toEqual([])
})

test('one that hangs is given up: the native process is killed, whoever waits is told, once', async () => {
  const native = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  processes.push(native)
  const ended = once(native, 'exit')
  const { thread, lost } = start(
    `if (method === 'session') post({ id, value: post({ pid: ${native.pid} }) }); if (method === 'check') for (;;);`,
  )
  await thread.call('session', 10_000, '')
  const calls = [thread.call('check', 50, ''), thread.call('complete', 10_000, '', 0)]
  const reason = 'the type checker took more than 0.05 s for check'
  for (const result of await Promise.allSettled(calls))
    expect(result).toMatchObject({ status: 'rejected', reason: { message: reason } })
  expect(lost).toEqual([reason])
  expect(await ended).toEqual([null, 'SIGKILL'])
  await expect(thread.call('check', 10_000, '')).rejects.toThrow('The type checker is not running.')
})

test('a call that waits behind a slow one is not late', async () => {
  const { thread, lost } = start(
    "if (method === 'check') { globalThis.first = id; setTimeout(() => { post({ id: first, value: 1 }); post({ id: second, value: 2 }) }, 300) } else globalThis.second = id",
  )
  expect(await Promise.all([thread.call('check', 10_000, ''), thread.call('complete', 200, '', 0)])).toEqual([1, 2])
  expect(lost).toEqual([])
})

test.each([
  ['that throws', "throw new Error('inside')", "the type checker's thread failed: inside"],
  ['that ends', 'process.exit(0)', "the type checker's thread ended"],
  ['whose native process died', "post({ id, error: 'write EPIPE' })", 'the type checker died: write EPIPE'],
])('a thread %s is lost', async (_, code, reason) => {
  const { thread, lost } = start(code)
  await expect(thread.call('check', 10_000, '')).rejects.toThrow(reason.replace('the type checker died: ', ''))
  expect(lost).toEqual([reason])
})

test('one that was closed on purpose is not lost', async () => {
  const { thread, lost } = start('post({ id, value: 1 })')
  await thread.call('session', 10_000, '')
  thread.close()
  await expect(thread.call('session', 10_000, '')).rejects.toThrow('not running')
  expect(lost).toEqual([])
})
