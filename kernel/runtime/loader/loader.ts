/** Loads what cells import: packages, Node's modules, local TypeScript, JavaScript and JSON, and `tslab`. */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ImportRequest, LocalModule } from '../../session/contract.ts'
import { commonNamespace } from './interop.ts'
import { LocalModules, type Namespace, type Surroundings } from './local-modules.ts'

const require = createRequire(import.meta.url)

export class Loader {
  folder = process.cwd()
  home = process.cwd()
  /** `import.meta` of cells. */
  meta: Namespace = {}
  /** What `import … from 'tslab'` gives. */
  readonly #makeTslab: () => Namespace
  #tslabMade: Namespace | undefined
  readonly #locals: LocalModules
  readonly #aliases = new Map<string, string>()
  readonly #requires = new Map<string, NodeJS.Require>()
  /** When local JavaScript files were last changed, as far as they have been loaded. */
  readonly #modified = new Map<string, { first: number; now: number }>()

  constructor(makeTslab: () => Namespace, call: Surroundings['call']) {
    this.#makeTslab = makeTslab
    const loader = this
    this.#locals = new LocalModules({
      get folder() {
        return loader.folder
      },
      load: (request, from) => this.#request(request, from),
      call,
    })
  }

  get #tslab(): Namespace {
    this.#tslabMade ??= this.#makeTslab()
    return this.#tslabMade
  }

  open(folder: string, home: string): void {
    this.#requires.clear()
    this.folder = folder
    this.home = home
    this.meta = metaOf(join(folder, 'notebook.ts'))
  }

  /** Takes the local modules that a cell brought with it, and where its other names lead. */
  register(locals: LocalModule[], aliases: Record<string, string> = {}): void {
    for (const [specifier, path] of Object.entries(aliases)) this.#aliases.set(specifier, path)
    for (const module of locals) this.#locals.register(module)
  }

  /** Namespaces in the order of the imports; `failed` hears which import it was that failed. */
  async loadAll(imports: ImportRequest[], failed: (error: unknown, specifier: string) => void): Promise<Namespace[]> {
    const namespaces: Namespace[] = []
    // One after the other, as modules are evaluated.
    for (const request of imports) {
      try {
        namespaces.push(await this.#request(request, this.folder))
      } catch (error) {
        failed(error, request.specifier)
        throw error
      }
    }
    return namespaces
  }

  async #request({ specifier, attributes, optional, local }: ImportRequest, from: string): Promise<Namespace> {
    if (local !== undefined && this.#locals.has(local)) return this.#locals.load(local)
    try {
      return await this.load(specifier, attributes, from)
    } catch (error) {
      if (optional && (error as NodeJS.ErrnoException | null)?.code === 'ERR_MODULE_NOT_FOUND') return {}
      throw error
    }
  }

  async load(specifier: string, attributes: Record<string, string> = {}, from = this.folder): Promise<Namespace> {
    if (specifier === 'tslab') return this.#tslab
    // Loaded when first used: the start of the child does not wait for it.
    const { resolveModule } = await import('./resolve.ts')
    const found = resolveModule(this.#aliases.get(specifier) ?? String(specifier), from, this.home)
    if ('builtin' in found) return import(found.builtin)
    if ('url' in found) return import(found.url)
    const { path } = found
    if (path.endsWith('.json') || attributes.type === 'json') return json(path)
    if (path.endsWith('.node')) return commonNamespace(require(path))
    if (this.#locals.has(path)) return this.#locals.load(path)
    if (/\.[mc]?ts$/.test(path) && !path.includes('/node_modules/')) throw new Error(notCompiled(specifier))
    return this.#javascript(path)
  }

  /** `require` of cells, or of a local file in `folder`: with all that Node's has. */
  requireFrom(folder = this.folder): NodeJS.Require {
    let made = this.#requires.get(folder)
    if (!made) {
      const own = createRequire(join(folder, 'notebook.cjs'))
      const paths = [folder, this.home]
      const resolve = (id: string, options: { paths?: string[] } = {}) => own.resolve(id, { paths, ...options })
      const load = (specifier: string) => this.#require(specifier, folder)
      made = Object.assign(load, own, { resolve: Object.assign(resolve, own.resolve) })
      this.#requires.set(folder, made)
    }
    return made
  }

  #require(specifier: string, folder: string): unknown {
    if (specifier === 'tslab') return this.#tslab
    const from = [folder, this.home].map((folder) => createRequire(join(folder, 'notebook.cjs')))
    for (const [i, require] of from.entries()) {
      let path: string
      try {
        path = require.resolve(this.#aliases.get(specifier) ?? specifier)
      } catch (error) {
        if (i < from.length - 1 && (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') continue
        const places = [folder, this.home].join(' and ')
        throw Object.assign(new Error(`Cannot find '${specifier}' from ${places} upward.`, { cause: error }), {
          name: 'ModuleNotFoundError',
        })
      }
      if (/\.[mc]?ts$/.test(path)) throw new Error(notCompiled(specifier))
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

/** `import.meta` of a file. */
export function metaOf(filename: string): Namespace {
  return { url: pathToFileURL(filename).href, dirname: dirname(filename), filename }
}

function notCompiled(specifier: string): string {
  return `'${specifier}' is TypeScript, which is compiled where a static import names it: write import … from '${specifier}'.`
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
