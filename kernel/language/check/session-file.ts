/** The session as the checker sees it: earlier cells as namespaces of one module, packages as another. */

import type { ParsedFile } from '../emit.ts'
import { type CellText, checkedText, typedText } from './cell-text.ts'
import { type PackageKey, splitKey } from './package-key.ts'
import { cellName, packageName, SessionNames } from './session-names.ts'

interface Past {
  cells: number[]
  namespace: string
  augmentations: string
}

export class SessionFile {
  readonly names = new SessionNames()
  readonly #cells = new Map<number, Past>()
  readonly #packages = new Map<PackageKey, number>()
  #nextPackage = 0

  /** The text to check for a cell. Its packages must have been added before. */
  checked(source: ParsedFile): CellText {
    return checkedText(source, this.names, (key) => this.#packages.get(key) ?? -1)
  }

  typed(source: ParsedFile): { text: string; offset: number } {
    return typedText(source, this.names, (key) => this.#packages.get(key) ?? -1)
  }

  hasPackage(key: PackageKey): boolean {
    return this.#packages.has(key)
  }

  packageIndex(key: PackageKey): number | undefined {
    return this.#packages.get(key)
  }

  addPackage(key: PackageKey): void {
    if (!this.#packages.has(key)) this.#packages.set(key, this.#nextPackage++)
  }

  removePackage(key: PackageKey): void {
    this.#packages.delete(key)
  }

  /** In the order of the lines of `packagesText`. */
  get packages(): PackageKey[] {
    return [...this.#packages.keys()]
  }

  packagesText(): string {
    let text = ''
    for (const [key, index] of this.#packages) {
      const { specifier, isDefault } = splitKey(key)
      text += `export ${isDefault ? '{ default as' : '* as'} ${packageName(index)}${isDefault ? ' }' : ''} from ${JSON.stringify(specifier)};\n`
    }
    return `${text}export {};\n`
  }

  /** The names of a cell that ran are the session's. Cells that no name needs any more are forgotten. */
  commit(cell: number, { declared, cells, namespace, augmentations }: CellText): boolean {
    if (declared.size === 0 && augmentations === '') return false
    this.names.add(cell, declared.values())
    this.#cells.set(cell, { cells, namespace, augmentations })
    this.#prune()
    return true
  }

  #prune(): void {
    const needed = new Set<number>()
    const visit = (cell: number) => {
      if (needed.has(cell)) return
      needed.add(cell)
      for (const other of this.#cells.get(cell)?.cells ?? []) visit(other)
    }
    for (const cell of this.names.cells()) visit(cell)
    for (const [cell, { augmentations }] of this.#cells) if (augmentations) visit(cell)
    for (const cell of this.#cells.keys()) if (!needed.has(cell)) this.#cells.delete(cell)
  }

  sessionText(): string {
    let text = `import * as __packages__ from './__packages__';\ndeclare function __await__<T>(value: T): Awaited<T>;\n`
    for (const [cell, { namespace, augmentations }] of this.#cells) {
      text += `export namespace ${cellName(cell)} {\n${namespace}}\n${augmentations}`
    }
    return text
  }

  clear(): void {
    this.names.clear()
    this.#cells.clear()
  }
}
