import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChildHarness } from './child-harness.ts'

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

test('an endless synchronous loop is stopped, and variables stay', async () => {
  await child.run('$.kept = 5')
  const cell = child.begin('console.log("on"); while (true) { if ($.never) break }')
  await child.next('stream', (m) => m.cell === cell)
  child.send({ type: 'interrupt' })
  const { error, status } = await child.finish(cell)
  expect(status).toBe('error')
  expect(error?.ename).toBe('KeyboardInterrupt')
  expect((await child.run('$k.result($.kept)')).result?.data['text/plain']).toBe('5')
})
