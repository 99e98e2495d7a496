import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { History, historyFile } from '../protocol/history.ts'
import type { Versions } from '../protocol/kernel-info.ts'
import { readConnection } from '../wire/connection.ts'
import { log, words } from '../wire/log.ts'
import { Signer } from '../wire/signature.ts'
import { openSockets } from '../wire/sockets.ts'
import { KernelSession } from './kernel-session.ts'
import { LanguageThread } from './language-thread.ts'
import { watchParent } from './parent.ts'
import { RuntimeHost } from './runtime-host.ts'

export interface StartOptions {
  /**
   * The notebook's folder: packages and local files are looked up from here upward.
   * @default process.cwd(), where Jupyter starts a notebook's kernel
   */
  folder?: string
  /**
   * Strict type checks.
   * @default what `GRADLAB_STRICT` says: 1 is strict
   */
  strict?: boolean
}

/** gradlab's own folder: this file is dist/kernel/session/start.js in it. */
const home = fileURLToPath(new URL('../../../', import.meta.url))

function versions(): Versions {
  const { version } = JSON.parse(readFileSync(`${home}package.json`, 'utf8')) as { version: string }
  const typescript = createRequire(import.meta.url)('typescript/package.json') as { version: string }
  return { gradlab: version, typescript: typescript.version }
}

/** The kernel must outlive anything that goes wrong in one request; what does is a bug, and goes to the log. */
function surviveErrors(): void {
  // Whoever read the log may be gone: an error of its pipe would be logged into that pipe, for ever.
  process.stderr.on('error', () => {})
  process.on('uncaughtException', (error) => log('error', `uncaught: ${words(error)}`))
  process.on('unhandledRejection', (error) => log('error', `unhandled: ${words(error)}`))
}

/**
 * Starts a kernel on the sockets of a Jupyter connection file. It answers `kernel_info` as soon as the sockets are
 * bound, while the language thread and the runtime are still starting, side by side.
 */
export async function startKernel(connectionFile: string, options: StartOptions = {}): Promise<void> {
  const connection = readConnection(connectionFile)
  const { folder = process.cwd(), strict = process.env.GRADLAB_STRICT === '1' } = options
  surviveErrors()
  const signer = new Signer(connection.key, connection.signature_scheme)
  const sockets = await openSockets(connection, signer, randomUUID())
  const language = new LanguageThread()
  const { shell_port, control_port, stdin_port, iopub_port, hb_port } = connection
  const session = new KernelSession({
    sockets,
    language,
    history: new History(historyFile()),
    versions: versions(),
    ports: { shell_port, control_port, stdin_port, iopub_port, hb_port },
    startRuntime: (listener) =>
      new RuntimeHost(
        { type: 'open', folder, home },
        {
          frame: (frame, buffers) => listener.router.route(frame, buffers),
          native: (name, text) => listener.router.native(name, text),
          died: (reason) => listener.runtimeDied(reason),
          stuck: (run) => listener.stuck(run),
        },
      ),
    exit: () => process.exit(0),
  })
  language.open({ folder, home, strict }).catch((error) => log('error', `the language part: ${words(error)}`))
  process.on('SIGINT', () => session.interrupt())
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => session.shutdown())
  watchParent(() => session.shutdown())
  session.listen()
}
