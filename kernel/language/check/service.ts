/** What the checker's thread does for the language thread: plain values in, plain values out. */

import type { Diagnostic } from 'typescript/unstable/sync'
import type { InspectResult } from '../../session/contract.ts'
import type { Aliases } from '../path-aliases.ts'
import { type Candidate, candidates } from './candidates.ts'
import { hover } from './hover.ts'
import { NativeChecker, type ProjectOptions } from './native.ts'

export interface Finding {
  code: number
  /** Offsets in the checked text, UTF-16 units. */
  start: number
  end: number
  message: string
}

export interface PackageError {
  /** From 0. */
  line: number
  code: number
  message: string
}

/** No such module; not a module; no such export; no default export. */
const packageErrors = new Set([2307, 2306, 2305, 1192, 1259, 2613, 2614])

/** What the notebook's tsconfig.json says, as far as compiling needs it. */
export interface ProjectFacts {
  legacyDecorators: boolean
  aliases: Aliases
}

/** The methods that may be called from the other thread. */
export interface CheckerMethods {
  open(options: ProjectOptions): ProjectFacts
  /** Sets the modules that the session imports, one a line; returns the lines that are wrong. */
  packages(text: string): PackageError[]
  /** Sets a module beside the notebook. */
  module(name: string, text: string): void
  /** Sets what earlier cells declare. */
  session(text: string): void
  check(text: string): Finding[]
  /** The findings of each file, by its path. */
  files(paths: readonly string[]): Finding[][]
  complete(text: string, offset: number): Candidate[]
  inspect(text: string, offset: number, detail: 0 | 1): InspectResult
}

export class CheckerService implements CheckerMethods {
  #native: NativeChecker | undefined
  readonly #started: (pid: number | undefined) => void

  constructor(started: (pid: number | undefined) => void = () => {}) {
    this.#started = started
  }

  open(options: ProjectOptions): ProjectFacts {
    this.#native?.close()
    this.#native = new NativeChecker(options, this.#started)
    const { legacyDecorators, aliases } = this.#native
    return { legacyDecorators, aliases }
  }

  packages(text: string): PackageError[] {
    return this.native
      .check('__packages__.ts', text)
      .filter(({ code }) => packageErrors.has(code))
      .map(({ pos, code, text: message }) => ({ line: text.slice(0, pos).split('\n').length - 1, code, message }))
  }

  module(name: string, text: string): void {
    this.native.set(name, text)
  }

  session(text: string): void {
    this.native.set('__session__.ts', text)
  }

  check(text: string): Finding[] {
    this.native.refresh()
    return this.native.check('__current__.ts', text).map(finding)
  }

  files(paths: readonly string[]): Finding[][] {
    return paths.map((file) => this.native.checkFile(file).map(finding))
  }

  complete(text: string, offset: number): Candidate[] {
    const file = this.native.set('__current__.ts', text)
    const [prefix] = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, offset)) ?? ['']
    return candidates(this.native.project.checker, file, offset, prefix)
  }

  inspect(text: string, offset: number, detail: 0 | 1): InspectResult {
    const file = this.native.set('__current__.ts', text)
    return hover(this.native.project.checker, file, offset, detail)
  }

  close(): void {
    this.#native?.close()
  }

  private get native(): NativeChecker {
    if (!this.#native) throw new Error('Expected the type checker to be open: call `open` first.')
    return this.#native
  }
}

function finding({ code, pos, end, text, messageChain }: Diagnostic): Finding {
  return { code, start: pos, end, message: chain(text, messageChain) }
}

interface Link {
  text: string
  messageChain?: readonly Link[] | undefined
}

/** TypeScript's chain of reasons, each level indented as its command line does. */
function chain(text: string, rest: readonly Link[] | undefined, indent = '  '): string {
  return [text, ...(rest ?? []).map((link) => indent + chain(link.text, link.messageChain, `${indent}  `))].join('\n')
}
