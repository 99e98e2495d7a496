/** The law of going back, on networks: every number again to the last bit, dropout and the order of the batches with it. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { descent, tf } from '../../src/index.ts'

const x = tf.randomUniform([20, 3], -1, 1, 'float32', 3)
const data = { x, y: x.sum(1, true), size: 20 }
afterAll(() => tf.dispose([data.x, data.y]))

function network() {
  const dense = (seed: number, units: number) =>
    tf.layers.dense({ units, activation: units > 1 ? 'tanh' : 'linear', kernelInitializer: tf.initializers.glorotUniform({ seed }) }) // biome-ignore format: one line
  const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [3] }), dense(1, 5)] })
  model.add(tf.layers.batchNormalization())
  model.add(tf.layers.dropout({ rate: 0.3, seed: 1 }))
  model.add(dense(2, 1))
  return model
}

/** All that a descent on a network is, as plain data. */
function whole(d: descent.NetworkDescent) {
  const { index, loss, options, batch, stopped } = d
  const weights = d.objective.model.getWeights().map((w) => Array.from(w.dataSync()))
  // Layers of a fork have other names.
  const steps = d.steps.map((step) => ({ ...step, layers: step.layers.map((l) => ({ ...l, name: '', layer: '' })) }))
  return { index, loss, options, batch, stopped, weights, steps }
}

const action = fc.record({
  kind: fc.constantFrom('step' as const, 'back' as const, 'set' as const, 'fork' as const),
  n: fc.integer({ min: 1, max: 6 }),
})

const optimizers = {
  batch: descent.batch({ lr: 0.05 }),
  sgd: descent.sgd({ lr: 0.05, momentum: 0.5, weightDecay: 0.01 }),
  momentum: descent.momentum({ lr: 0.05 }),
  nesterov: descent.nesterov({ lr: 0.05 }),
  adagrad: descent.adagrad({ lr: 0.05 }),
  rmsprop: descent.rmsprop({ lr: 0.01 }),
  adadelta: descent.adadelta(),
  adam: descent.adam({ lr: 0.05 }),
  adamW: descent.adamW({ lr: 0.05 }),
  nadam: descent.nadam({ lr: 0.05 }),
  amsgrad: descent.amsgrad({ lr: 0.05 }),
  wrapped: descent.clipNorm(
    descent.schedule(descent.adam({ lr: 0.05 }), (t) => 0.9 ** t),
    0.5,
  ),
}

test.each(Object.entries(optimizers))('%s: after any step, back, set and fork', (_, optimizer) => {
  const owned: descent.NetworkDescent[] = []
  const keep = (d: descent.NetworkDescent) => {
    owned.push(d)
    return d
  }
  const objective = { model: network(), data, loss: 'meanSquaredError', batchSize: 8 }
  let d = keep(descent.start(objective, { optimizer, seed: 5 }))
  const start = whole(d)
  fc.assert(
    fc.property(fc.array(action, { minLength: 3, maxLength: 8 }), (actions) => {
      for (const { kind, n } of actions) {
        if (kind === 'step') d.step(n)
        else if (kind === 'back') d.back(Math.min(n, d.index))
        else if (kind === 'set') d.set({ lr: n * 0.01 })
        else {
          const fork = keep(d.fork())
          expect(whole(fork)).toEqual(whole(d))
          d.step(2) // what the one does, the other does not see
          const before = whole(fork)
          d = fork
          expect(whole(d)).toEqual(before)
        }
      }
      const here = whole(d)
      for (const count of [Math.min(d.index, 3), d.index]) expect(whole(d.back(count).step(count))).toEqual(here)
      expect(whole(d.reset())).toEqual(start)
    }),
    { numRuns: 2, endOnFailure: true },
  )
  for (const d of owned) {
    d.dispose()
    d.objective.model.dispose()
  }
})
