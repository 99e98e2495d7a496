/** One step of training as tensors: forward pass, loss, metrics, gradients, clipping. Runs op by op, and is what a trace records. */
import { restoring } from '../after-stop.ts'
import { tf } from '../tf.ts'
import { type Clipping, clipGradients } from './clip.ts'
import type { Loss } from './losses/loss.ts'
import type { StepMetric } from './metrics/stepwise.ts'
import { releasingTape } from './releasing-tape.ts'
import { withStepRandom } from './step-random.ts'

export interface StepDescription {
  readonly model: tf.LayersModel
  readonly loss: Loss
  readonly metrics: readonly StepMetric[]
  readonly clipping: Clipping
  /** Of dropout and noise. */
  readonly seed: number
}

export interface StepInputs {
  readonly x: tf.Tensor
  readonly y: tf.Tensor
  /** One weight an example, or undefined where all count the same. */
  readonly weight?: tf.Tensor
  /** The step's number: int32 scalar. */
  readonly step: tf.Scalar
}

export interface StepResult {
  readonly loss: tf.Scalar
  /** The mean of each metric over the batch. */
  readonly metrics: tf.Scalar[]
  /** In the order of `weights`. */
  readonly gradients: tf.Tensor[]
}

/** The model's trained weights. */
export function trainedWeights(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((w) => w.read() as tf.Variable)
}

/** Forward and backward pass. Call it inside tf.tidy. */
export function forwardBackward(description: StepDescription, inputs: StepInputs, weights: tf.Variable[]): StepResult {
  const { model, clipping, seed } = description
  let metrics: tf.Scalar[] = []
  const objective = (): tf.Scalar => {
    const { loss, yPred } = applyWithLoss(description, inputs, true)
    metrics = description.metrics.map((m) => tf.keep(m.values(inputs.y, yPred).mean()))
    const penalties = model.calculateLosses()
    return penalties.reduce<tf.Tensor>((total, p) => total.add(p), loss) as tf.Scalar
  }
  const body = () => releasingTape(() => tf.variableGrads(objective, weights))
  let computed: ReturnType<typeof body>
  try {
    computed = withStepRandom(seed, inputs.step, body)
  } catch (error) {
    tf.dispose(metrics)
    throw error
  }
  const { value, grads } = computed
  // Kept only beyond variableGrads' own tidy; copies belong to the caller's.
  const copies = metrics.map((m) => m.clone())
  for (const m of metrics) m.dispose()
  const gradients = clipGradients(
    weights.map((w) => grads[w.name]!),
    clipping,
  )
  return { loss: value, metrics: copies, gradients }
}

/** The model's output and the mean loss on a batch, without penalties. Call it inside tf.tidy. */
export function applyWithLoss(
  { model, loss }: Pick<StepDescription, 'model' | 'loss'>,
  { x, y, weight }: Pick<StepInputs, 'x' | 'y' | 'weight'>,
  training: boolean,
): { loss: tf.Tensor; yPred: tf.Tensor } {
  const layer = loss.fromLogits ? undefined : outputActivation(model, loss)
  let values: tf.Tensor
  let yPred: tf.Tensor
  if (layer) {
    const logits = withoutActivations([layer], () => model.apply(x, { training }) as tf.Tensor)
    values = loss.logits!.values(y, logits)
    yPred = loss.logits!.activation === 'softmax' ? logits.softmax() : logits.sigmoid()
  } else {
    yPred = model.apply(x, { training }) as tf.Tensor
    values = loss.values(y, yPred)
  }
  if (values.rank === 0) return { loss: values, yPred }
  if (weight) {
    // Keras's weighting: Σ w·loss over the number of examples, not over Σ w.
    const each = values.rank > 1 ? values.reshape([values.shape[0]!, -1]).mean(1) : values
    return { loss: each.mul(weight).mean(), yPred }
  }
  return { loss: values.mean(), yPred }
}

export interface ActivatedLayer {
  activation: { apply(x: tf.Tensor): tf.Tensor; getClassName(): string }
}

/** The model's last layer, if its activation is the one whose input the loss can take. */
function outputActivation(model: tf.LayersModel, loss: Loss): ActivatedLayer | undefined {
  // A sequential model knows its output layers only once it has been built, which its first call does.
  const { outputLayers } = model as unknown as { outputLayers?: unknown[] }
  const layers = outputLayers?.length ? outputLayers : model.layers
  return activated(layers[layers.length - 1], loss)
}

/** The layer, if its activation is the one whose input the loss can take. */
export function activated(layer: unknown, loss: Loss): ActivatedLayer | undefined {
  if (!loss.logits) return undefined
  let last = layer as any
  // A model as the last layer of a model: its own last layer decides.
  while (last?.outputLayers) last = last.outputLayers[last.outputLayers.length - 1]
  const name = last?.activation?.getClassName?.()
  // With several uses of the layer, the others need its activation.
  return name === loss.logits.activation && last.inboundNodes.length <= 1 ? last : undefined
}

/** Runs the body while these layers give what would go into their activations. */
export function withoutActivations<T>(layers: readonly ActivatedLayer[], body: () => T): T {
  const originals = layers.map((layer) => layer.activation)
  const restore = () => {
    for (const [i, layer] of layers.entries()) layer.activation = originals[i]!
  }
  return restoring(restore, () => {
    for (const layer of layers) layer.activation = { apply: (x) => x.clone(), getClassName: () => 'linear' }
    return body()
  })
}
