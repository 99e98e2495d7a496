import { checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { evaluateBatches, inferenceTraces } from './evaluate-batches.ts'
import { Classification, Regression } from './evaluation.ts'
import type { LossLike } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'
import { confusion } from './metrics/confusion.ts'
import { mae, mse, r2 } from './metrics/regression.ts'
import { toLabels, toMatrix } from './metrics/values.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { lossOf } from './remembered-loss.ts'
import { checkInput, checkModel, checkSet, type TrainingSet } from './validate.ts'

export interface EvaluateOptions {
  /** @default the loss the model was fitted with, else what its last activation suggests */
  loss?: LossLike
  /** Examples at a time. @default 1024 */
  batchSize?: number
}

/**
 * Measures a model on a dataset: for classes loss, accuracy, precision, recall and F1 of each class, and the confusion
 * matrix; for numbers loss, mse, mae and R².
 * @example const result = await train.evaluate(model, test); result.accuracy
 */
export async function evaluate(
  model: tf.LayersModel,
  set: TrainingSet,
  options: EvaluateOptions & { loss: 'meanSquaredError' | 'mse' | 'meanAbsoluteError' | 'mae' | 'huber' },
): Promise<Regression>
export async function evaluate(
  model: tf.LayersModel,
  set: TrainingSet,
  options?: EvaluateOptions,
): Promise<Classification & Regression>
export async function evaluate(
  model: tf.LayersModel,
  set: TrainingSet,
  options: EvaluateOptions = {},
): Promise<Classification | Regression> {
  checkOptions('train.evaluate', options, ['loss', 'batchSize'])
  const { batchSize = 1024 } = options
  checkBatchSize(batchSize)
  checkModel(model)
  checkSet(model, set)
  const loss = options.loss === undefined ? lossOf(model, set.y) : resolveLoss(options.loss)
  checkSet(model, set, loss)
  const outputs = model.outputs[0]!.shape.at(-1)!
  let all: Float32Array | undefined
  const values = await evaluateBatches(
    model,
    set,
    { loss, metrics: [] },
    {
      batchSize,
      onOutput(p, at) {
        all ??= new Float32Array((set.x.shape[0]! * p.size) / p.shape[0]!)
        all.set(p.dataSync() as Float32Array, (at * p.size) / p.shape[0]!)
      },
    },
  )
  const predictions = all!
  if (loss.targets === 'values' && loss.name !== 'hinge' && loss.name !== 'kl') {
    const y = set.y.dataSync()
    return new Regression(
      values.loss!,
      { mse: mse(y, predictions), mae: mae(y, predictions), r2: r2(y, predictions) },
      predictions,
    )
  }
  const middle = loss.name === 'hinge' || loss.fromLogits ? 0 : 0.5
  const labels =
    outputs > 1 && loss.targets !== 'binary'
      ? toLabels({ rows: predictions.length / outputs, columns: outputs, values: predictions })
      : Int32Array.from(predictions, (p) => Number(p > middle))
  const truth =
    loss.targets === 'classes'
      ? Int32Array.from(set.y.dataSync())
      : labelsOf(set.y, outputs > 1 && loss.targets !== 'binary')
  const table = confusion(truth, labels, { classNames: set.classNames, classes: outputs > 1 ? outputs : 2 })
  return new Classification(values.loss!, table, labels)
}

function labelsOf(y: tf.Tensor, rows: boolean): Int32Array {
  return rows
    ? tf.tidy(() => toLabels(toMatrix(y.reshape([-1, y.shape.at(-1)!]), 'y')))
    : Int32Array.from(y.dataSync(), (v) => Number(v > 0.5))
}

function checkBatchSize(size: number): void {
  if (!(Number.isInteger(size) && size >= 1)) throw expected('`batchSize` to be a whole number from 1', size)
}

/**
 * The model's output for every example, in inference mode.
 * @param input a dataset or a tensor [examples, …]
 * @returns a tensor [examples, …]; dispose it when done
 */
export function predict(
  model: tf.LayersModel,
  input: TrainingSet | tf.Tensor,
  options: { batchSize?: number } = {},
): tf.Tensor {
  checkOptions('train.predict', options, ['batchSize'])
  const { batchSize = 1024 } = options
  checkBatchSize(batchSize)
  checkModel(model)
  const x = input instanceof tf.Tensor ? input : input.x
  if (x.isDisposed) throw new GradlabError('The data was disposed: load it again.')
  checkInput(model, x)
  if (!x.shape[0]) throw new GradlabError('The data is empty: it has no examples.')
  const traces = inferenceTraces(model)
  try {
    return tf.tidy(() => {
      const outputs: tf.Tensor[] = []
      for (let start = 0; start < x.shape[0]!; start += batchSize) {
        outputs.push(
          tf.tidy(() => {
            const part = x.slice(start, Math.min(batchSize, x.shape[0]! - start))
            return traces.run('predict', (own) => [model.predict(own, { batchSize }) as tf.Tensor], [part])[0]!
          }),
        )
      }
      return tf.concat(outputs)
    })
  } finally {
    traces.dispose()
    releaseMasks(model)
  }
}
