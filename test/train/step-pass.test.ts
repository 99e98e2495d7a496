import { expect, test, vi } from 'vitest'
import { networkStep } from '../../src/network-step.ts'
import { Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/index.ts'
import { type Case, cases, example } from './graph/layers.ts'

const squares = (y: tf.Tensor, p: tf.Tensor) => p.sub(y).square().mean()
/** Reads a value in JavaScript, which no graph can. */
const untraceable = (y: tf.Tensor, p: tf.Tensor) => {
  p.dataSync()
  return squares(y, p)
}

function steps({ model: make, optimizer = 'adam' }: Case, set: any, loss: typeof squares, more = {}) {
  const model = make()
  const net = networkStep({ model, data: set, loss, optimizer, metrics: ['mse'], seed: 7, ...more })
  const order = new Random(1)
  const results = Array.from({ length: 12 }, (_, i) => {
    const rows = Array.from({ length: i % 3 ? 5 : 3 }, () => Math.floor(order.uniform() * set.x.shape[0]))
    net.lr = 0.01 / (1 + i)
    const gradients = net.gradients(rows)
    return { gradients, ...net.step(rows) }
  })
  const { weights, optimizer: memory } = net.getState()
  net.dispose()
  model.dispose()
  return { results, numbers: [...weights, ...memory].flatMap((values) => [...values]) }
}

function close(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length)
  const far = wanted.filter((w, i) => !(Math.abs(actual[i]! - w) <= 1e-5 * Math.max(1, Math.abs(w))))
  expect(far).toEqual([])
}

test.each([
  ['dense, L1 and L2', {}],
  ['dense', { clipNorm: 0.05 }],
  ['dense', { clipValue: 0.01 }],
  ['convolution', {}],
  ['batch normalization', {}],
  ['dropout', {}],
  ['noise', {}],
  ['LSTM with dropout', {}],
  ['several paths', {}],
] as const)('%s %o: the graph makes the steps that are made op by op', (name, more) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const set = example(cases[name]!)
  const before = tf.memory().numTensors
  const traced = steps(cases[name]!, set, squares, more)
  expect(warn).not.toHaveBeenCalled()
  const eager = steps(cases[name]!, set, untraceable, more)
  expect(warn.mock.calls).toEqual([
    ['Steps run op by op, which is slower: a value that changes from step to step is read in JavaScript.'],
  ])
  expect(tf.memory().numTensors).toBe(before)
  close(traced.numbers, eager.numbers)
  traced.results.forEach((step, i) => {
    const other = eager.results[i]!
    close([step.loss, step.gradientNorm, step.metrics.mse!], [other.loss, other.gradientNorm, other.metrics.mse!])
    for (const [j, g] of step.gradients.entries()) close([...g.values], [...other.gradients[j]!.values])
  })
  warn.mockRestore()
  tf.dispose([set.x, set.y])
})

test('weights that are set between steps count, and an error of the step leaves everything as it was', () => {
  const set = example(cases.dense!)
  const model = cases.dense!.model()
  let broken = false
  const loss = (y: tf.Tensor, p: tf.Tensor) => {
    if (broken) throw new Error('broken')
    return squares(y, p)
  }
  const net = networkStep({ model, data: set as never, loss, optimizer: 'momentum', seed: 1 })
  net.step([0, 1])
  tf.tidy(() => model.setWeights(model.getWeights().map((w) => tf.zerosLike(w))))
  const zero = net.gradients([0, 1])
  expect(zero.filter((g) => g.values.some((v) => v !== 0)).map((g) => g.shape)).toEqual([[3]])
  const before = { state: net.getState(), tensors: tf.memory().numTensors }
  broken = true
  expect(() => net.step([0, 1, 2])).toThrow('broken')
  expect(net.getState()).toEqual(before.state)
  expect(tf.memory().numTensors).toBe(before.tensors)
  net.dispose()
  model.dispose()
  tf.dispose([set.x, set.y])
})
