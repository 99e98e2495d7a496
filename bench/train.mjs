/**
 * Training beside its peers: one run, two threads each, median of the rounds after the first, accuracy counted in all.
 * Needs `npm run build`. Run: node bench/train.mjs [WORD …], with GRADLAB_BENCH_PYTHON naming a Python that has torch,
 * keras and tensorflow; without it only tfjs-node is measured beside us.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { works } from './train/works.mjs'

const here = (file) => fileURLToPath(new URL(`train/${file}`, import.meta.url))
const python = process.env.GRADLAB_BENCH_PYTHON
const pinned = spawnSync('taskset', ['-c', '0,1', 'true']).status === 0
const threads = {
  TF_NUM_INTRAOP_THREADS: '2',
  TF_NUM_INTEROP_THREADS: '2',
  OMP_NUM_THREADS: '2',
  TF_CPP_MIN_LOG_LEVEL: '2',
}

function seconds(command, more = {}) {
  const [program, ...rest] = pinned ? ['taskset', '-c', '0,1', ...command] : command
  const { status, stdout } = spawnSync(program, rest, {
    env: { ...process.env, ...threads, ...more },
    encoding: 'utf8',
    timeout: 900_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (status !== 0) return undefined
  const all = JSON.parse(stdout.trim().split('\n').at(-1))
  const later = (all.length > 1 ? all.slice(1) : all).sort((a, b) => a - b)
  return later[later.length >> 1]
}

const peers = ['tfjs', ...(python ? ['keras', 'kerasJit', 'torch', 'torchFused'] : [])]
const words = process.argv.slice(2)
const show = (value) => (value === undefined ? '–' : value < 1 ? value.toFixed(3) : value.toFixed(2))
console.log(['work'.padEnd(30), 'gradlab s', ...peers.map((p) => `${p} s (ratio)`.padEnd(20))].join('  '))
for (const [name, { toReach = {}, limit }] of Object.entries(works)) {
  if (words.length && !words.some((w) => name.includes(w))) continue
  // Ours is measured as it comes: it sets this variable itself, so that graphs run in the thread that calls them.
  const ours = seconds([process.execPath, here('ours.mjs'), name], { TF_NUM_INTEROP_THREADS: undefined })
  const cells = peers.map((peer) => {
    if (peer === 'tfjs' && name.startsWith('transformer')) return ''.padEnd(20)
    const theirs = seconds(
      peer === 'tfjs' ? [process.execPath, here('ours.mjs'), name, 'tfjs'] : [python, here('peers.py'), name, peer],
    )
    if (theirs === undefined || ours === undefined) return '–'.padEnd(20)
    const ratio = ours / theirs
    const goal = toReach[peer]
    const verdict = goal === undefined ? '' : ratio <= goal ? ' ✓' : ` ✗ ${goal}`
    return `${show(theirs)} (${ratio.toFixed(2)}${verdict})`.padEnd(20)
  })
  const verdict = limit === undefined || ours === undefined ? '' : ours <= limit ? ' ✓' : ` ✗ ${limit}`
  console.log([name.padEnd(30), `${show(ours)}${verdict}`.padEnd(9), ...cells].join('  '))
}
