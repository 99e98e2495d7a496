/** The lines of code that a traceback quotes, with a caret under the place. */
import type { CellPlace } from '../cells.ts'
import { dim, red } from './colors.ts'

/** Longer lines are cut around the caret. */
const widest = 160

/**
 * The line of a place with `before` and `after` lines around it:
 *
 *     ··· 3 | const scale = 2
 *     --> 4 | value.toFixed(scale)
 *         |       ^
 */
export function excerpt({ source, line, column }: CellPlace, before: number, after: number): string[] {
  const lines = source.code.split(/\r?\n/)
  if (line > lines.length) return []
  const first = Math.max(1, line - before)
  const last = Math.min(lines.length, line + after)
  const width = String(last).length
  const quoted: string[] = []
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1]!
    const label = String(number).padStart(width)
    if (number !== line) {
      quoted.push(dim(`      ${label} | ${text.slice(0, widest)}`))
      continue
    }
    const from = Math.max(0, column - 1 - widest / 2)
    const shown = text.slice(from, from + widest)
    // Tabs stay tabs before the caret, so that it stands under its place however wide they are.
    const pad = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ')
    quoted.push(`${red('  -->')} ${label} | ${shown}`, `${dim(`      ${' '.repeat(width)} |`)} ${pad}${red('^')}`)
  }
  return quoted
}
