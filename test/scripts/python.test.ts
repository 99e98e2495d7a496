import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPython } from '../../scripts/lib/python.mjs'
import { temporaryFolder } from './folder.ts'

/** A folder for PATH in which `python3` answers set-up's question so. */
function path(answer: object): { PATH: string } {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'python3'), `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`, { mode: 0o755 })
  return { PATH: folder }
}

test('finds the one on PATH', async () => {
  expect(await findPython()).toMatchObject({ version: expect.stringMatching(/^3\.\d+\.\d+$/) })
})

test('no Python: expected, found, what to install', async () => {
  await expect(findPython({ PATH: temporaryFolder() })).rejects.toThrow(
    /^Expected Python 3.10 or later on PATH, for JupyterLab; found none. Install it .*GRADLAB_PYTHON/,
  )
})

test('an old one is named', async () => {
  await expect(findPython(path({ version: [3, 9, 18], whole: true, path: '/p' }))).rejects.toThrow(
    /found python3 3.9.18/,
  )
})

test('one without venv says which package', async () => {
  await expect(findPython(path({ version: [3, 12, 3], whole: false, path: '/p' }))).rejects.toThrow(
    /Python 3.12 is here, but without its `venv`.*python3.12-venv/,
  )
})

test('a launcher without its Python is passed over', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\nexit 127\n', { mode: 0o755 })
  const { PATH } = path({ version: [3, 13, 0], whole: true, path: '/p' })
  await expect(findPython({ PATH: folder })).rejects.toThrow(/found none/)
  expect(await findPython({ PATH: `${folder}:${PATH}`, GRADLAB_PYTHON: join(PATH, 'python3') })).toEqual({
    path: '/p',
    version: '3.13.0',
  })
})
