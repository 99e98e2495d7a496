/** A path to Node that outlives an upgrade of Node: a kernelspec holds it for months. */
import { realpathSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Version managers put a folder of this session on PATH; it is gone with the terminal. */
const shortLived = /(fnm_multishells|\/node_modules\/|^\/tmp\/|^\/run\/)/

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/**
 * The name on PATH that leads to the running Node (`/opt/homebrew/bin/node`, not `…/Cellar/node/22.1.0/bin/node`), else
 * the running Node's own path.
 * @param passing folders that do not last
 */
export function stableNode(path = process.env.PATH ?? '', running = process.execPath, passing = shortLived): string {
  const target = real(running)
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, 'node')
    if (isAbsolute(folder) && !passing.test(`${folder}/`) && real(candidate) === target) return candidate
  }
  return running
}
