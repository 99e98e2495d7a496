/** Which folder of kernels `install` and `uninstall` mean. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from './arguments.ts'
import { CommandError } from './failure.ts'
import { prefixKernels, userKernels } from './kernelspec.ts'

/**
 * `--user`, or `--prefix FOLDER`: nothing is written outside the project unless asked.
 *
 * @throws {CommandError} with neither or both
 */
export function kernelsFolder(command: string, args: string[]): string {
  const { user, prefix } = parse(args, { user: { type: 'boolean' }, prefix: { type: 'string' } })
  if (Boolean(user) === (prefix !== undefined)) {
    throw new CommandError(
      `Expected one of \`--user\` and \`--prefix FOLDER\`, found ${user ? 'both' : 'neither'}: ` +
        `\`gradlab ${command} --user\` is for all of your notebooks, \`--prefix\` for one Python environment.`,
    )
  }
  if (user) return userKernels()
  const folder = resolve(String(prefix))
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CommandError(`Expected \`--prefix\` to be the folder of a Python environment; ${folder} is none.`)
  }
  return prefixKernels(folder)
}
