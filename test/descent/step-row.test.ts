import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { stepHeads, stepRow, textHeads, textRow } from '../../src/descent/step-row.ts'

const step = (at: number[]) =>
  descent.start(descent.quadratic({ dimension: at.length }), { at, optimizer: descent.batch({ lr: 0.1 }) }).step()
    .steps[0]!

test('a step as a row: one cell a head; in text less', () => {
  const row = stepRow(step([4, 1]))
  expect(row).toEqual(['1', '(3.6, 0)', '6.48', '(4, 10)', '10.77', '0.1', '(−0.4, −1)'])
  expect(row).toHaveLength(stepHeads.length)
  expect(textRow(step([4, 1]))).toHaveLength(textHeads.length)
})

test('of a long vector two components stand for all', () => {
  expect(stepRow(step([4, 1, 1]))[1]!.split(',')).toHaveLength(3)
  expect(stepRow(step([4, 1, 1, 1]))[1]).toMatch(/^\([\d.]+, [\d.]+, …\)$/)
})
