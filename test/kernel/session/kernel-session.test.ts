import { afterAll, beforeAll, expect, test } from 'vitest'
import { Interrupted } from '../../../kernel/session/kernel-session.ts'
import { Client } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

test('the first subscriber is greeted before it is told that the kernel is starting', async () => {
  await client.next((one) => one.type === 'status' && one.content.execution_state === 'idle', 0)
  const seen = client.received.filter((one) => one.type === 'iopub_welcome' || one.type === 'status').slice(0, 3)
  expect(seen.map((one) => one.content.execution_state ?? one.type)).toEqual(['iopub_welcome', 'starting', 'idle'])
})

test('a cell stays busy for all to see while other requests are answered', async () => {
  const cell = client.sendCell("await input('?')")
  const question = await client.next((one) => one.type === 'input_request' && one.parent.msg_id === cell, 0)
  const from = client.received.length
  const other = client.send('control', 'kernel_info_request', {})
  await client.next((one) => one.type === 'status' && one.parent.msg_id === cell, from)
  client.send('stdin', 'input_reply', { status: 'ok', value: 'x' }, { parent: question.header })
  await client.exchange(cell)
  const states = client.received
    .slice(from)
    .filter((one) => one.type === 'status' && [cell, other].includes(one.parent.msg_id!))
    .map((one) => [one.parent.msg_id === cell ? 'cell' : 'other', one.content.execution_state])
  expect(states).toEqual([
    ['other', 'busy'],
    ['other', 'idle'],
    ['cell', 'busy'],
    ['cell', 'idle'],
  ])
})

test('whoever subscribes is told the state, without a request: JupyterLab after a restart', async () => {
  // A second subscription of the same socket: the kernel cannot know that from a second front end.
  const told = async (topic: string) => {
    const from = client.received.length
    client.iopub.subscribe(topic)
    await client.next((one) => one.type === 'iopub_welcome' && one.content.subscription === topic, from)
    const status = await client.next((one) => one.type === 'status' && !one.parent.msg_id, from)
    return status.content.execution_state
  }
  expect(await told('first')).toBe('idle')
  const cell = client.sendCell("await input('?')")
  const question = await client.next((one) => one.type === 'input_request' && one.parent.msg_id === cell, 0)
  expect(await told('second')).toBe('busy')
  client.send('stdin', 'input_reply', { status: 'ok', value: 'x' }, { parent: question.header })
  await client.exchange(cell)
})

test('after a cell that failed, those that wait are aborted, unless it says otherwise', async () => {
  const count = async () => (await client.execute('1')).reply.content.execution_count as number
  const before = await count()
  const [, aborted] = [client.sendCell("throw new Error('no')"), client.sendCell('2')]
  expect((await client.exchange(aborted)).reply.content).toMatchObject({ status: 'aborted' })
  expect(await count()).toBe(before + 2)
  const [, goesOn] = [client.sendCell("throw new Error('no')", { stop_on_error: false }), client.sendCell('2')]
  expect((await client.exchange(goesOn)).reply.content).toMatchObject({ status: 'ok' })
})

test('a request of an unknown type is answered with a sentence', async () => {
  const { type, content } = await client.request('dance_request', {})
  expect(type).toBe('dance_reply')
  expect(content).toMatchObject({
    status: 'error',
    evalue: 'This kernel does not know the message type dance_request on shell.',
  })
})

test('a cell that was stopped before it ran says so', () => {
  const error = new Interrupted()
  expect([error.name, error.remote.ename]).toEqual(['KeyboardInterrupt', 'KeyboardInterrupt'])
  expect(error.remote.evalue).toBe('The cell was stopped before it ran.')
})
