import { expect, test } from 'vitest'
import { Client } from '../client.ts'

test('input and password, answered by whoever ran the cell', async () => {
  const client = await Client.start()
  for (const [code, password] of [
    ["await input('name? ')", false],
    ["await input('name? ', { password: true })", true],
  ] as const) {
    const id = client.sendCell(code)
    const request = await client.next((one) => one.type === 'input_request' && one.parent.msg_id === id, 0)
    expect(request.content).toEqual({ prompt: 'name? ', password })
    client.send('stdin', 'input_reply', { status: 'ok', value: 'Ada' }, { parent: request.header })
    expect((await client.exchange(id)).result?.['text/plain']).toContain('Ada')
  }
  // An answer that nobody asked for.
  client.send('stdin', 'input_reply', { value: 'x' })
  // Stop while waiting.
  const id = client.sendCell("await input('never answered')")
  await client.next((one) => one.type === 'input_request' && one.parent.msg_id === id, 0)
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
  // An answer of the wrong type.
  const wrong = client.sendCell("await input('text')")
  await client.next((one) => one.type === 'input_request' && one.parent.msg_id === wrong, 0)
  client.send('stdin', 'input_reply', { value: 5 })
  expect((await client.exchange(wrong)).error?.evalue).toContain('did not answer with text')
  await client.close()
})

test('as VS Code starts kernels, without input: an error that says so, at once', async () => {
  const client = await Client.start({ allowStdin: false })
  const { error } = await client.execute("await input('name? ')")
  expect(error?.evalue).toMatch(/input/)
  expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
  expect(client.received.some((one) => one.type === 'input_request')).toBe(false)
  await client.close()
})
