/**
 * Models with several inputs or outputs. For the runners they look like models with one of each: the inputs of an example
 * lie side by side in one row, its targets too, and the loss is the weighted sum over the outputs. So their steps are
 * traced, shuffled and validated like all others.
 */
import { checkFinite } from '../data/clean.ts'
import { isRecord } from '../data/nested.ts'
import { GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { checkMetrics } from './check-metrics.ts'
import { Columns, type Tensors } from './columns.ts'
import { exampleWeights } from './example-weights.ts'
import type { FitOptions } from './fit-options.ts'
import type { Intake } from './intake.ts'
import type { Loss } from './losses/loss.ts'
import type { StepMetric } from './metrics/stepwise.ts'
import { lossesOf, lossWeightsOf, metricsOf } from './several-options.ts'
import { activated, withoutActivations } from './training-step.ts'
import { checkInput, checkTargets, type TrainingSet } from './validate.ts'

/** Data for a model with several inputs or outputs: tensors by the names of these. */
export interface SeveralSet {
  readonly x: tf.Tensor | Tensors
  readonly y: tf.Tensor | Tensors
}

/** What the packed model's `apply` gives in place of a tensor. */
interface Outputs {
  /** Before the activation, where the loss takes that; else the same as `final`. */
  readonly raw: readonly tf.Tensor[]
  readonly final: readonly tf.Tensor[]
}

/** Each output of what a model's `apply` gives. */
export const outputsOf = (yPred: tf.Tensor): readonly tf.Tensor[] =>
  yPred instanceof tf.Tensor ? [yPred] : (yPred as unknown as Outputs).final

const origins = new WeakMap<tf.LayersModel, { model: tf.LayersModel; inputs: Columns }>()

/** The model as its maker knows it. */
export const originalOf = (model: tf.LayersModel): tf.LayersModel => origins.get(model)?.model ?? model

/** What that model takes, from a batch as the runners have it. Call it inside tf.tidy. */
export const inputsOf = (model: tf.LayersModel, x: tf.Tensor): tf.Tensor | tf.Tensor[] =>
  origins.get(model)?.inputs.unpack(x) ?? x

/** Whether the model or its data has several inputs or outputs. */
export function isSeveral(model: tf.LayersModel, set: unknown): set is SeveralSet {
  if (model.inputs.length > 1 || model.outputs.length > 1) return true
  const { x, y } = (set ?? {}) as SeveralSet
  return [x, y].some(isRecord)
}

export interface Packed {
  readonly model: tf.LayersModel
  readonly set: TrainingSet
  readonly options: FitOptions
  /** Of each output. */
  readonly losses: readonly Loss[]
  /** How much the loss of each output counts. */
  readonly weights: readonly number[]
  /** Frees what was made; the model and the data stay. */
  dispose(): void
}

/**
 * Model, data and options as the runners take them.
 * @throws where names, shapes, losses and targets do not fit each other
 */
export function packSeveral(model: tf.LayersModel, set: SeveralSet, options: FitOptions): Packed {
  const { validation } = options
  const made: TrainingSet[] = []
  const dispose = () => tf.dispose(made.map(({ x, y }) => [x, y]))
  try {
    const packer = new Packer(model, options)
    made.push(packer.pack(set, 'The data'))
    packer.checkMetrics(set)
    const held = typeof validation === 'object'
    if (held) made.push(packer.pack(validation as SeveralSet, 'The validation data', false))
    const others = held ? made[1] : validation
    return {
      model: packer.model,
      set: made[0]!,
      losses: packer.losses,
      weights: packer.weights,
      options: { ...packer.options, ...(others !== undefined && { validation: others }) },
      dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

/** Packs sets of data, the first of which says what shapes the others have. */
export class Packer {
  /** As the runners take it. */
  readonly model: tf.LayersModel
  /** The options of the fit with the loss and the metrics as the runners take them, without `validation`. */
  readonly options: FitOptions
  /** Of each output. */
  readonly losses: readonly Loss[]
  /** How much the loss of each output counts. */
  readonly weights: readonly number[]
  readonly #original: tf.LayersModel
  readonly #inputs: Columns
  readonly #targets: Columns
  readonly #metrics: readonly (readonly StepMetric[])[]
  readonly #given: Pick<FitOptions, 'classWeight' | 'sampleWeight'>

  /** @throws where the names of losses, weights and metrics are not those of the outputs */
  constructor(model: tf.LayersModel, options: FitOptions) {
    const names = model.outputNames
    const { validation: _, classWeight, sampleWeight, lossWeights, metrics, ...rest } = options
    this.losses = lossesOf(options.loss, names)
    if (classWeight !== undefined && names.length > 1) {
      throw new GradlabError('`classWeight` is for models with one output: with several, give `sampleWeight`.')
    }
    this.#original = model
    this.#given = { classWeight, sampleWeight }
    this.#inputs = new Columns('input', model.inputNames)
    this.#targets = new Columns('output', names)
    this.#metrics = metricsOf(metrics, this.losses, names)
    this.weights = lossWeightsOf(lossWeights, names)
    const { losses, weights } = this
    const sum: Weighted = { losses, weights, targets: this.#targets, weighted: this.#weighted }
    this.model = packedModel(model, this.#inputs, losses)
    this.options = { ...rest, loss: sumOf(sum), metrics: namedMetrics(sum, this.#metrics, names) }
  }

  get #weighted(): boolean {
    return this.#given.classWeight !== undefined || this.#given.sampleWeight !== undefined
  }

  /**
   * A set as the runners take it; dispose of its tensors.
   * @param training whether class and sample weights count
   */
  pack(part: SeveralSet, what: string, training = true): TrainingSet {
    const [x, y] = [this.#inputs.read(part?.x, what), this.#targets.read(part?.y, what)]
    checkParts(this.#original, this.losses, x, y, what)
    const made: tf.Tensor[] = []
    try {
      if (this.#weighted) {
        const { classWeight, sampleWeight } = this.#given
        made.push(
          training ? exampleWeights(y[0]!, this.losses[0]!, classWeight, sampleWeight)! : tf.ones([y[0]!.shape[0]!]),
        )
      }
      const weight = made[0] as tf.Tensor1D | undefined
      made.push(this.#inputs.pack(x, what), this.#targets.pack(y, what, weight))
      const [targets, inputs] = [made.pop()!, made.pop()!]
      return { x: inputs, y: targets }
    } finally {
      tf.dispose(made)
    }
  }

  /** The same for a runner that takes batch after batch: see `Intake`. */
  intake(): Intake {
    return {
      model: this.model,
      options: this.options,
      take: (batch, what, training) => {
        const set = this.pack(batch as SeveralSet, what, training)
        return { set, dispose: () => tf.dispose([set.x, set.y]) }
      },
      checkMetrics: (batch) => this.checkMetrics(batch as SeveralSet),
    }
  }

  /** Fails where a metric says nothing of the targets. */
  checkMetrics(set: SeveralSet): void {
    this.#targets.read(set.y, 'The data').forEach((y, i) => {
      checkMetrics(this.#metrics[i]!, y)
    })
  }
}

function checkParts(
  model: tf.LayersModel,
  losses: readonly Loss[],
  x: tf.Tensor[],
  y: tf.Tensor[],
  what: string,
): void {
  if (x[0]!.shape[0] !== y[0]!.shape[0]) {
    throw new GradlabError(
      `Expected one target for each example, found ${x[0]!.shape[0]} examples and ${y[0]!.shape[0]} targets.`,
    )
  }
  x.forEach((tensor, i) => {
    const name = `${what}'s input '${model.inputNames[i]}'`
    checkInput({ inputs: [model.inputs[i]!] }, tensor, name)
    checkFinite({ x: tensor, y: tensor }, name)
  })
  y.forEach((tensor, i) => {
    checkFinite({ x: tensor, y: tensor }, `${what}'s output '${model.outputNames[i]}'`)
    checkTargets({ outputs: [model.outputs[i]!] }, tensor, losses[i]!)
  })
}

/** The same model, taking rows of columns, and giving what its losses take too. */
function packedModel(model: tf.LayersModel, inputs: Columns, losses: readonly Loss[]): tf.LayersModel {
  // A sequential model knows its output layers only once it has been built.
  const { outputLayers } = model as unknown as { outputLayers?: { outboundNodes: unknown[] }[] }
  const layers = losses.map((loss, i) => {
    const layer = outputLayers?.[i] ?? model.layers.at(-1)!
    // Where another layer uses this output, it needs the activation.
    return loss.fromLogits || layer.outboundNodes.length ? undefined : activated(layer, loss)
  })
  const apply = (x: tf.Tensor, kwargs: object): Outputs => {
    const given = inputs.unpack(x)
    const raw = withoutActivations(
      layers.filter((layer) => layer !== undefined),
      () => [model.apply(given.length === 1 ? given[0]! : given, kwargs)].flat() as tf.Tensor[],
    )
    const final = raw.map((t, i) => {
      if (!layers[i]) return t
      return losses[i]!.logits!.activation === 'softmax' ? t.softmax() : t.sigmoid()
    })
    return { raw, final }
  }
  const packed = Object.assign(Object.create(model) as tf.LayersModel, { apply: apply as never })
  origins.set(packed, { model, inputs })
  return packed
}

interface Weighted {
  readonly losses: readonly Loss[]
  /** Of each output's loss. */
  readonly weights: readonly number[]
  readonly targets: Columns
  /** Whether each example has a weight, in the last column of the targets. */
  readonly weighted: boolean
}

/** Σ w·loss over the outputs, for each example. */
function sumOf(sum: Weighted): Loss {
  return {
    name: sum.losses.map((l) => l.name).join(' + '),
    aliases: [],
    targets: 'values',
    values: (y, outputs) =>
      sum.losses.map((_, i) => lossOf(sum, y, outputs, i).mul(sum.weights[i]!)).reduce((total, v) => total.add(v)),
  }
}

/** The loss of one output: one number an example, or one for all where a loss of the user's gives that. */
function lossOf({ losses, targets, weighted }: Weighted, packed: tf.Tensor, outputs: tf.Tensor, i: number): tf.Tensor {
  const { raw, final } = outputs as unknown as Outputs
  const y = targets.unpack(packed)[i]!
  const values = raw[i] === final[i] ? losses[i]!.values(y, final[i]!) : losses[i]!.logits!.values(y, raw[i]!)
  if (values.rank === 0) return values
  const each = values.rank > 1 ? values.reshape([values.shape[0]!, -1]).mean(1) : values
  return weighted ? each.mul(targets.weight(packed)) : each
}

/** As Keras names them: with several outputs each has its loss, and its name goes before. */
function namedMetrics(
  sum: Weighted,
  metrics: readonly (readonly StepMetric[])[],
  outputs: readonly string[],
): StepMetric[] {
  if (outputs.length === 1) return metrics[0]!.map((metric) => ownMetric(sum, metric, 0, metric.name))
  return outputs.flatMap((output, i) => [
    { name: `${output}_loss`, values: (y, all) => lossOf(sum, y, all, i) },
    ...metrics[i]!.map((metric) => ownMetric(sum, metric, i, `${output}_${metric.name}`)),
  ])
}

function ownMetric({ targets }: Weighted, metric: StepMetric, i: number, name: string): StepMetric {
  return {
    name,
    values: (y, all) => metric.values(targets.unpack(y)[i]!, (all as unknown as Outputs).final[i]!),
  }
}
