import { expect, test } from 'vitest'
import { layout } from '../../../scripts/lib/layout.mjs'
import { closingLine, runStages } from '../../../scripts/lib/test/summary.mjs'

test('the closing line', () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

test('adds up the stages; one that cannot run is a failure, and those after it run all the same', async () => {
  const lines: string[] = []
  const stages = [
    { name: 'one', run: async () => ({ passed: 2, failed: 0, skipped: 1 }) },
    { name: 'two', run: () => Promise.reject(new Error('no such runner')) },
    { name: 'three', run: async () => ({ passed: 4, failed: 0, skipped: 0 }) },
  ]
  expect(await runStages(stages, layout(), (line) => lines.push(line))).toEqual({ passed: 6, failed: 1, skipped: 1 })
  expect(lines.join('\n')).toContain('two could not run: Error: no such runner')
})
