import { expect, test } from 'vitest'
import { scopes, shownFrames, stackFrame } from '../../../../kernel/protocol/debug/frames.ts'
import { type CallFrame, Inspector } from '../../../../kernel/protocol/debug/inspector.ts'
import { Sources } from '../../../../kernel/protocol/debug/sources.ts'
import { Values } from '../../../../kernel/protocol/debug/values.ts'

const frame = (url: string, more: Partial<CallFrame> = {}): CallFrame => ({
  callFrameId: '1',
  functionName: '',
  location: { scriptId: '1', lineNumber: 1, columnNumber: 4 },
  url,
  scopeChain: [],
  ...more,
})

test('the reader’s own code is shown: cells and local files, not Node, packages and the kernel', () => {
  const urls = [
    'gradlab:///cell-3',
    'file:///home/me/lib.ts?v=2',
    'node:internal/timers',
    'file:///x/node_modules/p/i.js',
    'file:///gradlab/dist/kernel/runtime/run.js',
    '',
  ]
  expect(shownFrames(urls.map((url) => frame(url))).map(({ url }) => url)).toEqual(urls.slice(0, 2))
})

test('a frame in the coordinates of its cell, or of its file', () => {
  const sources = new Sources()
  const map = JSON.stringify({ version: 3, sources: ['c'], names: [], mappings: 'AAAA;AAEA,IAAI' })
  const run = sources.ran({ cell: 3, name: 'Cell In[1]', code: 'a\n\nb = 2', map })
  const source = { name: 'Cell In[1]', path: run.path }
  expect(stackFrame(frame('gradlab:///cell-3'), 7, sources)).toEqual({
    id: 7,
    name: 'Cell In[1]',
    source,
    line: 3,
    column: 5,
  })
  expect(stackFrame(frame('gradlab:///cell-3', { functionName: 'step' }), 7, sources).name).toBe('step')
  expect(stackFrame(frame('file:///home/lib.ts'), 1, sources)).toEqual({
    id: 1,
    name: '(anonymous)',
    source: { name: '/home/lib.ts', path: '/home/lib.ts' },
    line: 2,
    column: 5,
  })
  const location = { scriptId: '1', lineNumber: 4 }
  expect(stackFrame(frame('file:///l.ts', { location }), 1, sources)).toMatchObject({ line: 5, column: 1 })
})

test('scopes: locals of all inner blocks together, closures, the notebook; those with nothing inside are left out', () => {
  const values = new Values(
    new Inspector(
      () => {},
      () => {},
    ),
  )
  const scope = (type: string, objectId?: string) => ({
    type,
    object: { type: 'object', ...(objectId ? { objectId } : {}) },
  })
  const scopeChain = [
    scope('block', 'b'),
    scope('local', 'l'),
    scope('closure', 'c'),
    scope('script', 's'),
    scope('global', 'g'),
  ]
  const shown = (session?: string, chain = scopeChain) =>
    scopes(frame('', { scopeChain: chain }), session, values).map(({ name, presentationHint }) => [
      name,
      presentationHint,
    ])
  expect(shown('n')).toEqual([
    ['Locals', 'locals'],
    ['Closure', undefined],
    ['Notebook', 'globals'],
  ])
  expect(shown(undefined, [scope('catch', 'e'), scope('closure')])).toEqual([['Locals', 'locals']])
  expect(scopes(frame('', { scopeChain }), 'n', values).map(({ variablesReference }) => variablesReference)).toEqual([
    5, 6, 7,
  ])
})
