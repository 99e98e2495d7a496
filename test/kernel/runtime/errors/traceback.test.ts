import { afterAll, beforeAll, expect, test } from 'vitest'
import { Session, traceback } from '../session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
})
afterAll(() => session.child.stop())

test('a traceback goes across cells, in their own coordinates', async () => {
  await session.run('// a comment\nfunction f(x: any): number {\n  return x.y.z\n}')
  const outcome = await session.run('const start: number = 1;\n[1].map(() => f({}))')
  expect(outcome.error).toMatchObject({
    ename: 'TypeError',
    evalue: "Cannot read properties of undefined (reading 'z')",
  })
  expect(traceback(outcome)).toBe(
    [
      "TypeError: Cannot read properties of undefined (reading 'z')",
      '  Cell In[1], line 3, in f',
      '      1 | // a comment',
      '      2 | function f(x: any): number {',
      '  --> 3 |   return x.y.z',
      '        |              ^',
      '      4 | }',
      '  Cell In[2], line 2',
      '  --> 2 | [1].map(() => f({}))',
      '        |               ^',
      '  Cell In[2], line 2',
      '  --> 2 | [1].map(() => f({}))',
      '        |     ^',
    ].join('\n'),
  )
})

test('after an await', async () => {
  const text = traceback(
    await session.run('async function g() {\n  await null\n  throw new RangeError("late")\n}\nawait g()'),
  )
  expect(text).toContain(', line 3, in g\n')
  expect(text).toContain(', line 5\n')
})

test('library frames are folded', async () => {
  const text = traceback(await session.run('import { TraceMap } from "@jridgewell/trace-mapping"\nnew TraceMap("{")'))
  expect(text).toMatch(/… \d frames? in node_modules\/@jridgewell\/trace-mapping/)
  expect(text).toContain(', line 2\n')
})

test('causes and the errors of an AggregateError', async () => {
  const text = traceback(
    await session.run('throw new AggregateError([new Error("one"), "two"], "both", { cause: new TypeError("why") })'),
  )
  expect(text).toContain('Error 1 of 2: Error: one')
  expect(text).toContain("Error 2 of 2: Uncaught: 'two'")
  expect(text).toContain('Caused by TypeError: why')
  const round = traceback(await session.run('const e: any = new Error("round"); e.cause = e; throw e'))
  expect(round).toContain('go round')
})

test.each([
  ['throw "text"', 'Uncaught', "'text'"],
  ['throw null', 'Uncaught', 'null'],
  ['throw undefined', 'Uncaught', 'undefined'],
  ['throw { a: 1 }', 'Uncaught', '{ a: 1 }'],
  ['class Mine extends Error {}\nthrow new Mine("own")', 'Mine', 'own'],
  [
    'throw Object.defineProperty(new Error(), "message", { get() { throw 1 } })',
    'Error',
    '(its message cannot be read)',
  ],
  ['throw Object.defineProperty(new Error("x"), "stack", { get() { throw 1 } })', 'Error', 'x'],
  // Node 26 names a proxy that refuses to be read.
  ['throw new Proxy({}, { get() { throw 1 } })', 'Uncaught', expect.stringMatching(/^(Proxy\()?\{\}\)?$/)],
])('%s', async (code, ename, evalue) => {
  expect((await session.run(code)).error).toMatchObject({ ename, evalue })
})

test('properties of an error are told', async () => {
  expect(traceback(await session.run('import { readFileSync } from "node:fs"\nreadFileSync("/nowhere")'))).toContain(
    "code: 'ENOENT'",
  )
})

test('recursion is folded', async () => {
  const text = traceback(await session.run('const r = (n: number): number => 1 + r(n + 1)\nr(0)'))
  expect(text).toContain('Maximum call stack size exceeded')
  expect(text).toMatch(/… the same again, \d+ frames/)
  expect(text.split('\n').length).toBeLessThan(20)
})

test('an error of gradlab shows the message and the own line only', async () => {
  const code =
    'function inner() { throw Object.assign(new Error("Expected a, found b."), { name: "GradlabError" }) }\n\ninner()'
  const text = traceback(await session.run(code))
  expect(text.split('\n')[0]).toBe('GradlabError: Expected a, found b.')
  expect(text.match(/Cell In/g)).toHaveLength(1)
})

test('error.stack, as cells and console see it, speaks of cells', async () => {
  const { stderr } = await session.run('const e2 = new Error("shown")\nconsole.error(e2)')
  expect(stderr).toMatch(/^Error: shown\n {4}at Cell In\[\d+\]:1:12\n/)
  expect(stderr).not.toMatch(/kernel\/runtime|gradlab:/)
})
