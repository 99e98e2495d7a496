import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChildHarness, noMap } from './child-harness.ts'

let child: ChildHarness

beforeAll(async () => {
  child = await ChildHarness.start()
})
afterAll(() => child.stop())

test('a cell runs, its variables stay for the next', async () => {
  const first = await child.run('$.a = 20; $.f = (x) => x + $.a')
  expect(first.status).toBe('ok')
  const second = await child.run('$k.result($.f(22))')
  expect(second.result?.data['text/plain']).toBe('42')
})

test('top-level await', async () => {
  const { result } = await child.run('$k.result(await $k.await(Promise.resolve(7)))')
  expect(result?.data['text/plain']).toBe('7')
})

test('output comes before done, in order', async () => {
  const { stdout, stderr, messages } = await child.run('console.log("a"); console.error("b"); console.log("c")')
  expect(stdout).toBe('a\nc\n')
  expect(stderr).toBe('b\n')
  expect(messages.map((m) => m.type)).toEqual(['stream', 'stream', 'stream', 'done'])
})

test('a result of undefined, and of a silent cell, is not shown', async () => {
  expect((await child.run('$k.result(undefined)')).result).toBeUndefined()
  expect((await child.run({ js: '$k.result(1)', silent: true })).result).toBeUndefined()
  expect((await child.run('$k.result(null)')).result?.data['text/plain']).toBe('null')
})

test('user expressions are evaluated after the cell', async () => {
  const compiled = (js: string) => ({ js: `(async function ($, $k) { ${js} })`, map: noMap, code: '' })
  const { done } = await child.run({
    js: '$.n = 6',
    expressions: {
      good: compiled('$k.result(await $k.await($.n * 7))'),
      bad: compiled('throw new RangeError("no")'),
      unread: { error: { ename: 'SyntaxError', evalue: 'what', traceback: [] } },
    },
  })
  expect(done.status).toBe('ok')
  expect(done.expressions).toMatchObject({
    good: { data: { 'text/plain': '42' }, metadata: {} },
    bad: { ename: 'RangeError', evalue: 'no' },
    unread: { ename: 'SyntaxError' },
  })
})

test('no expressions where the cell has failed', async () => {
  const { done, error } = await child.run({
    js: 'throw new Error("x")',
    expressions: { a: { js: '(function ($, $k) { $k.result(1) })', map: noMap, code: '' } },
  })
  expect(error?.evalue).toBe('x')
  expect(done).toMatchObject({ status: 'error', expressions: {} })
})

test('cells that come at once run one after the other', async () => {
  const cells = [
    '$.order = []; await new Promise((r) => setTimeout(r, 20)); $.order.push(1)',
    '$.order.push(2)',
    '$k.result($.order.join())',
  ].map((js) => child.begin(js))
  expect((await child.finish(cells[2]!)).result?.data['text/plain']).toBe("'1,2'")
})

test('shutdown ends the child kindly', async () => {
  const other = await ChildHarness.start()
  other.send({ type: 'shutdown' })
  expect(await other.exited).toEqual({ code: 0, signal: null })
})

test('the child does not outlive the main process', async () => {
  const other = await ChildHarness.start()
  const cell = other.begin('console.log("on"); for (;;) {}')
  await other.next('stream', (m) => m.cell === cell)
  ;(other.child.stdio[4] as Duplex).destroy()
  expect((await other.exited).signal).toBe('SIGKILL')
})
