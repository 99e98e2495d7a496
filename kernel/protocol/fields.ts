import type { Content } from '../wire/message.ts'

/** A request whose content is not what the protocol says: it is answered with an error and nothing else happens. */
export class FieldError extends Error {
  override name = 'ProtocolError'
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function wrong(name: string, expected: string, value: unknown): FieldError {
  return new FieldError(`Expected \`${name}\` to be ${expected}, found ${found(value)}.`)
}

export function textField(content: Content, name: string, fallback?: string): string {
  const value = content[name] ?? fallback
  if (typeof value !== 'string') throw wrong(name, 'a string', value)
  return value
}

export function flagField(content: Content, name: string, fallback: boolean): boolean {
  const value = content[name] ?? fallback
  if (typeof value !== 'boolean') throw wrong(name, 'true or false', value)
  return value
}

export function integerField(content: Content, name: string, fallback?: number): number {
  const value = content[name] ?? fallback
  if (!Number.isSafeInteger(value)) throw wrong(name, 'a whole number', value)
  return value as number
}

export function recordField(content: Content, name: string): Content {
  const value = content[name] ?? {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object', value)
  return value as Content
}

/** An object whose values are strings, such as `user_expressions`. */
export function textsField(content: Content, name: string): Record<string, string> {
  const texts = recordField(content, name)
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value !== 'string') throw wrong(`${name}.${key}`, 'a string', value)
  }
  return texts as Record<string, string>
}
