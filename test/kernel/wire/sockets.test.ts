import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { Dealer, Request, Subscriber } from 'zeromq'
import type { Connection } from '../../../kernel/wire/connection.ts'
import { decodeMessage, encodeMessage } from '../../../kernel/wire/frames.ts'
import { createMessage, type Message } from '../../../kernel/wire/message.ts'
import { Signer } from '../../../kernel/wire/signature.ts'
import { openSockets } from '../../../kernel/wire/sockets.ts'

const signer = new Signer('key')
const clients: { close(): void }[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function opened() {
  const [shell_port, control_port, stdin_port, iopub_port, hb_port] = await Promise.all(
    Array.from({ length: 5 }, freePort),
  )
  const connection = {
    ...{ shell_port, control_port, stdin_port, iopub_port, hb_port },
    ...{ transport: 'tcp', ip: '127.0.0.1', key: 'key', signature_scheme: 'hmac-sha256' },
  } as Connection
  const url = (port: number | undefined) => `tcp://127.0.0.1:${port}`
  const dealer = (port: number | undefined, routingId: string) => {
    const socket = new Dealer({ routingId, linger: 0 })
    socket.connect(url(port))
    clients.push(socket)
    return socket
  }
  return { sockets: await openSockets(connection, signer, 'kernel'), connection, url, dealer }
}

const request = (type: string) => encodeMessage(createMessage('client', type, { a: 1 }), signer)

test('requests come by, what is none is dropped, and replies find whoever asked', async () => {
  const { sockets, connection, dealer } = await opened()
  const { shell } = sockets
  const listening = shell.listen((message) => {
    if (message.header.msg_type === 'bad_request') throw new Error('a handler that fails')
    shell.send('reply', { to: message.header.msg_type }, message, { m: 1 })
  })
  const [one, two] = [dealer(connection.shell_port, 'one'), dealer(connection.shell_port, 'two')]
  await one.send(['<IDS|MSG>', 'wrong signature', '{}', '{}', '{}', '{}'])
  await one.send('nonsense')
  await one.send(request('bad_request'))
  await one.send(request('first'))
  await two.send(request('second'))
  const reply = async (socket: Dealer): Promise<Message> => decodeMessage(await socket.receive(), signer)
  expect(await reply(one)).toMatchObject({
    content: { to: 'first' },
    parent: { msg_type: 'first' },
    metadata: { m: 1 },
  })
  expect(await reply(two)).toMatchObject({
    content: { to: 'second' },
    header: { session: 'kernel', msg_type: 'reply' },
  })
  await sockets.close()
  await listening
})

test('the heartbeat echoes, new subscribers are greeted, and what is queued leaves before the end', async () => {
  const { sockets, connection, url, dealer } = await opened()
  const heartbeat = new Request({ linger: 0 })
  const subscriber = new Subscriber({ linger: 0 })
  clients.push(heartbeat, subscriber)
  heartbeat.connect(url(connection.hb_port))
  await heartbeat.send('ping')
  expect(String((await heartbeat.receive())[0])).toBe('ping')
  subscriber.connect(url(connection.iopub_port))
  subscriber.subscribe('')
  expect(decodeMessage(await subscriber.receive(), signer).header.msg_type).toBe('iopub_welcome')

  const control = dealer(connection.control_port, 'c')
  const asked = new Promise<Message>((resolve) => void sockets.control.listen(resolve))
  await control.send(request('shutdown_request'))
  sockets.control.send('shutdown_reply', {}, await asked)
  sockets.iopub.publish('status', { execution_state: 'idle' })
  await sockets.close()
  expect(decodeMessage(await control.receive(), signer).header.msg_type).toBe('shutdown_reply')
  expect(decodeMessage(await subscriber.receive(), signer).content).toEqual({ execution_state: 'idle' })
})

test('a port that is taken is said', async () => {
  const { sockets, connection } = await opened()
  await expect(openSockets(connection, signer, 'other')).rejects.toThrow(/Address already in use|EADDRINUSE/)
  await sockets.close()
})

test('heartbeats that arrive as the kernel ends are no failure', async () => {
  const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  // Which of them are read but not yet answered at the end is up to chance: of forty ends, about six met one.
  for (let round = 0; round < 40; round++) {
    const { sockets, connection, dealer } = await opened()
    const heartbeat = dealer(connection.hb_port, 'h')
    for (let i = 0; i < 200; i++) await heartbeat.send('ping')
    await heartbeat.receive()
    await sockets.close()
    heartbeat.close()
  }
  await new Promise(setImmediate)
  const lines = logged.mock.calls.map(([line]) => String(line))
  logged.mockRestore()
  expect(lines).toEqual([])
})
