/** scripts/notebooks.py, which runs the notebooks of the course. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { here, layout } from '../../scripts/lib/layout.mjs'
import { temporaryFolder } from './folder.ts'

const { python, venv } = layout()

const cell = (source: string, i: number) => ({
  cell_type: 'code',
  id: `cell-${i}`,
  execution_count: null,
  metadata: {},
  outputs: [],
  source,
})

/** Calls `again_one` of the script for a notebook of these cells. */
function again(...sources: string[]): { status: number | null; said: string } {
  const folder = temporaryFolder()
  const kernelspec = { display_name: 'TypeScript (gradlab)', language: 'typescript', name: 'gradlab' }
  const notebook = { cells: sources.map(cell), metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }
  writeFileSync(join(folder, '00-tried.ipynb'), JSON.stringify(notebook))
  const call = [
    'import asyncio, pathlib, sys, notebooks',
    'notebooks.FOLDER = pathlib.Path(sys.argv[1])',
    'sys.exit(0 if asyncio.run(notebooks.again_one(notebooks.find(["00"])[0])) else 1)',
  ].join('\n')
  const { status, stdout, stderr } = spawnSync(python, ['-c', call, folder], {
    encoding: 'utf8',
    env: {
      ...process.env,
      JUPYTER_PATH: join(venv, 'share', 'jupyter'),
      PYTHONPATH: join(here, 'scripts'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  })
  return { status, said: stdout + stderr }
}

test('again: a display with an id of its own comes at the same place each time through', () => {
  const { status, said } = again("console.log('first')\ndisplay('one', { id: 'same' })", 'const twice = 2 * 21\ntwice')
  expect(said).toMatch(/^✓ 00-tried\.ipynb/)
  expect(status).toBe(0)
})

test('again: what fails only the second time is told', () => {
  const { status, said } = again(
    "globalThis.turns = (globalThis.turns ?? 0) + 1\nif (globalThis.turns > 1) throw Error('not again')",
  )
  expect(said).toMatch(/the second time, cell \[2\] fails: Error: not again/)
  expect(status).toBe(1)
})
