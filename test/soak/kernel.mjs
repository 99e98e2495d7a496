/**
 * A long life for one kernel: thousands of cells, with interrupts, crashes and restarts at random. Not part of
 * `npm test`: `node test/soak/kernel.mjs [cells = 10000] [seed = 1]`, half an hour. It fails on the first reply that is
 * missing or wrong, on a process that stays behind, and where memory grows without end: in the first half runtimes
 * die and the kernel is restarted at random, in the second the same three processes live through all cells and all
 * interrupts, so that a leak in any of them has time to show.
 */
import assert from 'node:assert/strict'
import { existsSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** What the kernels log: to be read when something was wrong. */
const logFile = join(tmpdir(), `gradlab-soak-${process.pid}.log`)
const log = openSync(logFile, 'a')
const launch = () => Kernel.start(argv, { GRADLAB_LOG: 'info' }, undefined, ['ignore', log, log])
/** What was done last, and how it ended. */
const past = []
let kernel = await launch()
/** From the middle on no process dies and none is restarted. */
let steady = false
const counts = { died: 0, restarted: 0, stopped: 0 }
/** What `kept` holds in the notebook; undefined after a restart. */
let kept
const note = (what) => {
  past.push(`${new Date().toISOString()} ${what}`)
  if (past.length > 30) past.shift()
}
async function run(code) {
  note(code)
  const result = await kernel.cell(code)
  note(`  ${result.status} ${result.error ?? ''}`)
  return result
}
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
function control(type, content = {}) {
  note(type)
  return kernel.request(type, content, { channel: 'control' })
}

/** A cell that never ends by itself, stopped after a moment. */
async function stopped(code) {
  const running = run(code)
  // Enough for it to be compiled and begin, or not: Stop must work at any time.
  await sleep(20 + random() * 200)
  for (let asked = 0; ; asked++) {
    assert.ok(asked < 20, `not stopped: ${code}`)
    await control('interrupt_request')
    const result = await Promise.race([running, sleep(1500)])
    if (!result) continue
    assert.equal(result.status, 'error', code)
    counts.stopped++
    return
  }
}

async function lost(code) {
  if (steady) return
  const { status } = await run(code)
  assert.equal(status, 'error')
  kept = undefined
  counts.died++
}

/** As Jupyter restarts: the kernel is asked, ends by itself with all its processes, and another is started. */
async function restart() {
  if (steady) return
  const pids = kernel.memory().each.map(({ pid }) => pid)
  await control('shutdown_request', { restart: true })
  await gone(pids)
  await kernel.stop()
  kernel = await launch()
  await kernel.ready()
  kept = undefined
  counts.restarted++
}

async function gone(pids) {
  for (let tries = 0; pids.some((pid) => existsSync(`/proc/${pid}`)); tries++) {
    assert.ok(tries < 300, `processes stayed behind: ${pids.filter((pid) => existsSync(`/proc/${pid}`))}`)
    await sleep(100)
  }
}

/** Cells sent without waiting for each other: all are answered, and those behind a failed one are aborted. */
async function volley(i) {
  const failing = Math.floor(random() * 8)
  const codes = Array.from({ length: 5 }, (_, j) => (j === failing ? `throw new Error('${i}')` : `${i} + ${j}`))
  const replies = await Promise.all(codes.map((code) => run(code)))
  const wanted = codes.map((_, j) => (j < failing ? 'ok' : j === failing ? 'error' : 'aborted'))
  assert.deepEqual(
    replies.map(({ status }) => status),
    wanted,
  )
}

/** Training that ends or is stopped; a Stop before the `try` may leave its tensors. */
const training = `
import { models, tf, train } from 'gradlab'
// What a stopped cell left open is freed by the first operation of a later one.
tf.tidy(() => {})
var before = tf.memory().numTensors
{
  const x = tf.tidy(() => tf.linspace(-1, 1, 64).reshape([64, 1]))
  const y = x.mul(2)
  const model = models.mlp({ inputs: 1, hidden: [4], outputs: 1 })
  try {
    await train.fit(model, { x, y }, { epochs: 2, optimizer: 'sgd', loss: 'mse', live: false, verbose: false })
  } finally {
    model.dispose()
    tf.dispose([x, y])
  }
}
`

const actions = [
  [
    60,
    async (i) => {
      kept = i
      assert.equal((await run(`var kept = ${i}`)).status, 'ok')
    },
  ],
  [
    60,
    async () => {
      if (kept === undefined) return
      const { result, status } = await run('kept + 1')
      assert.equal(status, 'ok')
      assert.equal(stripVTControlCharacters(result), String(kept + 1))
    },
  ],
  [
    30,
    async (i) =>
      assert.equal((await run(`for (let j = 0; j < 100; j++) console.log(${i}, j)`)).text.split('\n').length, 101),
  ],
  [20, async (i) => assert.equal((await run(`throw new Error('${i}')`)).error, String(i))],
  [10, async () => assert.equal((await run("const wrong: number = 'text'")).status, 'error')],
  [20, async (i) => assert.equal((await run(`await new Promise(r => setTimeout(r, 5)); ${i}`)).status, 'ok')],
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
    10,
    async () => {
      const { result, status } = await run(
        "import { tf } from 'gradlab'\ntf.tidy(() => tf.sum(tf.ones([100, 100])).dataSync()[0])",
      )
      assert.equal(status, 'ok')
      assert.equal(stripVTControlCharacters(result), '10000')
    },
  ],
  [
    3,
    async () => {
      const { text, status } = await run(`${training}console.log('left:', tf.memory().numTensors - before)`)
      assert.equal(status, 'ok')
      assert.match(text, /left: 0$/m)
    },
  ],
  [3, () => stopped(training.replace('epochs: 2', 'epochs: 1e9'))],
  [1, restart],
  [6, volley],
]
const total = actions.reduce((sum, [weight]) => sum + weight, 0)

