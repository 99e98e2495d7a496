/** The check of a gradient against central differences. */
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { expected, GradlabError } from '../errors.ts'
import { centralDifferences } from './differences.ts'
import { formatNumber } from './format.ts'
import { requirePoint } from './inputs.ts'
import { type Loss, type ObjectiveParts, objective, requireNumber } from './objective.ts'
import { requireDimension } from './requirements.ts'

/** What `checkGradient` found; shows itself. */
export class GradientCheck implements Displayable {
  readonly right: boolean
  readonly at: readonly number[]
  readonly gradient: readonly number[]
  readonly differences: readonly number[]
  /** |gradient − differences| / max(1, |differences|) for each parameter. */
  readonly errors: readonly number[]
  readonly tolerance: number

  constructor(at: readonly number[], gradient: readonly number[], differences: readonly number[], tolerance: number) {
    this.at = at
    this.gradient = gradient
    this.differences = differences
    this.tolerance = tolerance
    this.errors = gradient.map((g, i) => Math.abs(g - differences[i]!) / Math.max(1, Math.abs(differences[i]!)))
    this.right = this.errors.every((e) => e <= tolerance)
  }

  /** One sentence: right, or which component is off, and by which factor. */
  get message(): string {
    if (this.right)
      return `The gradient is right: central differences agree to ${formatNumber(Math.max(...this.errors))}.`
    const i = this.errors.findIndex((e) => !(e <= this.tolerance))
    const factor = this.gradient[i]! / this.differences[i]!
    const same = this.gradient.every(
      (g, j) => Math.abs(g - factor * this.differences[j]!) <= 1e-4 * Math.max(1, Math.abs(g)),
    )
    const how =
      same && Number.isFinite(factor) ? ` All components are ${formatNumber(factor)} times what they should be.` : ''
    return `Component ${i} of the gradient is off: expected about ${formatNumber(this.differences[i]!)}, found ${formatNumber(this.gradient[i]!)}.${how}`
  }

  toString(): string {
    return `${this.right ? '✓' : '✗'} ${this.message}`
  }

  [displaySymbol](): MimeBundle {
    const rows = this.gradient.map((g, i) =>
      [i, this.at[i]!, g, this.differences[i]!, this.errors[i]!].map((v) => `<td>${formatNumber(v)}</td>`).join(''),
    )
    const head = ['', 'θ', 'gradient', 'central differences', 'error'].map((h) => `<th>${h}</th>`).join('')
    return {
      'text/plain': this.toString(),
      'text/html': `<p>${escapeHtml(this.toString())}</p><table><tr>${head}</tr>${rows.map((r) => `<tr>${r}</tr>`).join('')}</table>`,
    }
  }
}

/**
 * Compares a gradient with central differences of the function.
 *
 * @param of the objective; its `gradient` is the one that is checked
 * @param at the point, n numbers. Take one with no special symmetry
 * @param tolerance largest allowed difference, relative above 1. @default 1e-6
 * @example descent.checkGradient({ f: ([x]) => x ** 3, gradient: ([x]) => [3 * x ** 2] }, [0.7])
 */
export function checkGradient(of: Loss | ObjectiveParts, at: readonly number[], tolerance = 1e-6): GradientCheck {
  requirePoint('`at`', at, 'For example descent.checkGradient(descent.booth, [0.5, -1.5]).')
  if (!(tolerance > 0)) throw expected('`tolerance` to be a number > 0', tolerance)
  const checked = objective(of, at)
  const { f, gradient, gradientBy, name } = checked
  if (gradientBy === 'central differences') {
    throw new GradlabError(
      `\`${name}\` has no gradient of its own to check: give { f, gradient }, or write it with descent.value.`,
    )
  }
  requireDimension(checked, at)
  requireNumber(f(at.slice()), name, at)
  const found = gradient(at).slice()
  if (found.length !== at.length) throw expected(`a gradient of ${at.length} numbers, one for each of \`at\``, found)
  return new GradientCheck(at.slice(), found, centralDifferences(f)(at), tolerance)
}
