import { afterEach, expect, test } from 'vitest'
import { restoring } from '../src/after-stop.ts'

const globals = globalThis as { jupyter?: { signal: AbortSignal } }
afterEach(() => {
  delete globals.jupyter
})

test('what was changed is put back, once, whatever happens to the body', () => {
  const done: string[] = []
  expect(restoring(() => done.push('a'), () => 1)).toBe(1) // biome-ignore format: one line
  const failing = () => {
    throw new Error('mine')
  }
  expect(() => restoring(() => done.push('outer'), () => restoring(() => done.push('inner'), failing))).toThrow('mine') // biome-ignore format: one line
  expect(done).toEqual(['a', 'inner', 'outer'])
})

test('Stop ends the body without its finally blocks: the latest change is undone first', () => {
  const cell = new AbortController()
  globals.jupyter = { signal: cell.signal }
  const done: string[] = []
  // As seen from here the body is still running when Stop comes; afterwards nothing is undone a second time.
  restoring(
    () => done.push('outer'),
    () =>
      restoring(
        () => done.push('inner'),
        () => {
          cell.abort()
          expect(done).toEqual(['inner', 'outer'])
        },
      ),
  )
  expect(done).toEqual(['inner', 'outer'])
  // The next cell is a clean start.
  globals.jupyter = { signal: new AbortController().signal }
  restoring(
    () => done.push('next'),
    () => expect(done).toHaveLength(2),
  )
  expect(done).toEqual(['inner', 'outer', 'next'])
})
