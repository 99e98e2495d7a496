/** Models as SavedModels: the forward pass as one graph for every batch size, the weights inside. */
import { expected, GradlabError } from '../errors.ts'
import { registerSavedModel, type SavedModelOptions } from '../saved-model.ts'
import { tf } from '../tf.ts'
import { emitAnyBatch, RecordedGraph } from './graph/any-batch.ts'
import { dataType, intAttr, typeAttr } from './graph/attributes.ts'
import { type NodeBackend, tensorflowBackend } from './graph/backend.ts'
import { Graph, type SignatureTensor } from './graph/graph.ts'
import { Recorder } from './graph/recorder.ts'
import { Untraceable } from './graph/untraceable.ts'
import { releaseMasks } from './recurrent-masks.ts'

/** Two sizes that no layer is likely to have, so that no shape fits another by chance. */
const batches = [11, 13] as const

/** A protocol buffer's largest size, less what the graph itself takes. */
const largest = 2 ** 31 - 2 ** 24

interface Port {
  readonly name: string
  readonly type: number
  /** Of one example. */
  readonly shape: readonly number[]
}

/**
 * The bytes of a saved_model.pb: the signature 'serving_default' takes the model's inputs and gives its outputs, by their
 * names. Dropout and noise are off, moving statistics are constants, as in `model.predict`.
 */
export function savedModel(model: tf.LayersModel, options: SavedModelOptions): Uint8Array {
  const backend = tensorflowBackend()
  if (!backend) {
    throw new GradlabError(
      `Expected TensorFlow's own library to write a SavedModel, found the backend '${tf.getBackend()}'. Run \`npx gradlab doctor\`, or save without \`format\`.`,
    )
  }
  if (4 * model.countParams() > largest) {
    throw expected('a model of less than 2 GB, which is all that a SavedModel with its weights inside can hold', model)
  }
  const inputs = portsOf(model, options.inputShape)
  const graph = new Graph()
  const [first] = inputs.map(({ name, type, shape }) => graph.placeholder(`in_${name}`, type, [-1, ...shape]))
  const int = { T: typeAttr(dataType.int32) }
  const shape = graph.node(
    'Shape',
    [first!],
    { T: typeAttr(inputs[0]!.type), out_type: typeAttr(dataType.int32) },
    'shape',
  )
  const slice = { ...int, Index: typeAttr(dataType.int32), shrink_axis_mask: intAttr(1) }
  const batch = graph.node('StridedSlice', [shape, graph.ints([0]), graph.ints([1]), graph.ints([1])], slice, 'batch')
  try {
    const [a, b] = batches.map((size) => record(backend, model, inputs, size))
    emitAnyBatch(graph, [a!, b!], batch)
    const give = (names: readonly string[], ports: readonly Port[], prefix: string) =>
      Object.fromEntries(
        ports.map((port, i): [string, SignatureTensor] => [
          names[i]!,
          { output: `${prefix}${prefix === 'in_' ? port.name : i}`, type: port.type, shape: [-1, ...port.shape] },
        ]),
      )
    return graph.savedModel({
      inputs: give(model.inputNames, inputs, 'in_'),
      outputs: give(model.outputNames, a!.outputs, 'out_'),
    })
  } catch (error) {
    if (!(error instanceof Untraceable)) throw error
    throw new GradlabError(`This model cannot become a SavedModel: ${error.message}.`)
  } finally {
    releaseMasks(model)
  }
}

/** The model's inputs, all sizes but the batch's known. */
function portsOf(model: tf.LayersModel, inputShape: readonly number[] | undefined): Port[] {
  return model.inputs.map((input, i) => {
    const open = input.shape.slice(1)
    const given = inputShape ?? open
    const fits = given.length === open.length && open.every((d, k) => d === null || d === given[k])
    if (!fits || given.some((d) => d !== null && !(Number.isInteger(d) && d > 0))) {
      throw expected(`\`inputShape\` to fit the model's input [${open.map((d) => d ?? '·').join(', ')}]`, inputShape)
    }
    if (given.some((d) => d === null)) {
      throw new GradlabError(
        `A SavedModel needs all sizes but the batch's, and the model takes [·, ${open.map((d) => d ?? '·').join(', ')}]: say which with \`inputShape\`, e.g. \`inputShape: [${open.map((d) => d ?? 32).join(', ')}]\`.`,
      )
    }
    const type = input.dtype === 'int32' ? dataType.int32 : dataType.float32
    return { name: model.inputNames[i]!.replace(/[^\w]/g, '_'), type, shape: given as number[] }
  })
}

function record(backend: NodeBackend, model: tf.LayersModel, inputs: readonly Port[], batch: number) {
  const graph = new RecordedGraph()
  const recorder = new Recorder(backend, graph, undefined, () => undefined)
  let outputs: Port[] = []
  recorder.record(() =>
    tf.tidy(() => {
      const given = inputs.map(({ name, type, shape }) => {
        const tensor = tf.zeros([batch, ...shape], type === dataType.int32 ? 'int32' : 'float32')
        recorder.bind(tensor, `in_${name}`)
        return tensor
      })
      const made = [model.apply(given.length === 1 ? given[0]! : given, { training: false })].flat() as tf.Tensor[]
      outputs = made.map((t, i) => {
        const type = dataType[t.dtype as 'float32']
        graph.node('Identity', [recorder.output(t)], { T: typeAttr(type) }, `out_${i}`)
        return { name: String(i), type, shape: t.shape.slice(1) }
      })
    }),
  )
  return { graph, batch, outputs }
}

registerSavedModel(savedModel)
