import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Recorder } from '../../../src/train/graph/recorder.ts'
import { Untraceable } from '../../../src/train/graph/untraceable.ts'
import { backend, runGraph } from './run-graph.ts'

/** Records a function of a vector of three numbers. */
function record(body: (x: tf.Tensor1D) => tf.Tensor): Graph {
  const graph = new Graph()
  const recorder = new Recorder(backend, graph, undefined, () => undefined)
  recorder.record(() =>
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2, 3])
      recorder.bind(x, graph.placeholder('x', dataType.float32, [3]))
      graph.node('Identity', [recorder.output(body(x))], { T: typeAttr(dataType.float32) }, 'y')
    }),
  )
  return graph
}

test.each<[string, (x: tf.Tensor1D) => tf.Tensor]>([
  [
    'arithmetic',
    (x) =>
      x
        .mul(2)
        .add(tf.tensor1d([1, 0, -1]))
        .square(),
  ],
  [
    'ReLU and its slope',
    (x) =>
      tf
        .grad((v) => v.relu().sum())(x)
        .add(x.step()),
  ],
  ['several outputs', (x) => tf.concat(tf.split(x, 3).reverse())],
  ['gather by constants', (x) => x.gather(tf.tensor1d([2, 0, 0], 'int32'))],
  ['softmax', (x) => x.softmax()],
])('%s: the graph gives what TensorFlow.js gives, on other inputs too', (_, body) => {
  const before = tf.memory().numTensors
  const graph = record(body)
  expect(tf.memory().numTensors).toBe(before)
  for (const x of [
    [1, 2, 3],
    [-4, 0.5, 7],
  ]) {
    const wanted = tf.tidy(() => [...body(tf.tensor1d(x)).dataSync()])
    runGraph(graph, 'y', { x }).forEach((v, i) => {
      expect(v).toBeCloseTo(wanted[i]!, 5)
    })
  }
})

test('what depends on nothing is one constant', () => {
  expect(
    runGraph(
      record(() => tf.ones([2]).add(2)),
      'y',
    ),
  ).toEqual([3, 3])
})

test('values read in JavaScript, random numbers and strings cannot be recorded; the backend is put back', () => {
  const methods = () =>
    ['executeSingleOutput', 'executeMultipleOutputs', 'readSync'].map((name) => Object.hasOwn(backend, name))
  const before = methods()
  expect(() => record((x) => x.mul(x.sum().dataSync()[0]!))).toThrow(Untraceable)
  expect(() => record((x) => x.add(tf.randomStandardNormal([3], 'float32', 1)))).not.toThrow()
  expect(() => record(() => tf.tensor1d(['a']))).toThrow('a constant of type string')
  expect(methods()).toEqual(before)
  expect([
    ...tf
      .tensor1d([1, 2])
      .gather(tf.tensor1d([1], 'int32'))
      .dataSync(),
  ]).toEqual([2])
})
