/** gradlab install: makes the kernel known to Jupyter. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelName, kernelSpec, logos } from './kernelspec.ts'
import { kernelsFolder } from './place.ts'
import { root } from './root.ts'

export function install(args: string[]): number {
  const folder = join(kernelsFolder('install', args), kernelName)
  mkdirSync(folder, { recursive: true })
  for (const logo of logos) copyFileSync(join(root, 'kernel', 'logos', logo), join(folder, logo))
  const spec = kernelSpec()
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`)
  console.log(`The kernel "${spec.display_name}" is installed in ${folder}.`)
  return 0
}
