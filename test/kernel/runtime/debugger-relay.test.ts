import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session } from './session.ts'

let session: Session
let last = 0

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

async function post(method: string, params: object = {}): Promise<any> {
  const id = ++last
  session.child.send({ type: 'cdp', message: JSON.stringify({ id, method, params }) })
  const reply = await session.child.next('cdp', (m) => JSON.parse(m.message).id === id)
  return JSON.parse(reply.message)
}

async function event(method: string, from: number): Promise<any> {
  const heard = await session.child.next('cdp', (m) => JSON.parse(m.message).method === method, from)
  return JSON.parse(heard.message).params
}

test('a breakpoint in a cell pauses it, variables can be read, and it goes on', async () => {
  expect(await post('Debugger.enable')).toMatchObject({ result: { debuggerId: expect.any(String) } })
  const { result } = await post('Debugger.setBreakpointByUrl', { url: 'gradlab:///cell-1', lineNumber: 2 })
  expect(result.breakpointId).toContain('cell-1')
  const from = session.child.heard.length
  const cell = session.begin('const a = 41\nconst b = a + 1\nb')
  const { callFrames } = await event('Debugger.paused', from)
  expect(callFrames[0].url).toBe('gradlab:///cell-1')
  // The main thread stands still; the watcher relays all the same.
  const read = await post('Debugger.evaluateOnCallFrame', {
    callFrameId: callFrames[0].callFrameId,
    expression: "globalThis[Symbol.for('gradlab.variables')].a",
  })
  expect(read.result.result.value).toBe(41)
  await post('Debugger.resume')
  expect((await session.child.finish(cell)).result?.data['text/plain']).toBe('42')
})

test('what the inspector refuses is an error reply', async () => {
  expect(await post('No.such')).toMatchObject({ error: { message: expect.any(String) } })
})
