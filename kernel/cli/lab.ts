/** gradlab lab: JupyterLab of the project's own environment, on the tutorial. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from './failure.ts'
import { root } from './root.ts'

/**
 * JupyterLab's arguments. Without a folder or file of the user's own, the tutorial opens: its first notebook at the first
 * start, later what was open last.
 */
export function labArguments(args: string[], notebooks: string, firstStart: boolean): string[] {
  const own = args.length > 0 && !args[0]!.startsWith('-')
  if (own || args.some((arg) => /^--(ServerApp\.)?(root_dir|notebook-dir)\b/.test(arg))) return ['lab', ...args]
  const [first] = existsSync(notebooks)
    ? readdirSync(notebooks)
        .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
        .sort()
    : []
  const page = firstStart && first ? [`--LabApp.default_url=/lab/tree/${first}`] : []
  return ['lab', `--ServerApp.root_dir=${notebooks}`, ...page, ...args]
}

/** Resolves with JupyterLab's exit code once it has ended. */
export async function lab(args: string[]): Promise<number> {
  const jupyter = join(root, '.venv', 'bin', 'jupyter')
  if (!existsSync(jupyter)) {
    throw new CommandError(`JupyterLab is not set up: ${jupyter} is missing. Run \`npm run setup\` in ${root}.`)
  }
  const notebooks = join(root, 'notebooks')
  const opened = join(root, '.gradlab', 'opened')
  const firstStart = !existsSync(opened)
  const child = spawn(jupyter, labArguments(args, notebooks, firstStart), { stdio: 'inherit', cwd: process.cwd() })
  child.once('spawn', () => {
    mkdirSync(join(opened, '..'), { recursive: true })
    writeFileSync(opened, '')
  })
  // Ctrl-C reaches JupyterLab by itself, as it has the same terminal: stay until it has asked and ended.
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  const stay = () => {}
  process.on('SIGINT', stay).on('SIGTERM', forward).on('SIGHUP', forward)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(code ?? (signal ? 130 : 1)))
    })
  } finally {
    process.off('SIGINT', stay).off('SIGTERM', forward).off('SIGHUP', forward)
  }
}
