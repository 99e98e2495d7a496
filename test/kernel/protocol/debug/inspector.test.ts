import { expect, test } from 'vitest'
import { Inspector } from '../../../../kernel/protocol/debug/inspector.ts'

test('answers go to their calls, events to the listener, the rest nowhere', async () => {
  const sent: { id: number; method: string }[] = []
  const events: unknown[] = []
  const inspector = new Inspector(
    (message) => sent.push(JSON.parse(message)),
    (method, params) => events.push([method, params]),
  )
  const [first, second] = [inspector.call('A.a', { x: 1 }), inspector.call('B.b')]
  expect(sent).toEqual([
    { id: 1, method: 'A.a', params: { x: 1 } },
    { id: 2, method: 'B.b', params: {} },
  ])
  inspector.receive('{"id":2,"result":"two"}')
  inspector.receive('{"id":1,"error":{"message":"no"}}')
  inspector.receive('{"id":9,"result":0}')
  inspector.receive('{"method":"C.c","params":3}')
  await expect(first).rejects.toThrow('no')
  expect(await second).toBe('two')
  expect(events).toEqual([['C.c', 3]])
  const lost = inspector.call('D.d')
  inspector.abandon()
  await expect(lost).rejects.toThrow('The runtime died.')
})
