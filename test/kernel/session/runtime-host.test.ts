import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

async function worksAgain(): Promise<void> {
  expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
  // The language part has forgotten the lost variables too.
  expect((await client.execute('kept')).error?.evalue).toContain("Cannot find name 'kept'")
}

test('however the runtime ends, the cell has one error that says so, and the next cell works', async () => {
  for (const [code, words] of [
    ['process.exit(3)', 'The runtime ended (exit code 3); its variables are lost.'],
    [
      "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})",
      'The runtime died (SIGKILL); its variables are lost.',
    ],
    [
      "process.kill(process.pid, 'SIGSEGV'); await new Promise(() => {})",
      'The runtime died (SIGSEGV); its variables are lost.',
    ],
    ['process.abort()', 'The runtime died (SIGABRT); its variables are lost.'],
  ] as const) {
    await client.execute('const kept = 1')
    const { outputs, reply, error, stdout } = await client.execute(`console.log('last words')\n${code}`)
    expect(error?.evalue).toBe(words)
    expect(outputs.filter(({ type }) => type === 'error')).toHaveLength(1)
    expect(reply.content).toMatchObject({ status: 'error', evalue: words })
    expect(stdout).toBe('last words\n')
    await worksAgain()
  }
})

test('a runtime out of memory is said to be', async () => {
  const small = await Client.start({ env: { NODE_OPTIONS: '--max-old-space-size=80' } })
  const { error } = await small.execute('const all: number[][] = []\nfor (;;) all.push(new Array(1e5).fill(1.5))')
  expect(error?.evalue).toContain('The runtime ran out of memory')
  expect((await small.execute('1 + 1')).result?.['text/plain']).toContain('2')
  await small.close()
})

test('a runtime that dies while no cell runs is replaced too', async () => {
  const { result } = await client.execute('process.pid')
  const pid = Number(String(result?.['text/plain']).replace(/\D/g, ''))
  process.kill(pid, 'SIGKILL')
  await client.next((one) => one.type === 'stream' && one.content.text.includes('its variables are lost'))
  await worksAgain()
})

test('two hundred thousand lines: none lost, in order, before idle', async () => {
  const { stdout, reply } = await client.execute('for (let i = 0; i < 200_000; i++) console.log(i)')
  expect(reply.content.status).toBe('ok')
  const lines = stdout.trimEnd().split('\n')
  expect(lines.length).toBe(200_000)
  expect(lines.every((line, i) => line === String(i))).toBe(true)
})

test('native writes to file descriptors 1 and 2 are in the cell, before idle', async () => {
  const { stdout, stderr } = await client.execute(
    "import { writeSync } from 'node:fs'\nfor (let i = 0; i < 2000; i++) writeSync(1, 'to one 𝒙\\n')\nwriteSync(2, 'to two\\n')",
  )
  expect(stdout).toBe('to one 𝒙\n'.repeat(2000))
  expect(stderr).toBe('to two\n')
  const { stdout: child } = await client.execute(
    "import { execFileSync } from 'node:child_process'\nexecFileSync('echo', ['from a child'], { stdio: 'inherit' })",
  )
  expect(child).toBe('from a child\n')
})

test('late output belongs to the cell that started it', async () => {
  const id = client.sendCell("setTimeout(() => console.log('late'), 100)")
  await client.exchange(id)
  await client.execute('1')
  await client.next((one) => one.type === 'stream' && one.parent.msg_id === id && one.content.text === 'late\n', 0)
})
