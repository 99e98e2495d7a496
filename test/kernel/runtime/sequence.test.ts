import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sequence } from '../../../kernel/runtime/sequence.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('whatever the order in which displays become ready, a cell’s output keeps the order of the calls', async () => {
  const step = fc.oneof(fc.constant('now' as const), fc.nat({ max: 9 }))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const sequence = new Sequence()
      const seen: number[] = []
      const waiting: { at: number; release: () => void }[] = []
      steps.forEach((kind, i) => {
        if (kind === 'now') sequence.follow(1, () => seen.push(i))
        else sequence.after(1, new Promise<void>((release) => waiting.push({ at: kind, release })), () => seen.push(i))
      })
      for (const { release } of waiting.sort((a, b) => a.at - b.at)) {
        release()
        await turn()
      }
      await sequence.settled(1)
      expect(seen).toEqual(steps.map((_, i) => i))
    }),
    { numRuns: 100 },
  )
})

test('cells do not wait for each other', () => {
  const sequence = new Sequence()
  const seen: string[] = []
  sequence.after(1, new Promise(() => {}), () => seen.push('never'))
  sequence.follow(1, () => seen.push('behind it'))
  sequence.follow(2, () => seen.push('other cell'))
  expect(seen).toEqual(['other cell'])
})

test('a flood behind a slow display is let go instead of filling the memory', () => {
  const sequence = new Sequence()
  let seen = 0
  sequence.after(1, new Promise(() => {}), () => {})
  for (let i = 0; i < 100; i++) sequence.follow(1, () => seen++, 1 << 20)
  expect(seen).toBeGreaterThan(90)
})

test('what waits behind displays that never become ready is let go, in order; one that comes later is shown', async () => {
  const sequence = new Sequence()
  const seen: string[] = []
  let come!: () => void
  sequence.after(1, new Promise<void>((resolve) => (come = resolve)), () => seen.push('late'))
  sequence.follow(1, () => seen.push('first'))
  sequence.after(1, new Promise(() => {}), () => seen.push('never'))
  sequence.follow(1, () => seen.push('second'))
  const settled = sequence.settled(1)
  sequence.letGo(1)
  await settled
  expect(seen).toEqual(['first', 'second'])
  come()
  await turn()
  expect(seen).toEqual(['first', 'second', 'late'])
})
