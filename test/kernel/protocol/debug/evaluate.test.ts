import { afterEach, beforeEach, expect, test } from 'vitest'
import { evaluate, sessionObject, variables } from '../../../../kernel/protocol/debug/evaluate.ts'
import { describe } from '../../../../kernel/protocol/debug/values.ts'
import { liveInspector } from './live-inspector.ts'

const holder = globalThis as Record<symbol, unknown>
const symbol = Symbol.for('gradlab.variables')
beforeEach(() => {
  holder[symbol] = { loss: 0.5, $rate: 2, rates: [1, 2], model: { name: 'm', loss: 7 }, none: undefined }
})
afterEach(() => {
  delete holder[symbol]
})

test.each([
  ['1 + 1', '2'],
  ['loss', '0.5'],
  ['loss * 2 + $rate', '3'],
  ['model.loss + loss', '7.5'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is evaluated
  ['`${loss}` + "loss"', '"0.5loss"'],
  ['rates.map((x) => x * $rate)', 'Array(2) [2, 4]'],
  ['none', 'undefined'],
  ['({ loss: 1, $rate })', '{loss: 1, $rate: 2}'],
])('%s', async (expression, shown) => {
  expect(describe(await evaluate(liveInspector(), expression))).toBe(shown)
})

test('a variable can be assigned, and nothing is left in the global scope', async () => {
  const inspector = liveInspector()
  await evaluate(inspector, '"use strict"; loss = loss + 1')
  expect(holder[symbol]).toMatchObject({ loss: 1.5 })
  expect(await evaluate(inspector, "'loss' in globalThis")).toMatchObject({ value: false })
})

test('a name that nobody knows, and what an expression throws, in one line', async () => {
  await expect(evaluate(liveInspector(), 'loss + nothing')).rejects.toThrow(/^ReferenceError: nothing is not defined$/)
  await expect(evaluate(liveInspector(), 'loss.x.y')).rejects.toThrow(/^TypeError: Cannot read properties of undefined/)
  await expect(evaluate(liveInspector(), '1 +')).rejects.toThrow(/^SyntaxError: /)
})

test('the object that holds the variables, where there is one', async () => {
  expect(variables).toBe("globalThis[Symbol.for('gradlab.variables')]")
  expect(await sessionObject(liveInspector())).toMatchObject({ type: 'object', objectId: expect.any(String) })
  delete holder[symbol]
  expect(await sessionObject(liveInspector())).toBeUndefined()
})
