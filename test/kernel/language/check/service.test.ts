import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { CheckerService } from '../../../../kernel/language/check/service.ts'
import { home } from './fixture.ts'

const pids: (number | undefined)[] = []
const service = new CheckerService((pid) => pids.push(pid))
afterAll(() => service.close())

test('nothing can be asked before it is open', () => {
  for (const ask of [
    () => service.check('1'),
    () => service.packages(''),
    () => service.complete('1', 0),
    () => service.inspect('1', 0, 0),
  ])
    expect(ask).toThrow('Expected the type checker to be open: call `open` first.')
  service.close()
})

test('plain values in, plain values out', () => {
  expect(service.open({ folder: tmpdir(), home, strict: false })).toMatchObject({ legacyDecorators: true })
  expect(pids).toEqual([expect.any(Number)])

  // Reasons are indented level by level, as on TypeScript's command line.
  const [finding, ...rest] = service.check('const o: { a: { b: string } } = { a: { b: 1 } as { b: number } }')
  expect(rest).toEqual([])
  expect(finding).toEqual({
    code: 2322,
    start: 34,
    end: 35,
    message: [
      "Type '{ b: number; }' is not assignable to type '{ b: string; }'.",
      "  Types of property 'b' are incompatible.",
      "    Type 'number' is not assignable to type 'string'.",
    ].join('\n'),
  })

  // Wrong packages are told by their lines; what else is wrong there is not the reader's.
  const lines = ['* as a from "node:fs"', '* as b from "nowhere"', '{ default as c } from "./__session__"']
  const errors = service.packages(lines.map((line) => `export ${line};\n`).join(''))
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [1, 2307],
    [2, 2305],
  ])

  service.session('export namespace __cell1__ { export let x: number }')
  service.module('lib.ts', 'export const hello = "hi"')
  const text =
    "import { __cell1__ } from './__session__'; import { hello } from './lib'; let x: typeof __cell1__.x; x.toFix; hello"
  expect(service.check(text).map(({ message }) => message)).toEqual([
    "Property 'toFix' does not exist on type 'number'. Did you mean 'toFixed'?",
  ])
  expect(service.complete(text, text.indexOf('toFix;') + 5)).toContainEqual(
    expect.objectContaining({ text: 'toFixed', type: 'method' }),
  )
  expect(service.inspect(text, text.length - 1, 0)).toMatchObject({
    found: true,
    signature: expect.stringContaining('hello'),
  })
})
