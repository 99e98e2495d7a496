/** A session with the native checker in this very thread, and gradlab's own types. */
import { fileURLToPath } from 'node:url'
import { typedImports } from '../../../../kernel/language/check/declared.ts'
import { cellDiagnostics } from '../../../../kernel/language/check/diagnostics.ts'
import { packageKeys } from '../../../../kernel/language/check/package-key.ts'
import { CheckerService } from '../../../../kernel/language/check/service.ts'
import { SessionFile } from '../../../../kernel/language/check/session-file.ts'
import { parse } from '../../../../kernel/language/emit.ts'
import type { Diagnostic, InspectResult } from '../../../../kernel/session/contract.ts'

export const home = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '')

export class CheckedSession {
  readonly service = new CheckerService()
  file = new SessionFile()
  #cells = 0

  constructor(folder: string, strict = false) {
    this.service.open({ folder, home, strict })
  }

  /** Forgets the cells. */
  reset(): void {
    this.file.clear()
    this.service.session(this.file.sessionText())
  }

  check(code: string): Diagnostic[] {
    const source = parse(code)
    const known = this.file.packages.length
    for (const key of packageKeys(typedImports(source))) this.file.addPackage(key)
    if (this.file.packages.length > known) this.service.packages(this.file.packagesText())
    const text = this.file.checked(source)
    return cellDiagnostics(code, text, this.service.check(text.text), this.file.names)
  }

  /** Checks a cell and, without errors, keeps its names. */
  run(code: string): string[] {
    const found = this.check(code)
    if (found.length === 0) {
      this.#cells += 1
      this.file.commit(this.#cells, this.file.checked(parse(code)))
      this.service.session(this.file.sessionText())
    }
    return found.map(({ code: number, start, message }) => `${start.line}:${start.column} TS${number} ${message}`)
  }

  /** The cursor is where `|` stands. */
  complete(code: string): string[] {
    const { text, offset } = this.file.typed(parse(code.replace('|', '')))
    return this.service.complete(text, offset + code.indexOf('|')).map(({ text: name }) => name)
  }

  inspect(code: string, detail: 0 | 1 = 0): InspectResult {
    const { text, offset } = this.file.typed(parse(code.replace('|', '')))
    return this.service.inspect(text, offset + code.indexOf('|'), detail)
  }

  close(): void {
    this.service.close()
  }
}
