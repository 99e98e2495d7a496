/** The update rule with the numbers of one step filled in, in LaTeX. */
import { latexNumber, latexVector } from './format.ts'
import type { Optimizer, OptimizerState, Options } from './optimizer.ts'
import type { Step } from './step.ts'

export interface FilledLine {
  /** The rule in letters. */
  readonly formula: string
  /** The same with this step's numbers. */
  readonly numbers: string
}

/**
 * The lines of an optimizer's rule for one step.
 *
 * In a rule's template `{lr}` is an option, `{g}` the gradient, `{x}` and `{x'}` the parameters before and after,
 * `{m}` and `{m'}` a part of the optimizer's state before and after.
 */
export function filledRule(
  optimizer: Optimizer,
  options: Options,
  step: Step,
  stateBefore: OptimizerState,
): FilledLine[] {
  const values: Record<string, unknown> = {
    ...options,
    ...flatten(stateBefore, ''),
    ...flatten(step.state, "'"),
    g: step.gradient,
    x: step.before,
    "x'": step.parameters,
  }
  return optimizer.rule.map(([formula, template]) => ({
    formula,
    numbers: template.replace(/\{([A-Za-z0-9]+'?)\}/g, (whole, name: string) => {
      const value = values[name]
      if (typeof value === 'number') return latexNumber(value, true)
      return Array.isArray(value) && typeof value[0] === 'number' ? latexVector(value) : whole
    }),
  }))
}

/** Wrappers keep the inner state in `inner`; names stay as the inner rule knows them. */
function flatten(state: Readonly<OptimizerState>, mark: string): Record<string, unknown> {
  const { inner, ...own } = state
  const named = Object.fromEntries(Object.entries(own).map(([key, value]) => [key + mark, value]))
  return inner ? { ...named, ...flatten(inner as OptimizerState, mark) } : named
}
