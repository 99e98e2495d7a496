import { afterEach, expect, test } from 'vitest'
import { displaySymbol, kernel } from '../../src/display.ts'
import { plotlyMime } from '../../src/plot/figure.ts'
import { line } from '../../src/plot/line.ts'
import { live } from '../../src/plot/live.ts'

const shown: Record<string, unknown>[] = []

/** As the kernel does: a bundle as it is, anything else as it shows itself. */
async function take(value: any): Promise<void> {
  shown.push(displaySymbol in value ? await value[displaySymbol]() : value)
}

function fakeKernel(signal = new AbortController().signal): void {
  kernel.display = (value) => {
    void take(value)
    return { id: '1', update: (next: unknown) => void take(next), clear: () => {} }
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

test('a peak of a long curve is among the points that are kept', async () => {
  fakeKernel()
  const view = live({})
  for (let i = 0; i < 5000; i++) view.update(i === 1777 ? 9 : 1 / (i + 1))
  await view.finish()
  expect(shown.at(-1)!['text/plain']).toContain('600 points, 2.00e-4 to 9')
})

/** When a static picture has been shown. */
function pictureShown(): Promise<void> {
  return new Promise<void>((resolve) => {
    const push = shown.push.bind(shown)
    shown.push = (...items) => {
      const length = push(...items)
      if (items.some((item) => 'text/html' in item)) resolve()
      return length
    }
  })
}

test('Stop draws what the loop saw last', async () => {
  const stop = new AbortController()
  fakeKernel(stop.signal)
  const view = live({})
  view.update(1)
  view.update(0.5)
  const drawn = pictureShown()
  stop.abort()
  await drawn
  expect(shown.at(-1)!['text/plain']).toContain('2 points, 0.5 to 1, ends at 0.5')
})

test('a view that a later cell goes on with is drawn when that cell is stopped', async () => {
  fakeKernel()
  const view = live((value: number) => line([1, value]))
  const [drawn, stop] = [pictureShown(), new AbortController()]
  kernel.jupyter = { signal: stop.signal } as never
  view.update(7)
  stop.abort()
  await drawn
  expect(shown.at(-1)!['text/plain']).toContain('ends at 7')
})

test('in plain Node nothing is drawn and nothing fails', async () => {
  const view = live({})
  view.update(1)
  await view.finish(2)
  expect(shown).toHaveLength(0)
  expect(() => view.update({ loss: 'a' } as never)).toThrow('`loss` to be a number')
})
