/**
 * Steps a second of the descent lab, beside PyTorch and SciPy in one run.
 * Needs `npm run build`. Run: node bench/descent.mjs (GRADLAB_BENCH_PYTHON names a Python with torch and scipy; without it that side is left out)
 */
import { spawnSync } from 'node:child_process'
import { descent, generator } from '../dist/src/index.js'

const ROUNDS = 5
const display = Symbol.for('Jupyter.display')
const best = (work) => Math.min(...Array.from({ length: ROUNDS }, () => seconds(work)))
function seconds(work) {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

const rows = []
/** @param times how often as fast as the peer gradlab is */
const add = (what, mine, unit, wanted, peer = '', times = undefined) =>
  rows.push({ what, gradlab: mine, unit, wanted, peer, times: times === undefined ? '' : Number(times.toPrecision(2)) })
const perSecond = (steps, time) => Math.round(steps / time)

const momentum = () => descent.momentum({ lr: 1e-4 })
const from = (history) => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: momentum(), history })
const fast = best(() => from(false).step(1e6))
const kept = best(() => from(true).step(1e6))

const random = generator(42)
const x = Array.from({ length: 100 }, () => 2 * random.uniform())
const y = x.map((v) => 1 + 2 * v + random.normal())
const regression = descent.linearRegression({ x, y })
const epochs = best(() =>
  descent.start(regression, { optimizer: descent.batch({ lr: 0.05 }), history: false }).step(1000),
)
const lbfgs = best(() => descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.lbfgs() }).step(35))
const booth = descent.start(descent.booth, { optimizer: descent.adam({ lr: 0.1 }) }).step(10)
const firstShow = seconds(() => booth[display]())
const shown = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: momentum() }).step(1000)
const show = best(() => shown.step()[display]())
const many = descent.start(descent.rosenbrock, { at: new Array(10).fill(-1), optimizer: momentum() }).step(1000)
const showMany = best(() => many.step()[display]())
const runners = ['batch', 'momentum', 'nesterov', 'adam'].map((name) =>
  descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent[name]({ lr: 1e-4 }) }),
)
const race = descent.race(runners).step(1000)
const showRace = best(() => race.step()[display]())
const million = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: momentum() }).step(1e6)
const showMillion = best(() => million.step()[display]())

const script = `
import json, sys, time
import numpy as np, torch
from scipy import optimize
torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)
data = json.load(sys.stdin)
def best(work, rounds=3):
    times = []
    for _ in range(rounds):
        start = time.perf_counter(); work(); times.append(time.perf_counter() - start)
    return min(times)
def momentum(steps=2000):
    p = torch.tensor([-1.2, 1.0], requires_grad=True)
    o = torch.optim.SGD([p], lr=1e-4, momentum=0.9)
    for _ in range(steps):
        o.zero_grad()
        (100 * (p[1] - p[0] ** 2) ** 2 + (1 - p[0]) ** 2).backward()
        o.step()
x, y = torch.tensor(data['x']), torch.tensor(data['y'])
def epochs():
    w = torch.zeros(2, requires_grad=True)
    o = torch.optim.SGD([w], lr=0.05)
    for _ in range(1000):
        o.zero_grad()
        ((w[0] * x + w[1] - y) ** 2).mean().backward()
        o.step()
print(json.dumps({
    'momentum': 2000 / best(momentum),
    'epochs': best(epochs),
    'lbfgs': best(lambda: optimize.minimize(optimize.rosen, [-1.2, 1.0], jac=optimize.rosen_der, method='L-BFGS-B'), 5),
}))
`
const python = process.env.GRADLAB_BENCH_PYTHON
const peer = python && spawnSync(python, ['-c', script], { input: JSON.stringify({ x, y }), encoding: 'utf8' })
if (peer && peer.status !== 0) throw new Error(peer.stderr)
const theirs = peer ? JSON.parse(peer.stdout) : {}
const ms = (time) => Number((time * 1000).toPrecision(3))
const torch = (value) => (value === undefined ? '' : `PyTorch ${value}`)

const times = (theirTime, mine) => theirTime && theirTime / mine
add(
  'momentum, 2 parameters, history off',
  perSecond(1e6, fast),
  'steps/s',
  '≥ 1e6',
  torch(theirs.momentum && Math.round(theirs.momentum)),
  times(theirs.momentum && 1 / theirs.momentum, fast / 1e6),
)
add('momentum, 2 parameters, with history', perSecond(1e6, kept), 'steps/s', '≥ 2e5')
add(
  '1000 epochs of linear regression, 100 points',
  ms(epochs),
  'ms',
  '≤ 10',
  torch(theirs.epochs && ms(theirs.epochs)),
  times(theirs.epochs, epochs),
)
add(
  'L-BFGS on Rosenbrock',
  ms(lbfgs),
  'ms',
  '',
  theirs.lbfgs ? `SciPy ${ms(theirs.lbfgs)}` : '',
  times(theirs.lbfgs, lbfgs),
)
add('the first descent of a session shows itself', ms(firstShow), 'ms', '≤ 150')
add('a descent of 1000 steps shows itself', ms(show), 'ms', '≤ 150')
add('the same with 10 parameters: plane and slices', ms(showMany), 'ms', '≤ 150')
add('a race of four, 1000 steps each', ms(showRace), 'ms', '≤ 150')
add('a descent of a million steps', ms(showMillion), 'ms', '≤ 150')
console.table(rows)
process.exit(0)
