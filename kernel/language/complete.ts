/** Completion of a cell that is being typed. */
import { builtinModules } from 'node:module'
import type { Completion, CompletionResult } from '../session/contract.ts'
import type { Candidate } from './check/candidates.ts'
import { typedImports } from './check/declared.ts'
import { packageKey } from './check/package-key.ts'
import { packageName } from './check/session-names.ts'
import type { Types } from './check/types.ts'
import { type ParsedFile, parse } from './emit.ts'
import { namesInScope } from './names-in-scope.ts'
import { localFiles, packagesFrom } from './packages.ts'

/** More would only be scrolled past, and each costs the front end time. */
const most = 1000

export class Completer {
  readonly #types: Types
  readonly #folders: () => { folder: string; home: string }

  constructor(types: Types, folders: () => { folder: string; home: string }) {
    this.#types = types
    this.#folders = folders
  }

  async complete(code: string, offset: number): Promise<CompletionResult> {
    const source = parse(code)
    const inString = specifierAt(source, offset)
    if (inString) return this.#specifiers(inString, offset)
    const start = offset - (/[\p{ID_Continue}$]*$/u.exec(code.slice(0, offset))?.[0].length ?? 0)
    const end = offset + (/^[\p{ID_Continue}$]*/u.exec(code.slice(offset))?.[0].length ?? 0)
    const prefix = code.slice(start, offset)
    const found = await this.#candidates(code, source, start, offset)
    return { start, end, matches: ranked(found, prefix) }
  }

  async #candidates(code: string, source: ParsedFile, start: number, offset: number): Promise<Candidate[]> {
    const imported = importAt(source, offset)
    if (imported) {
      await this.#types.know(parse(`import * as it from ${JSON.stringify(imported)}`))
      const index = this.#types.file.packageIndex(packageKey(imported, false))
      if (index === undefined) return []
      const text = `__packages__.${packageName(index)}.`
      return this.#types.complete(parse(''), 0, { text, offset: text.length })
    }
    await this.#types.know(source)
    try {
      return await this.#types.complete(source, offset)
    } catch (error) {
      // TypeScript 7.0 cannot list plain names through this interface: it wants an index for automatic imports.
      if (!(error instanceof Error) || !error.message.includes('auto imports')) throw error
    }
    if (isAfterDot(code, start)) return []
    return namesInScope(source, start, this.#types.file.names)
  }

  #specifiers({ start, end, text }: Specifier, offset: number): CompletionResult {
    const { folder, home } = this.#folders()
    const typed = text.slice(0, offset - start)
    if (typed.startsWith('.')) {
      const from = start + typed.lastIndexOf('/') + 1
      const files = localFiles(folder, typed.slice(0, typed.lastIndexOf('/') + 1))
      const matches = files.map(({ name, isFolder }) => ({ text: isFolder ? `${name}/` : name, type: 'path' }))
      return { start: from, end, matches: matches.filter((match) => match.text.startsWith(typed.slice(from - start))) }
    }
    const own = builtinModules
      .filter((name) => !name.startsWith('_'))
      .map((name) => `node:${name.replace(/^node:/, '')}`)
    const names = new Set(['gradlab', ...packagesFrom(folder, home), ...own])
    const matches = [...names].filter((name) => name.startsWith(typed)).map((name) => ({ text: name, type: 'module' }))
    return { start, end, matches }
  }
}

interface Specifier {
  /** Between the quotes. */
  start: number
  end: number
  text: string
}

/** The module specifier that the cursor is in: of an import, or of `import('…')` and `require('…')`. */
function specifierAt(source: ParsedFile, offset: number): Specifier | undefined {
  const before = source.text.slice(0, offset)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const match = /(?:\bfrom\s*|^\s*import\s*|\b(?:import|require)\s*\(\s*)(['"])([^'"]*)$/.exec(line)
  if (!match) return undefined
  const start = offset - (match[2] ?? '').length
  const rest = /^[^'"\n]*/.exec(source.text.slice(offset))?.[0] ?? ''
  const closed = source.text[offset + rest.length] === match[1]
  const end = closed ? offset + rest.length : offset
  return { start, end, text: source.text.slice(start, end) }
}

/** The package whose names an import statement lists at the cursor. */
function importAt(source: ParsedFile, offset: number): string | undefined {
  const statement = typedImports(source).find(({ start, end }) => start < offset && offset <= end)
  return statement && offset < statement.specifierStart ? statement.specifier : undefined
}

function isAfterDot(code: string, start: number): boolean {
  return /(^|[^.])\.\s*$/.test(code.slice(0, start))
}

/** Those that fit what is typed: same start first, then any case, then anywhere; TypeScript's order within each. */
export function ranked(found: readonly Candidate[], prefix: string): Completion[] {
  const lower = prefix.toLowerCase()
  const rank = (text: string): number => {
    if (text.startsWith(prefix)) return 0
    const other = text.toLowerCase()
    return other.startsWith(lower) ? 1 : other.includes(lower) ? 2 : 3
  }
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const seen = new Set<string>()
  return found
    .map((candidate) => ({ candidate, rank: rank(candidate.text) }))
    .filter(
      ({ candidate, rank }) =>
        rank < 3 && !candidate.text.startsWith('__') && !seen.has(candidate.text) && seen.add(candidate.text),
    )
    .sort(
      (a, b) =>
        a.rank - b.rank || compare(a.candidate.order, b.candidate.order) || compare(a.candidate.text, b.candidate.text),
    )
    .slice(0, most)
    .map(({ candidate: { text, type, signature } }) => (signature ? { text, type, signature } : { text, type }))
}
