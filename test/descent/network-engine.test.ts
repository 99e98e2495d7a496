import { expect, test } from 'vitest'
import { NetworkEngine } from '../../src/descent/network-engine.ts'
import { adam, batch, newton } from '../../src/descent/optimizers/index.ts'
import { clipNorm } from '../../src/descent/wrappers.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/network-step.ts'

function line() {
  const x = tf.tensor2d([[0], [1], [2], [3], [4]])
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] })
  return { model, data: { x, y: tf.tidy(() => x.mul(2).add(1)), size: 5 }, loss: 'mse' }
}

test('`batch` is the plain step w − lr · g, by hand; the rate in force is the one of the options', () => {
  const engine = new NetworkEngine({ ...line(), batchSize: 5 }, batch({ lr: 0.1 }), 1)
  expect(engine.step()).toBeUndefined()
  // At w = b = 0: loss = mean (2x + 1)² = 33, ∂w = −2 · mean x(2x + 1) = −28, ∂b = −10.
  expect(engine.lossBefore).toBeCloseTo(33, 4)
  expect(engine.gradientNorm).toBeCloseTo(Math.hypot(28, 10), 4)
  expect(engine.net.weights().map((w) => w.values[0]!.toFixed(4))).toEqual(['2.8000', '1.0000'])
  engine.options = { lr: 0.5 }
  engine.step()
  expect(engine.net.lr).toBe(0.5)
})

test('put back to a state it takes the same batches to the same weights', () => {
  const engine = new NetworkEngine({ ...line(), batchSize: 2 }, adam({ lr: 0.1, epsilon: 1e-3 }), 3)
  engine.step()
  const saved = engine.save()
  const run = () =>
    Array.from({ length: 6 }, () => {
      const next = [...engine.nextRows()]
      engine.step()
      expect(Array.from(engine.rows)).toEqual(next)
      return [next, engine.epoch, engine.lossBefore, ...engine.net.weights().map((w) => w.values[0])]
    })
  const first = run()
  engine.restore(saved)
  expect(engine.index).toBe(1)
  expect(run()).toEqual(first)
})

test('says when the loss is no number, or has grown out of hand', () => {
  const engine = new NetworkEngine(line(), adam(), 1)
  engine.step() // from a loss of 33
  expect(engine.stopAt(3e13)).toBeUndefined()
  expect(engine.stopAt(Number.NaN)).toMatchObject({ step: 1, reason: 'NaN' })
  expect(engine.stopAt(Number.POSITIVE_INFINITY)).toMatchObject({ reason: 'infinite' })
  expect(engine.stopAt(4e13)).toEqual({ step: 1, reason: 'diverged', value: 4e13 })
  const saved = engine.save()
  const other = new NetworkEngine(line(), adam(), 1)
  other.restore(saved)
  expect(other.save().last).toEqual(saved.last)
  expect(other.stopAt(4e13)).toMatchObject({ reason: 'diverged' })
})

test('a rule that train has no kernel for steps too; its memory is part of the state', () => {
  const engine = new NetworkEngine({ ...line(), batchSize: 2 }, clipNorm(adam({ lr: 0.1 }), 1), 1)
  engine.step()
  const saved = engine.save()
  const next = () => {
    engine.step()
    return engine.net.weights().map((w) => w.values[0])
  }
  const first = next()
  expect(saved.memory).toMatchObject({ inner: { t: 1 } })
  engine.restore(saved)
  expect(next()).toEqual(first)
  expect(engine.learningRate).toBe(0.1)
})

test('optimizers that need more than gradients are refused, and clipping in two places', () => {
  expect(() => new NetworkEngine(line(), newton(), 1)).toThrow('`newton` needs the Hessian of the whole objective')
  const clipped = { ...line(), clipValue: 1 }
  expect(() => new NetworkEngine(clipped, clipNorm(adam(), 1), 1)).toThrow(
    'around `clipNorm(adam)` put descent.clipNorm',
  )
})
