import type { Content } from '../../wire/message.ts'
import type { Inspector, RemoteObject } from './inspector.ts'

/** Names that the compiler put there. */
const ours = new Set(['$', '$k', '$f', 'this', 'arguments'])

/** Elements of a list that are shown before the front end asks for more. */
const mostChildren = 500

interface Property {
  name: string
  value?: RemoteObject
  get?: RemoteObject
  enumerable: boolean
  isOwn?: boolean
}

/** A value in one line. */
export function describe(value: RemoteObject): string {
  const { type, subtype, description, preview, unserializableValue } = value
  if (unserializableValue !== undefined) return unserializableValue
  if (type === 'string') return JSON.stringify(value.value)
  if (type === 'undefined') return 'undefined'
  if (type === 'function') return (description ?? 'function').split('\n')[0]?.slice(0, 80) ?? 'function'
  if (type !== 'object') return String(value.value ?? description)
  if (subtype === 'null') return 'null'
  if (subtype === 'error') return description?.split('\n')[0] ?? 'Error'
  if (!preview || subtype === 'date' || subtype === 'regexp') return description ?? 'Object'
  const list = subtype === 'array' || subtype === 'typedarray'
  const parts = preview.properties.map(({ name, value: text = '…', type: kind }) => {
    const shown = kind === 'string' ? JSON.stringify(text) : text
    return list ? shown : `${name}: ${shown}`
  })
  const inside = `${parts.join(', ')}${preview.overflow ? ', …' : ''}`
  if (list) return `${description} [${inside}]`
  return description === 'Object' ? `{${inside}}` : `${description} {${inside}}`
}

/** The word for a value's type: what `typeof` says, or its class. */
export function typeName({ type, subtype, className }: RemoteObject): string {
  return type === 'object' ? (subtype === 'null' ? 'null' : (className ?? 'Object')) : type
}

/** Values of a paused program, by the numbers that the debug adapter protocol refers to them. */
export class Values {
  readonly #inspector: Inspector
  readonly #references = new Map<number, string[]>()
  #next = 1

  constructor(inspector: Inspector) {
    this.#inspector = inspector
  }

  /** A number for one or more objects whose properties are shown together; 0 for nothing to open. */
  refer(...objectIds: (string | undefined)[]): number {
    const found = objectIds.filter((id) => id !== undefined)
    if (found.length === 0) return 0
    const reference = this.#next++
    this.#references.set(reference, found)
    return reference
  }

  /** The program goes on: what was referred to may change. */
  clear(): void {
    this.#references.clear()
  }

  variable(name: string, value: RemoteObject): Content {
    const opens = value.type === 'object' && value.subtype !== 'null' ? this.refer(value.objectId) : 0
    const found = { name, value: describe(value), evaluateName: name, variablesReference: opens }
    // JupyterLab's variable tree shows the type where there is one, and only else the value: a number must show its value.
    return opens ? { ...found, type: typeName(value) } : found
  }

  async children(reference: number): Promise<Content[]> {
    const objectIds = this.#references.get(reference)
    if (!objectIds) throw new Error(`Expected a variablesReference of this stop, found ${reference}: it has gone on.`)
    const lists = await Promise.all(objectIds.map((objectId) => this.#properties(objectId)))
    const seen = new Set<string>()
    const variables: Content[] = []
    for (const { name, value } of lists.flat()) {
      if (!value || ours.has(name) || seen.has(name)) continue
      seen.add(name)
      variables.push(this.variable(name, value))
      if (variables.length >= mostChildren) break
    }
    return variables
  }

  async #properties(objectId: string): Promise<Property[]> {
    const params = { objectId, ownProperties: true, generatePreview: true }
    const { result } = await this.#inspector.call<{ result: Property[] }>('Runtime.getProperties', params)
    return result.filter(({ enumerable }) => enumerable)
  }
}
