import { afterEach, expect, test, vi } from 'vitest'
import { kernel } from '../../src/display.ts'
import { Pause } from '../../src/train/pause.ts'

afterEach(() => {
  vi.useRealTimers()
  delete kernel.jupyter
})

test('due by time, and not again until it has waited', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const pause = new Pause()
  expect(pause.due()).toBe(false)
  vi.advanceTimersByTime(60)
  expect(pause.due()).toBe(true)
  await pause.wait()
  expect(pause.due()).toBe(false)
})

test('as many steps at once as fit into the time between two pauses, one at least', () => {
  const pause = new Pause()
  expect(pause.stepsAtOnce(undefined)).toBe(1)
  expect(pause.stepsAtOnce(0.001)).toBe(54)
  expect(pause.stepsAtOnce(10)).toBe(1)
  expect(Number.isFinite(pause.stepsAtOnce(0))).toBe(true)
})

test('other work gets in while it waits; Stop ends it with its reason', async () => {
  const abort = new AbortController()
  kernel.jupyter = { signal: abort.signal } as never
  const pause = new Pause()
  const reason = new Error('stopped')
  setImmediate(() => abort.abort(reason))
  await expect(pause.wait()).rejects.toBe(reason)
  expect(() => pause.check()).toThrow(reason)
})
