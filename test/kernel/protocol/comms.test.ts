import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Comms } from '../../../kernel/protocol/comms.ts'
import { Client, type Received } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

const isIdleOf = (id: string) => (one: Received) =>
  one.type === 'status' && one.content.execution_state === 'idle' && one.parent.msg_id === id

async function info(content: object = {}) {
  return (await client.request('comm_info_request', content)).content.comms
}

test('the list of open comms', () => {
  const comms = new Comms()
  comms.open('1', 'a')
  comms.open('2', 'b')
  expect(comms.info(undefined)).toEqual({ 1: { target_name: 'a' }, 2: { target_name: 'b' } })
  expect(comms.info('b')).toEqual({ 2: { target_name: 'b' } })
  comms.close('2')
  expect([comms.has('1'), comms.has('2')]).toEqual([true, false])
})

test('a comm that a cell opens: messages both ways, with buffers, until it is closed', async () => {
  const { outputs } = await client.execute(`
    const echo = jupyter.comm('test.echo', { hello: 1 })
    echo.onMessage((data, buffers) => echo.send({ got: data }, { buffers }))`)
  const open = outputs.find(({ type }) => type === 'comm_open')
  expect(open?.content).toMatchObject({ target_name: 'test.echo', data: { hello: 1 } })
  const comm_id = open?.content.comm_id
  expect(await info()).toEqual({ [comm_id]: { target_name: 'test.echo' } })
  expect(await info({ target_name: 'other' })).toEqual({})
  const answer = client.next((one) => one.type === 'comm_msg' && one.content.comm_id === comm_id)
  const id = client.send('shell', 'comm_msg', { comm_id, data: { x: 2 } }, { buffers: [Buffer.from([1, 2, 3])] })
  const { content, buffers } = await answer
  expect(content.data).toEqual({ got: { x: 2 } })
  expect(buffers.map((buffer) => [...buffer])).toEqual([[1, 2, 3]])
  await client.next(isIdleOf(id), 0)
  await client.next(isIdleOf(client.send('shell', 'comm_close', { comm_id, data: {} })), 0)
  expect(await info()).toEqual({})
})

test('a comm that the front end opens reaches the handler of a cell sent just before', async () => {
  const comm_id = randomUUID()
  client.sendCell("jupyter.onComm('test.target', (comm) => comm.send({ opened: true }))")
  const answer = client.next((one) => one.type === 'comm_msg' && one.content.comm_id === comm_id)
  client.send('shell', 'comm_open', { comm_id, target_name: 'test.target', data: {} })
  expect((await answer).content.data).toEqual({ opened: true })
  expect(await info({ target_name: 'test.target' })).toEqual({ [comm_id]: { target_name: 'test.target' } })
})

test('a comm of an unknown target is closed at once', async () => {
  const comm_id = randomUUID()
  const closed = client.next((one) => one.type === 'comm_close' && one.content.comm_id === comm_id)
  client.send('shell', 'comm_open', { comm_id, target_name: 'nobody', data: {} })
  await closed
  expect(await info({ target_name: 'nobody' })).toEqual({})
})

test('a message to a comm that is not open is told so', async () => {
  const closed = client.next((one) => one.type === 'comm_close' && one.content.comm_id === 'gone')
  client.send('shell', 'comm_msg', { comm_id: 'gone', data: {} })
  await closed
})

test('a message to a comm is delivered while a cell awaits', async () => {
  await client.execute(`
    let stop = (): void => {}
    const stopper = jupyter.comm('test.stopper')
    stopper.onMessage(() => stop())`)
  const [comm_id] = Object.keys(await info({ target_name: 'test.stopper' }))
  const id = client.sendCell("console.log('waiting'); await new Promise<void>((resolve) => { stop = resolve })")
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
  client.send('shell', 'comm_msg', { comm_id, data: {} })
  expect((await client.exchange(id)).reply.content.status).toBe('ok')
})

test('when the runtime dies its comms are closed', async () => {
  await client.execute("jupyter.comm('test.lost')")
  const [comm_id] = Object.keys(await info({ target_name: 'test.lost' }))
  const { outputs } = await client.execute('process.exit(1)')
  expect(outputs.some((one) => one.type === 'comm_close' && one.content.comm_id === comm_id)).toBe(true)
  expect(await info()).toEqual({})
})
