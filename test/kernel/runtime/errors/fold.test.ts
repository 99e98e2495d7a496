import { afterEach, expect, test } from 'vitest'
import { fold, foldHome, ownerOf } from '../../../../kernel/runtime/errors/fold.ts'
import type { Frame } from '../../../../kernel/runtime/errors/stack.ts'

afterEach(() => foldHome(''))

const frame = (file: string, line = 1, name = 'f'): Frame => ({ text: '', name, file, line, column: 1 })
const place = { source: { name: 'Cell In[1]', code: '', map: '' }, line: 1, column: 1 }

test.each([
  ['', 'Node'],
  ['node:internal/timers', 'Node'],
  ['fs', 'Node'],
  ['/home/me/lib.ts', undefined],
  ['file:///x/node_modules/pack/i.js', 'node_modules/pack'],
  ['file:///x/node_modules/%40scope/pack/i.js', 'node_modules/@scope/pack'],
  ['/x/node_modules/c/node_modules/d/i.js', 'node_modules/d'],
  ['file:///gradlab/dist/src/tf.js', 'gradlab'],
  ['file:///gradlab/notebooks/lib.ts', undefined],
  ['file:///gradlab-2/dist/src/tf.js', undefined],
])('%s belongs to %s', (file, owner) => {
  for (const home of ['/gradlab', '/gradlab/']) {
    foldHome(home)
    expect(ownerOf(frame(file))).toBe(owner)
  }
})

test('what has a place in a cell is the reader’s', () => {
  expect(ownerOf({ ...frame(''), place })).toBeUndefined()
  expect(ownerOf(frame('/gradlab/dist/src/tf.js'))).toBeUndefined()
})

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
  expect(fold([])).toEqual([])
})

test('recursion is told once, mutual recursion too', () => {
  const pair = [frame('/a.ts', 1, 'even'), frame('/a.ts', 2, 'odd')]
  expect(fold(Array.from({ length: 40 }, (_, i) => pair[i % 2]!))).toEqual([
    { frame: pair[0] },
    { frame: pair[1] },
    { folded: '… the same again, 38 frames' },
  ])
  const call = frame('/a.ts', 9, 'call')
  expect(fold([...Array<Frame>(5).fill(pair[0]!), call])).toEqual([
    { frame: pair[0] },
    { folded: '… the same again, 4 frames' },
    { frame: call },
  ])
})

test('twice or three times is no recursion yet', () => {
  const [a, b] = [frame('/a.ts', 1), frame('/a.ts', 2)]
  expect(fold([a, a, b])).toHaveLength(3)
  expect(fold([a, b, a, b])).toEqual([a, b, a, b].map((frame) => ({ frame })))
})
