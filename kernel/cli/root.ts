/** Where gradlab itself lies, be it run from `dist` or, in tests, from its sources. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(): string {
  let folder = dirname(realpathSync(fileURLToPath(import.meta.url)))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/** The folder of gradlab's package.json. */
export const root = findRoot()
