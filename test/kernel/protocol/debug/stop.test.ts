import { expect, test } from 'vitest'
import { type CallFrame, Inspector, type Paused } from '../../../../kernel/protocol/debug/inspector.ts'
import { Sources } from '../../../../kernel/protocol/debug/sources.ts'
import { Stop } from '../../../../kernel/protocol/debug/stop.ts'
import { Values } from '../../../../kernel/protocol/debug/values.ts'

const sources = new Sources()
const map = JSON.stringify({ version: 3, sources: ['c'], names: [], mappings: 'AAAA;AACA' })
const { path } = sources.ran({ cell: 1, name: 'Cell In[1]', code: 'f()\ng()', map })

const frame = (url: string, lineNumber = 0, functionName = ''): CallFrame => ({
  callFrameId: url,
  functionName,
  location: { scriptId: '1', lineNumber, columnNumber: 0 },
  url,
  scopeChain: [],
})
const cell = 'gradlab:///cell-1'
const stop = (callFrames: CallFrame[], more: Partial<Paused> = {}) =>
  new Stop({ callFrames, reason: 'other', ...more }, sources)

test('frames are numbered as they are shown', () => {
  const at = stop([frame('node:fs'), frame(cell, 1, 'inner'), frame('file:///n/node_modules/a/b.js'), frame(cell)])
  expect(at.shown).toBe(true)
  expect(at.written).toBe(false)
  expect(at.stackFrames()).toMatchObject([
    { id: 1, name: 'inner', line: 2, source: { path } },
    { id: 2, name: 'Cell In[1]', line: 1 },
  ])
  expect(at.frame(1).functionName).toBe('inner')
  expect(at.frame('2').functionName).toBe('')
  for (const id of [0, 3, undefined]) expect(() => at.frame(id)).toThrow(/^Expected the id of one of 2 frames, found /)
  const values = new Values(
    new Inspector(
      () => {},
      () => {},
    ),
  )
  expect(at.scopes(2, 'session', values)).toMatchObject([{ name: 'Notebook' }])
  expect(() => at.scopes(9, 'session', values)).toThrow('Expected the id')
})

test('where nothing is the reader’s', () => {
  const at = stop([frame('node:fs')])
  expect([at.shown, at.written, at.stackFrames()]).toEqual([false, false, []])
  expect([stop([]).shown, stop([]).written]).toEqual([false, false])
})

test('a step has stepped when depth or line is another', () => {
  const here = stop([frame(cell, 0)]).position
  expect(stop([frame(cell, 0)]).position).toBe(here)
  expect(stop([frame(cell, 1)]).position).not.toBe(here)
  expect(stop([frame(cell, 0), frame(cell, 0)]).position).not.toBe(here)
  expect(stop([frame(cell, 0)]).written).toBe(true)
})

test.each([
  [{ hitBreakpoints: ['1'] }, true, 'breakpoint'],
  [{ reason: 'exception', hitBreakpoints: [] }, true, 'exception'],
  [{ reason: 'promiseRejection' }, false, 'exception'],
  [{}, true, 'step'],
  [{}, false, 'pause'],
])('why: %j, stepping %s: %s', (paused, stepping, reason) => {
  expect(stop([frame(cell)], paused).reason(stepping)).toBe(reason)
})

test.each([
  [{ type: 'object', className: 'TypeError', description: 'TypeError: no' }, 'TypeError', 'TypeError: no'],
  [{ type: 'string', value: 'thrown' }, 'Error', 'thrown'],
  [undefined, 'Error', 'No exception.'],
])('the exception %j', (data, exceptionId, description) => {
  expect(stop([], data ? { data } : {}).exception()).toEqual({ exceptionId, description, breakMode: 'always' })
})
