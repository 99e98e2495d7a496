import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cnn } from '../../src/models/cnn.ts'
import { recurrent } from '../../src/models/recurrent.ts'
import { save } from '../../src/models/save.ts'
import { Random } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'
import { releaseMasks } from '../../src/train/recurrent-masks.ts'
import { savedModel } from '../../src/train/saved-model.ts'
import { cases } from './graph/layers.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-saved-model-'))
afterAll(() => rmSync(folder, { recursive: true }))

const differ = (a: tf.Tensor, b: tf.Tensor): number => tf.tidy(() => a.sub(b).abs().max().dataSync()[0]!)

/** Weights away from where they start: moving statistics that do nothing would prove nothing. */
function shake(model: tf.LayersModel): void {
  const random = new Random(3)
  for (const weight of model.weights) {
    tf.tidy(() => {
      const old = weight.read()
      const noise = Float32Array.from({ length: old.size }, () => 0.1 * random.uniform())
      weight.write(old.add(tf.tensor(noise, old.shape)))
    })
  }
}

/** Saves, loads with TensorFlow's own library, and compares with `predict` for several batch sizes. */
async function compare(model: tf.LayersModel, shape: number[], tokens?: number): Promise<number> {
  shake(model)
  const path = join(folder, model.name)
  await save(model, path, { format: 'savedModel' })
  const before = tf.memory().numTensors
  const loaded = await (tf as any).node.loadSavedModel(path)
  let largest = 0
  for (const rows of [1, 4, 11]) {
    const random = new Random(rows)
    const size = rows * shape.reduce((a, b) => a * b, 1)
    const values = Float32Array.from({ length: size }, () => (tokens ? random.integer(tokens) : random.normal()))
    const x = tf.tensor(values, [rows, ...shape])
    const own = model.predict(x) as tf.Tensor
    const theirs = loaded.predict(x) as tf.Tensor
    expect(theirs.shape).toEqual(own.shape)
    largest = Math.max(largest, differ(own, theirs))
    tf.dispose([x, own, theirs])
  }
  loaded.dispose()
  releaseMasks(model)
  expect(tf.memory().numTensors).toBe(before)
  return largest
}

test.each(Object.keys(cases))('%s: TensorFlow computes the same from the file, for any batch size', async (name) => {
  const before = tf.memory().numTensors
  const { model: make, shape, tokens } = cases[name]!
  const model = make()
  expect(await compare(model, shape, tokens)).toBeLessThan(1e-5)
  model.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('models.cnn with batch normalization and dropout', async () => {
  const model = cnn({ inputs: [8, 8, 1], filters: [4, 8], outputs: 3, dropout: 0.3, batchNorm: true, seed: 1 })
  expect(await compare(model, [8, 8, 1])).toBeLessThan(1e-5)
  model.dispose()
})

test('names, types and shapes are in the signature; several inputs and outputs go by their names', async () => {
  const a = tf.input({ shape: [2], name: 'size' })
  const b = tf.input({ shape: [3], name: 'colour' })
  const both = tf.layers.concatenate().apply([a, b]) as tf.SymbolicTensor
  const outputs = ['price', 'kind'].map(
    (name, i) => tf.layers.dense({ units: i + 1, name }).apply(both) as tf.SymbolicTensor,
  )
  const model = tf.model({ inputs: [a, b], outputs })
  const path = join(folder, 'several')
  await save(model, path, { format: 'savedModel' })
  const [meta] = await (tf as any).node.getMetaGraphsFromSavedModel(path)
  expect(meta.tags).toEqual(['serve'])
  const { inputs, outputs: given } = meta.signatureDefs.serving_default
  const shapes = (record: Record<string, any>) =>
    Object.fromEntries(Object.entries(record).map(([k, v]) => [k, [v.dtype, ...v.shape.map((d: any) => d.getSize())]]))
  expect(shapes(inputs)).toEqual({ size: ['float32', -1, 2], colour: ['float32', -1, 3] })
  expect(shapes(given)).toEqual({ price: ['float32', -1, 1], kind: ['float32', -1, 2] })
  const loaded = await (tf as any).node.loadSavedModel(path)
  const [x, z] = [tf.randomNormal([5, 2]), tf.randomNormal([5, 3])]
  const own = model.predict([x, z]) as tf.Tensor[]
  const theirs = loaded.predict({ size: x, colour: z }) as Record<string, tf.Tensor>
  expect(differ(own[0]!, theirs.price!)).toBeLessThan(1e-6)
  expect(differ(own[1]!, theirs.kind!)).toBeLessThan(1e-6)
  loaded.dispose()
  model.dispose()
  tf.dispose([x, z, own, theirs])
})

test('open sizes are asked for', async () => {
  const model = recurrent({ vocabulary: 5, units: 4, embedding: 3, outputs: 2, seed: 1 })
  const before = tf.memory().numTensors
  expect(() => savedModel(model, {})).toThrow(
    "A SavedModel needs all sizes but the batch's, and the model takes [·, ·]: say which with `inputShape`, e.g. `inputShape: [32]`.",
  )
  expect(() => savedModel(model, { inputShape: [3, 3] })).toThrow(
    "Expected `inputShape` to fit the model's input [·], found [3, 3].",
  )
  const path = join(folder, 'open')
  await save(model, path, { format: 'savedModel', inputShape: [6] })
  const loaded = await (tf as any).node.loadSavedModel(path)
  const x = tf.tensor2d([[0, 1, 2, 3, 4, 0]])
  const [own, theirs] = [model.predict(x) as tf.Tensor, loaded.predict(x) as tf.Tensor]
  expect(differ(own, theirs)).toBeLessThan(1e-6)
  loaded.dispose()
  tf.dispose([x, own, theirs])
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('a model that reads its values in JavaScript cannot become one', () => {
  class Reads extends tf.layers.Layer {
    static className = 'ReadsValues'
    override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
      const [first] = [x].flat() as [tf.Tensor]
      return first.mul(first.max().dataSync()[0]!)
    }
  }
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] }), new Reads({})] })
  const before = tf.memory().numTensors
  expect(() => savedModel(model, {})).toThrow(
    'This model cannot become a SavedModel: a value that changes from step to step is read in JavaScript.',
  )
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})
