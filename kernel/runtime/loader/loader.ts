/** Loads what cells import: packages, Node's modules, local TypeScript, JavaScript and JSON, and `tslab`. */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ImportRequest } from '../../session/contract.ts'
import { commonNamespace } from './interop.ts'
import type { LocalFiles } from './local.ts'

type Namespace = Record<string, unknown>

const require = createRequire(import.meta.url)

export class Loader {
  folder = process.cwd()
  home = process.cwd()
  /** `import.meta` of cells. */
  meta: Namespace = {}
  /** What `import … from 'tslab'` gives. */
  readonly #tslab: Namespace
  #local: LocalFiles | undefined
  /** When local JavaScript files were last changed, as far as they have been loaded. */
  readonly #modified = new Map<string, { first: number; now: number }>()

  constructor(tslab: Namespace) {
    this.#tslab = tslab
    Object.defineProperty(globalThis, Symbol.for('gradlab.tslab'), { value: tslab, configurable: true })
  }

  open(folder: string, home: string): void {
    this.folder = folder
    this.home = home
    const filename = join(folder, 'notebook.ts')
    this.meta = { url: pathToFileURL(filename).href, dirname: folder, filename }
  }

  /** Namespaces in the order of the imports; `failed` hears which import it was that failed. */
  async loadAll(imports: ImportRequest[], failed: (error: unknown, specifier: string) => void): Promise<Namespace[]> {
    const namespaces: Namespace[] = []
    // One after the other, as modules are evaluated.
    for (const { specifier, attributes } of imports) {
      try {
        namespaces.push(await this.load(specifier, attributes))
      } catch (error) {
        failed(error, specifier)
        throw error
      }
    }
    return namespaces
  }

  async load(specifier: string, attributes: Record<string, string> = {}): Promise<Namespace> {
    if (specifier === 'tslab') return this.#tslab
    // Loaded when first used: the start of the child does not wait for it.
    const { resolveModule } = await import('./resolve.ts')
    const found = resolveModule(String(specifier), this.folder, this.home)
    if ('builtin' in found) return import(found.builtin)
    if ('url' in found) return import(found.url)
    const { path } = found
    if (path.endsWith('.json') || attributes.type === 'json') return json(path)
    if (path.endsWith('.node')) return commonNamespace(require(path))
    const { isLocalSource, LocalFiles } = await import('./local.ts')
    if (isLocalSource(path)) {
      this.#local ??= new LocalFiles()
      return import(this.#local.url(path, this.folder, this.home))
    }
    return this.#javascript(path)
  }

  /** `require` of cells. */
  require(specifier: string): unknown {
    if (specifier === 'tslab') return this.#tslab
    const from = [this.folder, this.home].map((folder) => createRequire(join(folder, 'notebook.cjs')))
    for (const [i, require] of from.entries()) {
      let path: string
      try {
        path = require.resolve(specifier)
      } catch (error) {
        if (i < from.length - 1 && (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') continue
        const places = [this.folder, this.home].join(' and ')
        throw Object.assign(new Error(`Cannot find '${specifier}' from ${places} upward.`, { cause: error }), {
          name: 'ModuleNotFoundError',
        })
      }
      if (/\.[mc]?ts$/.test(path)) throw new Error(`require('${specifier}') is a TypeScript file: import it instead.`)
      this.#forgetIfChanged(path)
      return require(path)
    }
    return undefined
  }

  async #javascript(path: string): Promise<Namespace> {
    const version = this.#forgetIfChanged(path)
    const url = pathToFileURL(path).href
    const namespace = (await import(version ? `${url}?v=${version}` : url)) as Namespace
    const common = require.cache[path]
    return common && namespace.default === common.exports ? commonNamespace(common.exports) : namespace
  }

  /** The time of the change if a local file was changed since it was first loaded, else 0. */
  #forgetIfChanged(path: string): number {
    if (path.includes('/node_modules/')) return 0
    const now = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    const known = this.#modified.get(path)
    if (known && known.now !== now) delete require.cache[path]
    const first = known?.first ?? now
    this.#modified.set(path, { first, now })
    return first === now ? 0 : now
  }
}

/** JSON as TypeScript sees it: the whole as `default`, properties by name. It is read anew each time. */
function json(path: string): Namespace {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    throw new SyntaxError(`${path} is not JSON: ${(error as Error).message}`)
  }
  const named = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  return { ...named, default: value }
}
