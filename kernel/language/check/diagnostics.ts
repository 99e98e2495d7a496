/** The checker's findings in the coordinates and words of the cell. */
import type { Diagnostic } from '../../session/contract.ts'
import { lineStarts } from '../source-map.ts'
import { positionAt } from '../syntax.ts'
import type { CellText } from './cell-text.ts'
import type { Finding } from './service.ts'
import { type SessionNames, withoutModules } from './session-names.ts'

/** A package without types is `any`, also in strict mode: the learner did not write it. */
const ignored = new Set([7016])

export function cellDiagnostics(
  code: string,
  cell: Pick<CellText, 'aliases'>,
  findings: readonly Finding[],
  names: SessionNames,
): Diagnostic[] {
  const starts = lineStarts(code)
  const lines = code.split('\n')
  const found: Diagnostic[] = []
  for (const finding of findings) {
    if (ignored.has(finding.code)) continue
    const placed = place(finding, code, cell)
    if (!placed) continue
    const { code: number, message } = worded(placed, code, names)
    const start = positionAt(starts, placed.start)
    found.push({
      code: number,
      message: withoutModules(message),
      severity: 'error',
      start,
      end: positionAt(starts, Math.min(placed.end, code.length)),
      source: (lines[start.line - 1] ?? '').replace(/\r$/, ''),
    })
  }
  return found
}

/** Behind the cell's text stand its imported names: what is wrong with one belongs to the import. */
function place(finding: Finding, code: string, cell: Pick<CellText, 'aliases'>): Finding | undefined {
  if (finding.start < code.length || (finding.start === code.length && finding.end === finding.start)) return finding
  const alias = cell.aliases.find(({ aliasStart, aliasEnd }) => finding.start >= aliasStart && finding.end <= aliasEnd)
  if (!alias) return undefined
  const { start, end, specifier, name } = alias
  if (finding.code !== 2694) return { ...finding, start, end }
  return { code: 2305, start, end, message: `Module '"${specifier}"' has no exported member '${name}'.` }
}

/** Names of earlier cells come in as imports, and that is not how the reader sees them. */
function worded(finding: Finding, code: string, names: SessionNames): { code: number; message: string } {
  const { code: number, message } = finding
  if (number !== 2632) return finding
  const name = code.slice(finding.start, finding.end)
  const kind = names.kindOf(name)
  if (kind === 'const') return { code: 2588, message: `Cannot assign to '${name}' because it is a constant.` }
  if (kind === 'function') return { code: 2630, message: `Cannot assign to '${name}' because it is a function.` }
  if (kind === 'class') return { code: 2629, message: `Cannot assign to '${name}' because it is a class.` }
  return { code: number, message }
}

export function packageDiagnostic(
  code: string,
  start: number,
  end: number,
  number: number,
  message: string,
): Diagnostic {
  const starts = lineStarts(code)
  const position = positionAt(starts, start)
  return {
    code: number,
    message,
    severity: 'error',
    start: position,
    end: positionAt(starts, end),
    source: (code.split('\n')[position.line - 1] ?? '').replace(/\r$/, ''),
  }
}
