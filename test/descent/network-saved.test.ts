import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Optimizer } from '../../src/descent/optimizer.ts'
import { adam, amsgrad, batch } from '../../src/descent/optimizers/index.ts'
import { start } from '../../src/descent/start.ts'
import { tf } from '../../src/tf.ts'
import '../../src/train/network-step.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-saved-network-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'run.json')

const x = tf.randomUniform([10, 2], -1, 1, 'float32', 3)
const data = { x, y: x.sum(1, true), size: 10 }
/** Every time other weights: what is loaded must not depend on them. */
function open(optimizer: Optimizer = adam({ lr: 0.05 }), { units = 4, seed = 7, batchSize = 3, loss = 'mse' } = {}) {
  const model = tf.sequential()
  model.add(tf.layers.dense({ units, activation: 'tanh', inputShape: [2] }))
  model.add(tf.layers.dropout({ rate: 0.2 }))
  model.add(tf.layers.dense({ units: 1 }))
  return start({ model, data, loss, batchSize }, { optimizer, seed })
}
/** Layers of two models have two names. */
const stepsOf = (d: ReturnType<typeof open>) =>
  d.steps.map((s) => ({ ...s, layers: s.layers.map(({ name: _, layer: __, ...numbers }) => numbers) }))
const weightsOf = (d: ReturnType<typeof open>) => d.weights.map((w) => Array.from(w.values))

test.each([
  ['a kernel of train', adam({ lr: 0.05 })],
  ['a rule of descent', amsgrad({ lr: 0.05 })],
] as const)('from a file it goes on, and back to the start, with the same numbers: %s', (_, optimizer) => {
  const d = open(optimizer).step(4).set({ lr: 0.01 }).step(3)
  const saved = d.save(file)
  expect(structuredClone(saved)).toEqual(saved)
  expect(stepsOf(open(optimizer).load(saved))).toEqual(stepsOf(d))
  const loaded = open(optimizer).load(file)
  expect(loaded.index).toBe(7)
  expect(stepsOf(loaded)).toEqual(stepsOf(d))
  expect(loaded.steps[0]!.layers.map((l) => l.name)).toEqual(loaded.weights.map((w) => w.name))
  expect(loaded.batch).toEqual(d.batch)
  expect(weightsOf(loaded)).toEqual(weightsOf(d))
  d.step(5)
  expect(stepsOf(loaded.step(5))).toEqual(stepsOf(d))
  expect(weightsOf(loaded)).toEqual(weightsOf(d))
  loaded.back(12)
  d.back(12)
  expect(weightsOf(loaded)).toEqual(weightsOf(d))
  expect(stepsOf(loaded.step(12))).toEqual(stepsOf(d.step(12)))
  expect(weightsOf(loaded.reset())).toEqual(weightsOf(d.reset()))
})

test('where it stopped, and with no history', () => {
  const broken = open(batch({ lr: 1e30 })).step(10)
  expect(broken.stopped).toBeDefined()
  broken.save(file)
  const loaded = open(batch()).load(file)
  expect(loaded.stopped).toEqual(broken.stopped)
  expect(loaded.step(3).index).toBe(broken.index)
  expect(readFileSync(file, 'utf8')).not.toContain('null,"epoch"')
  expect(open().load(open().save()).index).toBe(0)
})

test('what does not fit is refused by name', () => {
  const saved = open().step(2).save()
  expect(() => open(batch()).load(saved)).toThrow("a saved descent with the optimizer batch, found 'adam'")
  expect(() => open(adam(), { units: 5 }).load(saved)).toThrow('a saved descent with the weights of the shapes [[2,5]')
  expect(() => open(adam(), { seed: 8 }).load(saved)).toThrow('a saved descent with the seed 8, found 7')
  expect(() => open(adam(), { batchSize: 4 }).load(saved)).toThrow('the batch size 4, found 3')
  writeFileSync(file, '{"format":"gradlab descent 1"}')
  expect(() => open().load(file)).toThrow(`as d.save() gives it; ${file} holds something else`)
  expect(() => open().load({} as never)).toThrow('Expected a saved descent on a network')
})
