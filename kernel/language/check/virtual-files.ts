/** The files that the native checker sees: the disk, the session's cells, and gradlab's packages at the far end. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import type { FileSystem } from 'typescript/unstable/fs'

/**
 * Packages are looked up from the notebook's folder upward. The last place on that way is `/node_modules`: gradlab's own
 * packages, and gradlab itself, are shown there.
 */
const last = '/node_modules'

export class VirtualFiles implements FileSystem {
  readonly #files = new Map<string, string>()
  readonly #home: string
  /** Files of the notebook's own that were read since somebody looked. */
  readonly added = new Set<string>()

  constructor(home: string) {
    this.#home = home.replace(/\/$/, '')
  }

  set(file: string, text: string): void {
    this.#files.set(file, text)
  }

  delete(file: string): void {
    this.#files.delete(file)
  }

  readFile = (file: string): string | null | undefined => {
    const text = this.#files.get(file)
    if (text !== undefined) return text
    const own = this.#own(file)
    if (own !== undefined) return attempt(() => readFileSync(own, 'utf8')) ?? null
    if (this.#mayChange(file)) this.added.add(file)
    return undefined
  }

  /** Neither a package nor gradlab's own build: those stay as they are while a kernel runs. */
  #mayChange(file: string): boolean {
    if (file.includes('/node_modules/') || file.startsWith(`${this.#home}/dist/`)) return false
    return /\.([cm]?ts|json)$/.test(file)
  }

  fileExists = (file: string): boolean | undefined => {
    if (this.#files.has(file)) return true
    const own = this.#own(file)
    return own === undefined ? undefined : (attempt(() => statSync(own).isFile()) ?? false)
  }

  directoryExists = (folder: string): boolean | undefined => {
    const own = this.#own(folder)
    return own === undefined ? undefined : (attempt(() => statSync(own).isDirectory()) ?? false)
  }

  realpath = (file: string): string | undefined => {
    if (this.#files.has(file)) return file
    const own = this.#own(file)
    return own === undefined ? undefined : attempt(() => realpathSync(own))
  }

  /** The real place of a path under the last `node_modules`. */
  #own(file: string): string | undefined {
    if (file === last) return this.#home + last
    if (!file.startsWith(`${last}/`)) return undefined
    // A real package there goes first.
    if (attempt(() => statSync(file))) return undefined
    const rest = file.slice(last.length)
    return rest === '/gradlab' || rest.startsWith('/gradlab/')
      ? this.#home + rest.slice('/gradlab'.length)
      : this.#home + file
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
