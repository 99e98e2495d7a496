import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { execute } from '../../../kernel/export/execute.ts'
import { findPages } from '../../../kernel/export/notebook.ts'
import { code, markdown, notebook, temporaryFolder } from './fixtures.ts'

const own = process.env.GRADLAB_PYTHON
afterEach(() => {
  if (own === undefined) delete process.env.GRADLAB_PYTHON
  else process.env.GRADLAB_PYTHON = own
})

const left = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('gradlab-execute-'))

test('a notebook runs in a fresh kernel, errors and all; its file stays as it is', async () => {
  const before = left()
  const file = path.join(temporaryFolder(), '01-a.ipynb')
  const cells = [markdown('# A'), code('throw new RangeError("no")', [], {}, 7), code('const x: number = 2\nx * 21')]
  const kernelspec = { name: 'gradlab', display_name: 'gradlab', language: 'typescript' }
  fs.writeFileSync(file, JSON.stringify({ ...notebook(cells), metadata: { kernelspec } }))
  const text = fs.readFileSync(file, 'utf8')
  const told: string[] = []
  const [page] = await execute(findPages([file]), (sentence) => told.push(sentence))
  expect(page).toMatchObject({ file, name: '01-a', title: 'A' })
  const [, failed, shown] = page!.notebook.cells
  expect(failed).toMatchObject({
    execution_count: 1,
    outputs: [{ output_type: 'error', ename: 'RangeError', evalue: 'no' }],
  })
  expect(shown).toMatchObject({ execution_count: 2, outputs: [{ data: { 'text/plain': ['42'] } }] })
  expect(told).toEqual([expect.stringMatching(/^Ran 01-a \(en\) in \d+\.\d s\.$/)])
  expect(fs.readFileSync(file, 'utf8')).toBe(text)
  expect(left()).toEqual(before)
}, 180_000)

test('without Python nothing runs and nothing is left behind', async () => {
  const before = left()
  const file = path.join(temporaryFolder(), '01-a.ipynb')
  fs.writeFileSync(file, JSON.stringify(notebook([code('1')])))
  process.env.GRADLAB_PYTHON = '/nowhere/python'
  await expect(execute(findPages([file]), () => {})).rejects.toThrow('no Python environment at /nowhere/python')
  expect(left()).toEqual(before)
})
