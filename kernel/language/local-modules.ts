/** Local TypeScript files and `@module` cells: compiled with the cell that imports them, and again when they change. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Diagnostic, ImportRequest, LocalModule } from '../session/contract.ts'
import { type CompiledModule, compileModule } from './compile-module.ts'
import { type Aliases, aliasTargets } from './path-aliases.ts'

interface Known {
  code: string
  compiled: CompiledModule
}

export interface Collected {
  imports: ImportRequest[]
  /** New or changed ones, dependencies first. */
  locals: LocalModule[]
  /** Every file that is reached, and its text. */
  files: Map<string, string>
  /** Specifiers that `paths` of the tsconfig.json lead to a file, and that file's path, as the runtime may look it up. */
  aliases: Record<string, string>
}

/** Where imports start from, and how they are compiled. */
export interface LocalProject {
  folder: string
  legacyDecorators: boolean
  aliases: Aliases
}

const scripts = ['', '.js', '.mjs', '.cjs', '.json', '/index.js', '/index.mjs', '/index.cjs']

/** A local file that cannot be read as TypeScript; the message names file and line. */
export class LocalModuleError extends Error {
  readonly #code: number
  /** What the cell imports, and by it the file. */
  specifier = ''

  constructor(file: string, { message, start, code }: Diagnostic) {
    super(`${path.basename(file)}, line ${start.line}, column ${start.column}: ${message}`)
    this.name = 'SyntaxError'
    this.#code = code
  }

  /** As a finding in the cell that imports the file. */
  at(cell: string): Diagnostic {
    const places = [`'${this.specifier}'`, `"${this.specifier}"`].map((quoted) => cell.indexOf(quoted))
    const before = cell.slice(0, Math.max(...places, 0)).split('\n')
    const start = { line: before.length, column: before.at(-1)!.length + 1 }
    const source = cell.split('\n')[before.length - 1] ?? ''
    const end = { ...start, column: start.column + this.specifier.length + 2 }
    return { code: this.#code, message: this.message, severity: 'error', start, end, source }
  }
}

export class LocalModules {
  readonly #cells = new Map<string, string>()
  readonly #known = new Map<string, Known>()
  /** What the runtime has: the texts of a module and of all that it imports. */
  readonly #sent = new Map<string, string>()
  #offered = new Map<string, string>()

  /** A cell that is a module. */
  setCell(file: string, code: string): void {
    this.#cells.set(file, code)
  }

  /** Follows a cell's imports, static and dynamic, from the notebook's folder. */
  collect(imports: readonly ImportRequest[], dynamic: readonly string[], project: LocalProject): Collected {
    const { folder } = project
    const files = new Map<string, string>()
    const aliases: Record<string, string> = {}
    const resolve = (specifier: string, from: string) => this.#resolve(specifier, from, project, aliases)
    const visited = new Map<string, string>()
    const visit = (file: string): string => {
      const before = visited.get(file)
      if (before !== undefined) return before
      visited.set(file, '')
      const { code, compiled } = this.#compiled(file, project)
      let version = code
      for (const specifier of compiled.specifiers) {
        const other = resolve(specifier, path.dirname(file))
        if (other !== undefined) version += `\0${visit(other)}`
      }
      visited.set(file, version)
      files.set(file, code)
      return version
    }
    const found = imports.map((request) => {
      const local = resolve(request.specifier, folder)
      return local === undefined ? request : { ...request, local }
    })
    for (const specifier of [...imports.map((request) => request.specifier), ...dynamic]) {
      const local = resolve(specifier, folder)
      try {
        if (local !== undefined) visit(local)
      } catch (error) {
        if (error instanceof LocalModuleError) error.specifier = specifier
        throw error
      }
    }
    this.#offered = new Map(visited)
    const changed = [...files.keys()].filter((file) => this.#sent.get(file) !== visited.get(file))
    return { imports: found, locals: changed.map((file) => this.#module(file, project)), files, aliases }
  }

  /** The cell ran: the runtime has what came with it. */
  commit(): void {
    for (const [file, version] of this.#offered) this.#sent.set(file, version)
    this.#offered.clear()
  }

  /** The runtime was restarted, and has nothing. Cells that are modules stay: the checker knows them too. */
  reset(): void {
    this.#sent.clear()
    this.#offered.clear()
  }

  #module(file: string, project: LocalProject): LocalModule {
    const { code, compiled } = this.#compiled(file, project)
    const { js, map, async, exports, stars } = compiled
    const imports = compiled.imports.map((request) => {
      const local = this.#resolve(request.specifier, path.dirname(file), project)
      return local === undefined ? request : { ...request, local }
    })
    return { path: file, code, js, map, async, imports, exports, stars }
  }

  #compiled(file: string, { legacyDecorators }: LocalProject): Known {
    const code = this.#cells.get(file) ?? readFileSync(file, 'utf8')
    const known = this.#known.get(file)
    if (known?.code === code) return known
    const compiled = compileModule(path.basename(file), code, legacyDecorators)
    if (Array.isArray(compiled)) throw new LocalModuleError(file, compiled[0] as Diagnostic)
    const made = { code, compiled }
    this.#known.set(file, made)
    return made
  }

  /** The TypeScript file that a relative or aliased specifier means; undefined for all else. Notes what aliases mean. */
  #resolve(
    specifier: string,
    folder: string,
    { aliases }: LocalProject,
    noted: Record<string, string> = {},
  ): string | undefined {
    if (/^\.{0,2}\//.test(specifier)) return this.#typescript(path.resolve(folder, specifier))
    for (const target of aliasTargets(aliases, specifier)) {
      const file = this.#typescript(target)
      if (file === undefined && !scripts.some((ending) => isFile(target + ending))) continue
      noted[specifier] = target
      return file
    }
    return undefined
  }

  /** By TypeScript's rules. */
  #typescript(file: string): string | undefined {
    const candidates = /\.[cm]?ts$/.test(file)
      ? [file]
      : /\.[cm]?js$/.test(file)
        ? [file.replace(/js$/, 'ts')]
        : [`${file}.ts`, `${file}.mts`, path.join(file, 'index.ts')]
    return candidates.find((candidate) => this.#cells.has(candidate) || isFile(candidate))
  }
}

const isFile = (file: string) => existsSync(file) && statSync(file).isFile()
