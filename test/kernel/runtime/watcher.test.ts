import { expect, test } from 'vitest'
import { ChildHarness } from './child-harness.ts'

test('while a cell blocks the main thread, the debugger is answered in order, Stop stops, and a lost pipe ends all', async () => {
  const child = await ChildHarness.start()
  const cell = child.begin("console.log('on'); for (;;) {}")
  await child.next('stream', (one) => one.cell === cell)
  for (const id of [1, 2, 3])
    child.send({
      type: 'cdp',
      message: JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression: `${id}` } }),
    })
  await child.next('cdp', ({ message }) => JSON.parse(message).id === 3)
  const replies = child.heard.flatMap(({ message }) => (message.type === 'cdp' ? [JSON.parse(message.message)] : []))
  expect(replies.map(({ id, result }) => [id, result.result.value])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
  child.send({ type: 'interrupt' })
  expect((await child.finish(cell)).error?.ename).toBe('KeyboardInterrupt')
  expect((await child.run('$k.result(1)')).status).toBe('ok')
  child.begin('for (;;) {}')
  child.child.stdio[4]!.destroy()
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
})
