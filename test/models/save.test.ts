import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mlp } from '../../src/models/mlp.ts'
import { load, save } from '../../src/models/save.ts'
import { transformer } from '../../src/models/transformer.ts'
import { tf } from '../../src/tf.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-save-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['mlp', () => mlp({ inputs: 5, hidden: [4], outputs: 3, dropout: 0.3, batchNorm: true })],
  ['transformer', () => transformer({ vocabulary: 4, length: 5, width: 8, heads: 2, outputs: 2, dropout: 0.1 })],
] as const)('%s: comes back with the same answers, layers of our own included', async (name, make) => {
  const before = tf.memory().numTensors
  const model = make()
  const path = join(folder, name)
  await save(model, path)
  expect(existsSync(join(path, 'model.json.part'))).toBe(false)
  const again = await load(path)
  const x = tf.tensor2d([[0, 1, 2, 3, 1]])
  const [a, b] = [model, again].map((m) => tf.tidy(() => [...(m.predict(x) as tf.Tensor).dataSync()]))
  expect(b).toEqual(a)
  x.dispose()
  model.dispose()
  again.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('what is no model is told', async () => {
  const none = await load(join(folder, 'none')).catch((error) => error)
  expect(none.message).toMatch(/Expected a model at .*none\/model.json, found none \(ENOENT\)/)
  // A traceback would say the same again under “Caused by”.
  expect(none.cause).toBeUndefined()
  writeFileSync(join(folder, 'x.json'), '{"a":1}')
  await expect(load(join(folder, 'x.json'))).rejects.toThrow(/to be a model of TensorFlow.js, found JSON with a/)
  await expect(save({} as never, folder)).rejects.toThrow(/to be given a tf.LayersModel/)
  const model = mlp({ inputs: 1, outputs: 1 })
  await expect(save(model, '')).rejects.toThrow("Expected the path of a folder, found ''.")
  await expect(save(model, folder, { format: 'saved-model' as never })).rejects.toThrow(/Did you mean 'savedModel'/)
  await expect(save(model, folder, { inputShape: [1] })).rejects.toThrow(/only with the format 'savedModel'/)
  mkdirSync(join(folder, 'python'))
  writeFileSync(join(folder, 'python', 'saved_model.pb'), '')
  await expect(load(join(folder, 'python'))).rejects.toThrow(/It holds a SavedModel, a graph without layers/)
  model.dispose()
})

test('a model made of two, whose layers share their names, comes back too', async () => {
  const inner = () => mlp({ inputs: 3, hidden: [4], outputs: 3, batchNorm: true })
  const model = tf.sequential({ layers: [inner(), inner()] })
  const path = join(folder, 'nested')
  await save(model, path)
  const again = await load(path)
  const x = tf.tensor2d([[0.2, -1, 3]])
  const [a, b] = [model, again].map((m) => tf.tidy(() => [...(m.predict(x) as tf.Tensor).dataSync()]))
  expect(b).toEqual(a)
  x.dispose()
  model.dispose()
  again.dispose()
})
