import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NetworkDescent } from '../../src/descent/network.ts'
import { describeNetworkDescent, showNetworkDescent } from '../../src/descent/network-show.ts'
import { start } from '../../src/descent/start.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/network-step.ts'

let d: NetworkDescent
beforeAll(() => {
  const layer = tf.layers.dense({ units: 1, inputShape: [2], name: 'only', kernelInitializer: 'ones' })
  const model = tf.sequential({ layers: [layer], name: 'net<1>' })
  const data = { x: tf.ones([8, 2]), y: tf.zeros([8, 1]), size: 8 }
  d = start({ model, data, loss: 'meanSquaredError', metrics: ['mae'], batchSize: 4 }, { optimizer: 'sgd', seed: 1 })
})
afterAll(() => d.dispose())

test('before the first step it says so, and shows the batch to come', () => {
  expect(describeNetworkDescent(d)).toBe('sgd (lr 0.001) on net<1>, no step yet')
  const html = String(showNetworkDescent(d)['text/html'])
  expect(html).toContain('on net&lt;1&gt;, no step yet')
  expect(html).toContain('The batch: 4 examples')
  expect(html).not.toContain('layer by layer')
})

test('then where it stands, the layers and the last eight steps', () => {
  d.step(10)
  const text = describeNetworkDescent(d).split('\n')
  expect(text[0]).toMatch(/^sgd \(lr 0\.001\) on net<1>, step 10: meanSquaredError .* on the last batch$/)
  expect(text.filter((line) => line.includes('only/'))).toHaveLength(2)
  expect(text.at(-1)).toMatch(/^\s*10\s+5\s.*mae /)
  expect(text).toHaveLength(1 + 3 + 9)
  const html = String(showNetworkDescent(d)['text/html'])
  for (const part of ['data:image/svg+xml', 'Step 10, layer by layer', 'The last steps', '2 × 1'])
    expect(html).toContain(part)
})

test('without metrics there is no column for them', () => {
  const data = { x: tf.ones([8, 2]), y: tf.zeros([8, 1]), size: 8 }
  const of = { model: d.objective.model, data, loss: 'meanSquaredError', batchSize: 4 }
  const plain = start(of, { optimizer: 'sgd', seed: 1 })
  plain.step(2)
  expect(describeNetworkDescent(d)).toContain('metrics')
  expect(describeNetworkDescent(plain)).not.toContain('metrics')
  expect(String(showNetworkDescent(plain)['text/html'])).not.toContain('metrics')
  plain.dispose()
})

test('why it stopped', () => {
  d.set({ lr: 1e30 }).step(5)
  expect(describeNetworkDescent(d).split('\n').at(-1)).toMatch(/^Stopped at step \d+: /)
  expect(String(showNetworkDescent(d)['text/html'])).toContain('⚠')
})
