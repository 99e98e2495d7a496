/** How a descent on a network shows itself: loss curve, the batch, what the last update did to each layer, the last steps. */
import { escapeHtml, type MimeBundle } from '../display.ts'
import { batchPicture } from './batch-picture.ts'
import type { Stop } from './engine.ts'
import { formatNumber } from './format.ts'
import type { LayerStep, NetworkDescentStep } from './layer-step.ts'
import { lossCurve } from './loss-curve.ts'
import type { NetworkObjective } from './network-engine.ts'
import type { Optimizer, Options } from './optimizer.ts'
import { htmlTable, textTable } from './table.ts'

const shownSteps = 8

/** What is shown of a descent on a network. */
export interface NetworkView {
  readonly objective: NetworkObjective
  readonly optimizer: Optimizer
  readonly options: Readonly<Options>
  readonly index: number
  readonly steps: readonly NetworkDescentStep[]
  readonly losses: readonly number[]
  readonly loss: number
  /** The rows of the last batch; before the first step, of the one to come. */
  readonly batch: readonly number[]
  readonly stopped: (Stop & { readonly advice: string }) | undefined
}

/** The picture of an earlier step, from what was noted then: nothing is computed again, no weight moves. */
export function networkFilm(now: NetworkView, index: number): MimeBundle {
  if (index >= now.index) return showNetworkDescent(now)
  const steps = now.steps.slice(0, index)
  const last = steps.at(-1)
  const { objective, optimizer } = now
  return showNetworkDescent({
    objective,
    optimizer,
    options: { ...now.options, lr: (last ?? now.steps[0]!).learningRate },
    index,
    steps,
    losses: steps.map((step) => step.lossBefore),
    loss: last?.loss ?? Number.NaN,
    batch: (last ?? now.steps[0]!).rows,
    stopped: undefined,
  })
}

export function showNetworkDescent(descent: NetworkView): MimeBundle {
  const last = descent.steps.at(-1)
  const stopped = descent.stopped
    ? `<p style="border-left:4px solid #D55E00;padding:.3em .8em"><b style="color:#B34700">⚠</b> ${escapeHtml(descent.stopped.advice)}</p>`
    : ''
  const parts = [
    `<p style="margin:.4em 0">${escapeHtml(headline(descent))}</p>`,
    stopped,
    lossCurve(descent.losses),
    batchPicture(descent),
    last ? htmlTable(layerHeads, last.layers.map(layerRow), `Step ${last.index}, layer by layer`) : '',
    htmlTable(networkStepHeads(descent.steps), descent.steps.slice(-shownSteps).map(networkStepRow), 'The last steps'),
  ]
  return {
    'text/plain': describeNetworkDescent(descent),
    'text/html': `<div class="gradlab-descent">${parts.join('')}</div>`,
  }
}

export function describeNetworkDescent(descent: NetworkView): string {
  const last = descent.steps.at(-1)
  const lines = [headline(descent)]
  if (last) lines.push(...textTable([layerHeads, ...last.layers.map(layerRow)]))
  if (descent.index)
    lines.push(...textTable([networkStepHeads(descent.steps), ...descent.steps.slice(-shownSteps).map(networkStepRow)]))
  if (descent.stopped) lines.push(descent.stopped.advice)
  return lines.join('\n')
}

function headline(descent: NetworkView): string {
  const { optimizer, options, index, objective } = descent
  const loss = typeof objective.loss === 'string' ? objective.loss : 'loss'
  const where = index ? `step ${index}: ${loss} ${formatNumber(descent.loss)} on the last batch` : 'no step yet'
  return `${optimizer.name} (lr ${formatNumber(Number(options.lr))}) on ${objective.model.name}, ${where}`
}

const layerHeads = ['weight', 'shape', '‖gradient‖', '‖weight‖', '‖update‖', 'update / weight']
const layerRow = (l: LayerStep) => [
  l.name,
  l.shape.join(' × '),
  ...[l.gradientNorm, l.weightNorm, l.updateNorm, l.updateRatio].map((v) => formatNumber(v)),
]
const metricsOf = ({ metrics }: NetworkDescentStep) =>
  Object.entries(metrics)
    .map(([name, value]) => `${name} ${formatNumber(value)}`)
    .join(', ')
/** The heads of a table of steps, all of one descent; without metrics there is no column that would stay empty. */
export const networkStepHeads = (steps: readonly NetworkDescentStep[]) => [
  ...['step', 'epoch', 'loss before', 'loss after', '‖gradient‖', 'lr'],
  ...(steps[0] && metricsOf(steps[0]) ? ['metrics'] : []),
]
export const networkStepRow = (s: NetworkDescentStep) => [
  String(s.index),
  String(s.epoch + 1),
  ...[s.lossBefore, s.loss, s.gradientNorm, s.learningRate].map((v) => formatNumber(v)),
  ...[metricsOf(s)].filter(Boolean),
]
