/** A folder for temporary files of one test file's own: others make and remove theirs meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** From here to the end of the file's tests `os.tmpdir()` is that folder. @returns the folder */
export function ownTemporaryFolder(): string {
  const shared = process.env.TMPDIR
  const own = mkdtempSync(join(tmpdir(), 'gradlab-test-'))
  process.env.TMPDIR = own
  afterAll(() => {
    if (shared === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = shared
    rmSync(own, { recursive: true })
  })
  return own
}
