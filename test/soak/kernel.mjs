/**
 * A long life for one kernel: thousands of cells, with interrupts, crashes and restarts at random. Not part of
 * `npm test`: `node test/soak/kernel.mjs [cells = 10000] [seed = 1]`, half an hour. It fails on the first reply that is
 * missing or wrong, and where the kernel's memory grows without end.
 */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { Kernel } from '../../bench/kernel/client.mjs'

const cells = Number(process.argv[2] ?? 10_000)
let state = Number(process.argv[3] ?? 1)
const entry = fileURLToPath(new URL('../../dist/kernel/main.js', import.meta.url))
const argv = [process.execPath, entry, 'kernel', '{connection_file}']

/** mulberry32: the same run for the same seed. */
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** The least memory seen since the last restart of the kernel. */
let low
let kernel = await Kernel.start(argv)
/** What `kept` holds in the notebook; undefined after a restart. */
let kept
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const control = (type, content = {}) => kernel.request(type, content, { channel: 'control' })

/** A cell that never ends by itself, stopped after a moment. */
async function stopped(code) {
  const running = kernel.cell(code)
  // Enough for it to be compiled and begin, or not: Stop must work at any time.
  await sleep(20 + random() * 200)
  for (let asked = 0; ; asked++) {
    assert.ok(asked < 20, `not stopped: ${code}`)
    await control('interrupt_request')
    const result = await Promise.race([running, sleep(1500)])
    if (!result) continue
    assert.equal(result.status, 'error', code)
    return
  }
}

async function lost(code) {
  const { status } = await kernel.cell(code)
  assert.equal(status, 'error')
  kept = undefined
}

const actions = [
  [
    60,
    async (i) => {
      kept = i
      assert.equal((await kernel.cell(`var kept = ${i}`)).status, 'ok')
    },
  ],
  [
    60,
    async () => {
      if (kept === undefined) return
      const { result, status } = await kernel.cell('kept + 1')
      assert.equal(status, 'ok')
      assert.equal(stripVTControlCharacters(result), String(kept + 1))
    },
  ],
  [
    30,
    async (i) =>
      assert.equal(
        (await kernel.cell(`for (let j = 0; j < 100; j++) console.log(${i}, j)`)).text.split('\n').length,
        101,
      ),
  ],
  [20, async (i) => assert.equal((await kernel.cell(`throw new Error('${i}')`)).error, String(i))],
  [10, async () => assert.equal((await kernel.cell("const wrong: number = 'text'")).status, 'error')],
  [20, async (i) => assert.equal((await kernel.cell(`await new Promise(r => setTimeout(r, 5)); ${i}`)).status, 'ok')],
  [20, async () => assert.ok((await kernel.complete('Math.')).matches.includes('hypot'))],
  [
    10,
    async () =>
      assert.equal(
        (await kernel.request('history_request', { hist_access_type: 'tail', n: 5, output: false, raw: true })).reply
          .status,
        'ok',
      ),
  ],
  [6, () => stopped('for (;;) {}')],
  [6, () => stopped('while (true) await null')],
  [6, () => stopped('await new Promise(() => {})')],
  [6, () => control('interrupt_request')],
  [2, () => lost('process.exit(1)')],
  [1, () => lost("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})")],
  [
    1,
    async () => {
      await control('shutdown_request', { restart: true })
      await kernel.stop()
      kernel = await Kernel.start(argv)
      await kernel.info()
      kept = undefined
      low = undefined
    },
  ],
]
const total = actions.reduce((sum, [weight]) => sum + weight, 0)

function choose() {
  let left = random() * total
  return actions.find(([weight]) => (left -= weight) < 0)?.[1] ?? actions[0][1]
}

await kernel.info()
const start = performance.now()
for (let i = 1; i <= cells; i++) {
  await choose()(i)
  if (i % 250 > 0) continue
  const megabytes = kernel.memory() / 1e6
  low = Math.min(low ?? megabytes, megabytes)
  console.log(`${i} cells, ${((performance.now() - start) / 1000).toFixed(0)} s, ${megabytes.toFixed(0)} MB`)
  assert.ok(megabytes < low + 600, `memory grew from ${low} to ${megabytes} MB`)
}
await kernel.stop()
console.log(`${cells} cells: no reply lost`)
