import { expect, test } from 'vitest'
import type { Request } from '../../../kernel/protocol/kernel.ts'
import { RequestQueue } from '../../../kernel/session/request-queue.ts'
import { createMessage } from '../../../kernel/wire/message.ts'

const request = (type: string, name: string): Request => ({
  channel: 'shell',
  message: createMessage('session', type, { name }),
})

test('one after the other; a failure aborts the cells behind it, and nothing else', async () => {
  const log: string[] = []
  let finished = () => {}
  const done = new Promise<void>((resolve) => {
    finished = resolve
  })
  const queue = new RequestQueue({
    handle: async ({ message }) => {
      const name = message.content.name as string
      log.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      log.push(`${name} ends`)
      if (name === 'last') finished()
      return name === 'fails'
    },
    abort: ({ message }) => log.push(`${message.content.name} aborted`),
  })
  queue.push(request('execute_request', 'first'))
  queue.push(request('execute_request', 'fails'))
  queue.push(request('execute_request', 'behind'))
  queue.push(request('comm_open', 'last'))
  await done
  expect(log).toEqual([
    'first begins',
    'first ends',
    'fails begins',
    'fails ends',
    'behind aborted',
    'last begins',
    'last ends',
  ])
})
