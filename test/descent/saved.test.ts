import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { BatchOrder } from '../../src/descent/batch-order.ts'
import { Engine } from '../../src/descent/engine.ts'
import { booth, matyas } from '../../src/descent/gallery/index.ts'
import { adam, batch } from '../../src/descent/optimizers/index.ts'
import { linearRegression } from '../../src/descent/regression/index.ts'
import { parseSaved, readSaved, writeSaved } from '../../src/descent/saved.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-saved-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'd.json')

function engine(objective = booth, optimizer = adam(), batches: BatchOrder | null = null) {
  const e = new Engine(objective, optimizer, [0, 0], batches)
  const start = e.save()
  e.step()
  return { e, start }
}

test('from a file come the same numbers, NaN and infinity with them', () => {
  const { e, start } = engine()
  e.loss = Number.NaN
  e.lossBefore = Number.NEGATIVE_INFINITY
  e.x[0] = -0
  const stop = { step: 1, reason: 'NaN', value: Number.NaN } as const
  const saved = writeSaved(e, start, [{ index: 0, options: { lr: 0.1 } }], stop, file)
  expect(parseSaved(file)).toEqual(saved)
  expect(parseSaved(file).now.parameters[0]).toBe(-0)
  expect(readSaved(file, e)).toMatchObject({ stop, now: { last: { lossBefore: Number.NEGATIVE_INFINITY } } })
})

test('the rows of a batch are plain numbers', () => {
  const objective = linearRegression({ x: [1, 2, 3], y: [1, 2, 3] })
  const { e, start } = engine(objective, batch(), new BatchOrder(3, 2, 7))
  const saved = writeSaved(e, start, [], undefined, file)
  expect(saved.batches).toEqual({ batchSize: 2, seed: 7 })
  expect(Array.isArray(saved.now.last.rows)).toBe(true)
  expect(readSaved(file, e).stop).toBeUndefined()
})

test('what does not fit is refused by name', () => {
  const { e, start } = engine()
  const saved = writeSaved(e, start, [], undefined)
  expect(() => readSaved(saved, engine(matyas).e)).toThrow('a saved descent with the objective matyas')
  expect(() => readSaved(saved, engine(booth, batch()).e)).toThrow('a saved descent with the optimizer batch')
  writeFileSync(file, '{"format":"other"}')
  expect(() => parseSaved(file)).toThrow(`as d.save() gives it; ${file} holds something else`)
  expect(() => parseSaved({} as never)).toThrow('Expected a saved descent, as d.save() gives it.')
})
