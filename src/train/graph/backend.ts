/** The one place that knows the inside of TensorFlow.js's Node backend: what the traced step uses of it. */
import { tf } from '../../tf.ts'

/** An attribute as TensorFlow.js hands it to TensorFlow's C API. */
export interface OpAttribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}

export interface OutputMetadata {
  readonly id: number
  readonly shape: number[]
  readonly dtype: number
}

export interface NodeBinding {
  readonly [constant: `TF_${string}`]: number
  loadSavedModel(folder: string, tags: string): number
  deleteSavedModel(id: number): void
  runSavedModel(id: number, tensorIds: readonly number[], inputs: string, outputs: string): OutputMetadata[]
  tensorDataSync(id: number): ArrayLike<number>
  deleteTensor(id: number): void
  createTensor(shape: readonly number[], dtype: number, values: ArrayBufferView): number
}

export interface NodeBackend {
  readonly binding: NodeBinding
  executeSingleOutput(name: string, attributes: readonly OpAttribute[], inputs: readonly tf.Tensor[]): tf.Tensor
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly tf.Tensor[],
    count: number,
  ): tf.Tensor[]
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[]
  createOutputTensor(metadata: OutputMetadata): tf.Tensor
  readSync(dataId: object): ArrayLike<number>
}

/** TensorFlow's backend where it is in use; undefined on wasm and cpu. */
export function tensorflowBackend(): NodeBackend | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NodeBackend) : undefined
}
