import { expect, test } from 'vitest'
import { TokenEmbedding } from '../../../src/models/layers/token-embedding.ts'
import { tf } from '../../../src/tf.ts'

test("a token's vector plus its place's, for shorter sequences too", () => {
  const layer = new TokenEmbedding({ vocabulary: 5, length: 4, width: 3, seed: 1 })
  const [tokens, shorter] = [tf.tensor2d([[4, 0, 4, 1]]), tf.tensor2d([[4, 0]])]
  const y = layer.apply(tokens) as tf.Tensor
  const z = layer.apply(shorter) as tf.Tensor
  const [e, p] = layer.getWeights().map((w) => w.arraySync() as number[][]) as [number[][], number[][]]
  const found = (y.arraySync() as number[][][])[0]!
  ;[4, 0, 4, 1].forEach((token, place) => {
    for (let j = 0; j < 3; j++) expect(found[place]![j]).toBeCloseTo(e[token]![j]! + p[place]![j]!, 6)
  })
  expect((z.arraySync() as number[][][])[0]).toEqual(found.slice(0, 2))
  tf.dispose([tokens, shorter, y, z])
  layer.dispose()
})
