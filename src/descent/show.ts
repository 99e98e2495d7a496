/** How a descent shows itself: picture, formula with this step's numbers, table of the last steps. */
import { escapeHtml, type MimeBundle } from '../display.ts'
import { formatNumber, formatVector } from './format.ts'
import { filledRule } from './formula.ts'
import { typeset } from './math.ts'
import { drawTracks } from './picture/picture.ts'
import { stepHeads, stepRow, textHeads, textRow } from './step-row.ts'
import type { Descent } from './stepper.ts'
import { htmlTable, textTable } from './table.ts'

const shownSteps = 8

/** The display of a descent: text, and HTML that holds everything. */
export function showDescent(descent: Descent): MimeBundle {
  const picture = drawTracks(descent.objective, [{ name: descent.optimizer.name, path: descent.path(400) }])
  const table = htmlTable(stepHeads, descent.lastSteps(shownSteps).map(stepRow))
  return {
    'text/plain': describeDescent(descent),
    'text/html': `<div class="gradlab-descent">${picture}${summary(descent)}${formula(descent)}${table}</div>`,
  }
}

/** In text: one line on where it stands, then the last steps. */
export function describeDescent(descent: Descent): string {
  const lines = [headline(descent)]
  const steps = descent.lastSteps(shownSteps)
  if (steps.length) lines.push(...textTable([textHeads, ...steps.map(textRow)]))
  if (descent.stopped) lines.push(descent.stopped.advice)
  return lines.join('\n')
}

function headline(descent: Descent): string {
  const { index, objective, optimizer, options } = descent
  const settings = Object.entries(options).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? formatNumber(value) : value}`,
  )
  const onBatch = index && descent.lastSteps(1)[0]?.rows ? ' on the last batch' : ''
  const by = objective.gradientBy === 'formula' ? '' : `, gradient by ${objective.gradientBy}`
  return `${optimizer.name} (${settings.join(', ')}) on ${objective.name}, step ${index}: loss ${formatNumber(descent.loss)}${onBatch} at ${formatVector(descent.parameters)}${by}`
}

function summary(descent: Descent): string {
  const stopped = descent.stopped
    ? `<p style="border-left:4px solid #D55E00;padding:.3em .8em"><b style="color:#B34700">⚠</b> ${escapeHtml(descent.stopped.advice)}</p>`
    : ''
  return `<p style="margin:.4em 0">${escapeHtml(headline(descent))}</p>${stopped}`
}

/** The rule in letters, and below it with the numbers of the last step. */
function formula(descent: Descent): string {
  const steps = descent.lastSteps(2)
  const step = steps.at(-1)
  if (!step) return ''
  // What the optimizer remembered before this step: without a past only that of the first is known.
  if (steps.length < 2 && step.index > 1) return ''
  const before = steps.length > 1 ? steps[0]!.state : descent.optimizer.state(step.parameters.length)
  const lines = filledRule(descent.optimizer, descent.optionsOf(step), step, before)
  const cell = 'style="text-align:left;padding:.15em .8em .15em 0;vertical-align:middle"'
  const rows = lines.map(
    ({ formula, numbers }) => `<tr><td ${cell}>${typeset(formula)}</td><td ${cell}>${typeset(numbers)}</td></tr>`,
  )
  return `<table style="margin:.3em 0;border:0"><caption style="text-align:left;font-weight:600">Step ${step.index}, with its numbers</caption><tbody>${rows.join('')}</tbody></table>`
}
