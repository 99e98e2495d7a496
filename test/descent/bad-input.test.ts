/** Whatever a learner may type: an error is a sentence that says what was expected, and the descent goes on as it was. */
import { runInThisContext } from 'node:vm'
import { expect, test } from 'vitest'
import { descent, tf, train } from '../../src/index.ts'
import '../../src/train/network-step.ts'

// As a reader of a notebook may call them: any value anywhere.
const D = descent as any
const line = { x: [1, 2, 3], y: [2, 4, 6] }
const d = D.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) }).step(3)
const x = tf.randomUniform([6, 2], 0, 1, 'float32', 1)
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
const net = { model, data: { x, y: x.sum(1, true), size: 6 }, loss: 'mse' }
const n = D.start(net, { optimizer: descent.adam() }).step(3)
const wrapped = D.start(descent.booth, { optimizer: descent.clipNorm(descent.adam(), 1) }).step()

const tries: Record<string, () => unknown> = {
  'start none': () => D.start(),
  'start null options': () => D.start(descent.booth, null),
  'start array': () => D.start(descent.booth, [1, 2]),
  'start number': () => D.start(descent.booth, 3),
  'start option': () => D.start(descent.booth, { optimiser: 'adam' }),
  'start maker': () => D.start(descent.quadratic),
  'start class': () => D.start(descent.adam()),
  'start called': () => D.start(D.rosenbrock(), { at: [1, 1] }),
  'at dimension': () => D.start(descent.booth, { at: [1, 2, 3] }),
  'at too short': () => D.start(descent.rosenbrock, { at: [1] }),
  'at empty': () => D.start(descent.rosenbrock, { at: [] }),
  'at nested': () => D.start(descent.rosenbrock, { at: [[1, 2]] }),
  'at strings': () => D.start(descent.booth, { at: ['1', '2'] }),
  'at number': () => D.start((v: number[]) => v[0]! ** 2, { at: 3 }),
  'at NaN': () => D.start(descent.booth, { at: [1, Number.NaN] }),
  'at typed': () => D.start(descent.booth, { at: new Float64Array(2) }),
  'at missing': () => D.start((v: number[]) => v[0]! ** 2),
  'two arguments': () => D.start((a: number, b: number) => a ** 2 + b ** 2, { at: [1, 2] }),
  async: () => D.start(async () => 1, { at: [1] }),
  tensor: () => tf.tidy(() => D.start(() => tf.scalar(1), { at: [1] })),
  'no return': () => D.start(() => {}, { at: [1] }),
  'loss string': () => D.start(() => 'low', { at: [1] }),
  'loss NaN': () => D.start(() => Number.NaN, { at: [1] }),
  'loss infinite': () => D.start(() => 1 / 0, { at: [1] }),
  'loss string later': () =>
    D.start(([v]: number[]) => (v! < 0 ? 'far' : v), { at: [0.5], optimizer: descent.batch({ lr: 1 }) }).step(),
  'gradient number': () => D.start({ f: ([v]: number[]) => v, gradient: () => 1 }, { at: [1] }),
  'gradient strings': () => D.start({ f: ([v]: number[]) => v, gradient: () => ['1'] }, { at: [1] }),
  'gradient NaN': () => D.start({ f: ([v]: number[]) => v, gradient: () => [Number.NaN] }, { at: [1] }),
  'gradient array': () => D.start({ f: ([v]: number[]) => v, gradient: [1] }, { at: [1] }),
  'hessian missing': () => D.start(([v]: number[]) => v! ** 2, { at: [1], optimizer: 'newton' }),
  'hessian missing, Values': () => D.start(([v]: any) => v.mul(v), { at: [1], optimizer: 'newton' }),
  'hessian number': () =>
    D.start({ f: ([v]: number[]) => v, gradient: () => [1], hessian: () => 0 }, { at: [1], optimizer: 'newton' }),
  'proximal missing': () => D.start(descent.booth, { optimizer: 'proximal' }),
  'optimizer name': () => D.start(descent.booth, { optimizer: 'adma' }),
  'optimizer capital': () => D.start(descent.booth, { optimizer: 'Adam' }),
  'optimizer not called': () => D.start(descent.booth, { optimizer: descent.adam }),
  'optimizer number': () => D.start(descent.booth, { optimizer: 0.1 }),
  'optimizer null': () => D.start(descent.booth, { optimizer: null }),
  'optimizer of train': () => D.start(descent.booth, { optimizer: train.adam({ lr: 0.1 }) }),
  'batchSize without samples': () => D.start(descent.booth, { batchSize: 2 }),
  'batchSize 0': () => D.start(descent.linearRegression(line), { batchSize: 0 }),
  'batchSize string': () => D.start(descent.linearRegression(line), { batchSize: 'all' }),
  'batchSize Newton': () => D.start(descent.linearRegression(line), { batchSize: 2, optimizer: 'newton' }),
  seed: () => D.start(descent.booth, { seed: 'a' }),
  history: () => D.start(descent.booth, { history: 'no' }),
  'lr negative': () => D.adam({ lr: -1 }),
  'lr 0': () => D.adam({ lr: 0 }),
  'lr string': () => D.adam({ lr: '0.1' }),
  'lr alone': () => D.adam(0.1),
  learningRate: () => D.adam({ learningRate: 0.1 }),
  'step negative': () => d.step(-1),
  'step fraction': () => d.step(1.5),
  'step string': () => d.step('3'),
  'step null': () => d.step(null),
  'run number': () => d.run(5),
  'run function': () => d.run(() => true),
  'run null': () => d.run(null),
  'run until': () => d.run({ until: 1e-6 }),
  'run maxSteps': () => d.run({ maxSteps: -1 }),
  'run option': () => d.run({ max: 5 }),
  'back past the start': () => d.back(4),
  'back negative': () => d.back(-1),
  'set none': () => d.set(),
  'set number': () => d.set(0.1),
  'set negative': () => d.set({ lr: -1 }),
  'set unknown': () => d.set({ momentum: 0.9 }),
  lastSteps: () => d.lastSteps('a'),
  path: () => d.path(-1),
  'load none': () => d.load(),
  'load no file': () => d.load('/nope.json'),
  'load other': () => d.load(wrapped.save()),
  'load wrapped': () => D.load(wrapped.save()),
  'load own objective': () => D.load(D.start(([v]: number[]) => v! ** 2, { at: [1] }).save()),
  'load nothing': () => D.load(),
  'save folder': () => d.save('/nope/a.json'),
  'save number': () => d.save(3),
  'race without brackets': () => D.race(d, d),
  'race object': () => D.race({ a: d }),
  'race none': () => D.race(),
  'race number': () => D.race([d, 3]),
  'race null': () => D.race([null]),
  'race run': () => D.race([d]).run(5),
  'check none': () => D.checkGradient(),
  'check no at': () => D.checkGradient(descent.booth),
  'check dimension': () => D.checkGradient(descent.booth, [1]),
  'check no gradient': () => D.checkGradient(([v]: number[]) => v! ** 2, [1]),
  'check NaN': () => D.checkGradient({ f: () => Number.NaN, gradient: () => [1] }, [1]),
  'check tolerance': () => D.checkGradient(descent.booth, [1, 2], 'a'),
  'value none': () => D.value(),
  'value array': () => D.value([1]),
  'value plus string': () => D.value(1).add('2'),
  'value to the string': () => D.value(1).pow('2'),
  'value to nothing': () => D.value(1).pow(),
  schedule: () => D.schedule(descent.adam()),
  'schedule string': () => D.start(descent.booth, { optimizer: D.schedule(descent.adam(), () => 'a') }).step(),
  'clip none': () => D.clipNorm(descent.adam()),
  'clip string': () => D.clipNorm(descent.adam(), '1'),
  'clip name': () => D.clipNorm('adam', 1),
  'clip the other way round': () => D.clipNorm(1, descent.adam()),
  'clip Newton': () => D.clipValue(descent.newton(), 1),
  'decay negative': () => D.weightDecay(descent.adam(), -1),
  'quadratic number': () => D.quadratic(100),
  'quadratic condition': () => D.quadratic({ condition: 'a' }),
  'regression none': () => D.linearRegression(),
  'regression array': () => D.linearRegression([1, 2]),
  'regression strings': () => D.linearRegression({ x: ['a'], y: ['b'] }),
  'regression empty': () => D.linearRegression({ x: [], y: [] }),
  'logistic targets': () => D.logisticRegression({ x: [1, 2], y: [-1, 1] }),
  'ridge number': () => D.ridge(line, 1),
  'ridge negative': () => D.ridge(line, { alpha: -1 }),
  'lasso option': () => D.lasso(line, { alfa: 1 }),
  'single inputs': () => D.singleTheta({ x: [[1, 2]], y: [1] }),
  'objective none': () => D.objective(),
  'objective number': () => D.objective(3),
  'objective start': () => D.objective({ f: () => 1, start: 'a' }),
  'objective domain': () => D.objective({ f: () => 1, domain: [1, 2] }),
  'objective option': () => D.objective({ f: () => 1, hesian: () => [[1]] }),
  'booth()': () => D.booth(),
  'booth(1, 2)': () => D.booth(1, 2),
  'backtracking none': () => D.backtracking(),
  'backtracking lengths': () => D.backtracking(descent.booth, [0, 0], [1], [1, 1]),
  'wolfe uphill': () => D.strongWolfe(descent.booth, [0, 0], [1, 1], [1, 1]),
  'differences none': () => D.centralDifferences(),
  'hessian of nothing': () => D.numericHessian(descent.booth.minima),
  'network model': () => D.start({ ...net, model: 'mlp' }),
  'network data': () => D.start({ ...net, data: [1, 2] }),
  'network no loss': () => D.start({ model, data: net.data }),
  'network option': () => D.start({ ...net, batchsize: 2 }),
  'network at': () => D.start(net, { at: [1] }),
  'network options': () => D.start(net, 'adam'),
  'network newton': () => D.start(net, { optimizer: 'newton' }),
  'network cg': () => D.start(net, { optimizer: descent.conjugateGradient() }),
  'network lbfgs': () => D.start(net, { optimizer: descent.lbfgs() }),
  'network history': () => D.start(net, { history: 1 }),
  'network step': () => n.step('1'),
  'network run': () => n.run(5),
  'network back': () => n.back(9),
  'network set': () => n.set({ momentum: 0.5 }),
  'network set number': () => n.set(0.1),
  'network lr': () => n.set({ lr: -1 }),
  'network load': () => n.load('/nope.json'),
  'network load other': () => n.load(d.save()),
  'network fork': () => n.fork(model),
}

