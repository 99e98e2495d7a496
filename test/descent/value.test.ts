import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centralDifferences } from '../../src/descent/differences.ts'
import { Value, value } from '../../src/descent/value.ts'

test('back-propagation by hand: a neuron', () => {
  const [x1, x2, w1, w2] = [value(2), value(0), value(-3), value(1)]
  const b = value(6.881373587019543)
  const o = x1.mul(w1).add(x2.mul(w2)).add(b).tanh()
  o.backward()
  expect(o.data).toBeCloseTo(Math.SQRT1_2, 12)
  ;[x1, x2, w1, w2].forEach((v, i) => {
    expect(v.grad).toBeCloseTo([-1.5, 0.5, 1, 0][i]!, 12)
  })
})

const unary = ['neg', 'exp', 'log', 'sqrt', 'abs', 'sin', 'cos', 'tanh', 'relu', 'sigmoid', 'softplus'] as const
const binary = ['add', 'sub', 'mul', 'div', 'pow', 'max'] as const

test('every operation has the derivative that central differences see', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 3, noNaN: true }), fc.double({ min: 0.2, max: 3, noNaN: true }), (a, b) => {
      fc.pre(Math.abs(a - b) > 1e-3)
      const functions = [
        ...unary.map(
          (name) =>
            ([x, y]: Value[]) =>
              x![name]().mul(y!),
        ),
        ...binary.map(
          (name) =>
            ([x, y]: Value[]) =>
              x![name](y!),
        ),
        ([x, y]: Value[]) => x!.pow(3).add(y!.pow(-2)).add(x!.pow(0)),
      ]
      for (const f of functions) {
        const leaves = [value(a), value(b)]
        f(leaves).backward()
        const differences = centralDifferences((at) => f(at.map((v) => new Value(v))).data)([a, b])
        leaves.forEach((leaf, i) => {
          expect(Math.abs(leaf.grad - differences[i]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(leaf.grad)))
        })
      }
    }),
    { numRuns: 50 },
  )
})

test('a Value used twice gets both parts; leaves add up over calls until they are set to 0', () => {
  const a = value(3)
  const b = a.mul(a).add(a)
  b.backward()
  expect(a.grad).toBe(7)
  b.backward()
  expect(a.grad).toBe(14)
})

test('a sum of 100,000 terms does not overflow the stack', () => {
  const x = value(1)
  let sum = value(0)
  for (let i = 0; i < 100_000; i++) sum = sum.add(x)
  sum.backward()
  expect(x.grad).toBe(100_000)
})

test('operators instead of methods are refused, and so is anything but a number', () => {
  expect(() => (value(2) as never as number) * 3).toThrow('A Value has methods for arithmetic: a.mul(b)')
  expect(() => value('2' as never)).toThrow("Expected a number, found '2'.")
  expect(`${value(2, 'a')}`).toBe('Value(a: data=2, grad=0)')
})
