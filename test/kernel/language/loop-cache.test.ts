import { expect, test } from 'vitest'
import { parse } from '../../../kernel/language/emit.ts'
import { cachedNames, isAssignment } from '../../../kernel/language/loop-cache.ts'
import { type TS, ts } from '../../../kernel/language/tslab.ts'

const session = new Set(['a', 'b', 'xs', 'f', 'o'])

function cached(code: string, names = session): string[] {
  const loop = parse(code).statements[0] as TS.IterationStatement
  return cachedNames(loop, (name) => names.has(name))
}

test.each([
  ['while (a < 3) a += b', ['a', 'b']],
  ['do { a = a % 2 ? 3 * a + 1 : a / 2 } while (a > 1)', ['a']],
  ['for (let i = 0; i < xs.length; i++) a += Math.sqrt(xs[i] ** 2)', ['xs', 'a']],
  ['for (a = 0; a < 9; a++) { if (b) break; b-- }', ['a', 'b']],
  ['while (a) { ++a; for (let j = 0; j < b; j++) xs[j] = j }', ['a', 'b', 'xs']],
  ['for (let i = 0; i < 3; i++);', []],
])('may keep copies: %s', (code, names) => {
  expect(cached(code)).toEqual(names)
})

test.each([
  ['a call may assign to anything', 'while (a < 3) f()'],
  ['so may a getter', 'while (a < 3) a += o.size'],
  ['and a method of an own `Math`', 'while (a < 3) a += Math.sqrt(2)', new Set(['a', 'Math'])],
  ['and a constructor', 'while (a) a = new Date()'],
  ['and a tagged template', 'while (a) f`x`'],
  ['and an await', 'while (a) a = await b'],
  ['and an iterator', 'while (a) [a] = xs'],
  ['or a spread', 'while (a) b = [...xs]'],
  ['for of', 'for (const x of xs) a += x'],
  ['for in', 'for (const k in o) a += k'],
  ['a closure keeps the name itself', 'while (a) b = () => a'],
  ['a class, too', 'while (a) b = class {}'],
  ['a setter may run', 'while (a) o.length = b'],
  ['objects have coercions to come', 'while (a) b = { valueOf: f }'],
  ['a try may be left in the middle', 'while (a) try { a = b } catch {}'],
  ['delete', 'while (a) delete xs[0]'],
  ['a post-increment whose value is used', 'while (a) b = a++'],
  ['a local of the same name', 'while (a) { let a = 1; b = a }'],
])('may not: %s', (_, code, names = session) => {
  expect(cached(code, names)).toEqual([])
})

test('assignments, and what only looks like one', () => {
  const expression = (code: string) => (parse(code).statements[0] as TS.ExpressionStatement).expression
  for (const code of ['a = 1', 'a += 1', 'a **= 2', 'a ??= 1', 'a >>>= 1', '[a] = xs'])
    expect(isAssignment(expression(code))).toBe(true)
  for (const code of ['a == 1', 'a + 1', 'a ?? 1', 'a++', 'a >= 1', 'a, b'])
    expect(isAssignment(expression(code))).toBe(false)
  expect(ts.isPostfixUnaryExpression(expression('a++'))).toBe(true)
})