test.each(Object.keys(tries))('%s', (name) => {
  const before = [JSON.stringify(d.save()), JSON.stringify(n.save()), tf.memory().numTensors]
  let error: any
  try {
    tries[name]!()
  } catch (caught) {
    error = caught
  }
  expect(error?.message, 'no error').toMatch(/^[`A-Z].*\.$/s)
  expect(error.name, error.stack).toBe('GradlabError')
  expect([JSON.stringify(d.save()), JSON.stringify(n.save()), tf.memory().numTensors]).toEqual(before)
})

test('a Value in arithmetic: operators would lose the graph, and are refused', () => {
  expect(() => D.value(1) + D.value(2)).toThrow('A Value has methods for arithmetic: a.mul(b).add(1)')
  expect(() => D.value(1) < D.value(2)).toThrow('A Value has methods')
})

/** A function that fails when told, at the loss after an update, where the parameters have moved already. */
function fragile(start: (f: any) => descent.Descent) {
  let calls = Number.POSITIVE_INFINITY
  const f = ([v]: readonly number[]) => {
    if (--calls < 0) throw new RangeError('mine')
    return v! ** 2
  }
  const d = start({ f, gradient: ([v]: readonly number[]) => [2 * v!] })
  return { d, failAfter: (n: number) => (calls = n) }
}

test.each([3, 5000])(
  "an error in the reader's own function stays the reader's, and the descent goes on when it is mended, at step %i",
  (steps) => {
    const optimizer = descent.momentum({ lr: 1e-3 })
    const { d: own, failAfter } = fragile((f) => descent.start(f, { at: [4], optimizer }))
    own.step(steps)
    const [ahead, here] = [own.fork().step(5).parameters, own.parameters]
    failAfter(0)
    expect(() => own.step(2)).toThrow(RangeError)
    failAfter(Number.POSITIVE_INFINITY)
    expect([own.index, own.parameters]).toEqual([steps, here])
    expect(own.step(5).parameters).toEqual(ahead)
    failAfter(3)
    expect(() => own.run({ maxSteps: 50 })).toThrow(RangeError)
    failAfter(Number.POSITIVE_INFINITY)
    expect(own.index).toBe(steps + 8)
    expect(own.back(8).parameters).toEqual(here)
  },
)

test('Stop in the middle of a run: no step is half made, and the next one gives the numbers it would have given', () => {
  const slow = ([v]: readonly number[]) => {
    let sum = 0
    for (let i = 0; i < 2e5; i++) sum += Math.sin(i) * 1e-12
    return v! ** 2 + sum
  }
  const start = () =>
    descent.start({ f: slow, gradient: ([v]) => [2 * v!] }, { at: [4], optimizer: descent.adam({ lr: 1e-3 }) })
  const stopped = start()
  ;(globalThis as any).stopped = stopped
  // As the kernel stops a cell: V8 ends the script, and no `catch` of it runs.
  expect(() => runInThisContext('stopped.run({ maxSteps: 1e6 })', { timeout: 100 })).toThrow('timed out')
  const { index } = stopped
  expect(stopped.step(3).parameters).toEqual(start().step(index + 3).parameters)
  expect(stopped.back(3).parameters).toEqual(start().step(index).parameters)
})
