import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  kullbackLeiblerDivergence,
  sparseCategoricalCrossentropy,
} from '../../../src/train/losses/classification.ts'

const numbers = (make: () => tf.Tensor) => tf.tidy(() => [...make().dataSync()])
const close = (found: number[], wanted: number[], digits = 5) => {
  expect(found).toHaveLength(wanted.length)
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, digits)
  })
}

test('one value an example, by hand', () => {
  const p = () =>
    tf.tensor2d([
      [0.5, 0.25, 0.25],
      [0.1, 0.1, 0.8],
    ])
  close(
    numbers(() => sparseCategoricalCrossentropy.values(tf.tensor1d([0, 2], 'int32'), p())),
    [Math.LN2, -Math.log(0.8)],
  )
  close(
    numbers(() =>
      categoricalCrossentropy.values(
        tf.tensor2d([
          [0, 1, 0],
          [0, 0, 1],
        ]),
        p(),
      ),
    ),
    [Math.log(4), -Math.log(0.8)],
  )
  close(
    numbers(() => binaryCrossentropy.values(tf.tensor1d([1, 0]), tf.tensor2d([[0.5], [0.2]]))),
    [Math.LN2, -Math.log(0.8)],
  )
  close(
    numbers(() => kullbackLeiblerDivergence.values(tf.tensor2d([[0.5, 0.5]]), tf.tensor2d([[0.25, 0.75]]))),
    [0.5 * Math.log(2) + 0.5 * Math.log(2 / 3)],
  )
})

test('probabilities that do not sum to 1 are scaled; a sure mistake is finite', () => {
  close(
    numbers(() => categoricalCrossentropy.values(tf.tensor2d([[0, 1]]), tf.tensor2d([[3, 1]]))),
    [Math.log(4)],
  )
  close(
    numbers(() => categoricalCrossentropy.values(tf.tensor2d([[0, 1]]), tf.tensor2d([[1, 0]]))),
    [-Math.log(1e-7)],
    3,
  )
  close(
    numbers(() => binaryCrossentropy.values(tf.tensor1d([1]), tf.tensor2d([[0]]))),
    [-Math.log(1e-7)],
    3,
  )
})

test('on logits the same number as on probabilities', () => {
  const logit = fc.double({ min: -5, max: 5, noNaN: true })
  fc.assert(
    fc.property(logit, logit, fc.integer({ min: 0, max: 1 }), (a, b, label) => {
      tf.tidy(() => {
        const [z, y] = [tf.tensor2d([[a, b]]), tf.oneHot([label], 2)]
        const { values, logits } = categoricalCrossentropy
        close([...logits!.values(y, z).dataSync()], [...values(y, z.softmax()).dataSync()], 4)
        const binary = binaryCrossentropy
        close([...binary.logits!.values(y, z).dataSync()], [...binary.values(y, z.sigmoid()).dataSync()], 4)
      })
    }),
    { numRuns: 20 },
  )
})
