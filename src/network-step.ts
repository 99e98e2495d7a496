/**
 * How `descent` steps a network without knowing `train`, which stands to its right: `train` registers the maker of steps
 * when gradlab is imported, `descent.start({ model, data, … })` asks for one.
 */
import type { tf } from './tf.ts'

export interface NetworkStepOptions {
  model: tf.LayersModel
  /** Rows of `x` are examples; `y` holds one target a row. */
  data: { readonly x: tf.Tensor; readonly y: tf.Tensor; readonly size: number }
  /** A loss of `train`, e.g. 'categoricalCrossentropy'. */
  loss: string | ((yTrue: any, yPred: any) => tf.Tensor)
  /** An optimizer of `train` or its name, or a description with a `name` and numbers: `{ name: 'adam', lr: 0.01 }`. */
  optimizer: string | { readonly name: string; lr: number }
  metrics?: readonly string[]
  clipNorm?: number
  clipValue?: number
  /** Of what is drawn inside the step: dropout. */
  seed?: number
}

/** A parameter of the network: its gradient or value as plain numbers. */
export interface LayerValues {
  /** The weight's name, e.g. 'hidden_1/kernel'. */
  readonly name: string
  readonly layer: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface NetworkStepResult {
  /** Of this batch, before the update; regularization included. */
  readonly loss: number
  /** Means over this batch, before the update. */
  readonly metrics: Readonly<Record<string, number>>
  /** √Σ g² over every parameter, before any clipping. */
  readonly gradientNorm: number
}

/** Everything that a step changes, as plain data: put back, the same steps come again. */
export interface NetworkState {
  readonly step: number
  readonly weights: readonly Float32Array[]
  readonly optimizer: readonly Float32Array[]
}

/** One network, one optimizer, one step at a time. `rows` are the indices of the batch's examples in the data. */
export interface NetworkStep {
  /** The parameters that are trained, in the order of `gradients` and `weights`. */
  readonly parameters: readonly { readonly name: string; readonly layer: string; readonly shape: readonly number[] }[]
  readonly metricNames: readonly string[]
  /** The learning rate of the next step. */
  lr: number
  step(rows: ArrayLike<number>): NetworkStepResult
  /** The loss on these rows as the network is now; nothing is updated. */
  lossOn(rows: ArrayLike<number>): { readonly loss: number; readonly metrics: Readonly<Record<string, number>> }
  /** The gradients on these rows as the network is now; nothing is updated. */
  gradients(rows: ArrayLike<number>): LayerValues[]
  weights(): LayerValues[]
  getState(): NetworkState
  setState(state: NetworkState): void
  dispose(): void
}

let maker: ((options: NetworkStepOptions) => NetworkStep) | undefined

/** Called once by `train`. */
export function registerNetworkStep(make: (options: NetworkStepOptions) => NetworkStep): void {
  maker = make
}

/** Opens a network for stepping. */
export function networkStep(options: NetworkStepOptions): NetworkStep {
  if (!maker) throw new Error('Stepping a network needs gradlab whole: import it from "gradlab", not from its folders.')
  return maker(options)
}
