import { expect, test } from 'vitest'
import { Subscriber, XPublisher } from 'zeromq'
import { decodeMessage } from '../../../kernel/wire/frames.ts'
import { createMessage, type Message } from '../../../kernel/wire/message.ts'
import { Publisher } from '../../../kernel/wire/publisher.ts'
import { Signer } from '../../../kernel/wire/signature.ts'

let count = 0

async function pair(options: ConstructorParameters<typeof XPublisher>[0] = {}) {
  count += 1
  const url = `inproc://publisher-${count}`
  const socket = new XPublisher({ noDrop: true, sendTimeout: 100, verbosity: 'allSubs', linger: 0, ...options })
  await socket.bind(url)
  const publisher = new Publisher(socket, new Signer('key'), 'session')
  void publisher.welcome()
  const subscribe = (highWaterMark = 0) => {
    const subscriber = new Subscriber({ receiveHighWaterMark: highWaterMark, linger: 0 })
    subscriber.connect(url)
    subscriber.subscribe('')
    return subscriber
  }
  return { socket, publisher, subscribe }
}

async function take(subscriber: Subscriber): Promise<Message> {
  return decodeMessage(await subscriber.receive(), new Signer('key'))
}

test('each new subscriber is greeted', async () => {
  const { socket, subscribe, publisher } = await pair()
  let greeted = 0
  publisher.onSubscriber = () => {
    greeted += 1
  }
  for (let i = 0; i < 2; i++) {
    const subscriber = subscribe()
    const { header, content } = await take(subscriber)
    expect(header.msg_type).toBe('iopub_welcome')
    expect(content).toEqual({ subscription: '' })
    expect(greeted).toBe(i + 1)
    subscriber.close()
  }
  socket.close()
})

test('text published in one go is one message; other streams, parents and messages part it', async () => {
  const { socket, publisher, subscribe } = await pair()
  const subscriber = subscribe()
  await take(subscriber)
  const [one, two] = ['one', 'two'].map((id) => ({ ...createMessage('s', 'x', {}).header, msg_id: id }))
  for (const text of ['a', 'b', 'c']) publisher.publish('stream', { name: 'stdout', text }, { parent: one })
  publisher.publish('stream', { name: 'stderr', text: 'd' }, { parent: one })
  publisher.publish('stream', { name: 'stderr', text: 'e' }, { parent: two })
  publisher.publish('clear_output', { wait: false }, { parent: two })
  publisher.publish('stream', { name: 'stderr', text: 'f' }, { parent: two })
  const contents = []
  for (let i = 0; i < 5; i++) contents.push((await take(subscriber)).content)
  expect(contents).toEqual([
    { name: 'stdout', text: 'abc' },
    { name: 'stderr', text: 'd' },
    { name: 'stderr', text: 'e' },
    { wait: false },
    { name: 'stderr', text: 'f' },
  ])
  subscriber.close()
  socket.close()
})

test('a subscriber that stops reading holds the others up for the time-out only', async () => {
  const { socket, publisher, subscribe } = await pair({ sendHighWaterMark: 5 })
  const stuck = subscribe(5)
  const reading = subscribe()
  await take(reading)
  for (let i = 0; i < 40; i++) publisher.publish('clear_output', { wait: false })
  publisher.publish('status', { execution_state: 'idle' })
  for (;;) if ((await take(reading)).header.msg_type === 'status') break
  stuck.close()
  reading.close()
  socket.close()
})
