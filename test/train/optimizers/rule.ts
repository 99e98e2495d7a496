/** Update rules by themselves: what a weight becomes under given gradients, and what descent's textbook form makes of it. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Optimizer as Textbook } from '../../../src/descent/optimizer.ts'
import { tf } from '../../../src/tf.ts'
import type { Optimizer, Tensors } from '../../../src/train/optimizers/optimizer.ts'

/** The weight after each gradient. */
export function stepByHand({ lr, rule }: Optimizer, at: number, gradients: readonly number[]): number[] {
  return tf.tidy(() => {
    const fill = (initial: Readonly<Record<string, number>> = {}): Tensors =>
      Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, tf.scalar(value)]))
    let [value, slots, globals]: [tf.Tensor, Tensors, Tensors] = [tf.scalar(at), fill(rule.slots), fill(rule.globals)]
    return gradients.map((g, i) => {
      const scalars = rule.scalars(tf.scalar(lr), tf.scalar(i + 1), globals)
      const before = rule.before?.(value, tf.scalar(g), scalars) ?? {}
      const updated = rule.update(before.value ?? value, before.gradient ?? tf.scalar(g), slots, scalars)
      slots = updated
      globals = Object.fromEntries(Object.keys(globals).map((name) => [name, scalars[name]!]))
      value = updated.value
      return value.dataSync()[0]!
    })
  })
}

/** The tensors' rule and the textbook's agree, whatever the gradients. */
export function expectLikeDescent(optimizer: Optimizer, textbook: Textbook): void {
  const gradient = fc.float({ min: Math.fround(0.01), max: 10, noNaN: true }).chain((g) => fc.constantFrom(g, -g))
  fc.assert(
    fc.property(fc.array(gradient, { minLength: 1, maxLength: 6 }), (gradients) => {
      const x = [1]
      const state = textbook.state(1)
      const wanted = gradients.map((g) => {
        textbook.update(x, [g], state, textbook.options, undefined as never)
        return x[0]!
      })
      stepByHand(optimizer, 1, gradients).forEach((found, i) => {
        expect(Math.abs(found - wanted[i]!)).toBeLessThan(2e-5 * Math.max(1, Math.abs(wanted[i]!)))
      })
    }),
    { numRuns: 15 },
  )
}
