/** The language service of one session: what the worker thread answers. */
import path from 'node:path'
import type {
  CompileRequest,
  CompileResult,
  CompletionResult,
  Diagnostic,
  InspectResult,
  IsComplete,
  Language,
  LanguageOptions,
} from '../session/contract.ts'
import { log } from '../wire/log.ts'
import { Types } from './check/types.ts'
import { compilePrepared } from './compile.ts'
import { Completer } from './complete.ts'
import { parse } from './emit.ts'
import { isComplete } from './is-complete.ts'
import { LocalModuleError, LocalModules } from './local-modules.ts'
import { prepare } from './syntax.ts'
import { cellMetadata } from './tslab.ts'

export class LanguageService implements Language {
  /** Names that the cells so far have declared. */
  readonly #names = new Set<string>()
  readonly #declares = new Map<number, string[]>()
  readonly #types: Types
  readonly #locals = new LocalModules()
  readonly #completer: Completer
  #options: LanguageOptions = { folder: process.cwd(), home: process.cwd(), strict: false }

  constructor(types = new Types()) {
    this.#types = types
    this.#completer = new Completer(types, () => this.#options)
  }

  async open(options: LanguageOptions): Promise<void> {
    this.#options = options
    this.#types.open(options)
  }

  async compile(request: CompileRequest): Promise<CompileResult> {
    const { source, checked: typed, diagnostics } = prepare(request.code)
    if (diagnostics.length > 0) return { ok: false, diagnostics }
    const { module } = cellMetadata(request.code)
    const legacyDecorators = this.#types.legacyDecorators
    if (module !== undefined) return this.#module(request, module)
    // The checker has the text now, and works in another process while this thread makes the code.
    const checking = this.#types.check(request.cell, request.code, typed)
    const { result, dynamic } = compilePrepared(request, source, this.#names, { legacyDecorators })
    const checked = await checking
    if (checked.unchecked !== undefined) log('warning', `${request.name} ran unchecked: ${checked.unchecked}`)
    if (checked.diagnostics.length > 0) return { ok: false, diagnostics: checked.diagnostics }
    this.#declares.set(request.cell, result.declares)
    return this.#withLocals(request, result, dynamic)
  }

  /** A cell that is a module: nothing runs, and other cells import it as `./name`. */
  async #module(request: CompileRequest, name: string): Promise<CompileResult> {
    const diagnostics = await this.#types.checkModule(request.code)
    if (diagnostics.length > 0) return { ok: false, diagnostics }
    this.#locals.setCell(path.join(this.#options.folder, `${name}.ts`), request.code)
    await this.#types.setModule(`${name}.ts`, request.code)
    const empty = { ...request, code: '' }
    const { result } = compilePrepared(empty, parse(''), this.#names, { legacyDecorators: true })
    return this.#withLocals(request, result, [`./${name}`])
  }

  async #withLocals(
    request: CompileRequest,
    result: CompileResult & { ok: true },
    dynamic: string[],
  ): Promise<CompileResult> {
    const { folder } = this.#options
    const { legacyDecorators, aliases } = this.#types
    try {
      const found = this.#locals.collect(result.imports, dynamic, { folder, legacyDecorators, aliases })
      // What none of them has changed since they were checked is right.
      const diagnostics = found.locals.length > 0 ? await this.#checkFiles(found.files) : []
      if (diagnostics.length > 0) return { ok: false, diagnostics }
      return {
        ...result,
        imports: found.imports,
        ...(found.locals.length > 0 ? { locals: found.locals } : {}),
        ...(Object.keys(found.aliases).length > 0 ? { aliases: found.aliases } : {}),
      }
    } catch (error) {
      if (!(error instanceof LocalModuleError)) throw error
      return { ok: false, diagnostics: [error.at(request.code)] }
    }
  }

  #checkFiles(files: ReadonlyMap<string, string>): Promise<Diagnostic[]> {
    const own = [...files].filter(([file]) => !file.includes(`${path.sep}node_modules${path.sep}`))
    return this.#types.checkFiles(
      own.map(([file, code]) => {
        const shown = path.relative(this.#options.folder, file)
        return { path: file, code, shown: shown.startsWith('..') ? file : shown }
      }),
    )
  }

  async commit(cell: number): Promise<void> {
    for (const name of this.#declares.get(cell) ?? []) this.#names.add(name)
    this.#declares.clear()
    this.#locals.commit()
    await this.#types.commit(cell)
  }

  async complete(code: string, offset: number): Promise<CompletionResult> {
    return this.#completer.complete(code, offset)
  }

  async inspect(code: string, offset: number, detail: 0 | 1): Promise<InspectResult> {
    return this.#types.inspect(parse(code), offset, detail)
  }

  async isComplete(code: string): Promise<IsComplete> {
    return isComplete(code)
  }

  async reset(): Promise<void> {
    this.#names.clear()
    this.#declares.clear()
    this.#locals.reset()
    await this.#types.reset()
  }

  close(): void {
    this.#types.close()
  }
}
