import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { RuntimeProcess } from '../../../kernel/session/runtime-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-process-'))
const frames = new URL('../../../dist/kernel/session/pipe-frames.js', import.meta.url).href
const running: RuntimeProcess[] = []
afterEach(() => {
  for (const one of running.splice(0)) one.kill()
})
afterAll(() => rmSync(folder, { recursive: true }))

let scripts = 0

/** A process that runs `js` as its entry, and all that it tells, in order. */
function start(js: string) {
  const entry = path.join(folder, `${++scripts}.mjs`)
  const head = `import { writeSync, readSync } from 'node:fs'; import { encodeFrame, FrameReader } from ${JSON.stringify(frames)}
    const send = (message, buffers = []) => writeSync(3, encodeFrame(message, buffers))\n`
  writeFileSync(entry, head + js)
  const told: unknown[] = []
  let exit!: (how: unknown) => void
  const exited = new Promise((resolve) => {
    exit = resolve
  })
  const listeners = new Set<() => void>()
  const tell = (what: unknown) => {
    told.push(what)
    for (const listener of listeners) listener()
  }
  const runtime = new RuntimeProcess(
    {
      frame: (message, buffers) => tell([message.type, ...buffers.map(String)]),
      native: (name, text) => tell([name, text]),
      exit: (code, signal) => exit([code, signal]),
    },
    entry,
  )
  running.push(runtime)
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (told.length < count) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  return { runtime, told, exited, heard }
}

test('frames both ways, native text, and the end after all that was written', async () => {
  const { runtime, told, exited, heard } = start(`
    send({ type: 'ready', pid: 1 }, [Buffer.from('b')])
    const reader = new FrameReader(), chunk = Buffer.alloc(1 << 16)
    const [{ message }] = reader.push(chunk.subarray(0, readSync(4, chunk)))
    const text = Buffer.from(message.message)
    writeSync(1, text.subarray(0, 1))
    send({ type: 'log' })
    process.on('exit', () => writeSync(2, text.subarray(0, 2)))
    process.exitCode = 7`)
  expect(runtime.pid).toBeGreaterThan(0)
  await heard(1)
  runtime.send({ type: 'cdp', message: '损' })
  expect(await exited).toEqual([7, null])
  expect(told[0]).toEqual(['ready', 'b'])
  // Bytes of a character that never was whole are shown as such.
  expect(told).toContainEqual(['log'])
  expect(told).toContainEqual(['stdout', '\ufffd'])
  expect(told).toContainEqual(['stderr', '\ufffd'])
  expect(runtime.ended).toBe(true)
  runtime.send({ type: 'shutdown' })
})

test('a pipe that is out of step ends it', async () => {
  const { exited } = start(`writeSync(3, Buffer.alloc(64, 0xff)); setInterval(() => {}, 1000)`)
  expect(await exited).toEqual([null, 'SIGKILL'])
})

test('the kernel’s own limit of memory pools does not reach the cells; the rest of its environment does', async () => {
  vi.stubEnv('MALLOC_ARENA_MAX', '2')
  vi.stubEnv('GRADLAB_TEST', 'kept')
  const { told, exited } = start("writeSync(1, process.env.MALLOC_ARENA_MAX + ' ' + process.env.GRADLAB_TEST)")
  vi.unstubAllEnvs()
  await exited
  expect(told).toEqual([['stdout', 'undefined kept']])
})

test('an entry that is not there', async () => {
  const { told, exited } = start('process.exit(await import("./none.mjs"))')
  expect(await exited).toEqual([1, null])
  expect(String(told)).toContain('ERR_MODULE_NOT_FOUND')
})

test('while it is paused nothing is read; quiet waits until all has been', async () => {
  const { runtime, told, heard } = start(`
    send({ type: 'ready' })
    const chunk = Buffer.alloc(1 << 16)
    readSync(4, chunk)
    for (let i = 0; i < 20; i++) send({ type: 'log', text: 'x'.repeat(1 << 16) })
    setInterval(() => {}, 1000)`)
  await heard(1)
  runtime.pause()
  runtime.pause()
  runtime.send({ type: 'interrupt' })
  let isQuiet = false
  const quiet = runtime.quiet().then(() => {
    isQuiet = true
  })
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect([told.length, isQuiet]).toEqual([1, false])
  runtime.resume()
  runtime.resume()
  await quiet
  await heard(21)
  await runtime.quiet()
  expect(told).toHaveLength(21)
})

test('what TensorFlow notes on fd 2 while it loads is dropped, errors are not', async () => {
  const { told, exited } = start(`
    writeSync(2, 'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\\n')
    writeSync(2, 'I0000 00:00:1795653023.832352   19733 port.cc:153] oneDNN custom operations are on.\\n')
    writeSync(2, 'E0000 00:00:1795653024.100000   19733 cuda_dnn.cc:8579] Unable to register\\n')
  `)
  await exited
  expect(told).toEqual([['stderr', 'E0000 00:00:1795653024.100000   19733 cuda_dnn.cc:8579] Unable to register\n']])
})
