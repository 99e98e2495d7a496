import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session } from './session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

test('200,000 lines: none lost, in order, before the cell is done, in under 3 s', async () => {
  const { stdout, messages, result } = await session.run(`
    // The thread's own time: the machine may be busy with other tests.
    const begin = process.cpuUsage()
    for (let i = 0; i < 200_000; i++) console.log('line ' + i)
    process.cpuUsage(begin).user / 1e6`)
  expect(Number(result?.data['text/plain'])).toBeLessThan(3)
  expect(stdout).toBe(Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(''))
  expect(messages.at(-1)?.type).toBe('done')
  expect(messages.length).toBeLessThan(300)
})

test('what is said before a long computation is seen before it', async () => {
  const cell = session.begin('console.log("begin")\nfor (;;) {}')
  await session.child.next('stream', (m) => m.cell === cell && m.text === 'begin\n')
  session.child.send({ type: 'interrupt' })
  expect((await session.child.finish(cell)).error?.ename).toBe('KeyboardInterrupt')
})

test('also right after a cell that flooded', async () => {
  await session.run('for (let i = 0; i < 1000; i++) console.log(i)')
  const cell = session.begin('console.log("begin")\nwhile (true) await null')
  await session.child.next('stream', (m) => m.cell === cell && m.text === 'begin\n')
  session.child.send({ type: 'interrupt' })
  expect((await session.child.finish(cell)).error?.ename).toBe('KeyboardInterrupt')
})

test('late output belongs to the cell that started it', async () => {
  const first = session.begin(
    'let release: () => void\nvoid new Promise<void>((r) => { release = r }).then(() => console.log("from the first"))',
  )
  await session.child.finish(first)
  await session.run('setTimeout(() => console.log("timer of the second"), 5)\nrelease()')
  const late = await session.child.next('stream', (m) => m.text.includes('timer of the second'))
  expect(late.cell).toBe(first + 1)
  expect((await session.child.next('stream', (m) => m.text.includes('from the first'))).cell).toBe(first)
})

test('bytes, encodings and callbacks of process.stdout.write', async () => {
  const { stdout } = await session.run(`
    const bytes = Buffer.from('é')
    process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(bytes.subarray(1))
    await new Promise<void>((r) => process.stdout.write(' ok', () => r()))`)
  expect(stdout).toBe('é ok')
})

test('console in its other forms', async () => {
  const { stdout, stderr } = await session.run('console.table([{ a: 1 }]); console.warn("w"); console.dir({ b: 2 })')
  expect(stdout).toContain('(index)')
  expect(stdout).toContain('{ b: 2 }')
  expect(stderr).toBe('w\n')
})

test('native writes come over the file descriptor', async () => {
  await session.run('import { writeSync } from "node:fs"\nwriteSync(1, "native\\n")')
  expect(session.child.native).toContain('native\n')
})
