/** gradlab uninstall: takes the kernel away again. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { kernelName } from './kernelspec.ts'
import { kernelsFolder } from './place.ts'

export function uninstall(args: string[]): number {
  const folder = join(kernelsFolder('uninstall', args), kernelName)
  if (!existsSync(folder)) {
    console.log(`Nothing to do: the kernel is not installed in ${folder}.`)
    return 0
  }
  rmSync(folder, { recursive: true })
  console.log(`The kernel is gone from ${folder}.`)
  return 0
}
