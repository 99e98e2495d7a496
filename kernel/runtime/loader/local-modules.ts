/** Local TypeScript files and `@module` cells: they come compiled with the cells that import them. */
import { dirname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ImportRequest, LocalModule } from '../../session/contract.ts'
import { type CompiledFunction, compiledFunction } from '../compiled.ts'

export type Namespace = Record<string, unknown>

interface Entry {
  module: LocalModule
  /** How many versions of the file there were. */
  version: number
  variables: Record<string, unknown>
  namespace: Namespace
  loading?: Promise<void>
}

/** What a module needs of its surroundings. */
export interface Surroundings {
  folder: string
  load(request: ImportRequest, from: string): Promise<Namespace>
  call(compiled: CompiledFunction, variables: object, modules: Namespace[], path: string): unknown
}

export class LocalModules {
  readonly #surroundings: Surroundings
  readonly #entries = new Map<string, Entry>()
  /** Modules that are waiting for their imports: one that imports such a one gets it as far as it is, as in Node. */
  readonly #underWay = new Set<string>()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Takes a new or changed module; it runs when it is next imported. */
  register(module: LocalModule): void {
    const version = (this.#entries.get(module.path)?.version ?? 0) + 1
    this.#entries.set(module.path, { module, version, variables: {}, namespace: Object.create(null) })
  }

  has(path: string): boolean {
    return this.#entries.has(path)
  }

  async load(path: string): Promise<Namespace> {
    const entry = this.#entries.get(path)!
    if (this.#underWay.has(path)) return entry.namespace
    entry.loading ??= this.#evaluate(entry)
    try {
      await entry.loading
    } catch (error) {
      // What failed may have been mended meanwhile: the next import tries again.
      entry.loading = undefined
      throw error
    }
    return entry.namespace
  }

  async #evaluate({ module, version, variables, namespace }: Entry): Promise<void> {
    const { path, js, map, code, imports, exports, stars } = module
    for (const [name, property] of Object.entries(exports))
      Object.defineProperty(namespace, name, { enumerable: true, configurable: true, get: () => variables[property] })
    this.#underWay.add(path)
    try {
      const modules: Namespace[] = []
      for (const request of imports) modules.push(await this.#surroundings.load(request, dirname(path)))
      for (const star of stars) reexport(namespace, modules[star]!)
      const shown = relative(this.#surroundings.folder, path)
      const name = shown.startsWith('..') ? path : shown
      const compiled = compiledFunction(js, `${pathToFileURL(path).href}?v=${version}`, { name, code, map })
      await this.#surroundings.call(compiled, variables, modules, path)
    } finally {
      this.#underWay.delete(path)
    }
  }
}

/** `export * from`: all but `default` and what the module exports itself. */
function reexport(namespace: Namespace, from: Namespace): void {
  for (const name of Object.keys(from)) {
    if (name === 'default' || name in namespace) continue
    Object.defineProperty(namespace, name, { enumerable: true, configurable: true, get: () => from[name] })
  }
}
