import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadKerasWeights, saveKerasWeights } from '../../src/models/keras-weights.ts'
import { SelfAttention } from '../../src/models/layers/attention.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/keras-models.json' with { type: 'json' }

const l = tf.layers
const fixture = (name: string) => join(import.meta.dirname, `../oracle/keras-${name}.weights.h5`)
const folder = mkdtempSync(join(tmpdir(), 'gradlab-h5-'))
afterAll(() => rmSync(folder, { recursive: true }))

const gates = { recurrentActivation: 'sigmoid', returnSequences: true } as const
const make = {
  sequence: () =>
    tf.sequential({
      layers: [
        l.embedding({ inputDim: 10, outputDim: 4, inputLength: 6 }),
        l.lstm({ units: 3, ...gates }),
        l.gru({ units: 2, ...gates }),
        l.simpleRNN({ units: 3, returnSequences: true }),
        l.layerNormalization(),
        l.flatten(),
        l.dense({ units: 3, activation: 'relu' }),
        l.batchNormalization(),
        l.dense({ units: 2, activation: 'softmax' }),
      ],
    }),
  image: () =>
    tf.sequential({
      layers: [
        l.conv2d({ inputShape: [6, 6, 2], filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' }),
        l.maxPooling2d({ poolSize: 2 }),
        l.flatten(),
        l.dense({ units: 2 }),
      ],
    }),
  attention: (causal = false) => {
    const input = tf.input({ shape: [5, 4] })
    const layer = new SelfAttention({ heads: 2, headSize: 3, causal })
    return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor })
  },
}
const answer = (model: tf.LayersModel, x: any) =>
  tf.tidy(() => Array.from((model.predict(tf.tensor(x)) as tf.Tensor).dataSync()))
const close = (found: number[], wanted: any) => {
  const flat = wanted.flat(4) as number[]
  expect(found).toHaveLength(flat.length)
  flat.forEach((w, i) => {
    expect(Math.abs(found[i]! - w)).toBeLessThan(1e-5)
  })
}

test.each(['sequence', 'image', 'attention'] as const)(
  "%s: Keras's weights give Keras's answers, and go back",
  async (kind) => {
    const model = make[kind]()
    const again = make[kind]()
    const before = tf.memory().numTensors
    await loadKerasWeights(model, fixture(kind))
    close(answer(model, oracle[kind].x), oracle[kind].y)
    const path = join(folder, `${kind}.weights.h5`)
    await saveKerasWeights(model, path)
    await loadKerasWeights(again, path)
    expect(answer(again, oracle[kind].x)).toEqual(answer(model, oracle[kind].x))
    expect(tf.memory().numTensors).toBe(before)
    model.dispose()
    again.dispose()
  },
)

test("causal attention is Keras's", async () => {
  const model = make.attention(true)
  await loadKerasWeights(model, fixture('attention'))
  close(answer(model, oracle.attention.x), oracle.causal)
  model.dispose()
})

test('a file that does not fit is told, and changes nothing', async () => {
  const model = make.image()
  const weights = () => model.getWeights().map((w) => [...w.dataSync()])
  const old = weights()
  const before = tf.memory().numTensors
  await expect(loadKerasWeights(model, fixture('sequence'))).rejects.toThrow(
    /no weight layers\/conv2d\/vars\/0 .*holds .*lstm/,
  )
  await expect(loadKerasWeights(model, 'no.weights.h5')).rejects.toThrow(
    /Expected a Keras weights file at no.weights.h5, found none/,
  )
  await expect(saveKerasWeights(model, 'x.h5')).rejects.toThrow(/ends in .weights.h5/)
  expect(tf.memory().numTensors).toBe(before)
  expect(weights()).toEqual(old)
  const other = tf.sequential({ layers: [l.dense({ inputShape: [3], units: 2 })] })
  await expect(loadKerasWeights(other, fixture('image'))).rejects.toThrow(/to be of shape \[3, 2\], found \[27, 2\]/)
  model.dispose()
  other.dispose()
})
