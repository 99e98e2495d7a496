/** The types of a session: checks its cells, completes and explains, through a native checker that may be replaced. */
import type { Diagnostic, InspectResult, LanguageOptions } from '../../session/contract.ts'
import { log } from '../../wire/log.ts'
import { type ParsedFile, parse } from '../emit.ts'
import type { Aliases } from '../path-aliases.ts'
import type { Candidate } from './candidates.ts'
import type { CellText } from './cell-text.ts'
import { CheckerThread } from './checker-thread.ts'
import { type TypedImport, typedImports } from './declared.ts'
import { cellDiagnostics, packageDiagnostic } from './diagnostics.ts'
import { type PackageKey, packageKey, packageKeys, splitKey } from './package-key.ts'
import type { ProjectFacts } from './service.ts'
import { SessionFile } from './session-file.ts'
import { SessionNames } from './session-names.ts'

/** Milliseconds after which a checker is given up. The first request reads the types of Node and of packages. */
const limits = { open: 60_000, packages: 30_000, check: 10_000, assist: 15_000 }

/** Milliseconds without a request before types of gradlab are loaded ahead of the first import. */
const idle = 400

/** What notebooks import most: a package that the session has not met costs the checker 0.3 s. */
const ahead = ['gradlab', 'tslab', 'node:fs', 'node:fs/promises', 'node:path', 'node:os', 'node:util', 'fs', 'path']
  .map((specifier, index) => `import * as n${index} from '${specifier}'; import d${index} from '${specifier}';`)
  .join('\n')

export interface Checked {
  diagnostics: Diagnostic[]
  text: CellText
  /** Why the cell could not be checked. */
  unchecked?: string
}

/** A local TypeScript file. */
export interface LocalFile {
  /** Absolute. */
  path: string
  code: string
  /** Its name in messages. */
  shown: string
}

export class Types {
  readonly #entry: URL
  readonly #file = new SessionFile()
  readonly #pending = new Map<number, CellText>()
  readonly #modules = new Map<string, string>()
  #options: LanguageOptions | undefined
  #thread: CheckerThread | undefined
  #ready: Promise<void> = Promise.resolve()
  #isReady = false
  #warmUp: NodeJS.Timeout | undefined
  #facts: ProjectFacts = { legacyDecorators: true, aliases: { paths: {}, base: '/' } }

  constructor(entry = new URL('./thread.js', import.meta.url)) {
    this.#entry = entry
  }

  get legacyDecorators(): boolean {
    return this.#facts.legacyDecorators
  }

  get aliases(): Aliases {
    return this.#facts.aliases
  }

  open(options: LanguageOptions): void {
    this.#options = options
    this.#start()
    this.#idle()
  }

