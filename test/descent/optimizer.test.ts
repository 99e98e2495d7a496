import { expect, test } from 'vitest'
import { choice, count, flag, fraction, nonNegative, optimizer, positive } from '../../src/descent/optimizer.ts'

const make = optimizer({
  name: 'mine',
  options: {
    lr: positive(0.1),
    mu: fraction(0.9),
    decay: nonNegative(0),
    keep: count(5),
    on: flag(true),
    kind: choice('a', 'b'),
  },
  state: (n) => ({ v: new Array<number>(n).fill(0) }),
  update(x, g, { v }, { lr, mu }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = mu * v[i]! + g[i]!
      x[i]! -= lr * v[i]!
    }
  },
  rule: [['a', 'b']],
})

test('defaults are filled in; the state is made for n parameters; update changes x in place', () => {
  const mine = make({ lr: 0.5 })
  expect(mine.options).toEqual({ lr: 0.5, mu: 0.9, decay: 0, keep: 5, on: true, kind: 'a' })
  expect(mine).toMatchObject({ name: 'mine', needs: [], rule: [['a', 'b']] })
  const [x, state] = [[1, 2], mine.state(2)]
  mine.update(x, [1, 1], state, mine.options, undefined as never)
  mine.update(x, [1, 1], state, mine.options, undefined as never)
  expect(x[0]).toBeCloseTo(1 - 0.5 * (1 + 1.9), 12)
})

test('two of one kind share no options and no state', () => {
  const [a, b] = [make(), make({ lr: 1 })]
  expect([a.options.lr, b.options.lr]).toEqual([0.1, 1])
  expect(a.state(1)).not.toBe(a.state(1))
})

test.each([
  [{ lr: 0 }, '`lr` to be a number > 0, found 0'],
  [{ lr: Number.POSITIVE_INFINITY }, '`lr` to be a number > 0'],
  [{ mu: 1 }, '`mu` to be a number in [0, 1), found 1'],
  [{ decay: -1 }, '`decay` to be a number ≥ 0, found -1'],
  [{ keep: 1.5 }, '`keep` to be a whole number ≥ 1, found 1.5'],
  [{ on: 1 }, '`on` to be true or false, found 1'],
  [{ kind: 'c' }, "`kind` to be 'a' or 'b', found 'c'"],
  [{ lr: '0.1' }, "`lr` to be a number > 0, found '0.1'"],
  [{ lrr: 1 }, '`mine` has no option `lrr`. Did you mean `lr`?'],
  [0.1, 'the options of `mine` to be an object such as { lr: 0.1 }, found 0.1'],
  [null, 'the options of `mine` to be an object'],
] as const)('%j is refused', (options, message) => {
  expect(() => make(options as never)).toThrow(message)
  expect(() => make().check(options as never)).toThrow(message)
})
