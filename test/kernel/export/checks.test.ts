import { expect, test } from 'vitest'
import { failedCells, staleOutputs } from '../../../kernel/export/checks.ts'
import type { Output } from '../../../kernel/export/notebook.ts'
import { code, markdown, page } from './fixtures.ts'

const error: Output = { output_type: 'error', ename: 'TypeError', evalue: 'no' }

test('a cell that failed is named, unless it shows an error on purpose', () => {
  const found = failedCells(
    page([markdown('# A'), code('x', [error], {}, 3), code('y', [error], { tags: ['raises-exception'] })]),
  )
  expect(found).toEqual([{ page: '01-page.ipynb', sentence: 'cell 2 (In[3]) fails with TypeError: no' }])
})

test('outputs that the code above did not make are said', () => {
  const run = (...counts: (number | null)[]) =>
    staleOutputs(page(counts.map((count) => code('x', [], {}, count)))).map((f) => f.sentence)
  expect(run(1, 2, 3)).toEqual([])
  expect(run(null, null)).toEqual(['was never run, so it has no outputs'])
  expect(run(1, null)).toEqual(['has 1 cell(s) that were not run'])
  expect(run(1, 4)).toEqual(['was not run top to bottom: its code cell 2 is In[4]'])
  expect(run(3, 2, null)).toEqual([
    'has 1 cell(s) that were not run, and was not run top to bottom: its code cell 1 is In[3]',
  ])
  expect(staleOutputs(page([markdown('only words')]))).toEqual([])
})
