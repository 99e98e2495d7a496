import { expect, test } from 'vitest'
import { keepSource } from '../../../../kernel/runtime/cells.ts'
import { fold } from '../../../../kernel/runtime/errors/fold.ts'
import { type Frame, parseStack } from '../../../../kernel/runtime/errors/stack.ts'

test('a trace that exists as text only', () => {
  keepSource('gradlab:///cell-1', { name: 'Cell In[1]', code: 'a\nb', map: '' })
  const frames = parseStack(
    'Error: x\n    at f (Cell In[1]:2:1)\n    at async /n/x.js:1:2\n    at new A (file:///a%20b/c.js:3:4)',
  )
  expect(frames.map(({ name, file, line, column, place }) => [name, file, line, column, place?.line])).toEqual([
    ['f', 'Cell In[1]', 2, 1, 2],
    ['', '/n/x.js', 1, 2, undefined],
    ['new A', 'file:///a%20b/c.js', 3, 4, undefined],
  ])
})

const frame = (file: string, line = 1, name = 'f'): Frame => ({ text: '', name, file, line, column: 1 })

test('runs of library frames become one sentence each', () => {
  const own = frame('/home/me/lib.ts')
  const frames = [
    frame('file:///x/node_modules/@a/b/i.js'),
    frame('file:///x/node_modules/@a/b/j.js'),
    own,
    frame('node:internal/timers'),
    frame('/x/node_modules/c/node_modules/d/i.js'),
  ]
  expect(fold(frames)).toEqual([
    { folded: '… 2 frames in node_modules/@a/b' },
    { frame: own },
    { folded: '… 1 frame in Node' },
    { folded: '… 1 frame in node_modules/d' },
  ])
})

test('mutual recursion is told once', () => {
  const pair = [frame('/a.ts', 1, 'even'), frame('/a.ts', 2, 'odd')]
  const folded = fold(Array.from({ length: 40 }, (_, i) => pair[i % 2]!))
  expect(folded).toEqual([{ frame: pair[0] }, { frame: pair[1] }, { folded: '… the same again, 38 frames' }])
})
