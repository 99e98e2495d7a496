/** gradlab kernel: what the kernelspec's argv calls. */
import { startKernel } from '../session/start.ts'
import { CommandError } from './failure.ts'

export async function kernel([connectionFile, ...rest]: string[]): Promise<undefined> {
  if (!connectionFile || rest.length > 0) {
    throw new CommandError(
      'Expected one connection file: Jupyter starts this command itself. `gradlab lab` opens a notebook.',
    )
  }
  await startKernel(connectionFile, {})
}
