import { expect, test } from 'vitest'
import { hasKernel, requireNetworkRule } from '../../src/descent/network-rule.ts'
import type { Optimizer } from '../../src/descent/optimizer.ts'
import * as optimizers from '../../src/descent/optimizers/index.ts'
import { start } from '../../src/descent/start.ts'
import { clipNorm, schedule, weightDecay } from '../../src/descent/wrappers.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/network-step.ts'

const { adam, amsgrad, batch, conjugateGradient, lbfgs, momentum, newton, proximal } = optimizers

function network({ dropout = 0, normalized = false } = {}) {
  const dense = { units: 6, activation: 'tanh', kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) } as const
  const model = tf.sequential({ layers: [tf.layers.dense({ ...dense, inputShape: [3] })] })
  if (normalized) model.add(tf.layers.batchNormalization())
  if (dropout) model.add(tf.layers.dropout({ rate: dropout }))
  model.add(tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }))
  return model
}
const x = tf.randomUniform([20, 3], -1, 1, 'float32', 3)
const data = { x, y: x.sum(1, true), size: 20 }
const open = (optimizer: Optimizer, model = network(), options = {}) =>
  start({ model, data, loss: 'meanSquaredError', batchSize: 8, ...options }, { optimizer, seed: 5 })
const weightsOf = (model: tf.LayersModel) => model.getWeights().flatMap((w) => Array.from(w.dataSync()))

function close(a: readonly number[], b: readonly number[], within: number) {
  expect(a).toHaveLength(b.length)
  const far = a.filter((v, i) => !(Math.abs(v - b[i]!) <= within * Math.max(1, Math.abs(b[i]!))))
  expect(far).toEqual([])
}

test('the textbook rule on a network goes where the kernel of train goes, moving statistics with it', () => {
  // A schedule that is always 1 turns the kernel's Adam into the textbook's.
  for (const options of [{}, { dropout: 0.3 }, { normalized: true }]) {
    const [byKernel, byRule] = [network(options), network(options)]
    const kernel = open(adam({ lr: 0.01 }), byKernel).step(6)
    const rule = open(
      schedule(adam({ lr: 0.01 }), () => 1),
      byRule,
    ).step(6)
    close(weightsOf(byRule), weightsOf(byKernel), 1e-5)
    close(rule.losses, kernel.losses, 1e-5)
    expect(rule.steps.map((s) => s.rows)).toEqual(kernel.steps.map((s) => s.rows))
  }
})

test('AMSGrad: the first step is that of Adam, and it lowers the loss', () => {
  const [first, second] = [network(), network()]
  open(amsgrad({ lr: 0.01 }), first).step()
  open(adam({ lr: 0.01 }), second).step()
  close(weightsOf(first), weightsOf(second), 1e-6)
  const d = open(amsgrad({ lr: 0.05 })).step(60)
  expect(d.loss).toBeLessThan(0.1 * d.losses[0]!)
})

test('wrappers: decay by hand, a norm that is clipped, a rate that falls', () => {
  const [plain, decayed] = [network(), network()]
  const before = weightsOf(plain)
  open(batch({ lr: 0.1 }), plain).step()
  open(weightDecay(batch({ lr: 0.1 }), 0.5), decayed).step()
  const wanted = weightsOf(plain).map((w, i) => w - 0.1 * 0.5 * before[i]!)
  close(weightsOf(decayed), wanted, 1e-6)

  const [step] = open(clipNorm(batch({ lr: 1 }), 0.01)).step().steps
  expect(Math.hypot(...step!.layers.map((l) => l.updateNorm))).toBeCloseTo(0.01, 6)
  expect(step!.gradientNorm).toBeGreaterThan(0.01)

  const rates = open(schedule(momentum({ lr: 0.1 }), (t) => 0.5 ** t))
    .step(3)
    .steps.map((s) => s.learningRate)
  expect(rates).toEqual([0.1, 0.05, 0.025])
})

test('back and forward: the same to the last bit, the memory of the rule with it', () => {
  const model = network({ dropout: 0.2, normalized: true })
  const d = open(amsgrad({ lr: 0.05 }), model).step(9)
  const [weights, steps] = [weightsOf(model), d.steps]
  d.back(7).step(7)
  expect(weightsOf(model)).toEqual(weights)
  expect(d.steps).toEqual(steps)
  expect(d.reset().step(9).steps).toEqual(steps)
})

test('frozen layers stay, and no tensor is left over', () => {
  const model = network()
  model.layers[0]!.trainable = false
  const of = (layer: number) => model.layers[layer]!.getWeights().map((w) => Array.from(w.dataSync()))
  const [frozen, free] = [of(0), of(1)]
  const before = tf.memory().numTensors
  const d = open(amsgrad({ lr: 0.1 }), model).step(3)
  d.dispose()
  expect(tf.memory().numTensors).toBe(before)
  expect(of(0)).toEqual(frozen)
  expect(of(1)).not.toEqual(free)
})

test('methods that mini-batches take the sense from are refused: why, and what to use', () => {
  expect(() => open(newton())).toThrow('`newton` needs the Hessian of the whole objective: for n weights that is n × n')
  for (const rule of [lbfgs(), conjugateGradient()]) {
    expect(() => open(rule)).toThrow('measures one objective again and again along a line, and every batch')
  }
  expect(() => open(proximal())).toThrow('use `l1` of `models.mlp` with descent.adam()')
  expect(() => requireNetworkRule(amsgrad())).not.toThrow()
  const both = { clipNorm: 1 }
  expect(() => open(amsgrad(), network(), both)).toThrow('around `amsgrad` put descent.clipNorm(…)')
})

test('a kernel is used wherever train has one', () => {
  const made = Object.values(optimizers).flatMap((make) => (typeof make === 'function' ? [make()] : []))
  expect(made.filter((rule) => !rule.needs.length && !hasKernel(rule)).map(({ name }) => name)).toEqual(['amsgrad'])
  expect(hasKernel(schedule(adam(), () => 1))).toBe(false)
})
