import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exportCommand } from '../../../kernel/export/cli.ts'
import type { Output } from '../../../kernel/export/notebook.ts'
import { code, markdown, temporaryFolder, writeNotebooks } from './fixtures.ts'

/** Runs the command and keeps what it says. */
async function said(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: string[][] = [[], []]
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void out!.push(String(line)))
  const error = vi.spyOn(console, 'error').mockImplementation((line) => void err!.push(String(line)))
  try {
    return { code: await exportCommand(args), out: out!.join('\n'), err: err!.join('\n') }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}

const failure: Output = { output_type: 'error', ename: 'TypeError', evalue: 'no' }

test('an error in a cell fails the export and names the cell; --allow-errors keeps going', async () => {
  const source = writeNotebooks(temporaryFolder(), { '01-a': [markdown('# A'), code('x', [failure])] })
  const out = path.join(temporaryFolder(), 'new')
  const refused = await said(source, '--to', 'script', '--out', out)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('cell 2 (In[1]) fails with TypeError: no')
  expect(fs.readdirSync(out)).toEqual([])
  const allowed = await said(source, '--to', 'script', '--out', out, '--allow-errors')
  expect(allowed.code).toBe(0)
  expect(allowed.out).toMatch(/^Wrote 1 file\(s\), 0\.0 MB, to .* in \d+\.\d s\.$/m)
})

test('stale outputs are said, wrong words are one sentence, help is help', async () => {
  const source = writeNotebooks(temporaryFolder(), { '01-a': [code('x', [], {}, 7)] })
  expect((await said(source, '--to', 'script', '--out', temporaryFolder())).err).toContain('was not run top to bottom')
  expect(await said(source, '--to', 'word', '--out', 'x')).toMatchObject({ code: 1 })
  expect((await said('--help')).out).toContain('gradlab export NOTEBOOKS')
})

test('a folder that cannot be written to is said', async () => {
  const source = writeNotebooks(temporaryFolder(), { '01-a': [code('x')] })
  const file = path.join(source, '01-a.ipynb')
  expect((await said(source, '--to', 'script', '--out', path.join(file, 'under'))).err).toMatch(
    /cannot be written to \(ENOTDIR\): choose another folder/,
  )
})

test.each([
  ['words', /01-a\.ipynb is not a notebook: it is not JSON/],
  ['{"cells": []}', /01-a\.ipynb is not a notebook of format 4: found no nbformat and cells/],
  ['{"nbformat": 3, "worksheets": []}', /found format 3; open it in JupyterLab and save it/],
])('a file that is no notebook is named: %s', async (content, sentence) => {
  const file = path.join(temporaryFolder(), '01-a.ipynb')
  fs.writeFileSync(file, content)
  const refused = await said(file, '--to', 'script', '--out', temporaryFolder())
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(sentence)
})

test('a PDF without a browser is refused in a sentence, and nothing is written', async () => {
  const own = process.env.GRADLAB_CHROMIUM
  onTestFinished(() => {
    if (own === undefined) delete process.env.GRADLAB_CHROMIUM
    else process.env.GRADLAB_CHROMIUM = own
  })
  process.env.GRADLAB_CHROMIUM = '/nowhere/chromium'
  const source = writeNotebooks(temporaryFolder(), { '01-a': [code('x')] })
  const out = temporaryFolder()
  const refused = await said(source, '--to', 'pdf', '--out', out)
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(/^GRADLAB_CHROMIUM is \/nowhere\/chromium, which does not exist: name/)
  expect(fs.readdirSync(out)).toEqual([])
})

test.runIf(process.platform === 'linux')('a place that takes no folder is said, and not tried for ever', async () => {
  const source = writeNotebooks(temporaryFolder(), { '01-a': [code('x')] })
  expect((await said(source, '--to', 'script', '--out', '/proc/gradlab/site')).err).toMatch(
    /cannot be written to \(ENOENT\): choose another folder/,
  )
})
