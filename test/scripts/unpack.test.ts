import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layout } from '../../scripts/lib/layout.mjs'
import { run } from '../../scripts/lib/run.mjs'
import { temporaryFolder } from './folder.ts'

test('takes the wanted files out of a wheel, with sizes and sums', async () => {
  const folder = temporaryFolder()
  const wheel = join(folder, 'a.whl')
  const make = `import zipfile; z = zipfile.ZipFile(${JSON.stringify(wheel)}, 'w'); z.writestr('p/a.so', 'lib'); z.writestr('p/x/', ''); z.writestr('q', '')`
  const { python } = layout()
  expect((await run(python, ['-c', make])).code).toBe(0)
  const unpack = join(import.meta.dirname, '../../scripts/lib/unpack.py')
  const { stdout } = await run(python, [unpack, wheel, folder, JSON.stringify([['p/', 'lib/']])])
  const sha256 = createHash('sha256').update('lib').digest('hex')
  expect(JSON.parse(stdout)).toEqual({ 'lib/a.so': { size: 3, sha256 } })
  expect(readFileSync(join(folder, 'lib/a.so'), 'utf8')).toBe('lib')
})
