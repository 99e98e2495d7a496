/** The kernels that are measured side by side; the peers live in a folder of their own, made on first use. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kernelSpec } from '../../dist/kernel/cli/kernelspec.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const folder = join(root, '.gradlab', 'bench')

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.split('\n').slice(-3).join(' ')}`)
}

/** A Python environment with ipykernel and, where its wheel can be had, Deno. */
function python() {
  const environment = join(folder, 'python')
  const bin = join(environment, 'bin')
  if (!existsSync(join(bin, 'pip'))) {
    mkdirSync(folder, { recursive: true })
    run('python3', ['-m', 'venv', environment])
  }
  const has = (name) => spawnSync(join(bin, 'pip'), ['show', '-q', name]).status === 0
  const install = (name) => has(name) || run(join(bin, 'pip'), ['install', '-q', name])
  install('ipykernel')
  try {
    install('deno')
  } catch (error) {
    console.log(`Deno is left out: ${error.message}`)
  }
  return bin
}

export function peers() {
  const bin = python()
  const tslab = join(root, 'node_modules', 'tslab', 'bin', 'tslab')
  const all = [
    { name: 'gradlab', ...kernelSpec() },
    {
      name: 'ipykernel',
      argv: [join(bin, 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
      language: 'python',
    },
    {
      name: 'tslab',
      argv: [process.execPath, tslab, 'kernel', '--config-path={connection_file}'],
      language: 'typescript',
    },
    {
      name: 'deno',
      argv: [join(bin, 'deno'), 'jupyter', '--kernel', '--conn', '{connection_file}'],
      language: 'typescript',
    },
  ]
  return all.filter(({ argv }) => existsSync(argv[0]))
}

export const median = (numbers) => quantile(numbers, 0.5)

export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

/** Rows as a Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
