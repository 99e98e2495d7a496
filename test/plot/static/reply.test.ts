import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type Reply, reply, waitForReply } from '../../../src/plot/static/reply.ts'

test('an answer of another thread is there when the call returns', async () => {
  const code = `require('node:worker_threads').parentPort.on('message', ({ port, done }) => {
    port.postMessage('here'); Atomics.store(done, 0, 1); Atomics.notify(done, 0) })`
  const worker = new Worker(code, { eval: true })
  const ask = (patience: number) => waitForReply((to) => worker.postMessage(to, [to.port as never]), patience)
  expect(ask(30_000)).toBe('here')
  await worker.terminate()
  expect(ask(10)).toBeUndefined()
})

test('what answers may answer before anyone waits', () => {
  expect(waitForReply((to: Reply) => reply(to, { a: 1 }), 1000)).toEqual({ a: 1 })
})
