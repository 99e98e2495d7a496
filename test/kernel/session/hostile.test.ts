/** What a broken or hostile client can send: dropped or answered with an error, and the kernel goes on. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'

/** A minute and more with GRADLAB_HOSTILE_SECONDS=60; a few seconds in the suite. */
const seconds = Number(process.env.GRADLAB_HOSTILE_SECONDS ?? 8)

let client: Client
beforeAll(async () => {
  client = await Client.start({ env: { GRADLAB_LOG: 'silent' } })
})
afterAll(() => client.close())

async function alive(): Promise<void> {
  const { content } = await client.request('kernel_info_request', {})
  expect(content.status).toBe('ok')
}

test('wrong signatures, replays and malformed frames are dropped', async () => {
  const { id, frames } = client.frames('execute_request', { code: 'globalThis.forged = 1' })
  await client.shell.send(frames.with(1, Buffer.from('0'.repeat(64))))
  await client.shell.send(frames.with(1, Buffer.from('')))
  await client.shell.send(frames.slice(0, 4))
  await client.shell.send(frames.slice(1))
  await client.shell.send([Buffer.from('garbage')])
  await client.shell.send(['', ''])
  await client.control.send(frames.with(5, Buffer.from('{"code":')))
  await alive()
  expect(client.received.some((one) => one.parent.msg_id === id)).toBe(false)
  const info = client.frames('kernel_info_request', {})
  await client.shell.send(info.frames)
  await client.reply(info.id)
  await client.shell.send(info.frames)
  await alive()
  expect(
    client.received.filter((one) => one.type === 'kernel_info_reply' && one.parent.msg_id === info.id),
  ).toHaveLength(1)
  expect((await client.execute("'forged' in globalThis")).result?.['text/plain']).toContain('false')
})

test('50 MB of code is refused; 50 MB of comm data and of buffers pass', async () => {
  const code = `"${'x'.repeat(50e6)}"`
  const refused = await client.execute(code)
  expect(refused.reply.content.evalue).toContain('Expected at most 4000000 characters of code, found 50000002')
  const opened = await client.execute(`
    const sizes = jupyter.comm('test.sizes')
    sizes.onMessage((data, buffers) => sizes.send({ text: data.text.length, bytes: buffers[0]?.byteLength }))`)
  expect(opened.reply.content.status).toBe('ok')
  const [comm_id] = Object.keys(
    (await client.request('comm_info_request', { target_name: 'test.sizes' })).content.comms,
  )
  const answer = client.next((one) => one.type === 'comm_msg' && one.content.comm_id === comm_id)
  client.send('shell', 'comm_msg', { comm_id, data: { text: 'x'.repeat(5e6) } }, { buffers: [Buffer.alloc(50e6)] })
  expect((await answer).content.data).toEqual({ text: 5e6, bytes: 50e6 })
  await alive()
})

test('a heartbeat and control answer while a cell floods and blocks', async () => {
  const id = client.sendCell("for (;;) console.log('x'.repeat(1000))")
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
  await client.heartbeat.send('ping')
  expect(String((await client.heartbeat.receive())[0])).toBe('ping')
  await client.request('kernel_info_request', {}, 'control')
  // It goes on until it is stopped, so all that was answered while it flooded.
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
})

const types = ['execute_request', 'complete_request', 'inspect_request', 'is_complete_request', 'history_request']
const moreTypes = ['comm_info_request', 'comm_open', 'comm_msg', 'comm_close', 'debug_request', 'interrupt_request']
const fields = [
  'code',
  'silent',
  'cursor_pos',
  'comm_id',
  'target_name',
  'data',
  'n',
  'hist_access_type',
  'session',
  'command',
  'arguments',
  'user_expressions',
  'stop_on_error',
  'detail_level',
  'pattern',
  'status',
  'value',
]
const value = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  fc.constantFrom(
    '1',
    'throw 1',
    'let a = 1',
    'tail',
    'search',
    'debugInfo',
    'stackTrace',
    'x'.repeat(1e5),
    -1,
    2 ** 53,
    null,
  ),
)
const content = fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), value, { maxKeys: 6 })
const message = fc.record({
  channel: fc.constantFrom('shell', 'shell', 'control', 'stdin'),
  type: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...types, ...moreTypes, 'input_reply') }, fc.string()),
  content: fc.oneof({ weight: 5, arbitrary: content }, fc.jsonValue({ maxDepth: 1 })),
  parent: fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 1 })),
  metadata: fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 1 })),
  break: fc.option(fc.tuple(fc.nat(6), fc.uint8Array({ maxLength: 30 })), { freq: 4, nil: undefined }),
})

test('random messages, whole and broken, in any order: every reply has its shape, and the kernel lives', async () => {
  const until = Date.now() + seconds * 1000
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (messages) => {
      if (Date.now() > until) return
      for (const one of messages) {
        const { frames } = client.frames(one.type, one.content, one.parent, one.metadata)
        const sent = one.break ? frames.with(one.break[0] % frames.length, Buffer.from(one.break[1])) : frames
        await client[one.channel as 'shell'].send(sent)
      }
      await alive()
      client.received.length = 0
    }),
    {
      numRuns: seconds * 100,
      interruptAfterTimeLimit: seconds * 1000 + 5000,
      markInterruptAsFailure: false,
      endOnFailure: true,
    },
  )
  await client.request('interrupt_request', {}, 'control')
  const { result } = await client.execute('6 * 7', { stop_on_error: false })
  expect(result?.['text/plain']).toContain('42')
  expect(client.problems).toEqual([])
})
