/** Which LSTM layers become one node. Their numbers: the tables of traced-runner.test.ts and layer-gradients.test.ts. */
import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { RecordedGraph } from '../../../src/train/graph/any-batch.ts'
import { dataType } from '../../../src/train/graph/attributes.ts'
import { withBlockLstm } from '../../../src/train/graph/block-lstm.ts'
import { Recorder } from '../../../src/train/graph/recorder.ts'
import { releaseMasks } from '../../../src/train/recurrent-masks.ts'
import { backend } from './run-graph.ts'

type Options = Partial<Parameters<typeof tf.layers.lstm>[0]>

/** The kernels in the graph of a body. */
function kernels(body: (x: tf.Tensor3D) => unknown): string[] {
  const graph = new RecordedGraph()
  const recorder = new Recorder(backend, graph, undefined, () => undefined)
  const before = tf.memory().numTensors
  recorder.record(() =>
    tf.tidy(() => {
      const x = tf.ones([2, 4, 3]) as tf.Tensor3D
      recorder.bind(x, graph.placeholder('x', dataType.float32, [2, 4, 3]))
      withBlockLstm(recorder, () => body(x))
    }),
  )
  expect(tf.memory().numTensors).toBe(before)
  return graph.nodes.map((node) => node.op).filter((op) => op.startsWith('BlockLSTM'))
}

function layer(options: Options = {}): tf.layers.Layer {
  const made = tf.layers.lstm({ units: 5, recurrentActivation: 'sigmoid', ...options })
  tf.tidy(() => made.apply(tf.ones([2, 4, 3])) as tf.Tensor)
  releaseMasks(made)
  return made
}

const sum = (made: tf.layers.Layer, options?: object) => (x: tf.Tensor) =>
  [made.apply(x, options as { [key: string]: any })]
    .flat()
    .reduce<tf.Tensor>((s, y) => s.add(y as tf.Tensor).sum(), tf.scalar(0))

/** The masks of dropout, which a layer keeps for its next call, are gone after the body. */
function keepingNothing<T>(made: tf.layers.Layer, body: () => T): T {
  releaseMasks(made)
  const result = body()
  releaseMasks(made)
  return result
}

test.each<[string, Options]>([
  ['the last step', {}],
  ['every step', { returnSequences: true }],
  ['backwards', { goBackwards: true }],
  ['without a bias', { useBias: false }],
])('%s: one node, and one for the gradient', (_, options) => {
  const made = layer(options)
  expect(kernels((x) => made.apply(x))).toEqual(['BlockLSTMV2'])
  expect(kernels((x) => tf.grad(sum(made))(x))).toEqual(['BlockLSTMV2', 'BlockLSTMGradV2'])
  made.dispose()
})

test.each<[string, Options, object?]>([
  ["TensorFlow.js's piecewise linear gates", { recurrentActivation: 'hardSigmoid' }],
  ['another activation', { activation: 'relu' }],
  ['dropout in training', { dropout: 0.5, returnSequences: true }, { training: true }],
  ['states that are returned', { returnState: true }],
  ['a mask', {}, { mask: tf.ones([2, 4]) }],
  ['a state to start from', {}, { initialState: [tf.ones([2, 5]), tf.ones([2, 5])] }],
])('%s: op by op', (_, options, call) => {
  const made = layer(options)
  expect(kernels((x) => keepingNothing(made, () => sum(made, call)(x)))).toEqual([])
  made.dispose()
})

test('dropout that is off in inference, and gradients of gradients', () => {
  const made = layer({ dropout: 0.5 })
  expect(kernels((x) => made.apply(x, { training: false }))).toEqual(['BlockLSTMV2'])
  expect(kernels((x) => keepingNothing(made, () => tf.grad((v) => tf.grad(sum(made))(v).square().sum())(x)))).toEqual(
    [],
  )
  made.dispose()
})

test('the layer is put back, on errors too', () => {
  const { call } = Object.getPrototypeOf(tf.layers.lstm({ units: 1 }))
  const fail = () => {
    throw new Error('no')
  }
  expect(() => withBlockLstm({} as Recorder, fail)).toThrow('no')
  expect(Object.getPrototypeOf(tf.layers.lstm({ units: 1 })).call).toBe(call)
})
