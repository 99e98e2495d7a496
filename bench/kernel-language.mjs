/**
 * Times of the language thread: from its start to the first cell, warm cells, imports, completion, hover.
 * Needs `npm run build`. Run: node bench/kernel-language.mjs
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const home = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const started = performance.now()
const worker = new Worker(path.join(home, 'dist/kernel/language/worker.js'))
const waiting = new Map()
let calls = 0
let cells = 0

worker.on('message', ({ id, value, error }) => {
  const { resolve, reject } = waiting.get(id)
  waiting.delete(id)
  if (error) reject(new Error(error.message))
  else resolve(value)
})

function call(method, ...args) {
  calls += 1
  const id = calls
  worker.postMessage({ id, method, args })
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}

/** Milliseconds to compile and check a cell. */
async function cell(code) {
  cells += 1
  const start = performance.now()
  const result = await call('compile', { cell: cells, name: `Cell In[${cells}]`, code })
  const time = performance.now() - start
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  await call('commit', cells)
  return time
}

async function timed(run) {
  const start = performance.now()
  await run()
  return performance.now() - start
}

async function many(count, run) {
  const times = []
  for (let i = 0; i < count; i++) times.push(await run(i))
  times.sort((a, b) => a - b)
  return { median: times[count >> 1], p95: times[Math.floor(count * 0.95)] }
}

const show = (name, time, target = '') => {
  const text = typeof time === 'number' ? time.toFixed(1) : `${time.median.toFixed(1)} (p95 ${time.p95.toFixed(1)})`
  console.log(`${name.padEnd(52)} ${text.padStart(20)} ms   ${target}`)
}

await call('open', { folder: mkdtempSync(path.join(tmpdir(), 'gradlab-bench-')), home, strict: false })
await cell('1 + 1')
show('start of the thread to `1 + 1` checked', performance.now() - started)
await sleep(5000)
show(
  "first `import … from 'gradlab'`, after 5 s",
  await cell("import { tf, data, models, train } from 'gradlab'"),
  'part of ≤ 300',
)
const warm = (i) =>
  cell(`const x${i} = tf.zeros([10, ${i + 1}]).add(1)\nfor (let i = 0; i < 3; i++) x${i}.mul(i).dispose()\nx${i}.shape`)
await many(20, (i) => warm(i + 1000))
show('warm cell, gradlab imported, types checked', await many(100, warm), 'median ≤ 15, p95 ≤ 40')
const code = 'const model = models.mlp({ inputs: 4, hidden: [8], outputs: 3 })\ntf.'
show('completion after `tf.`', await many(50, () => timed(() => call('complete', code, code.length))), 'median ≤ 40')
show('hover over `train.fit`', await many(50, () => timed(() => call('inspect', 'train.fit', 8, 0))), '≤ 40')
show('is complete?', await many(200, () => timed(() => call('isComplete', 'function f() {\n  if (a) {'))), '≤ 1')

const children = execFileSync('pgrep', ['-P', String(process.pid)], { encoding: 'utf8' })
  .trim()
  .split('\n')
for (const pid of [process.pid, ...children]) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    console.log(
      `memory of ${/Name:\s*(.*)/.exec(status)[1]}: ${(Number(/VmRSS:\s*(\d+)/.exec(status)[1]) / 1024).toFixed(0)} MB`,
    )
  } catch {
    // pgrep itself, which has ended.
  }
}
process.exit()
