/** Compiled code, cells' and local modules', as functions with a URL of their own. */
import { Script } from 'node:vm'
import type { CellContext } from '../session/contract.ts'
import { type CellSource, keepSource } from './cells.ts'

export type CompiledFunction = (variables: object, context: CellContext) => unknown

/**
 * Makes the function of an expression `(async) function ($, $k) {…}`. Its script is known to stack traces and to the
 * debugger by `url`, and carries its source map.
 */
export function compiledFunction(js: string, url: string, source: CellSource): CompiledFunction {
  keepSource(url, source)
  const link = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(source.map).toString('base64')}`
  return new Script(`${js}\n${link}`, { filename: url }).runInThisContext() as CompiledFunction
}
