/**
 * Which cell each name of the session comes from, and the text that brings the names into a cell. Earlier cells are
 * namespaces of one file: a file of its own for each would make the checker resolve all imports anew (0.3 s a cell).
 */
import type { Declared, Kind } from './declared.ts'

interface Origin {
  cell: number
  kind: Kind
  parameters: number
}

/** The namespace of a cell's declarations. */
export const cellName = (cell: number): string => `__cell${cell}__`

/** The module that a package of the session is imported as. */
export const packageName = (index: number): string => `__package${index}__`

/** Takes the namespaces of cells out of a message or a type's text: names of the session are just names. */
export const withoutModules = (text: string): string =>
  text
    .replace(/import\("[^"]*__(?:session|current)__"\)\./g, '')
    .replace(/\b__cell\d+__\./g, '')
    .replace(/(?:typeof )?import\("[^"]*__(?:session|current|packages)__"\)/g, 'the notebook')

export class SessionNames {
  readonly #values = new Map<string, Origin>()
  readonly #types = new Map<string, Origin>()

  add(cell: number, declared: Iterable<Declared>): void {
    for (const { name, kind, value, type, parameters } of declared) {
      const origin = { cell, kind, parameters }
      if (value) this.#values.set(name, origin)
      if (type) this.#types.set(name, origin)
    }
  }

  clear(): void {
    this.#values.clear()
    this.#types.clear()
  }

  kindOf(name: string): Kind | undefined {
    return this.#values.get(name)?.kind
  }

  /** Every name, with what it is as a value where it is one. */
  *kinds(): Generator<[name: string, kind: Kind]> {
    for (const [name, { kind }] of this.#values) yield [name, kind]
    for (const [name, { kind }] of this.#types) if (!this.#values.has(name)) yield [name, kind]
  }

  /** Cells that some name comes from. */
  cells(): Set<number> {
    const cells = new Set<number>()
    for (const { cell } of this.#values.values()) cells.add(cell)
    for (const { cell } of this.#types.values()) cells.add(cell)
    return cells
  }

  /** Declarations of the names that `uses` asks for, except those that the cell declares itself. */
  declarations(uses: (name: string) => boolean, own: ReadonlyMap<string, Declared>): { text: string; cells: number[] } {
    const cells = new Set<number>()
    let text = ''
    for (const name of new Set([...this.#values.keys(), ...this.#types.keys()])) {
      if (!uses(name)) continue
      const declared = own.get(name)
      const value = declared?.value ? undefined : this.#values.get(name)
      const type = declared?.type ? undefined : this.#types.get(name)
      if (value) cells.add(value.cell)
      if (type) cells.add(type.cell)
      text += declare(name, value, type, declared !== undefined)
    }
    return { text, cells: [...cells] }
  }
}

/** An alias, which is value and type at once; but one cannot assign to it, and it comes from one place. */
function declare(name: string, value: Origin | undefined, type: Origin | undefined, isShared: boolean): string {
  const isLet = value?.kind === 'let'
  const isOne = !value || !type || value.cell === type.cell
  const origin = value ?? type
  if (!origin) return ''
  if (!isLet && !isShared && isOne) return `import ${name} = ${cellName(origin.cell)}.${name}; `
  let text = ''
  if (value) text += `declare ${isLet ? 'let' : 'const'} ${name}: typeof ${cellName(value.cell)}.${name}; `
  if (type) {
    const parameters = Array.from({ length: type.parameters }, (_, index) => `T${index}`).join()
    const list = parameters && `<${parameters}>`
    text += `type ${name}${list} = ${cellName(type.cell)}.${name}${list}; `
  }
  return text
}
