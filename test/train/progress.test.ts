import { afterEach, expect, test, vi } from 'vitest'
import { Progress, progressBundle } from '../../src/train/progress.ts'

const state = { title: 'net', done: 5, total: 10, where: 'epoch 1/2', values: { loss: 0.12345 } }

afterEach(() => {
  delete (globalThis as any).display
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a bar, the numbers, the time that is left', () => {
  const bundle = progressBundle({ ...state, title: '<net>' }, '3 s left')
  expect(bundle['text/plain']).toBe('<net> ██████████░░░░░░░░░░ epoch 1/2 · loss 0.1235 · 3 s left')
  expect(bundle['text/html']).toContain('&lt;net&gt;')
  expect(bundle['text/html']).toContain('value="5" max="10"')
})

test('in a notebook one display, at most ten updates a second, the last always', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const update = vi.fn()
  const display = vi.fn(() => ({ id: '1', update, clear() {} }))
  ;(globalThis as any).display = display
  const progress = new Progress(undefined)
  for (let i = 0; i < 100; i++) {
    progress.update({ ...state, done: i, total: 100 })
    vi.advanceTimersByTime(10)
  }
  progress.finish({ ...state, done: 10 })
  expect(display).toHaveBeenCalledTimes(1)
  expect(update.mock.calls.length).toBeLessThanOrEqual(10)
  expect(update.mock.calls.at(-1)![0]['text/plain']).toContain('1.0 s')
})

test('in plain Node nothing, unless asked', () => {
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  new Progress(undefined).update(state)
  expect(write).not.toHaveBeenCalled()
  new Progress(true).update(state)
  expect(write.mock.calls[0]![0]).toContain('epoch 1/2')
})
