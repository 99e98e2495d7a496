/** The command line of gradlab. Failures that a person can mend are one sentence; others keep their stack. */
import { runCommand } from './cli/commands.ts'
import { CommandError } from './cli/failure.ts'

try {
  const code = await runCommand(process.argv.slice(2))
  if (code !== undefined) process.exitCode = code
} catch (error) {
  if (!(error instanceof CommandError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
