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
import { compile } from './compile.ts'
import { isComplete } from './is-complete.ts'

export class LanguageService implements Language {
  /** Names that the cells so far have declared. */
  readonly #names = new Set<string>()
  readonly #declares = new Map<number, string[]>()

  async open(_options: LanguageOptions): Promise<void> {}

  async compile(request: CompileRequest): Promise<CompileResult> {
    const result = compile(request, this.#names)
    if (result.ok) this.#declares.set(request.cell, result.declares)
    return result
  }

  async commit(cell: number): Promise<void> {
    for (const name of this.#declares.get(cell) ?? []) this.#names.add(name)
    this.#declares.delete(cell)
  }

  async complete(_code: string, offset: number): Promise<CompletionResult> {
    return { start: offset, end: offset, matches: [] }
  }

  async inspect(_code: string, _offset: number, _detail: 0 | 1): Promise<InspectResult> {
    return { found: false }
  }

  async isComplete(code: string): Promise<IsComplete> {
    return isComplete(code)
  }

  async reset(): Promise<void> {
    this.#names.clear()
    this.#declares.clear()
  }
}
