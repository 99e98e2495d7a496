import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Run, RunState } from '../../../src/train/callbacks/callback.ts'
import { checkpoint, loadCheckpoint, saveCheckpoint } from '../../../src/train/callbacks/checkpoint.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-checkpoint-'))
afterAll(() => rmSync(folder, { recursive: true }))

const state = (step: number, weights: number[][] = [[1]], optimizer: number[][] = []): RunState => ({
  step,
  epoch: step,
  seed: 3,
  learningRate: 0.1,
  records: [{ epoch: 1, learningRate: 0.1, seconds: 2, loss: 0.5 }],
  weights: weights.map((w) => Float32Array.from(w)),
  optimizer: optimizer.map((w) => Float32Array.from(w)),
})

test('what is written comes back to the last bit', () => {
  const file = join(folder, 'new', 'a.checkpoint')
  const arrays = fc.array(fc.array(fc.float()), { maxLength: 4 })
  fc.assert(
    fc.property(fc.nat(), arrays, arrays, (step, weights, optimizer) => {
      const saved = state(step, weights, optimizer)
      saveCheckpoint(file, saved)
      expect(loadCheckpoint(file)).toEqual(saved)
    }),
    { numRuns: 25 },
  )
  expect(readdirSync(join(folder, 'new'))).toEqual(['a.checkpoint'])
})

/** Which epochs were saved. */
async function play(options: Parameters<typeof checkpoint>[1], records: Record<string, number>[]) {
  const file = join(folder, 'b.checkpoint')
  const callback = checkpoint(file, options)
  const saved: number[] = []
  for (const [i, record] of records.entries()) {
    await callback.onEpochEnd!({ epoch: i + 1, ...record } as never, { save: () => state(i + 1) } as unknown as Run)
    const { epoch } = loadCheckpoint(file)
    if (epoch !== saved.at(-1)) saved.push(epoch)
  }
  return saved
}

test('every so many epochs, or only where it is the best', async () => {
  const losses = [3, 1, 2, 0.5].map((loss) => ({ loss }))
  expect(await play({}, losses)).toEqual([1, 2, 3, 4])
  saveCheckpoint(join(folder, 'b.checkpoint'), state(0))
  expect(await play({ every: 2 }, losses)).toEqual([0, 2, 4])
  expect(await play({ bestOnly: true }, losses)).toEqual([1, 2, 4])
  expect(
    await play({ bestOnly: true }, [
      { loss: 1, valLoss: 1 },
      { loss: 0, valLoss: 2 },
    ]),
  ).toEqual([1])
  expect(await play({ bestOnly: true, monitor: 'accuracy' }, [{ accuracy: 0.5 }, { accuracy: 0.7 }])).toEqual([1, 2])
})

test('what is no checkpoint is told', () => {
  const file = join(folder, 'c')
  expect(() => loadCheckpoint(file)).toThrow(`There is no checkpoint at '${file}'.`)
  writeFileSync(file, 'hello')
  expect(() => loadCheckpoint(file)).toThrow('is not a checkpoint of gradlab')
  expect(() => checkpoint('')).toThrow("Expected the path of a file, found ''.")
  expect(() => checkpoint('a', { evry: 2 } as never)).toThrow('Did you mean `every`?')
})
