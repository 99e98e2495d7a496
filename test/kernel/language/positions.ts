/** Where an error of a compiled cell comes from, in the cell's own coordinates. */
import vm from 'node:vm'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Session } from './session.ts'

/** Line and column, from 1, of the topmost frame of each cell in the error that the last cell throws. */
export async function thrownAt(session: Session, code: string): Promise<{ line: number; column: number }[]> {
  const compiled = session.compile(code)
  const filename = `cell-${session.cells}.js`
  const map = new TraceMap(compiled.map)
  try {
    await vm.runInThisContext(compiled.js, { filename })(session.variables, session.context([], compiled))
  } catch (error) {
    const places = [...String((error as Error).stack).matchAll(new RegExp(`${filename}:(\\d+):(\\d+)`, 'g'))]
    return places.map(([, line, column]) => {
      const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 })
      return { line: found.line ?? 0, column: (found.column ?? -1) + 1 }
    })
  }
  throw new Error('Expected the cell to throw.')
}
