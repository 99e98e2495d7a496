import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, type Received } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

const types = (outputs: Received[]) => outputs.map(({ type }) => type)

test('a cell: input, output, result, reply, each with the request as parent', async () => {
  const id = client.sendCell("console.log('hello')\n1 + 1")
  const { outputs, reply, result, stdout } = await client.exchange(id)
  expect(types(outputs)).toEqual(['execute_input', 'stream', 'execute_result'])
  expect(stdout).toBe('hello\n')
  expect(result?.['text/plain']).toBe('2')
  expect(reply.content.status).toBe('ok')
  expect(outputs[2]?.content.execution_count).toBe(reply.content.execution_count)
})

test('busy comes first, the reply before idle, and idle within a tenth of a second of it', async () => {
  const id = client.sendCell('2')
  let replied = 0
  void client.reply(id).then(() => {
    replied = performance.now()
  })
  await client.exchange(id)
  expect(performance.now() - replied).toBeLessThan(100)
  const states = client.received.filter((one) => one.type === 'status' && one.parent.msg_id === id)
  expect(states.map((one) => one.content.execution_state)).toEqual(['busy', 'idle'])
  const mine = client.received.filter((one) => one.channel === 'iopub' && one.parent.msg_id === id)
  expect(mine[0]).toBe(states[0])
  expect(mine.at(-1)).toBe(states[1])
})

test('an error is published once, and is the same in the reply', async () => {
  const { outputs, reply } = await client.execute("throw new TypeError('broken')")
  expect(types(outputs)).toEqual(['execute_input', 'error'])
  const { ename, evalue, traceback } = (outputs[1] as Received).content
  expect({ ename, evalue }).toEqual({ ename: 'TypeError', evalue: 'broken' })
  expect(reply.content).toMatchObject({ status: 'error', ename, evalue, traceback })
})

test('type errors: one error with all diagnostics, and nothing of the cell runs', async () => {
  const { outputs, reply, error } = await client.execute("console.log('ran')\nconst n: number = 'a'\nn.nothing()")
  expect(types(outputs)).toEqual(['execute_input', 'error'])
  expect(error?.ename).toBe('TypeScriptError')
  const text = stripVTControlCharacters(error?.traceback.join('\n') ?? '')
  expect(text).toContain(`Cell In[${reply.content.execution_count}], line 2, column 7`)
  expect(text).toContain("2 | const n: number = 'a'")
  expect(text).toContain('TS2322')
  expect(text).toContain('TS2339')
})

test('the count goes up with each stored cell, failed ones too, and not with others', async () => {
  const count = async (content = {}, code = '1') => (await client.execute(code, content)).reply.content.execution_count
  const before = await count()
  expect(await count({}, 'throw 1')).toBe(before + 1)
  expect(await count({ store_history: false })).toBe(before + 2)
  expect(await count({ silent: true })).toBe(before + 2)
  expect(await count()).toBe(before + 2)
  expect(await count({}, '')).toBe(before + 3)
})

test('a silent cell shows no input and no result, and runs', async () => {
  const { outputs, reply } = await client.execute('globalThis.silently = 5', { silent: true })
  expect(outputs).toEqual([])
  expect(reply.content.status).toBe('ok')
  expect((await client.execute('(globalThis as any).silently')).result?.['text/plain']).toContain('5')
})

test('user_expressions are evaluated after the cell; one that fails is an error of its own', async () => {
  const { reply, outputs } = await client.execute('const side = 3', {
    user_expressions: { area: 'side * side', broken: 'side.nothing()', thrown: "(() => { throw new Error('no') })()" },
  })
  expect(types(outputs)).toEqual(['execute_input'])
  const { area, broken, thrown } = reply.content.user_expressions
  expect(area).toMatchObject({ status: 'ok', metadata: {} })
  expect(area.data['text/plain']).toBe('9')
  expect(broken).toMatchObject({ status: 'error', ename: 'TypeScriptError' })
  expect(thrown).toMatchObject({ status: 'error', ename: 'Error', evalue: 'no' })
})

test('a failed cell aborts those behind it, and no others', async () => {
  const ids = ["throw new Error('first')", 'globalThis.second = 1', 'globalThis.third = 1'].map((code) =>
    client.sendCell(code),
  )
  const [first, second, third] = await Promise.all(ids.map((id) => client.exchange(id)))
  expect(first?.reply.content.status).toBe('error')
  expect(second?.reply.content.status).toBe('aborted')
  expect(third?.reply.content.status).toBe('aborted')
  expect(second?.outputs).toEqual([])
  const after = await client.execute("'second' in globalThis")
  expect(after.result?.['text/plain']).toContain('false')
})

test('without stop_on_error the others run', async () => {
  const failing = client.sendCell("throw new Error('first')", { stop_on_error: false })
  const next = client.sendCell('1 + 2')
  expect((await client.exchange(failing)).reply.content.status).toBe('error')
  expect((await client.exchange(next)).result?.['text/plain']).toBe('3')
})

test('cells run in the order they came, also those that await', async () => {
  await client.execute('const order: number[] = []')
  const ids = [30, 0, 10].map((ms, i) =>
    client.sendCell(`await new Promise(r => setTimeout(r, ${ms})); order.push(${i})`),
  )
  await Promise.all(ids.map((id) => client.exchange(id)))
  expect((await client.execute('order.join()')).result?.['text/plain']).toContain('0,1,2')
})

test('name? shows documentation as a page', async () => {
  for (const code of ['Math.max?', '?Math.max']) {
    const { reply, outputs } = await client.execute(code)
    expect(types(outputs)).toEqual(['execute_input'])
    expect(reply.content.payload).toHaveLength(1)
    expect(reply.content.payload[0].data['text/plain']).toContain('max(')
  }
  const unknown = await client.execute('nothingOfThisName?')
  expect(unknown.reply.content.payload[0].data['text/plain']).toContain('Nothing is known about')
})

test('wrong fields are answered with an error that names them, and nothing runs', async () => {
  for (const [content, words] of [
    [{ code: 5 }, 'Expected `code` to be a string, found 5.'],
    [{ silent: 'yes' }, 'Expected `silent` to be true or false'],
    [{ user_expressions: [] }, 'Expected `user_expressions` to be an object'],
    [{ stop_on_error: 1 }, 'Expected `stop_on_error` to be true or false'],
  ] as const) {
    const { reply, outputs } = await client.execute('1', content)
    expect(reply.content).toMatchObject({ status: 'error', ename: 'ProtocolError' })
    expect(reply.content.evalue).toContain(words)
    expect(types(outputs)).toEqual([])
  }
  expect((await client.execute('1')).reply.content.status).toBe('ok')
})

test('the names of a cell are known while it runs; those of one that took the runtime with it are not', async () => {
  const id = client.sendCell("const early = 'x'\nconsole.log('begun')\nawait new Promise(() => {})")
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
  const completed = await client.request('complete_request', { code: 'earl', cursor_pos: 4 })
  expect(completed.content.matches).toContain('early')
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
  expect((await client.execute('early.length')).result?.['text/plain']).toContain('1')

  await client.execute("const lost = 1\nprocess.kill(process.pid, 'SIGKILL')\nawait new Promise(() => {})")
  expect((await client.execute('lost')).error?.evalue).toContain("Cannot find name 'lost'")
})
