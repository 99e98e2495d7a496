import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChildHarness, type Outcome, type Snippet } from './child-harness.ts'

let child: ChildHarness

beforeAll(async () => {
  child = await ChildHarness.start()
})
afterAll(() => child.stop())

/** Starts a cell that says when it is on, stops it then, and gives its outcome and how long Stop took (ms). */
async function stopped(snippet: Snippet | string): Promise<Outcome & { took: number }> {
  const cell = child.begin(snippet)
  await child.next('stream', (m) => m.cell === cell)
  const start = performance.now()
  child.send({ type: 'interrupt' })
  const outcome = await child.finish(cell)
  return { ...outcome, took: performance.now() - start }
}

const sleep = (ms: number) => `await $k.await(new Promise((resolve) => setTimeout(resolve, ${ms})))`

test.each([
  ['a synchronous loop', 'console.log(1); for (;;) {}'],
  ['a synchronous loop in a library', 'console.log(1); [1].forEach(() => { for (;;) {} })'],
  ['a flood of output', 'for (;;) console.log(1)'],
  ['an endless regular expression', 'console.log(1); /^(a+)+$/.test("a".repeat(60) + "b")'],
  ['an await that never ends', 'console.log(1); await $k.await(new Promise(() => {}))'],
  ['a loop that awaits timers', `console.log(1); while (true) { ${sleep(1)} }`],
  ['a loop that awaits nothing', 'console.log(1); while (true) await $k.await(null)'],
  ['a loop after an await', 'console.log(1); await $k.await(null); while (true) { if ($k.flag[0]) $k.stop() }'],
  ['a loop that swallows the interruption', `console.log(1); while (true) try { ${sleep(5)} } catch {}`],
  ['a loop without a pause that swallows it', 'console.log(1); while (true) try { await $k.await(null) } catch {}'],
  [
    'a display method that does not end',
    'console.log(1); display({ [Symbol.for("Jupyter.display")]() { for (;;) {} } })',
  ],
])('Stop stops %s, and variables stay', async (_, js) => {
  await child.run('$.kept = 5')
  const { error, status, took } = await stopped({ js })
  expect(status).toBe('error')
  expect(error?.ename).toBe('KeyboardInterrupt')
  expect(took).toBeLessThan(1000)
  const next = await child.run('$k.result($.kept)')
  expect(next.result?.data['text/plain']).toBe('5')
})

test('a result whose display does not end is stopped', async () => {
  const js = '$k.result({ [Symbol.for("Jupyter.display")]: () => { console.log(1); return new Promise(() => {}) } })'
  const { error } = await stopped({ js })
  expect(error?.ename).toBe('KeyboardInterrupt')
})

test('what the stopped cell had going has no effect afterwards', async () => {
  await stopped(`
    $.ticks = 0
    setInterval(() => { $.ticks++ }, 1)
    ;(async () => { while (true) { ${sleep(1)}; $.ticks++ } })()
    console.log(1)
    await $k.await(new Promise(() => {}))`)
  const { result } = await child.run(`const before = $.ticks; ${sleep(30)}; $k.result($.ticks - before)`)
  expect(result?.data['text/plain']).toBe('0')
  expect(child.heard.filter(({ message }) => message.type === 'late_error')).toEqual([])
})

test('timers of other cells go on', async () => {
  await child.run('$.beats = 0; $.beat = setInterval(() => { $.beats++ }, 1)')
  await stopped('console.log(1); await $k.await(new Promise(() => {}))')
  const { result } = await child.run(
    `const before = $.beats; ${sleep(30)}; clearInterval($.beat); $k.result($.beats > before)`,
  )
  expect(result?.data['text/plain']).toBe('true')
})

test('functions of a stopped cell work in later cells', async () => {
  await stopped(`
    $.train = async (steps) => { for (let i = 0; i !== steps; i++) { if ($k.flag[0]) $k.stop(); ${sleep(1)} } return 'done' }
    console.log(1)
    await $k.await($.train(Infinity))`)
  const { result } = await child.run('$k.result(await $k.await($.train(3)))')
  expect(result?.data['text/plain']).toBe("'done'")
})

test('a finally block may clean up', async () => {
  const { error } = await stopped(`
    await $k.await(null)
    console.log(1)
    try { ${sleep(10_000)} } finally { ${sleep(20)}; $.cleaned = true }`)
  expect(error?.ename).toBe('KeyboardInterrupt')
  expect((await child.run('$k.result($.cleaned)')).result?.data['text/plain']).toBe('true')
})

test('helpers see the signal, and their AbortError is the interruption', async () => {
  const { error } = await stopped(`
    console.log(1)
    await new Promise((_, reject) => jupyter.signal.addEventListener('abort', () => reject(new DOMException('off', 'AbortError'))))`)
  expect(error?.ename).toBe('KeyboardInterrupt')
})

test('an interrupt while nothing runs does nothing', async () => {
  child.send({ type: 'interrupt' })
  child.send({ type: 'interrupt' })
  child.child.kill('SIGINT')
  const { status } = await child.run('for (let i = 0; i < 10; i++) if ($k.flag[0]) $k.stop()')
  expect(status).toBe('ok')
})

test('Stop before the code of a cell begins stops it all the same', async () => {
  const cell = child.begin('for (;;) {}')
  child.send({ type: 'interrupt' })
  expect((await child.finish(cell)).error?.ename).toBe('KeyboardInterrupt')
})

test('Stop at the very end of the synchronous part never ends the child', async () => {
  for (let i = 0; i < 30; i++) {
    const { error } = await stopped('console.log(1); await $k.await(new Promise(() => {}))')
    expect(error?.ename).toBe('KeyboardInterrupt')
  }
})

test('thirty interrupts in a row leave the pipe in step', async () => {
  for (let i = 0; i < 30; i++) {
    const { error } = await stopped('for (;;) { console.log(1); display({ "text/plain": "x".repeat(1000) }) }')
    expect(error?.ename).toBe('KeyboardInterrupt')
  }
})
