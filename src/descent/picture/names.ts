/** What the pictures of a descent call the parameters. */
import type { Objective } from '../objective.ts'

/**
 * The objective's own name of a parameter, else θ as in the formula beside the picture, numbered from 1 where there are several.
 *
 * @param axis which parameter, from 0
 * @param count how many parameters there are
 */
export function parameterName({ parameterNames }: Objective, axis: number, count: number): string {
  return parameterNames?.[axis] ?? (count === 1 ? 'θ' : `θ${subscript(axis + 1)}`)
}

function subscript(n: number): string {
  return String(n).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!)
}
