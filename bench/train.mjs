/**
 * Training beside its peers: one run, two threads each, median of the rounds after the first, accuracy counted in all; in
 * brackets our share of the peer's time, and of its processor time, which counts where other work shares the machine.
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

function seconds(command) {
  const [program, ...rest] = pinned ? ['taskset', '-c', '0,1', ...command] : command
  const { status, stdout } = spawnSync(program, rest, {
    env: { ...process.env, ...threads },
    encoding: 'utf8',
    timeout: 900_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (status !== 0) return undefined
  const all = JSON.parse(stdout.trim().split('\n').at(-1))
  const later = all.length > 1 ? all.slice(1) : all
  const median = (i) => later.map((round) => round[i]).sort((a, b) => a - b)[later.length >> 1]
  return { wall: median(0), processor: median(1) }
}

const peers = ['tfjs', ...(python ? ['keras', 'kerasJit', 'torch', 'torchFused'] : [])]
const words = process.argv.slice(2)
const show = (value) => (value < 1 ? value.toFixed(3) : value.toFixed(2))
console.log(
  ['work'.padEnd(30), 'gradlab s'.padEnd(28), ...peers.map((p) => `${p} s (ratio, of processor)`.padEnd(28))].join(
    '  ',
  ),
)
for (const [name, { toReach = {}, limit }] of Object.entries(works)) {
  if (words.length && !words.some((w) => name.includes(w))) continue
  const ours = seconds([process.execPath, here('ours.mjs'), name])
  const cells = peers.map((peer) => {
    if (peer === 'tfjs' && name.startsWith('transformer')) return ''.padEnd(28)
    const theirs = seconds(
      peer === 'tfjs' ? [process.execPath, here('ours.mjs'), name, 'tfjs'] : [python, here('peers.py'), name, peer],
    )
    if (theirs === undefined || ours === undefined) return '–'.padEnd(28)
    const ratio = ours.wall / theirs.wall
    const share = (ours.processor / theirs.processor).toFixed(2)
    const goal = toReach[peer]
    const verdict = goal === undefined ? '' : ratio <= goal ? ' ✓' : ` ✗ ${goal}`
    return `${show(theirs.wall)} (${ratio.toFixed(2)}${verdict}, ${share})`.padEnd(28)
  })
  const verdict = limit === undefined || !ours ? '' : ours.wall <= limit ? ' ✓' : ` ✗ ${limit}`
  const own = ours ? `${show(ours.wall)}${verdict} (processor ${show(ours.processor)})` : '–'
  console.log([name.padEnd(30), own.padEnd(28), ...cells].join('  '))
}
