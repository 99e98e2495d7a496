/** Options of a fit by the names of a model's outputs: losses, their weights, metrics. */
import { checkName, expected, GradlabError } from '../errors.ts'
import type { FitOptions } from './fit-options.ts'
import type { Loss, LossLike } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'
import { type MetricLike, resolveMetric, type StepMetric } from './metrics/stepwise.ts'

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return typeof (value as { values?: unknown }).values !== 'function'
}

function checkLength(option: string, list: readonly unknown[], outputs: readonly string[]): void {
  if (list.length === outputs.length) return
  throw expected(`\`${option}\` to have one for each of the model's outputs (${outputs.join(', ')})`, list)
}

/** One loss an output: by name, in the model's order, or one for all. */
export function lossesOf(loss: FitOptions['loss'], outputs: readonly string[]): Loss[] {
  if (Array.isArray(loss)) {
    checkLength('loss', loss, outputs)
    return loss.map((one) => resolveLoss(one as LossLike))
  }
  if (!isRecord(loss)) return outputs.map(() => resolveLoss(loss as LossLike))
  for (const name of Object.keys(loss)) checkName('output', name, outputs)
  return outputs.map((name) => {
    if (loss[name] === undefined) {
      throw new GradlabError(`There is no loss for the output '${name}': say \`loss: { ${outputs.join(', ')} }\`.`)
    }
    return resolveLoss(loss[name] as LossLike)
  })
}

/** How much the loss of each output counts. */
export function lossWeightsOf(weights: FitOptions['lossWeights'], outputs: readonly string[]): number[] {
  if (weights === undefined) return outputs.map(() => 1)
  if (Array.isArray(weights)) {
    checkLength('lossWeights', weights, outputs)
    return lossWeightsOf(Object.fromEntries(outputs.map((name, i) => [name, weights[i] as number])), outputs)
  }
  if (!isRecord(weights)) throw expected("`lossWeights` to be a record of numbers by the outputs' names", weights)
  for (const name of Object.keys(weights)) checkName('output', name, outputs)
  return outputs.map((name) => {
    const weight = (weights as Record<string, number>)[name] ?? 1
    if (!(typeof weight === 'number' && weight >= 0 && Number.isFinite(weight))) {
      throw expected(`the weight of the loss of '${name}' to be a number ≥ 0`, weight)
    }
    return weight
  })
}

/** The metrics of each output: by name, or the same for all. */
export function metricsOf(
  metrics: FitOptions['metrics'],
  losses: readonly Loss[],
  outputs: readonly string[],
): StepMetric[][] {
  const own = (list: unknown, i: number) => [list ?? []].flat().map((m) => resolveMetric(m as MetricLike, losses[i]!))
  if (!isRecord(metrics)) return outputs.map((_, i) => own(metrics, i))
  for (const name of Object.keys(metrics)) checkName('output', name, outputs)
  return outputs.map((name, i) => own(metrics[name], i))
}
