import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Client } from '../client.ts'

const entry = fileURLToPath(new URL('../../../dist/kernel/main.js', import.meta.url))

test('kernel_info is answered before the workers are warm', async () => {
  const start = performance.now()
  const client = await Client.start()
  const answered = performance.now() - start
  const { result } = await client.execute('1 + 1')
  expect(result?.['text/plain']).toContain('2')
  expect(answered).toBeLessThan(performance.now() - start)
  await client.close()
})

test('a kernel whose log nobody reads any more goes on, and ends when it is told to', async () => {
  const client = await Client.start()
  client.process.stderr!.destroy()
  for (let i = 0; i < 3; i++) await client.shell.send([Buffer.from('garbage that is logged')])
  expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
  client.process.kill('SIGTERM')
  expect(await client.end()).toBe(0)
  await client.close()
})

test('an empty key, as the file says so itself: no signatures', async () => {
  const client = await Client.start({ key: '' })
  expect((await client.execute('1 + 1')).result?.['text/plain']).toContain('2')
  await client.close()
})

test('a broken connection file ends the process with a sentence', async () => {
  const client = await Client.start()
  const file = join(client.folder, 'broken.json')
  writeFileSync(file, JSON.stringify({ shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5 }))
  const child = spawn(process.execPath, [entry, 'kernel', file])
  let text = ''
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).not.toBe(0)
  expect(text).toContain('Expected `key` in')
  await client.close()
})

test('the kernel ends with the process that started it', async () => {
  const client = await Client.start({ env: { JPY_PARENT_PID: String(await shortLived()) } })
  expect(await client.end()).toBe(0)
  await client.close()
})

/** A process that ends after a second. */
async function shortLived(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)'])
  return child.pid as number
}

test('when its process is killed, no runtime is left behind', async () => {
  const client = await Client.start()
  const { result } = await client.execute('process.pid')
  const runtime = Number(String(result?.['text/plain']).replace(/\D/g, ''))
  client.process.kill('SIGKILL')
  await client.end()
  const gone = () => {
    try {
      process.kill(runtime, 0)
      return false
    } catch {
      return true
    }
  }
  await expect.poll(gone, { timeout: 5000 }).toBe(true)
  await client.close()
})

test('SIGTERM ends the kernel in good order', async () => {
  const client = await Client.start()
  client.process.kill('SIGTERM')
  expect(await client.end()).toBe(0)
  await client.close()
})