  close(): void {
    clearTimeout(this.#warmUp)
    this.#thread?.close()
  }

  /** The cell's errors. Where the checker fails, none: a cell is better run unchecked than not at all. */
  async check(cell: number, code: string, source: ParsedFile): Promise<Checked> {
    const isFirst = !this.#warm
    clearTimeout(this.#warmUp)
    try {
      // Awaits nothing that is there already: the checker is to have the text before the caller goes on.
      if (!this.#isReady) await this.#ready
      const missing = this.#needsPackages(source) ? await this.#addPackages(code, source) : []
      const text = this.#file.checked(source)
      this.#remember(cell, text)
      if (missing.length > 0) return { diagnostics: missing, text }
      const findings = await this.#call('check', isFirst ? limits.open : limits.check, text.text)
      return { diagnostics: cellDiagnostics(code, text, findings, this.#file.names), text }
    } catch (error) {
      const text = this.#file.checked(source)
      this.#remember(cell, text)
      return { diagnostics: [], text, unchecked: error instanceof Error ? error.message : String(error) }
    } finally {
      this.#idle()
    }
  }

  async commit(cell: number): Promise<void> {
    const text = this.#pending.get(cell)
    this.#pending.clear()
    if (!text || !this.#file.commit(cell, text)) return
    // Nobody waits for this: the checker reads it while the cell's outputs travel.
    this.#call('session', limits.check, this.#file.sessionText()).catch(() => {})
  }

  async complete(
    source: ParsedFile,
    offset: number,
    replaced?: { text: string; offset: number },
  ): Promise<Candidate[]> {
    await this.#ready
    const head = this.#file.typed(source)
    const text = replaced ? head.text.slice(0, head.offset) + replaced.text : head.text
    return this.#call('complete', limits.assist, text, head.offset + (replaced?.offset ?? offset))
  }

  async inspect(source: ParsedFile, offset: number, detail: 0 | 1): Promise<InspectResult> {
    await this.#ready
    const { text, offset: head } = this.#file.typed(source)
    return this.#call('inspect', limits.assist, text, head + offset, detail)
  }

  /** Makes the packages that a text imports known; silently, for it is being typed. */
  async know(source: ParsedFile): Promise<void> {
    await this.#ready
    await this.#addPackages('', source)
  }

  /** The errors of local files that the cell checked last imports. */
  async checkFiles(files: readonly LocalFile[]): Promise<Diagnostic[]> {
    const paths = files.map(({ path }) => path)
    try {
      const findings = await this.#call('files', limits.check, paths)
      return files.flatMap(({ code, shown }, i) =>
        cellDiagnostics(code, { aliases: [] }, findings[i] ?? [], new SessionNames()).map((found) => ({
          ...found,
          file: shown,
        })),
      )
    } catch (error) {
      log('warning', `${paths.join(', ')} ran unchecked: ${error}`)
      return []
    }
  }

  /** The findings in a cell that is a module: it sees no names of other cells. */
  async checkModule(code: string): Promise<Diagnostic[]> {
    try {
      await this.#ready
      const findings = await this.#call('check', limits.open, code)
      return cellDiagnostics(code, { aliases: [] }, findings, new SessionNames())
    } catch (error) {
      log('warning', `a module was not checked: ${error}`)
      return []
    }
  }

  /** A cell that is a module: `name` beside the notebook. */
  async setModule(name: string, code: string): Promise<void> {
    this.#modules.set(name, code)
    await this.#ready.catch(() => {})
    await this.#call('module', limits.packages, name, code).catch((error) => log('warning', `${name}: ${error}`))
  }

  get file(): SessionFile {
    return this.#file
  }

  async reset(): Promise<void> {
    this.#file.clear()
    this.#pending.clear()
    await this.#call('session', limits.check, this.#file.sessionText()).catch(() => {})
  }

  #remember(cell: number, text: CellText): void {
    this.#pending.set(cell, text)
  }

  #start(): void {
    const options = this.#options
    if (!options) return
    const thread = new CheckerThread(this.#entry, (reason) => this.#lost(thread, reason))
    this.#thread = thread
    this.#warm = false
    this.#isReady = false
    this.#ready = (async () => {
      this.#facts = await thread.call('open', limits.open, options)
      for (const [name, code] of this.#modules) await thread.call('module', limits.open, name, code)
      if (this.#file.packages.length > 0) await thread.call('packages', limits.packages, this.#file.packagesText())
      await thread.call('session', limits.open, this.#file.sessionText())
      this.#isReady = this.#thread === thread
    })()
    this.#ready.catch(() => {})
  }

  #lost(thread: CheckerThread, reason: string): void {
    if (this.#thread !== thread) return
    log('warning', `${reason}; it is started again, and cells run unchecked meanwhile`)
    this.#start()
  }

  #call<M extends Parameters<CheckerThread['call']>[0]>(
    ...args: Parameters<typeof CheckerThread.prototype.call<M>>
  ): ReturnType<typeof CheckerThread.prototype.call<M>> {
    if (!this.#thread) return Promise.reject(new Error('The type checker is not open.'))
    return this.#thread.call<M>(...args)
  }

  #needsPackages(source: ParsedFile): boolean {
    return [...packageKeys(typedImports(source))].some((key) => !this.#file.hasPackage(key))
  }

  /** Packages that no cell has imported before; those that cannot be found are the cell's errors. */
  async #addPackages(code: string, source: ParsedFile): Promise<Diagnostic[]> {
    const imports = typedImports(source)
    const added = [...packageKeys(imports)].filter((key) => !this.#file.hasPackage(key))
    if (added.length === 0) return []
    for (const key of added) this.#file.addPackage(key)
    const errors = await this.#call('packages', limits.packages, this.#file.packagesText())
    if (errors.length === 0) return []
    const keys = this.#file.packages
    const found: Diagnostic[] = []
    for (const { line, code: number, message } of errors) {
      const key = keys[line]
      if (key === undefined || !added.includes(key)) continue
      this.#file.removePackage(key)
      const { start, end } = placeOf(key, imports, number === 2307)
      found.push(packageDiagnostic(code, start, end, number, message))
    }
    await this.#call('packages', limits.packages, this.#file.packagesText())
    return found
  }

  #warm = false

  /** When nobody asks for anything, loads what the first `import … from 'gradlab'` will need. */
  #idle(): void {
    if (this.#warm) return
    clearTimeout(this.#warmUp)
    this.#warmUp = setTimeout(() => {
      this.#warm = true
      this.#load().catch((error) => log('debug', `gradlab's types could not be loaded ahead: ${error}`))
    }, idle)
    this.#warmUp.unref()
  }

  async #load(): Promise<void> {
    await this.#ready
    const source = parse(ahead)
    await this.#addPackages(ahead, source)
    const index = this.#file.packageIndex(packageKey('gradlab', false))
    if (index === undefined) return
    const tf = `import * as __packages__ from './__packages__'; import {} from './__session__'; import tf = __packages__.__package${index}__.tf;`
    await this.#call('check', limits.open, `tf.zeros([1]).add(1); export {}; ${tf}`)
  }
}

/** Where a cell asks for a package: the specifier, or the name of the default import. */
function placeOf(key: PackageKey, imports: readonly TypedImport[], isMissing: boolean): { start: number; end: number } {
  const { specifier, isDefault } = splitKey(key)
  const wanted = imports.filter((statement) => statement.specifier === specifier)
  const name = isDefault && !isMissing && wanted.flatMap(({ names }) => names).find(({ name }) => name === 'default')
  if (name) return name
  return { start: wanted[0]?.specifierStart ?? 0, end: wanted[0]?.specifierEnd ?? 0 }
}
