import { expect, test } from 'vitest'
import { Breakpoints } from '../../../../kernel/protocol/debug/breakpoints.ts'
import { Inspector } from '../../../../kernel/protocol/debug/inspector.ts'
import { Sources } from '../../../../kernel/protocol/debug/sources.ts'

/** Line 3 of the code is line 2 of the compiled code; line 2 is a comment. */
const code = 'let a = 1\n// nothing\nlet b = 2'
const map = JSON.stringify({ version: 3, sources: ['Cell In[1]'], names: [], mappings: 'AAAA;AAEA,IAAI' })

/** Breakpoints of an inspector at the other end of the wire, and what it was asked, in short. */
function debugging() {
  const asked: string[] = []
  const inspector: Inspector = new Inspector(
    (message) => {
      const { id, method, params } = JSON.parse(message)
      const { url = '', lineNumber = '', condition = '', breakpointId = '' } = params
      asked.push([method.replace('Debugger.', ''), url, lineNumber, condition, breakpointId].join(' ').trim())
      const reply = condition === 'broken' ? { error: { message: 'no' } } : { result: { breakpointId: `b${id}` } }
      inspector.receive(JSON.stringify({ id, ...reply }))
    },
    () => {},
  )
  const sources = new Sources()
  const run = (cell: number) => sources.ran({ cell, name: `Cell In[${cell}]`, code, map })
  return { breakpoints: new Breakpoints(inspector, sources), path: sources.dump(code), run, asked }
}

test('set in the runs that were and in those to come; replaced as a whole', async () => {
  const { breakpoints, path, run, asked } = debugging()
  run(1)
  expect(await breakpoints.replace(path, [{ line: 2 }, { line: 9 }])).toEqual([
    { id: 1, line: 2, verified: true, source: { path } },
    { id: 2, line: 9, verified: true, source: { path } },
  ])
  expect(asked.splice(0)).toEqual(['setBreakpointByUrl gradlab:///cell-1 1'])
  await breakpoints.apply(run(2))
  expect(asked.splice(0)).toEqual(['setBreakpointByUrl gradlab:///cell-2 1'])
  await breakpoints.replace(path, [{ line: 1 }])
  expect(asked).toEqual([
    'removeBreakpoint    b1',
    'removeBreakpoint    b2',
    'setBreakpointByUrl gradlab:///cell-1 0',
    'setBreakpointByUrl gradlab:///cell-2 0',
  ])
})

test('conditions, and log points: they print and never stop', async () => {
  const { breakpoints, path, run, asked } = debugging()
  run(1)
  await breakpoints.replace(path, [
    { line: 1, condition: 'a > 1' },
    { line: 1, logMessage: 'a `is` {a}' },
    { line: 1, condition: 'a > 1', logMessage: 'big' },
    { line: 1, condition: '', logMessage: '' },
  ])
  expect(asked.map((one) => one.replace('setBreakpointByUrl gradlab:///cell-1 0', '').trim())).toEqual([
    'a > 1',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the inspector evaluates it
    '(console.log(`a \\`is\\` ${a}`), false)',
    '(a > 1) && (console.log(`big`), false)',
    '',
  ])
})

test('what lists them leaves sources without any out; a new runtime keeps them, a new session does not', async () => {
  const { breakpoints, path, run, asked } = debugging()
  await breakpoints.replace(path, [{ line: 1 }])
  await breakpoints.replace('/other.ts', [{ line: 5 }])
  await breakpoints.replace('/other.ts', [])
  expect(breakpoints.list()).toEqual([
    { source: path, breakpoints: [{ id: 1, line: 1, verified: true, source: { path } }] },
  ])
  await breakpoints.apply(run(1))
  breakpoints.unset()
  asked.length = 0
  await breakpoints.replace(path, [{ line: 1 }])
  expect(asked.filter((one) => one.startsWith('remove'))).toEqual([])
  breakpoints.clear()
  expect(breakpoints.list()).toEqual([])
})

test('one that the inspector refuses costs the others nothing', async () => {
  const { breakpoints, path, run, asked } = debugging()
  run(1)
  await breakpoints.replace(path, [{ line: 1, condition: 'broken' }, { line: 1 }])
  expect(asked).toHaveLength(2)
})

test.each([[{}], [{ line: 0 }], [{ line: 1.5 }], [{ line: '1' }], [null]])('%j is no breakpoint', async (found) => {
  const { breakpoints, path } = debugging()
  await expect(breakpoints.replace(path, [found])).rejects.toThrow(
    'Expected the line of a breakpoint to be a whole number from 1, found',
  )
})
