/** Runs nbconvert of the project's own Python environment: all notebooks of one language in one process. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { ExportError } from './errors.ts'
import { home } from './home.ts'
import type { Notebook } from './notebook.ts'

/** Where the project's Python is; GRADLAB_PYTHON overrides it. */
export function python(): string {
  const own = process.env.GRADLAB_PYTHON ?? path.join(home, '.venv', 'bin', 'python')
  if (!fs.existsSync(own))
    throw new ExportError(`There is no Python environment at ${own}: run \`npm run setup\` first.`)
  return own
}

/**
 * Converts prepared notebooks and returns what nbconvert wrote, by name.
 * @param to 'html' (bodies by our template) or 'markdown'
 * @param folder a folder of the caller's; notebooks and results are put there
 */
export async function convert(
  notebooks: Map<string, Notebook>,
  to: 'html' | 'markdown',
  folder: string,
): Promise<Map<string, string>> {
  fs.mkdirSync(folder, { recursive: true })
  for (const [name, notebook] of notebooks)
    fs.writeFileSync(path.join(folder, `${name}.ipynb`), JSON.stringify(notebook))
  const template =
    to === 'html'
      ? [
          '--template',
          'gradlab',
          `--TemplateExporter.extra_template_basedirs=${path.join(home, 'kernel', 'export', 'templates')}`,
        ]
      : []
  const files = [...notebooks.keys()].map((name) => `${name}.ipynb`)
  // ERROR: nbconvert warns of pictures without alternative text even where our own text stands beside them.
  await run(python(), ['-m', 'nbconvert', '--to', to, ...template, '--log-level', 'ERROR', ...files], folder)
  const suffix = to === 'html' ? '.html' : '.md'
  return new Map([...notebooks.keys()].map((name) => [name, fs.readFileSync(path.join(folder, name + suffix), 'utf8')]))
}

/** Runs a program to its end; a failure carries what it said. */
export function run(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, said] = ['', '']
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', (error) => reject(new ExportError(`${command} could not be started: ${error.message}.`)))
    child.on('close', (code) => {
      if (code === 0) resolve(out)
      else
        reject(
          new ExportError(
            `${path.basename(command)} ${args.slice(0, 3).join(' ')} failed (exit ${code}):\n${said.trim() || out.trim()}`,
          ),
        )
    })
  })
}
