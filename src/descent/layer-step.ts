/** What one update did to a network, as numbers: what is kept of a step. */
import type { LayerValues } from '../network-step.ts'

/** What one update did to one weight tensor. */
export interface LayerStep {
  /** The weight's name, e.g. 'hidden_1/kernel'. */
  readonly name: string
  readonly layer: string
  readonly shape: readonly number[]
  /** √Σ g² of this batch's gradient. */
  readonly gradientNorm: number
  /** √Σ w² before the update. */
  readonly weightNorm: number
  readonly updateNorm: number
  /** updateNorm / weightNorm: about 1e-3 is healthy; far above shakes the layer, far below lets it sleep. */
  readonly updateRatio: number
}

/** One update of a network. */
export interface NetworkDescentStep {
  readonly index: number
  /** From 0. */
  readonly epoch: number
  /** The rows of the batch in the data. */
  readonly rows: readonly number[]
  /** On this batch, before the update, in training (dropout on). */
  readonly lossBefore: number
  /** On this same batch, after the update (dropout off). */
  readonly loss: number
  readonly gradientNorm: number
  /** The one used: a schedule's, where there is one. */
  readonly learningRate: number
  readonly metrics: Readonly<Record<string, number>>
  readonly layers: readonly LayerStep[]
}

/** @param before the weight before the update, `after` after it */
export function layerStep(before: LayerValues, gradient: LayerValues, after: LayerValues): LayerStep {
  const { name, layer, shape } = before
  const weightNorm = normOf(before.values)
  const updateNorm = normOf(before.values, after.values)
  const gradientNorm = normOf(gradient.values)
  return { name, layer, shape, gradientNorm, weightNorm, updateNorm, updateRatio: updateNorm / weightNorm }
}

/** √Σ a², or √Σ (a − b)². */
function normOf(a: Float32Array, b?: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const value = b ? a[i]! - b[i]! : a[i]!
    sum += value * value
  }
  return Math.sqrt(sum)
}
