import { expect, test } from 'vitest'
import type { Request } from '../../../kernel/protocol/kernel.ts'
import { RequestQueue } from '../../../kernel/session/request-queue.ts'
import { createMessage } from '../../../kernel/wire/message.ts'

const request = (type: string, name: string): Request => ({
  channel: 'shell',
  message: createMessage('session', type, { name }),
})

test('one after the other; a failure aborts the cells that waited when it was told, and nothing else', async () => {
  const log: string[] = []
  let finished = () => {}
  const done = new Promise<void>((resolve) => {
    finished = resolve
  })
  const queue: RequestQueue = new RequestQueue({
    handle: async ({ message }) => {
      const name = message.content.name as string
      log.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      if (name === 'fails') await queue.failed()
      log.push(`${name} ends`)
      // Whoever sees the failure may send again before this turn is over.
      if (name === 'fails') queue.push(request('execute_request', 'sent after it'))
      if (name === 'sent after it') finished()
    },
    abort: ({ message }) => log.push(`${message.content.name} aborted`),
  })
  queue.push(request('execute_request', 'first'))
  queue.push(request('execute_request', 'fails'))
  queue.push(request('execute_request', 'behind'))
  queue.push(request('comm_open', 'comm'))
  await done
  expect(log).toEqual([
    'first begins',
    'first ends',
    'fails begins',
    'fails ends',
    'behind aborted',
    'comm begins',
    'comm ends',
    'sent after it begins',
    'sent after it ends',
  ])
})

test('cells that are read in the turn before the failure is told are aborted too', async () => {
  const log: string[] = []
  let finished = () => {}
  const done = new Promise<void>((resolve) => {
    finished = resolve
  })
  const queue: RequestQueue = new RequestQueue({
    handle: async ({ message }) => {
      const failed = queue.failed()
      queue.push(request('execute_request', 'in the socket'))
      await failed
      log.push(`${message.content.name} ends`)
    },
    abort: ({ message }) => {
      log.push(`${message.content.name} aborted`)
      finished()
    },
  })
  queue.push(request('execute_request', 'fails'))
  await done
  expect(log).toEqual(['fails ends', 'in the socket aborted'])
})
