import { expect, test } from 'vitest'
import { Outbox, type Outgoing } from '../../../kernel/wire/outbox.ts'

const message = (text: string): Outgoing => ({ bytes: text.length, frames: () => [Buffer.from(text)] })

/** A socket that sends when told to. */
function slowSocket() {
  const sent: string[] = []
  const waiting: { resolve(): void; reject(error: Error): void }[] = []
  return {
    sent,
    waiting,
    send: (frames: Buffer[]) => {
      sent.push(String(frames[0]))
      return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }))
    },
  }
}

test('one message after the other, in order, and the bytes that wait are counted', async () => {
  const socket = slowSocket()
  const outbox = new Outbox(socket)
  let drains = 0
  outbox.onDrain = () => {
    drains += 1
  }
  for (const text of ['a', 'bb', 'ccc']) outbox.push(message(text))
  expect(outbox.bytes).toBe(6)
  const drained = outbox.drained()
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    expect(socket.sent.length).toBe(i + 1)
    socket.waiting[i]?.resolve()
  }
  await drained
  expect(socket.sent).toEqual(['a', 'bb', 'ccc'])
  expect(outbox.bytes).toBe(0)
  expect(drains).toBe(1)
})

test('a message that cannot be sent does not hold up the next', async () => {
  const sent: string[] = []
  const outbox = new Outbox({
    send: async (frames) => {
      if (String(frames[0]) === 'bad') throw new Error('unreachable')
      sent.push(String(frames[0]))
    },
  })
  outbox.push(message('bad'))
  outbox.push(message('good'))
  await outbox.drained()
  expect(sent).toEqual(['good'])
})

test('an empty outbox is drained at once', async () => {
  await expect(new Outbox(slowSocket()).drained()).resolves.toBeUndefined()
})
