/** gradlab doctor: the checks are set-up's own, and work where nothing is built; here only the way to them. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from './arguments.ts'
import { root } from './root.ts'

/** Resolves with 1 where something is broken. */
export async function doctor(args: string[]): Promise<number> {
  parse(args, {})
  const { examine } = await import(pathToFileURL(join(root, 'scripts', 'lib', 'doctor.mjs')).href)
  return examine()
}
