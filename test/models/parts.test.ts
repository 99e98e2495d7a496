import { expect, test } from 'vitest'
import { activationName, makeInitializer, Parts } from '../../src/models/parts.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/keras-models.json' with { type: 'json' }

test.each(Object.entries(oracle.initializers))("%s has the spread of Keras's", (name, wanted) => {
  const { std, max, mean } = tf.tidy(() => {
    const w = makeInitializer(name as 'heNormal', 3).apply([300, 200])
    const { mean, variance } = tf.moments(w)
    return { mean: mean.dataSync()[0]!, std: Math.sqrt(variance.dataSync()[0]!), max: w.abs().max().dataSync()[0]! }
  })
  expect(Math.abs(std / wanted.std - 1)).toBeLessThan(0.02)
  expect(Math.abs(mean)).toBeLessThan(0.03 * wanted.std)
  // Uniform and truncated draws have an edge; a normal's largest of 60,000 wanders.
  expect(Math.abs(max / wanted.max - 1)).toBeLessThan(name === 'randomNormal' ? 0.3 : 0.02)
})

test('a number is the standard deviation of normal weights, and seeds repeat', () => {
  const draw = (seed: number) => tf.tidy(() => [...makeInitializer(0.5, seed).apply([200, 100]).dataSync()])
  const a = draw(1)
  expect(Math.sqrt(a.reduce((s, v) => s + v * v, 0) / a.length)).toBeCloseTo(0.5, 1)
  expect(draw(1)).toEqual(a)
  expect(draw(2)).not.toEqual(a)
})

test('orthogonal is orthogonal', () => {
  const off = tf.tidy(() => {
    const w = makeInitializer('orthogonal', 1).apply([8, 8]) as tf.Tensor2D
    return tf.matMul(w, w, true).sub(tf.eye(8)).abs().max().dataSync()[0]!
  })
  expect(off).toBeLessThan(1e-4)
})

test('bad initializers and penalties are told', () => {
  expect(() => makeInitializer(0, 1)).toThrow(/a standard deviation > 0, found 0/)
  expect(() => makeInitializer({} as never, 1)).toThrow(/a name, a standard deviation, or one of tf.initializers/)
  expect(() => new Parts('`x`', { l2: -1 }, [])).toThrow(/`l2` to be a number ≥ 0, found -1/)
})

test("Keras's spellings", () => {
  for (const [theirs, ours] of [
    ['he_normal', 'heNormal'],
    ['lecun_uniform', 'leCunUniform'],
    ['truncated_normal', 'truncatedNormal'],
  ] as const) {
    const [a, b] = [theirs, ours].map((name) => makeInitializer(name, 3).apply([2, 2]))
    expect([...a!.dataSync()]).toEqual([...b!.dataSync()])
    tf.dispose([a, b] as tf.TensorContainer)
  }
  expect(activationName('activation', 'hard_sigmoid')).toBe('hardSigmoid')
})
