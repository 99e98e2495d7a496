/** A small stand-in for the runtime: runs compiled cells one after the other over one object of variables. */
import { createRequire } from 'node:module'
import vm from 'node:vm'
import { compile } from '../../../kernel/language/compile.ts'
import type { CellContext, CompileResult } from '../../../kernel/session/contract.ts'

export interface Ran {
  /** Values passed to `$k.result`. */
  shown: unknown[]
  compiled: CompileResult & { ok: true }
}

export class Session {
  readonly names = new Set<string>()
  readonly variables: Record<string, unknown> = {}
  readonly modules: Record<string, Record<string, unknown>>
  readonly flag = new Int32Array(new SharedArrayBuffer(4))
  cells = 0

  constructor(modules: Record<string, Record<string, unknown>> = {}) {
    this.modules = modules
  }

  compile(code: string): CompileResult & { ok: true } {
    const cell = ++this.cells
    const compiled = compile({ cell, name: `Cell In[${cell}]`, code }, this.names)
    if (!compiled.ok) throw new SyntaxError(compiled.diagnostics.map((d) => d.message).join('\n'))
    return compiled
  }

  context(shown: unknown[], compiled: CompileResult & { ok: true }): CellContext {
    return {
      modules: compiled.imports.map(({ specifier }) => this.module(specifier)),
      import: async (specifier) => this.module(specifier),
      require: createRequire(import.meta.url),
      flag: this.flag,
      stop: () => {
        throw new Error('KeyboardInterrupt')
      },
      await: async (value) => value,
      result: (value) => shown.push(value),
      meta: { url: 'file:///folder/', dirname: '/folder', filename: '/folder/notebook.ipynb' },
    }
  }

  async run(code: string): Promise<Ran> {
    const compiled = this.compile(code)
    for (const name of compiled.declares) this.names.add(name)
    const shown: unknown[] = []
    const context = this.context(shown, compiled)
    const body = vm.runInThisContext(compiled.js, { filename: `Cell In[${this.cells}]` })
    await body(this.variables, context)
    return { shown, compiled }
  }

  /** Runs cells in order; the last one's shown value. */
  async value(...cells: string[]): Promise<unknown> {
    let value: unknown
    for (const code of cells) value = (await this.run(code)).shown.at(-1)
    return value
  }

  private module(specifier: string): Record<string, unknown> {
    const found = this.modules[specifier]
    if (!found) throw new Error(`Cannot find module ${specifier}`)
    return found
  }
}
