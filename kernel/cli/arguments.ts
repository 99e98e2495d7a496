/** Options of the sub-commands, with a nearest name for a mistyped one. */
import { parseArgs } from 'node:util'
import { CommandError } from './failure.ts'

/** Edits (insert, delete, replace) that lead from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}

/** The known word that was most likely meant; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known.map((name) => [distance(word, name), name] as const).sort((a, b) => a[0] - b[0])
  return best && best[0] <= Math.max(2, word.length / 3) ? best[1] : undefined
}

/** The sentence about a word that is none of the known ones. */
export function unknown(what: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return `${what} \`${word}\` is unknown${near ? `: did you mean \`${near}\`?` : `; known are ${known.join(', ')}.`}`
}

/**
 * `parseArgs` of Node, strict, with gradlab's sentences.
 *
 * @throws {CommandError} on an unknown option, or one that lacks its value
 */
export function parse(args: string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    const { values } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return values as Record<string, string | boolean | undefined>
  } catch (error) {
    const option = /Unknown option '(-[^' ]*)/.exec((error as Error).message)?.[1]
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new CommandError(option ? unknown('The option', option, known) : (error as Error).message, { cause: error })
  }
}
