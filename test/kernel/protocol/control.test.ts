import { expect, test } from 'vitest'
import { Client } from '../client.ts'

test('interrupts: a loop stops, variables stay, an idle kernel does not care', async () => {
  const client = await Client.start()
  const interrupt = () => client.request('interrupt_request', {}, 'control')
  expect((await interrupt()).content).toEqual({ status: 'ok' })
  await client.execute('let turns = 0')
  const started = "console.log('started')"
  // They say that they have begun after a thousand turns: what is kept of them can be told from what never ran.
  for (const code of [
    `while (true) if (++turns === 1000) ${started}`,
    `while (true) { await null; if (++turns % 1000 === 0) ${started} }`,
    `${started}; await new Promise(() => {})`,
  ]) {
    const id = client.sendCell(code)
    const behind = client.sendCell("console.log('behind')")
    await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
    const start = performance.now()
    await interrupt()
    const { error, reply } = await client.exchange(id)
    expect(error?.ename).toBe('KeyboardInterrupt')
    expect(reply.content.status).toBe('error')
    expect(performance.now() - start).toBeLessThan(1000)
    expect((await client.exchange(behind)).reply.content.status).toBe('aborted')
  }
  const { result, error } = await client.execute('turns >= 2000')
  expect(error).toBeUndefined()
  expect(result?.['text/plain']).toContain('true')
  // By signal, as older front ends and terminals do.
  const id = client.sendCell("console.log('started'); for (;;) {}")
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
  client.process.kill('SIGINT')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
  client.process.kill('SIGINT')
  // The signal has been seen when a later request has been answered: the next cell is not what it was for.
  for (let i = 0; i < 3; i++) await client.request('kernel_info_request', {}, 'control')
  expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
  await client.close()
})

// Promise jobs that call one another: no loop to check, no await of the cell, and the event loop never turns.
const jobs = (told: string) => `let turns = 0
const again = (): unknown => {
  turns += 1
  ${told}
  return Promise.resolve().then(again)
}
again()`
const started = "console.log('started')"
test.each([
  ['promise jobs without end', `${jobs(`if (turns === 1000) ${started}`)}\nawait new Promise(() => {})`],
  ['such jobs behind code that stops', `${jobs('')}\n${started}\nwhile (true) {}`],
])(
  'code that cannot be stopped (%s): a hint after three seconds, then the runtime goes, and the next cell works',
  async (_, code) => {
    const client = await Client.start()
    const id = client.sendCell(code)
    await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
    await client.request('interrupt_request', {}, 'control')
    const ended = client.exchange(id)
    await client.next(
      (one) => one.content.name === 'stderr' && one.content.text.includes('interrupt again to restart'),
      0,
    )
    await client.request('interrupt_request', {}, 'control')
    const { error, reply } = await ended
    expect(error?.ename).toBe('KeyboardInterrupt')
    expect(error?.evalue).toContain('its variables are lost')
    expect(reply.content.evalue).toBe(error?.evalue)
    expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
    await client.close()
  },
)

test('shutdown: answered on control and on iopub, nothing lost, and the processes end; on restart too', async () => {
  for (const restart of [false, true]) {
    const client = await Client.start()
    const runtime = Number((await client.execute('process.pid')).result?.['text/plain']?.toString().replace(/\D/g, ''))
    const reply = await client.request('shutdown_request', { restart }, 'control')
    expect(reply.content).toEqual({ status: 'ok', restart })
    expect(await client.end()).toBe(0)
    expect(client.received.some((one) => one.channel === 'iopub' && one.type === 'shutdown_reply')).toBe(true)
    expect(() => process.kill(runtime, 0)).toThrow()
    await client.close()
  }
})

test('shutdown ends a cell that runs', async () => {
  const client = await Client.start()
  const id = client.sendCell("console.log('started'); for (;;) {}")
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
  await client.request('shutdown_request', { restart: false }, 'control')
  expect(await client.end()).toBe(0)
  await client.close()
})
