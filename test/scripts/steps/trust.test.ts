import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { layout } from '../../../scripts/lib/layout.mjs'
import { notary } from '../../../scripts/lib/steps/jupyter.mjs'
import { trust, untouched } from '../../../scripts/lib/steps/trust.mjs'
import { temporaryFolder } from '../folder.ts'

const drawing = (text: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: 'code',
        id: 'a',
        source: 'd.step()',
        metadata: {},
        execution_count: 1,
        outputs: [
          {
            output_type: 'execute_result',
            execution_count: 1,
            metadata: {},
            data: { 'text/html': `<svg>${text}</svg>` },
          },
        ],
      },
    ],
  })

/** A folder as of a clone, with three notebooks of the course and one of someone's own. */
function clone(below = '') {
  const root = join(temporaryFolder(), below)
  const here = { ...layout(root), jupyter: layout().jupyter, python: layout().python }
  mkdirSync(join(here.notebooks, 'zh'), { recursive: true })
  for (const name of ['00-tour', '01-steps', 'zh/00-tour', 'mine'])
    writeFileSync(join(here.notebooks, `${name}.ipynb`), drawing(name))
  return here
}

function commit(root: string, ...paths: string[]) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: root, stdio: 'ignore' })
  git('init', '-q')
  git('add', '--', ...paths)
  git('commit', '-q', '-m', 'course')
}

const names = (here: ReturnType<typeof clone>) => untouched(here).map((path) => relative(here.notebooks, path))

/** What Jupyter itself says of each notebook. */
function trusted(here: ReturnType<typeof clone>): Record<string, boolean> {
  const script = `
import json, pathlib, sys
import nbformat, nbformat.sign
folder, db_file, secret_file = sys.argv[1:]
notary = nbformat.sign.NotebookNotary(db_file=db_file, secret_file=secret_file)
paths = sorted(pathlib.Path(folder).rglob("*.ipynb"))
print(json.dumps({str(p.relative_to(folder)): notary.check_signature(nbformat.read(p, 4)) for p in paths}))`
  const { db_file, secret_file } = notary(here)
  return JSON.parse(
    execFileSync(here.python, ['-c', script, here.notebooks, db_file, secret_file], { encoding: 'utf8' }),
  )
}

test('notebooks as git has them are trusted; changed ones and those of one’s own are not', async () => {
  const here = clone()
  commit(here.root, 'notebooks/00-tour.ipynb', 'notebooks/01-steps.ipynb', 'notebooks/zh/00-tour.ipynb')
  writeFileSync(join(here.notebooks, '01-steps.ipynb'), drawing('other'))
  expect(names(here).sort()).toEqual(['00-tour.ipynb', 'zh/00-tour.ipynb'])
  expect(trust.isDone(here)).toBe(false)
  expect(await trust.run(here)).toContain('2 notebooks')
  expect(trust.isDone(here)).toBe(true)
  const expected = { '00-tour.ipynb': true, '01-steps.ipynb': false, 'mine.ipynb': false, 'zh/00-tour.ipynb': true }
  expect(trusted(here)).toEqual(expected)
  // What a learner saves is JupyterLab's affair; a new state of the course is signed anew.
  writeFileSync(join(here.notebooks, '00-tour.ipynb'), drawing('mine now'))
  expect(trust.isDone(here)).toBe(true)
  commit(here.root, 'notebooks/01-steps.ipynb')
  expect(trust.isDone(here)).toBe(false)
})

test('a clone inside another repository knows its notebooks by their paths from itself', () => {
  const here = clone('course/gradlab')
  commit(
    join(here.root, '..', '..'),
    'course/gradlab/notebooks/00-tour.ipynb',
    'course/gradlab/notebooks/01-steps.ipynb',
  )
  writeFileSync(join(here.notebooks, '01-steps.ipynb'), drawing('other'))
  expect(names(here)).toEqual(['00-tour.ipynb'])
})

test('without git it is the numbered notebooks', () => {
  const here = clone()
  expect(names(here).sort()).toEqual(['00-tour.ipynb', '01-steps.ipynb', 'zh/00-tour.ipynb'])
})

test('a notebook that is none is told, with what brings it back', async () => {
  const here = clone()
  writeFileSync(join(here.notebooks, '00-tour.ipynb'), '{')
  await expect(trust.run(here)).rejects.toThrow(/could not sign[\s\S]*git checkout notebooks/)
  expect(trust.isDone(here)).toBe(false)
})
