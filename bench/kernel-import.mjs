/**
 * The first import of gradlab, at once and after 5 s idle; completion after `tf.`, idle and while a cell trains; memory
 * with TensorFlow loaded, idle. Beside tslab with tfjs-node, which is what it offers instead.
 */
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kernel } from './kernel/client.mjs'
import { median, peers, quantile, table } from './kernel/peers.mjs'

const rounds = Number(process.argv[2] ?? 3)
const root = dirname(dirname(fileURLToPath(import.meta.url)))

const code = {
  gradlab: {
    load: "import { tf, data, models, train } from 'gradlab'",
    busy: `const set = { x: tf.randomNormal([20000, 10]), y: tf.randomNormal([20000, 1]) }
await train.fit(models.mlp({ inputs: 10, hidden: [256, 256], outputs: 1 }), set, { loss: 'meanSquaredError', epochs: 1000, batchSize: 32 })`,
  },
  tslab: {
    load: "import * as tf from '@tensorflow/tfjs-node'",
    busy: `const model = tf.sequential({ layers: [tf.layers.dense({ units: 256, inputShape: [10] }), tf.layers.dense({ units: 1 })] })
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
await model.fit(tf.randomNormal([20000, 10]), tf.randomNormal([20000, 1]), { epochs: 1000, verbose: 0 })`,
  },
}

const use = 'const a = tf.zeros([10, 10]).add(1)\na.shape'

async function run(kernel, cell) {
  const { ms, status, error } = await kernel.cell(cell)
  if (status !== 'ok') throw new Error(`${cell}: ${error}`)
  return ms
}

/** A kernel of its own each time: milliseconds of the import and of the cell after it. */
async function imports({ argv, env, name }, idle) {
  const kernel = await Kernel.start(argv, env, root)
  try {
    await kernel.ready()
    await run(kernel, '1+1')
    await sleep(idle)
    return { first: await run(kernel, code[name].load), next: await run(kernel, use) }
  } finally {
    await kernel.stop()
  }
}

async function completions(kernel, count) {
  const times = []
  for (let i = 0; i < count; i++) {
    const { ms, matches } = await kernel.complete('tf.')
    if (matches.length === 0) throw new Error('Nothing completes `tf.`.')
    times.push(ms)
  }
  return `${median(times).toFixed(1)} (${quantile(times, 0.95).toFixed(1)})`
}

async function loaded({ argv, env, name }) {
  const kernel = await Kernel.start(argv, env, root)
  try {
    await kernel.ready()
    await run(kernel, '1+1')
    await run(kernel, code[name].load)
    await run(kernel, use)
    const idle = await completions(kernel, 30)
    // V8 gives memory back when it has seen nothing happen for a while.
    await sleep(15_000)
    const memory = kernel.memory()
    const training = kernel.cell(code[name].busy)
    training.catch(() => {})
    await sleep(2000)
    const state = await Promise.race([training, 'running'])
    if (state !== 'running') throw new Error(`the training ended: ${state.error}`)
    const meanwhile = await completions(kernel, 30).catch(() => 'only after it')
    return { idle, meanwhile, memory }
  } finally {
    await kernel.stop()
  }
}

const seconds = (times) => (median(times) / 1000).toFixed(2)
const megabytes = (bytes) => (bytes / 1e6).toFixed(0)

async function measure(peer) {
  const cold = []
  const warm = []
  for (let i = 0; i < rounds; i++) {
    cold.push(await imports(peer, 0))
    warm.push(await imports(peer, 5000))
  }
  const { idle, meanwhile, memory } = await loaded(peer)
  return [
    peer.name,
    seconds(cold.map(({ first }) => first)),
    seconds(cold.map(({ next }) => next)),
    seconds(warm.map(({ first }) => first)),
    seconds(warm.map(({ next }) => next)),
    idle,
    meanwhile,
    megabytes(memory.shared),
    megabytes(memory.resident),
  ]
}

const rows = []
for (const peer of peers().filter(({ name }) => name in code)) {
  try {
    rows.push(await measure(peer))
  } catch (error) {
    rows.push([peer.name, error.message, '', '', '', '', '', '', ''])
  }
}
const head = [
  'kernel',
  'first import, s',
  'the next cell, s',
  'import after 5 s idle, s',
  'the next cell, s',
  '`tf.`, median (p95) ms',
  'while a cell trains',
  'memory (PSS), MB',
  'RSS, MB',
]
console.log(table(head, rows))
console.log(`\nmedian of ${rounds} rounds; memory: all processes, idle, TensorFlow loaded`)
