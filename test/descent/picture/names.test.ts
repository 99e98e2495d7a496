import { expect, test } from 'vitest'
import { objective } from '../../../src/descent/objective.ts'
import { parameterName } from '../../../src/descent/picture/names.ts'
import { start } from '../../../src/descent/start.ts'
import { displaySymbol } from '../../../src/display.ts'
import { withDrawings } from '../drawings.ts'

const nameless = (n: number) => objective({ f: (x) => x.reduce((sum, v) => sum + v * v, 0), dimension: n })

test('θ as in the formula: alone without a number, else numbered from 1; names of its own come first', () => {
  expect(parameterName(nameless(1), 0, 1)).toBe('θ')
  expect([0, 1].map((i) => parameterName(nameless(2), i, 2))).toEqual(['θ₁', 'θ₂'])
  expect(parameterName(nameless(12), 11, 12)).toBe('θ₁₂')
  const named = objective({ f: ([a, b]) => a! + b!, parameterNames: ['slope', 'intercept'] })
  expect(parameterName(named, 1, 2)).toBe('intercept')
})

test('the axes of a descent on a plain function carry the name that its formula uses', async () => {
  const html = async (n: number) =>
    withDrawings(
      (
        await start(nameless(n), { at: new Array<number>(n).fill(1) })
          .step()
          [displaySymbol]()
      )['text/html'],
    )
  expect(await html(1)).toContain('>θ</text>')
  expect(await html(2)).toMatch(/>θ₁<\/text>[\s\S]*>θ₂<\/text>/)
})
