/** Everything that training changes: weights, moving statistics, the optimizer's memory, and how many steps were made. */
import { GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import type { Optimizer, Tensors } from './optimizers/optimizer.ts'
import { trainedWeights } from './training-step.ts'

/** A state as plain data, for checkpoints and for going back. */
export interface StateSnapshot {
  readonly step: number
  /** Of every weight of the model, trained or not, in the order of `model.weights`. */
  readonly weights: readonly Float32Array[]
  /** Of the optimizer: slots weight by weight, then what is kept once. */
  readonly optimizer: readonly Float32Array[]
}

export class TrainingState {
  /** Trained weights. */
  readonly weights: tf.Variable[]
  /** The model's other weights: moving statistics, frozen layers. */
  readonly others: tf.Variable[]
  /** The optimizer's tensors for each trained weight. */
  readonly slots: readonly Record<string, tf.Variable>[]
  /** The optimizer's numbers for all of them. */
  readonly globals: Readonly<Record<string, tf.Variable>>
  /** Steps made so far. */
  step = 0
  readonly #model: tf.LayersModel

  constructor(model: tf.LayersModel, { rule }: Optimizer) {
    this.#model = model
    this.weights = trainedWeights(model)
    const trained = new Set(this.weights.map((w) => w.id))
    this.others = model.weights.map((w) => w.read() as tf.Variable).filter((w) => !trained.has(w.id))
    this.slots = this.weights.map((w) => variables(rule.slots, w.shape))
    this.globals = variables(rule.globals ?? {}, [])
  }

  /** Every variable, in one fixed order: trained weights, other weights, slots, globals. */
  get all(): tf.Variable[] {
    return [...this.weights, ...this.others, ...this.optimizerVariables]
  }

  get optimizerVariables(): tf.Variable[] {
    return [...this.slots.flatMap((s) => Object.values(s)), ...Object.values(this.globals)]
  }

  snapshot(): StateSnapshot {
    const copy = (v: tf.Tensor) => Float32Array.from(v.dataSync())
    return {
      step: this.step,
      weights: this.#model.weights.map((w) => copy(w.read())),
      optimizer: this.optimizerVariables.map(copy),
    }
  }

  restore({ step, weights, optimizer }: StateSnapshot): void {
    const targets = [...this.#model.weights.map((w) => w.read() as tf.Variable), ...this.optimizerVariables]
    const values = [...weights, ...optimizer]
    const fits = targets.length === values.length && targets.every((t, i) => t.size === values[i]!.length)
    if (!fits) {
      throw new GradlabError(
        'This state belongs to another model or another optimizer: the number or the sizes of its weights differ. Make both as they were when it was saved.',
      )
    }
    tf.tidy(() => {
      for (const [i, t] of targets.entries()) t.assign(tf.tensor(values[i]!, t.shape, t.dtype))
    })
    this.step = step
  }

  /** Frees the optimizer's tensors; the model's stay. */
  dispose(): void {
    for (const v of this.optimizerVariables) v.dispose()
  }
}

function variables(initial: Readonly<Record<string, number>>, shape: number[]): Record<string, tf.Variable> {
  return Object.fromEntries(
    Object.entries(initial).map(([name, value]) => [name, tf.tidy(() => tf.variable(tf.fill(shape, value), false))]),
  )
}

/** The tensors of a record of variables, as the update rules take them. */
export const asTensors = (record: Readonly<Record<string, tf.Variable>>): Tensors => ({ ...record })
