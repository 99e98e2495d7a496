/** The folder of gradlab itself: where package.json, templates and node_modules are. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

function findHome(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  // From dist/kernel/export as from kernel/export: the first package.json upward is gradlab's.
  while (!fs.existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
}

export const home = findHome()
