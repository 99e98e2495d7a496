import { type Given, type GivenSet, isGiven, Makings } from '../data/given.ts'
import { isRecord } from '../data/nested.ts'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { Columns, type Tensors } from './columns.ts'
import { inferenceTraces } from './evaluate-batches.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { checkTokens } from './tokens.ts'
import { checkInput, checkModel, checkNumbers, type TrainingSet } from './validate.ts'

/** Fails unless it is how many examples to take at a time. */
export function checkExamplesAtOnce(size: number): void {
  if (!(Number.isInteger(size) && size >= 1)) throw expected('`batchSize` to be a whole number from 1', size)
}

/**
 * The model's output for every example, in inference mode. With several outputs a list of them in the model's order
 * (`model.outputNames`): say `train.predict<tf.Tensor[]>(…)` to TypeScript.
 * @param input a dataset, a tensor or arrays [examples, …]; for several inputs records or lists of these
 * @returns a tensor [examples, …]; dispose it when done
 */
export function predict<Output extends tf.Tensor | tf.Tensor[] = tf.Tensor>(
  model: tf.LayersModel,
  input: TrainingSet | Pick<GivenSet, 'x'> | Given,
  options: { batchSize?: number } = {},
): Output {
  checkOptions('train.predict', options, ['batchSize'])
  const { batchSize = 1024 } = options
  checkExamplesAtOnce(batchSize)
  checkModel(model, true)
  const makings = new Makings()
  const traces = inferenceTraces(model)
  try {
    const inputs = readInputs(model, makings, input)
    const rows = inputs[0]!.shape[0]!
    const body = (...own: tf.Tensor[]) =>
      [model.predict(own.length === 1 ? own[0]! : own, { batchSize })].flat() as tf.Tensor[]
    const outputs = tf.tidy(() => {
      const parts: tf.Tensor[][] = []
      for (let start = 0; start < rows; start += batchSize) {
        parts.push(
          tf.tidy(() => {
            const size = Math.min(batchSize, rows - start)
            return traces.run(
              'predict',
              body,
              inputs.map((t) => t.slice(start, size)),
            )
          }),
        )
      }
      return parts[0]!.map((_, i) => tf.concat(parts.map((part) => part[i]!)))
    })
    return (model.outputs.length === 1 ? outputs[0]! : outputs) as Output
  } finally {
    traces.dispose()
    makings.dispose()
    releaseMasks(model)
  }
}

/** The model's inputs in its order. */
function readInputs(model: tf.LayersModel, makings: Makings, input: unknown): tf.Tensor[] {
  const { inputNames, inputs } = model
  // A model may name an input `x`: then a record that has just its names is the inputs, no dataset.
  const named =
    isGiven(input) &&
    !(input instanceof tf.Tensor) &&
    inputNames.length > 0 &&
    inputNames.every((name) => name in input)
  const { x: part } = (input ?? {}) as GivenSet
  const whole = part === undefined || input instanceof tf.Tensor || named
  const x = makings.inputs(model, whole ? input : part) as tf.Tensor | Tensors
  if (x instanceof tf.Tensor && inputs.length === 1) {
    if (x.isDisposed) throw new GradlabError('The data was disposed: load it again.')
    checkNumbers(x, 'The data')
    checkInput(model, x)
    if (!x.shape[0]) throw new GradlabError('The data is empty: it has no examples.')
    checkTokens(model, x, 'The data')
    return [x]
  }
  if (inputs.length === 1 && !isRecord(x)) {
    throw expected('a tensor, arrays or a dataset to predict', x, 'E.g. `train.predict(model, [[1, 2]])`.')
  }
  const tensors = new Columns('input', inputNames).read(x, 'The data')
  tensors.forEach((tensor, i) => {
    checkInput({ inputs: [inputs[i]!] }, tensor, `The data's input '${inputNames[i]}'`)
  })
  return tensors
}
