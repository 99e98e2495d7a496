import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'

// A thread runs what was built.
const worker = new Worker(new URL('../../../../dist/kernel/language/check/thread.js', import.meta.url))
afterAll(() => worker.terminate())

async function ask(id: number, method: string, ...args: unknown[]): Promise<unknown> {
  worker.postMessage({ id, method, args })
  return (await once(worker, 'message'))[0]
}

test('requests are answered by their ids, and what goes wrong by its sentence', async () => {
  expect(await ask(1, 'check', '1')).toEqual({
    id: 1,
    error: 'Expected the type checker to be open: call `open` first.',
  })
  expect(await ask(2, 'destroy')).toEqual({ id: 2, error: 'Expected a method of the checker, found destroy.' })
  expect(await ask(3, 'close')).toEqual({ id: 3, value: undefined })
})
