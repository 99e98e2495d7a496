import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session } from './session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

test.each([
  ['an unhandled rejection', 'Promise.reject(new Error("nobody"))'],
  ['a throw in a timer', 'setTimeout(() => { throw new Error("nobody") }, 1)'],
  [
    'a throw in an event handler',
    'import { EventEmitter } from "node:events"\nconst bus = new EventEmitter().on("x", () => { throw new Error("nobody") })\nsetTimeout(() => bus.emit("x"), 1)',
  ],
  [
    'an unhandled rejection, later',
    'void (async () => { await new Promise((r) => setTimeout(r, 1)); throw new Error("nobody") })()',
  ],
])('%s is reported in its cell, and the child lives on', async (_, code) => {
  const cell = session.begin(code)
  expect((await session.child.finish(cell)).status).toBe('ok')
  const { ename, evalue, traceback } = await session.child.next('late_error', (m) => m.cell === cell)
  expect([ename, evalue]).toEqual(['Error', 'nobody'])
  expect(traceback.join('\n')).toContain(`Cell In[${cell}]`)
  expect(await session.text('1 + 1')).toBe('2')
})

test('process.exit ends the child, and what was printed is not lost', async () => {
  const other = await Session.start()
  const cell = other.begin('for (let i = 0; i < 1000; i++) console.log(i)\nprocess.exit(3)')
  expect(await other.child.exited).toEqual({ code: 3, signal: null })
  const texts = other.child.heard.flatMap(({ message: m }) => (m.type === 'stream' && m.cell === cell ? [m.text] : []))
  expect(texts.join('').split('\n')).toHaveLength(1001)
})
