import { homedir } from 'node:os'
import { join } from 'node:path'
import { log, words } from '../wire/log.ts'
import type { Content } from '../wire/message.ts'
import { FieldError, flagField, integerField, textField } from './fields.ts'
import { type HistoryEntry, HistoryStore, isLocked } from './history-store.ts'
import type { Kernel, Request } from './kernel.ts'

/** Written this long after a cell at the latest, in one go for all cells since. */
const writeDelay = 1000

/** What `n` means where a request leaves it out. */
const everything = 1_000_000

/** Where Jupyter keeps data of the user, unless `GRADLAB_HISTORY` names a file. */
export function historyFile(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.GRADLAB_HISTORY) return env.GRADLAB_HISTORY
  const home = homedir()
  const data =
    env.JUPYTER_DATA_DIR ??
    (platform === 'darwin'
      ? join(home, 'Library', 'Jupyter')
      : platform === 'win32'
        ? join(env.APPDATA ?? home, 'jupyter')
        : join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'jupyter'))
  return join(data, 'gradlab', 'history.sqlite')
}

/** SQLite's glob pattern (`*`, `?`, `[…]`) as a regular expression, for what is in memory only. */
function globPattern(glob: string): RegExp {
  const parts = glob.match(/\[[^\]]+\]|[\s\S]/g) ?? []
  const pattern = parts.map((part) => {
    if (part === '*') return '[^]*'
    if (part === '?') return '[^]'
    return part.length > 1 ? part : part.replace(/[\\^$.|+(){}[\]]/, '\\$&')
  })
  return new RegExp(`^${pattern.join('')}$`)
}

/**
 * Inputs of this session in memory and, a moment after each cell, in the file. The file is a comfort: one that cannot
 * be read, is locked, or sits on a full disk is logged, and the session goes on with what it has.
 */
export class History {
  readonly #file: string
  readonly #session: HistoryEntry[] = []
  #written = 0
  #store: HistoryStore | undefined
  #timer: NodeJS.Timeout | undefined
  #failing = false
  #running: HistoryEntry | undefined

  constructor(file: string) {
    this.#file = file
  }

  add(line: number, input: string): HistoryEntry {
    const entry = { session: 0, line, input, output: null }
    this.#session.push(entry)
    this.#running = entry
    return entry
  }

  /** The cell has ended: what came out of it is known, and it can be written. */
  finish(): void {
    this.#running = undefined
    this.#timer ??= setTimeout(() => this.flush(), writeDelay).unref()
  }

  /** Writes what is not in the file yet. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const fresh = this.#session.slice(this.#written).filter((entry) => entry !== this.#running)
    if (fresh.length === 0) return
    this.#try((store) => {
      store.write(fresh)
      this.#written += fresh.length
    })
  }

  #try<Result>(work: (store: HistoryStore) => Result): Result | undefined {
    try {
      this.#store ??= HistoryStore.open(this.#file)
      const result = work(this.#store)
      this.#failing = false
      return result
    } catch (error) {
      // Said once, not with every cell. A lock held by another kernel is everyday: what is unwritten goes with the next cell.
      if (!this.#failing) {
        log(isLocked(error) ? 'info' : 'warning', `the history ${this.#file} is not available: ${words(error)}`)
      }
      this.#failing = true
      return undefined
    }
  }

  /** What is in memory only, numbered as the file will number it. */
  #unwritten(): HistoryEntry[] {
    const session = this.#store?.session ?? 0
    return this.#session.slice(this.#written).map((entry) => ({ ...entry, session }))
  }

  tail(count: number): HistoryEntry[] {
    this.flush()
    const stored = this.#try((store) => store.tail(count)) ?? []
    return [...stored, ...this.#unwritten()].slice(-count)
  }

  /** `session` counts from 1 as in the file; 0 is this one, -1 the one before. */
  range(session: number, start: number, stop: number): HistoryEntry[] {
    if (session === 0) return this.#session.filter(({ line }) => line >= start && line < stop)
    this.flush()
    return (
      this.#try((store) => {
        const newest = store.session || store.newest() + 1
        return store.range(session < 0 ? newest + session : session, start, stop)
      }) ?? []
    )
  }

  search(pattern: string, count: number, unique: boolean): HistoryEntry[] {
    this.flush()
    const stored = this.#try((store) => store.search(pattern, count, unique)) ?? []
    const fits = globPattern(pattern)
    const found = [...stored, ...this.#unwritten().filter(({ input }) => fits.test(input))]
    const newest = new Map(found.map((entry) => [entry.input, entry]))
    return found.filter((entry) => !unique || newest.get(entry.input) === entry).slice(-count)
  }

  close(): void {
    this.#running = undefined
    this.flush()
    if (this.#store) this.#try((store) => store.close())
    this.#store = undefined
  }
}

function find(history: History, content: Content): HistoryEntry[] {
  const kind = textField(content, 'hist_access_type', 'tail')
  const count = Math.max(0, integerField(content, 'n', everything))
  switch (kind) {
    case 'tail':
      return history.tail(count)
    case 'range': {
      const start = integerField(content, 'start', 1)
      const stop = integerField(content, 'stop', everything)
      return history.range(integerField(content, 'session', 0), start, stop)
    }
    case 'search': {
      const pattern = textField(content, 'pattern', '*')
      return history.search(pattern, count, flagField(content, 'unique', false))
    }
    default:
      throw new FieldError(`Expected \`hist_access_type\` to be tail, range or search, found "${kind}".`)
  }
}

export async function historyRequest(kernel: Kernel, { message: { content } }: Request): Promise<Content> {
  const output = flagField(content, 'output', false)
  const entries = find(kernel.history, content)
  const history = entries.map((entry) => {
    const { session, line, input } = entry
    return [session, line, output ? [input, entry.output] : input]
  })
  return { status: 'ok', history }
}
