import { expect, test } from 'vitest'
import { keepSource } from '../../../../kernel/runtime/cells.ts'
import { parseStack } from '../../../../kernel/runtime/errors/stack.ts'

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
