/** The sub-commands of `gradlab`. Each is loaded when it is called: the kernel must not pay for the others. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unknown } from './arguments.ts'
import { CommandError } from './failure.ts'
import { root } from './root.ts'

/** Resolves with the exit code, or with undefined where the process goes on by itself (the kernel). */
export type Command = (args: string[]) => Promise<number | undefined> | number | undefined

interface Entry {
  usage: string
  about: string
  load: () => Promise<Command>
}

const entries: Record<string, Entry> = {
  lab: {
    usage: 'lab [FOLDER] [JupyterLab’s options]',
    about: 'open JupyterLab on the tutorial, or on FOLDER',
    load: async () => (await import('./lab.ts')).lab,
  },
  install: {
    usage: 'install --user | --prefix FOLDER',
    about: 'make the kernel known to your Jupyter, or to one Python environment',
    load: async () => (await import('./install.ts')).install,
  },
  uninstall: {
    usage: 'uninstall --user | --prefix FOLDER',
    about: 'take it away again',
    load: async () => (await import('./uninstall.ts')).uninstall,
  },
  doctor: {
    usage: 'doctor',
    about: 'check Node, Python, TensorFlow, Jupyter, and say what to do',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  export: {
    usage: 'export --help',
    about: 'notebooks as a web site, Markdown, PDF or script',
    load: async () => (await import('../export/cli.ts')).exportCommand,
  },
  kernel: {
    usage: 'kernel CONNECTION_FILE',
    about: 'the kernel itself, as Jupyter starts it',
    load: async () => (await import('./kernel.ts')).kernel,
  },
}

function help(): string {
  const width = Math.max(...Object.values(entries).map(({ usage }) => usage.length))
  const lines = Object.values(entries).map(({ usage, about }) => `  gradlab ${usage.padEnd(width)}  ${about}`)
  return [
    'TypeScript notebooks for learning how models are trained.',
    '',
    ...lines,
    '',
    'In a clone: npx gradlab …',
  ].join('\n')
}

/** Runs one command line (without `node` and the script). */
export async function runCommand([name, ...args]: string[]): Promise<number | undefined> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help())
    return name === undefined ? 1 : 0
  }
  if (name === '--version' || name === '-v') {
    console.log(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
    return 0
  }
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
  if (!entry) throw new CommandError(unknown('The command', name, Object.keys(entries)))
  if (name !== 'export' && name !== 'lab' && (args[0] === '--help' || args[0] === '-h')) {
    console.log(`gradlab ${entry.usage}: ${entry.about}`)
    return 0
  }
  return (await entry.load())(args)
}
