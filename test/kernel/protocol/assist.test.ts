import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspection } from '../../../kernel/protocol/assist.ts'
import { Client } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

async function complete(code: string, cursor = [...code].length) {
  return (await client.request('complete_request', { code, cursor_pos: cursor })).content
}

test('completions are typed, and positions count code points', async () => {
  const code = "const 𝒙 = '😀'; Math.hyp"
  const { status, evalue, matches, cursor_start, cursor_end, metadata } = await complete(code)
  expect({ status, evalue }).toEqual({ status: 'ok' })
  expect(matches).toEqual(['hypot'])
  expect([...code].slice(cursor_start, cursor_end).join('')).toBe('hyp')
  const [typed] = metadata._jupyter_types_experimental
  expect(typed).toMatchObject({ start: cursor_start, end: cursor_end, text: 'hypot' })
  expect(typed.type).toMatch(/method|function/)
  expect(typed.signature).toBe('(...values: number[]) => number')
})

test('names of earlier cells are completed, members too', async () => {
  await client.execute('const learner = { rate: 0.1, steps: 10 }')
  expect((await complete('lear')).matches).toContain('learner')
  const { matches, metadata } = await complete('learner.')
  expect(matches).toEqual(expect.arrayContaining(['rate', 'steps']))
  const rate = metadata._jupyter_types_experimental.find(({ text }: { text: string }) => text === 'rate')
  expect(rate.signature).toBe('number')
})

test('nothing to complete is an empty list, anywhere', async () => {
  for (const [code, cursor] of [
    ['', 0],
    ['1', 99],
    ['😀', 1],
    ['zzzzqq', -5],
  ] as const) {
    const content = await complete(code, cursor)
    expect(content.status).toBe('ok')
  }
  expect((await complete('Math.zzzzz')).matches).toEqual([])
})

test('inspect: type and documentation, as text and as Markdown', async () => {
  const code = '"😀"; Math.hypot'
  const request = { code, cursor_pos: [...code].length, detail_level: 0 }
  const { found, data } = (await client.request('inspect_request', request)).content
  expect(found).toBe(true)
  expect(data['text/plain']).toContain('hypot(')
  expect(data['text/plain']).toContain('square root')
  expect(data['text/markdown']).toContain('```typescript\n')
  const nothing = await client.request('inspect_request', { code: '   ', cursor_pos: 1, detail_level: 0 })
  expect(nothing.content).toEqual({ status: 'ok', found: false, data: {}, metadata: {} })
})

test('an inspection without documentation, or without a type', () => {
  expect(inspection('const a: number', undefined)).toEqual({
    'text/plain': 'const a: number',
    'text/markdown': '```typescript\nconst a: number\n```',
  })
  expect(inspection(undefined, 'Words.')).toEqual({ 'text/plain': 'Words.', 'text/markdown': 'Words.' })
})

test('is_complete: complete, incomplete with an indent, invalid', async () => {
  const ask = async (code: string) => (await client.request('is_complete_request', { code })).content
  expect(await ask('1 + 1')).toEqual({ status: 'complete' })
  expect(await ask('function f() {')).toMatchObject({ status: 'incomplete', indent: expect.stringMatching(/^ +$/) })
  expect(await ask('let = )')).toEqual({ status: 'invalid' })
})

test('completion, hover, comm_info and history are answered while a cell trains', async () => {
  // It blocks its process until it is stopped: what is answered before was answered meanwhile.
  const id = client.sendCell('for (;;) {}')
  await client.next((one) => one.type === 'execute_input' && one.parent.msg_id === id, 0)
  await complete('Math.ma')
  await client.request('inspect_request', { code: 'Math', cursor_pos: 2, detail_level: 0 })
  await client.request('is_complete_request', { code: '1' })
  await client.request('comm_info_request', {})
  await client.request('kernel_info_request', {})
  const from = client.received.length
  await client.request('history_request', { hist_access_type: 'tail', n: 1, output: false, raw: true })
  expect(client.received.some((one) => one.type === 'execute_reply' && one.parent.msg_id === id)).toBe(false)
  // Front ends show the newest state: the cell's busy is said again.
  await client.next(
    (one) => one.type === 'status' && one.parent.msg_id === id && one.content.execution_state === 'busy',
    from,
  )
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
})

test('wrong fields are an error, and name themselves', async () => {
  const { content } = await client.request('complete_request', { code: {}, cursor_pos: 0 })
  expect(content).toMatchObject({ status: 'error', ename: 'ProtocolError' })
  const inspect = await client.request('inspect_request', { code: '1', cursor_pos: 'x' })
  expect(inspect.content.evalue).toContain('Expected `cursor_pos` to be a whole number, found "x".')
})
