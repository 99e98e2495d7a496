/** The language service of one session: what the worker thread answers. */
import type {
  CompileRequest,
  CompileResult,
  CompletionResult,
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
import { prepare } from './syntax.ts'

export class LanguageService implements Language {
  /** Names that the cells so far have declared. */
  readonly #names = new Set<string>()
  readonly #declares = new Map<number, string[]>()
  readonly #types: Types
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
    // The checker works in another process while this thread makes the code.
    const checking = this.#types.check(request.cell, request.code, typed)
    const result = compilePrepared(request, source, this.#names, this.#types.legacyDecorators)
    const checked = await checking
    if (checked.unchecked !== undefined) log('warning', `${request.name} ran unchecked: ${checked.unchecked}`)
    if (checked.diagnostics.length > 0) return { ok: false, diagnostics: checked.diagnostics }
    if (result.ok) this.#declares.set(request.cell, result.declares)
    return result
  }

  async commit(cell: number): Promise<void> {
    for (const name of this.#declares.get(cell) ?? []) this.#names.add(name)
    this.#declares.clear()
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
    await this.#types.reset()
  }

  close(): void {
    this.#types.close()
  }
}
