import { afterEach, expect, test } from 'vitest'
import { kernel } from '../../src/display.ts'
import { plotlyMime } from '../../src/plot/figure.ts'
import { live } from '../../src/plot/live.ts'

const shown: Record<string, unknown>[] = []

function fakeKernel(signal = new AbortController().signal): void {
  kernel.display = (bundle) => {
    shown.push(bundle as Record<string, unknown>)
    return { id: '1', update: (next: unknown) => void shown.push(next as Record<string, unknown>), clear: () => {} }
  }
  kernel.jupyter = { signal } as never
}

afterEach(() => {
  shown.length = 0
  delete kernel.display
  delete kernel.jupyter
})

test('a fast loop draws rarely and cheaply, and its last state always with a picture', async () => {
  fakeKernel()
  const view = live({ title: 'Loss', y: 'loss' })
  const started = performance.now()
  for (let i = 0; i < 20_000; i++) view.update({ loss: 1 / (i + 1) })
  const most = 1 + Math.ceil((performance.now() - started) / 100)
  expect(shown.length).toBeLessThanOrEqual(most)
  expect(Object.keys(shown[0]!)).toEqual([plotlyMime, 'text/plain'])
  await view.finish()
  const last = shown.at(-1)!
  expect(last['text/html']).toContain('<img')
  expect(last['text/plain']).toContain('ends at 5.00e-5')
  expect(JSON.stringify(last).length).toBeLessThan(60_000)
  const after = shown.length
  view.update({ loss: 3 })
  await view.finish()
  expect(shown.length).toBe(after)
})

test('Stop draws what the loop saw last', async () => {
  const stop = new AbortController()
  fakeKernel(stop.signal)
  const view = live({})
  view.update(1)
  view.update(0.5)
  const drawn = new Promise<void>((resolve) => {
    const { display } = kernel
    void display
    const push = shown.push.bind(shown)
    shown.push = (...items) => {
      const length = push(...items)
      if (items.some((item) => 'text/html' in item)) resolve()
      return length
    }
  })
  stop.abort()
  await drawn
  expect(shown.at(-1)!['text/plain']).toContain('2 points, 0.5 to 1, ends at 0.5')
})

test('in plain Node nothing is drawn and nothing fails', async () => {
  const view = live({})
  view.update(1)
  await view.finish(2)
  expect(shown).toHaveLength(0)
  expect(() => view.update({ loss: 'a' } as never)).toThrow('`loss` to be a number')
})
