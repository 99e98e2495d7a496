import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { compiledFunction } from '../../../kernel/runtime/compiled.ts'
import { takeStackTraces } from '../../../kernel/runtime/errors/stack.ts'
import { Run, runs } from '../../../kernel/runtime/run.ts'
import { guardTimers } from '../../../kernel/runtime/timers.ts'
import type { CellContext, RunRequest } from '../../../kernel/session/contract.ts'

const { prepareStackTrace, stackTraceLimit } = Error
beforeAll(() => {
  vi.useFakeTimers()
  takeStackTraces()
  guardTimers()
})
afterAll(() => {
  Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  vi.useRealTimers()
})

let cells = 0

/** Runs code as a cell of a new run; what it pushes to `fired`. */
function cell(js: string): { run: Run; fired: string[] } {
  const number = ++cells
  const run = new Run({ cell: number } as RunRequest)
  const map = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })
  const source = { name: `Cell In[${number}]`, code: js, map }
  const body = compiledFunction(`(function ($, $k) { ${js} })`, `gradlab:///cell-${number}`, source)
  const fired: string[] = []
  runs.run(run, () => body({ fire: (what: string) => fired.push(what), outside, later }, {} as CellContext))
  return { run, fired }
}

/** What a cell does when it is stopped. */
let cleanUp = () => {}
const later = (what: () => void) => {
  cleanUp = what
}

/** A library's timer, started on behalf of a cell. */
const outside = (callback: () => void) => setTimeout(callback, 10)

test('timers of a cell fire, with their arguments', () => {
  const { fired } = cell("setTimeout((a, b) => $.fire(a + b), 10, 'x', 'y'); setImmediate(() => $.fire('now'))")
  vi.advanceTimersByTime(10)
  expect(fired).toEqual(['now', 'xy'])
})

test('those of a stopped cell do not, those of a library do', () => {
  const js =
    "setTimeout(() => $.fire('timeout'), 10); setInterval(() => $.fire('interval'), 5); $.outside(() => $.fire('library'))"
  const { run, fired } = cell(js)
  vi.advanceTimersByTime(5)
  run.stop()
  vi.advanceTimersByTime(50)
  expect(fired).toEqual(['interval', 'library'])
})

test('what a stopped cell starts to clean up may happen until its time for that is over', () => {
  const { run, fired } = cell(
    "$.later(() => { setTimeout(() => $.fire('soon'), 10); setTimeout(() => $.fire('late'), 5000) })",
  )
  run.stop()
  runs.run(run, () => cleanUp())
  vi.advanceTimersByTime(10_000)
  expect(fired).toEqual(['soon'])
})

test('what hangs on them goes on working', () => {
  expect(typeof promisify(setTimeout)).toBe('function')
  expect(setTimeout.name).toBe('setTimeout')
  expect(() => setTimeout('no function' as never, 0)).toThrow()
})
