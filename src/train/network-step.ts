/** One network, one step at a time, everything readable in between: what `descent` steps networks with. */
import { expected } from '../errors.ts'
import {
  type LayerValues,
  type NetworkState,
  type NetworkStep,
  type NetworkStepOptions,
  type NetworkStepResult,
  registerNetworkStep,
} from '../network-step.ts'
import { nextSeed } from '../random.ts'
import { tf } from '../tf.ts'
import { readClipping } from './clip.ts'
import { resolveLoss } from './losses/resolve.ts'
import { resolveMetric } from './metrics/stepwise.ts'
import { resolveOptimizer } from './optimizers/resolve.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { StepPass } from './step-pass.ts'
import { TrainingState } from './training-state.ts'
import { applyWithLoss, type StepDescription, type StepInputs } from './training-step.ts'
import { checkModel, checkSet } from './validate.ts'

/**
 * Opens a network for stepping: `step`, `lossOn`, `gradients`, `weights`, `getState` and `setState`.
 * @example const net = train.makeStep({ model, data: digits, loss: 'categoricalCrossentropy', optimizer: 'adam' }); net.step([0, 1, 2])
 */
export function makeStep(options: NetworkStepOptions): NetworkStep {
  if (!options || typeof options !== 'object') throw expected('`{ model, data, loss, optimizer }`', options)
  const { model, data } = options
  const loss = resolveLoss(options.loss)
  checkModel(model)
  checkSet(model, data, loss)
  const optimizer = resolveOptimizer(options.optimizer)
  const metrics = (options.metrics ?? []).map((m) => resolveMetric(m, loss))
  const description: StepDescription = {
    model,
    loss,
    metrics,
    clipping: {},
    seed: options.seed ?? nextSeed(),
  }
  const clipping = readClipping(options)
  const state = new TrainingState(model, optimizer)
  const pass = new StepPass({ description, clipping, optimizer, state })
  const parameters = model.trainableWeights.map((w, i) => ({
    // `name` bears a number where another model of the session has a layer of this name; it is for TensorFlow.js alone.
    name: w.originalName,
    layer: w.originalName.split('/')[0]!,
    shape: state.weights[i]!.shape,
  }))

  const batch = (rows: ArrayLike<number>): StepInputs => {
    const size = data.x.shape[0]!
    const bad = Array.from(rows).find((r) => !(Number.isInteger(r) && r >= 0 && r < size))
    if (bad !== undefined || !rows.length) throw expected(`rows to be whole numbers in [0, ${size})`, bad ?? rows)
    const indices = tf.tensor1d(Int32Array.from(rows), 'int32')
    const step = tf.scalar(state.step, 'int32')
    return { x: data.x.gather(indices), y: data.y.gather(indices), step }
  }
  const named = (values: ArrayLike<number>): Record<string, number> =>
    Object.fromEntries(metrics.map((m, i) => [m.name, values[i]!]))
  const withValues = (tensors: readonly tf.Tensor[]): LayerValues[] =>
    tensors.map((t, i) => ({ ...parameters[i]!, values: Float32Array.from(t.dataSync()) }))

  return {
    parameters,
    metricNames: metrics.map((m) => m.name),
    get lr() {
      return optimizer.lr
    },
    set lr(value: number) {
      optimizer.lr = value
    },
    step(rows): NetworkStepResult {
      return tf.tidy(() => {
        const [value, norm, ...rest] = pass.update(batch(rows)).dataSync()
        return { loss: value!, gradientNorm: norm!, metrics: named(rest) }
      })
    },
    lossOn(rows) {
      return tf.tidy(() => {
        const inputs = batch(rows)
        const { loss, yPred } = applyWithLoss(description, inputs, false)
        const total = model.calculateLosses().reduce<tf.Tensor>((sum, p) => sum.add(p), loss)
        const [value, ...rest] = tf.stack([total, ...metrics.map((m) => m.values(inputs.y, yPred).mean())]).dataSync()
        return { loss: value!, metrics: named(rest) }
      })
    },
    gradients(rows) {
      // Batch normalization moves its statistics in every forward pass of training.
      const others = state.others.map((v) => v.clone())
      try {
        let values: LayerValues[] = []
        tf.tidy(() => {
          values = withValues(pass.gradients(batch(rows)))
        })
        return values
      } finally {
        for (const [i, v] of state.others.entries()) v.assign(others[i]!)
        tf.dispose(others)
      }
    },
    weights: () => withValues(state.weights),
    getState: (): NetworkState => state.snapshot(),
    setState: (saved) => state.restore(saved),
    dispose() {
      pass.dispose()
      releaseMasks(model)
      state.dispose()
    },
  }
}

registerNetworkStep(makeStep)
