import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Loader } from '../../../kernel/runtime/loader/loader.ts'
import { Preload } from '../../../kernel/runtime/preload.ts'

const off = process.env.GRADLAB_PRELOAD
let loaded: string[] = []
const load = async (specifier: string) => {
  loaded.push(specifier)
  throw new Error('told to the cell that imports it')
}
const preload = () => new Preload({ load } as unknown as Loader)

beforeEach(() => {
  delete process.env.GRADLAB_PRELOAD
  loaded = []
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  if (off === undefined) delete process.env.GRADLAB_PRELOAD
  else process.env.GRADLAB_PRELOAD = off
})

test('gradlab is loaded once, when the child has been idle from the start', () => {
  const one = preload()
  vi.advanceTimersByTime(10_000)
  expect(loaded).toEqual([])
  one.idle()
  vi.advanceTimersByTime(2499)
  expect(loaded).toEqual([])
  vi.advanceTimersByTime(1)
  expect(loaded).toEqual(['gradlab'])
  one.busy()
  one.idle()
  vi.advanceTimersByTime(10_000)
  expect(loaded).toEqual(['gradlab'])
})

test('a cell goes before; after it less patience is needed', () => {
  const one = preload()
  one.idle()
  vi.advanceTimersByTime(2000)
  one.busy()
  vi.advanceTimersByTime(60_000)
  expect(loaded).toEqual([])
  one.idle()
  vi.advanceTimersByTime(999)
  one.idle()
  vi.advanceTimersByTime(999)
  expect(loaded).toEqual([])
  vi.advanceTimersByTime(1)
  expect(loaded).toEqual(['gradlab'])
})

test('never where it is switched off', () => {
  process.env.GRADLAB_PRELOAD = 'off'
  preload().idle()
  vi.advanceTimersByTime(60_000)
  expect(loaded).toEqual([])
})

test('once a cell took `plot`, the drawing thread is started when the child is idle, and only once', () => {
  const pictures = Symbol.for('gradlab.pictures')
  const started = vi.fn()
  const globals = globalThis as Record<symbol, unknown>
  const before = globals[pictures]
  globals[pictures] = started
  try {
    const one = preload()
    one.busy("import { tf, train } from 'gradlab'\nconst plot = 1")
    one.idle()
    vi.advanceTimersByTime(10_000)
    expect(started).not.toHaveBeenCalled()
    one.busy("import { data, plot, tf } from 'gradlab'")
    one.idle()
    vi.advanceTimersByTime(999)
    expect(started).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10_000)
    one.busy('1 + 1')
    one.idle()
    vi.advanceTimersByTime(10_000)
    expect(started).toHaveBeenCalledTimes(1)
  } finally {
    globals[pictures] = before
  }
})
