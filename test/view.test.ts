import { expect, test } from 'vitest'
import { openLive, registerLive, registerView, viewOf } from '../src/view.ts'

test('a registered view draws its kind; nothing draws an unknown one', () => {
  registerView('test-kind', (value: number) => ({ 'text/plain': `n = ${value}` }))
  expect(viewOf('test-kind', 3)).toEqual({ 'text/plain': 'n = 3' })
  expect(viewOf('nobody-draws-this', 3)).toBeUndefined()
})

test('a live picture is opened by kind, updated and finished', () => {
  const seen: unknown[] = []
  registerLive('test-live', (start) => ({
    update: (v) => seen.push(v),
    finish: (v) => void seen.push(['end', start, v]),
  }))
  const live = openLive('test-live', 0)
  live?.update(1)
  live?.finish(2)
  expect(seen).toEqual([1, ['end', 0, 2]])
  expect(openLive('nobody-draws-this', 0)).toBeUndefined()
})
