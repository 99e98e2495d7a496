import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

test('kernel_info tells the truth about the kernel', async () => {
  for (const channel of ['shell', 'control'] as const) {
    const { content } = await client.request('kernel_info_request', {}, channel)
    expect(content).toMatchObject({ status: 'ok', protocol_version: '5.5', implementation: 'gradlab', debugger: true })
    expect(content.supported_features).toEqual(['debugger'])
    expect(content.language_info).toMatchObject({ name: 'typescript', file_extension: '.ts' })
  }
})

test('history through the socket', async () => {
  await client.execute('40 + 2')
  const ask = async (content: object) => (await client.request('history_request', content)).content
  const tail = await ask({ hist_access_type: 'tail', n: 1, output: true, raw: true })
  expect(tail.history).toEqual([[expect.any(Number), 1, ['40 + 2', '42']]])
  const range = await ask({ hist_access_type: 'range', session: 0, start: 1, stop: 2, output: false, raw: true })
  expect(range.history).toEqual([[0, 1, '40 + 2']])
  const search = await ask({ hist_access_type: 'search', pattern: '40*', output: false, raw: true })
  expect(search.history).toHaveLength(1)
  expect(await ask({ hist_access_type: 'diary' })).toMatchObject({
    status: 'error',
    evalue: 'Expected `hist_access_type` to be tail, range or search, found "diary".',
  })
})

test('connect_request tells the ports', async () => {
  const { content } = await client.request('connect_request', {})
  expect(content.shell_port).toBeGreaterThan(0)
})

test('an unknown request is answered with an error; another unknown message is dropped', async () => {
  const { content, type } = await client.request('telepathy_request', {})
  expect(type).toBe('telepathy_reply')
  expect(content).toMatchObject({
    status: 'error',
    evalue: 'This kernel does not know the message type telepathy_request on shell.',
  })
  client.send('shell', 'telepathy', {})
  client.send('control', '__proto__', {})
  client.send('stdin', 'execute_request', { code: '1' })
  expect((await client.execute('1')).reply.content.status).toBe('ok')
})

test('usage tells memory and processor of both processes', async () => {
  const { content } = await client.request('usage_request', {}, 'control')
  expect(content.kernel_memory).toBeGreaterThan(60e6)
  expect(content.pid).toBe(client.process.pid)
  await client.execute('const end = Date.now() + 100; while (Date.now() < end) {}')
  const later = await client.request('usage_request', {}, 'control')
  expect(later.content.kernel_cpu).toBeGreaterThan(10)
})
