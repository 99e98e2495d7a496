import { afterEach, expect, test } from 'vitest'
import { convert, python, run } from '../../../kernel/export/nbconvert.ts'
import { markdown, notebook, temporaryFolder } from './fixtures.ts'

const own = process.env.GRADLAB_PYTHON
afterEach(() => {
  if (own === undefined) delete process.env.GRADLAB_PYTHON
  else process.env.GRADLAB_PYTHON = own
})

test('several notebooks are converted in one go', async () => {
  const texts = await convert(
    new Map([
      ['a', notebook([markdown('# One')])],
      ['b', notebook([markdown('# Two')])],
    ]),
    'markdown',
    temporaryFolder(),
  )
  expect(texts.get('a')).toContain('# One')
  expect(texts.get('b')).toContain('# Two')
})

test('a missing environment and a failing program are said', async () => {
  await expect(run(python(), ['-c', 'raise SystemExit("no")'], '.')).rejects.toThrow(/failed \(exit 1\):\nno/)
  await expect(run('/nowhere/python', [], '.')).rejects.toThrow('could not be started')
  process.env.GRADLAB_PYTHON = '/nowhere/python'
  expect(() => python()).toThrow('run `npm run setup` first')
})
