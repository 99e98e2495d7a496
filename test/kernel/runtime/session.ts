/** Cells as readers write them: compiled by the kernel's own compiler, run by the real child. */
import { compile } from '../../../kernel/language/compile.ts'
import { ChildHarness, type Outcome, type Snippet } from './child-harness.ts'

export class Session {
  readonly child: ChildHarness
  readonly #names = new Set<string>()
  #cells = 0

  private constructor(child: ChildHarness) {
    this.child = child
  }

  static async start(folder?: string): Promise<Session> {
    return new Session(await ChildHarness.start(folder))
  }

  begin(code: string, more: Partial<Snippet> = {}): number {
    const cell = ++this.#cells
    const compiled = compile({ cell, name: `Cell In[${cell}]`, code }, this.#names)
    if (!compiled.ok) throw new SyntaxError(compiled.diagnostics.map((d) => d.message).join('\n'))
    for (const name of compiled.declares) this.#names.add(name)
    return this.child.begin({ ...compiled, code, ...more })
  }

  run(code: string, more?: Partial<Snippet>): Promise<Outcome> {
    return this.child.finish(this.begin(code, more))
  }

  /** The text of a cell's result. */
  async text(code: string): Promise<unknown> {
    const { result, error } = await this.run(code)
    return result?.data['text/plain'] ?? error?.evalue
  }
}

/** Without colours. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ANSI codes begin with
  return text.replace(/\u001b\[\d+m/g, '')
}

export function traceback(outcome: Outcome): string {
  return plain(outcome.error!.traceback.join('\n'))
}
