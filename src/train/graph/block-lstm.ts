/**
 * An LSTM layer over all its steps as one node, and its gradient as another: TensorFlow's BlockLSTMV2 and BlockLSTMGradV2
 * do what TensorFlow.js builds of some ten ops a step.
 */
import { restoring } from '../../after-stop.ts'
import { tf } from '../../tf.ts'
import { boolAttr, dataType, floatAttr, typeAttr } from './attributes.ts'
import type { Recorder } from './recorder.ts'

/** What is used of TensorFlow.js's LSTM layer (tfjs-layers 4.22, `recurrent.ts`). */
interface LstmLayer {
  readonly cell: {
    readonly units: number
    readonly activation: { getClassName(): string }
    readonly recurrentActivation: { getClassName(): string }
    readonly useBias: boolean
    readonly dropout: number
    readonly recurrentDropout: number
    readonly kernel: { read(): tf.Tensor2D }
    readonly recurrentKernel: { read(): tf.Tensor2D }
    readonly bias: { read(): tf.Tensor1D } | null
  }
  readonly stateful: boolean
  readonly returnState: boolean
  readonly returnSequences: boolean
  readonly goBackwards: boolean
  getClassName(): string
}

interface CallOptions {
  readonly mask?: unknown
  readonly training?: boolean
  readonly initialState?: unknown
}

type Call = (this: LstmLayer, inputs: tf.Tensor | tf.Tensor[], options?: CallOptions) => unknown

/** Runs a body that is being recorded: its LSTM layers become one node each, where the kernel computes the same. */
export function withBlockLstm<T>(recorder: Recorder, body: () => T): T {
  const layer = Object.getPrototypeOf(tf.layers.lstm({ units: 1 })) as { call: Call }
  const original = layer.call
  const restore = () => {
    layer.call = original
  }
  return restoring(restore, () => {
    layer.call = function (inputs, options) {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs
      const one = !Array.isArray(inputs) || inputs.length === 1
      if (!one || !fits(this, x, options ?? {})) return original.call(this, inputs, options)
      return tf.tidy(() => emitLayer(recorder, this, x as tf.Tensor3D))
    }
    return body()
  })
}

/** Whether the kernel computes what the layer does: Keras's gates, states of zero, nothing dropped or masked. */
function fits(layer: LstmLayer, x: tf.Tensor, { mask, training, initialState }: CallOptions): boolean {
  const { cell, stateful, returnState } = layer
  // The gradient of a gradient is not known to the kernel.
  const { gradientDepth } = (tf.engine() as unknown as { state: { gradientDepth: number } }).state
  return (
    layer.getClassName() === 'LSTM' &&
    cell.activation.getClassName() === 'tanh' &&
    cell.recurrentActivation.getClassName() === 'sigmoid' &&
    !(training && (cell.dropout || cell.recurrentDropout)) &&
    !mask &&
    !initialState &&
    !stateful &&
    !returnState &&
    x.dtype === 'float32' &&
    x.rank === 3 &&
    x.size > 0 &&
    gradientDepth <= 1
  )
}

function emitLayer(recorder: Recorder, { cell, goBackwards, returnSequences }: LstmLayer, x: tf.Tensor3D): tf.Tensor {
  const steps = tf.transpose(x, [1, 0, 2])
  const weights = tf.concat([cell.kernel.read(), cell.recurrentKernel.read()])
  const bias = cell.useBias ? cell.bias!.read() : (tf.zeros([4 * cell.units]) as tf.Tensor1D)
  const h = blockLstm(recorder, goBackwards ? steps.reverse(0) : steps, weights, bias)
  if (returnSequences) return h.transpose([1, 0, 2])
  const [length, batch, units] = h.shape
  return h.slice([length - 1, 0, 0], [1, batch, units]).reshape([batch, units])
}

/**
 * @param x [steps, batch, inputs]
 * @param weights [inputs + units, 4 · units]: gates in, forget, cell, out
 * @param bias [4 · units]
 * @returns the output of every step: [steps, batch, units]
 */
function blockLstm(recorder: Recorder, x: tf.Tensor3D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor3D {
  const { graph, place } = recorder
  const [length, batch] = x.shape
  const units = bias.size / 4
  const zeros = (...shape: number[]) => {
    const size = shape.reduce((a, b) => a * b)
    return graph.constant(dataType.float32, shape, new Float32Array(size), undefined, place)
  }
  const attributes = { T: typeAttr(dataType.float32), use_peephole: boolAttr(false) }
  // The graph computes; here only the shapes count.
  const bound = <T extends tf.Tensor>(shape: number[], output: string): T => {
    const tensor = tf.zeros(shape) as T
    recorder.bind(tensor, output)
    return tensor
  }
  const run = tf.customGrad((...all) => {
    const [x, weights, bias] = all as tf.Tensor[]
    const [state, peephole] = [zeros(batch, units), zeros(units)]
    const inputs = [
      graph.constant(dataType.int64, [], BigInt64Array.of(BigInt(length)), undefined, place),
      recorder.output(x!),
      ...[state, state],
      recorder.output(weights!),
      ...[peephole, peephole, peephole],
      recorder.output(bias!),
    ]
    const node = recorder.emit('BlockLSTMV2', inputs, { ...attributes, cell_clip: floatAttr(0) })
    const made = [node, ...[1, 2, 3, 4, 5, 6].map((i) => `${node}:${i}`)]
    const gradFunc = (dy: tf.Tensor) => {
      const gradients = [zeros(length, batch, units), recorder.output(dy)]
      const back = recorder.emit('BlockLSTMGradV2', [...inputs, ...made, ...gradients], attributes)
      return [bound(x!.shape, back), bound(weights!.shape, `${back}:3`), bound(bias!.shape, `${back}:7`)]
    }
    return { value: bound<tf.Tensor3D>([length, batch, units], made[6]!), gradFunc }
  })
  return run(x, weights, bias) as tf.Tensor3D
}
