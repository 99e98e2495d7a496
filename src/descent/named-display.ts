/** How objectives and optimizers show themselves: what they are and where they come from, with the formula. */
import { displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { formatNumber, formatVector } from './format.ts'
import { typeset } from './math.ts'
import type { Objective } from './objective.ts'
import type { Optimizer } from './optimizer.ts'

/** Gives a value a display and a text; neither is seen by code that lists its properties. */
function display<T extends object>(value: T, text: () => string, html: () => string): T {
  return Object.defineProperties(value, {
    [displaySymbol]: { value: (): MimeBundle => ({ 'text/plain': text(), 'text/html': html() }) },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: text },
  })
}

/** @returns the same objective */
export function showObjective(objective: Objective): Objective {
  const text = () => `${objective.name}: ${factsOf(objective)}`
  const html = () =>
    `<p><b>${escapeHtml(objective.name)}</b> ${objective.formula ? typeset(objective.formula) : ''}<br>${escapeHtml(factsOf(objective))}</p>`
  return display(objective, text, html)
}

function factsOf(objective: Objective): string {
  const { dimension, gradientBy, hessian, minima, start, source } = objective
  const parameters = dimension === undefined ? 'any number of parameters' : `${dimension} parameter${dimension > 1 ? 's' : ''}` // biome-ignore format: short
  const facts = [parameters, `gradient by ${gradientBy}`]
  if (hessian) facts.push('Hessian')
  for (const { at, value } of minima) facts.push(`minimum ${formatNumber(value)} at ${formatVector(at)}`)
  if (start) facts.push(`starts at ${formatVector(start)}`)
  return `${facts.join(', ')}${source ? `. Source: ${source}` : ''}.`
}

/** @returns the same optimizer */
export function showOptimizer<T extends Optimizer>(optimizer: T): T {
  const text = () => {
    const options = Object.entries(optimizer.options).map(
      ([key, value]) => `${key} ${typeof value === 'number' ? formatNumber(value) : value}`,
    )
    return `${optimizer.name} (${options.join(', ')})`
  }
  const rules = () => optimizer.rule.map(([formula]) => `<div style="margin:.2em 1em">${typeset(formula)}</div>`)
  return display(optimizer, text, () => `<p style="margin:.4em 0">${escapeHtml(text())}</p>${rules().join('')}`)
}
