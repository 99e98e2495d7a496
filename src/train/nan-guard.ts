import { tf } from '../tf.ts'
import type { TrainingData } from './runner.ts'
import { inputsOf } from './several.ts'

/**
 * Where a loss that is not finite came from, and what to try. The model's weights are those before the failing step.
 * @param rows the rows of the failing batch
 */
export function explainFailure(
  model: tf.LayersModel,
  data: TrainingData,
  rows: ArrayLike<number>,
  position: { epoch: number; step: number; loss: number; lr: number },
): string {
  const culprit = findCulprit(model, data, rows)
  const value = Number.isNaN(position.loss) ? 'NaN' : 'infinite'
  return (
    `Training stopped in epoch ${position.epoch}, step ${position.step}: the loss is ${value}. ${culprit} ` +
    `Try a smaller learning rate (now ${Number(position.lr.toPrecision(3))}), \`clipNorm: 1\`, or inputs on one scale (\`data.standardize\`). The model keeps the weights it had before this step.`
  )
}

function findCulprit(model: tf.LayersModel, { x, y }: TrainingData, rows: ArrayLike<number>): string {
  return tf.tidy(() => {
    const batch = x.gather(tf.tensor1d(Int32Array.from(rows), 'int32'))
    const targets = y.gather(tf.tensor1d(Int32Array.from(rows), 'int32'))
    if (!allFinite(batch)) return 'The inputs of this batch contain NaN or infinite values.'
    if (!allFinite(targets)) return 'The targets of this batch contain NaN or infinite values.'
    const weight = model.weights.find((w) => !allFinite(w.read()))
    if (weight) return `The weight '${weight.originalName}' is not finite.`
    const inputs = inputsOf(model, batch)
    const layers = model.layers.filter((l) => l.inboundNodes.length === 1 && !Array.isArray(l.output))
    let largest = { name: '', size: 0 }
    for (const layer of layers) {
      const output = tf.model({ inputs: model.inputs, outputs: layer.output as tf.SymbolicTensor }).apply(inputs)
      if (!(output instanceof tf.Tensor)) continue
      if (!allFinite(output)) return `The output of layer '${layer.name}' is the first that is not finite.`
      const size = output.cast('float32').abs().max().dataSync()[0]!
      if (size > largest.size) largest = { name: layer.name, size }
    }
    return `Every layer's output is finite, the largest in layer '${largest.name}' (${largest.size.toPrecision(3)}): the loss itself overflows.`
  })
}

const allFinite = (t: tf.Tensor): boolean => t.dtype !== 'float32' || tf.tidy(() => t.sub(t).sum().dataSync()[0] === 0)