function choose() {
  let left = random() * total
  return actions.find(([weight]) => (left -= weight) < 0)?.[1] ?? actions[0][1]
}

const role = ({ command }) =>
  command.includes('/runtime/child') ? 'runtime' : command.includes('/tsc ') ? 'checker' : 'kernel'
const megabytes = (bytes) => (bytes / 1e6).toFixed(0)

/** Memory of each process when nothing runs, in the second half. */
const memories = []
await kernel.ready()
const start = performance.now()
for (let i = 1; i <= cells; i++) {
  if (i === Math.ceil(cells / 2)) steady = true
  try {
    await choose()(i)
  } catch (error) {
    console.error(`after ${i} cells; the kernel's log is in ${logFile}; what was done last:\n${past.join('\n')}`)
    throw error
  }
  // A reader thinks now and then; the kernel does its work of idle moments.
  if (random() < 0.2) await sleep(random() * 800)
  if (i % 250 > 0) continue
  const { shared, each } = kernel.memory()
  if (steady) memories.push(each)
  const parts = each.map((process) => `${role(process)} ${megabytes(process.shared)}`).join(' + ')
  console.log(`${i} cells, ${((performance.now() - start) / 1000).toFixed(0)} s, ${megabytes(shared)} MB = ${parts}`)
}
console.log(`${cells} cells: no reply lost; ${JSON.stringify(counts)}`)
// The first quarter of the second half is left to grow in: caches fill.
const settled = memories[Math.floor(memories.length / 4)] ?? []
const grown = settled.map(({ pid, shared }) => memories.at(-1).find((last) => last.pid === pid)?.shared - shared)
console.log(`grown since: ${grown.map(megabytes).join(' + ')} MB`)
for (const bytes of grown) assert.ok(bytes < 60e6, `memory grew: ${grown.map(megabytes).join(' + ')} MB`)
const pids = kernel.memory().each.map(({ pid }) => pid)
await control('shutdown_request', { restart: false })
await gone(pids)
await kernel.stop()
