/** Emits the training step for one batch size: a loop that gathers a batch, runs the recorded step and updates the weights. */
import { restoring } from '../../after-stop.ts'
import { tf } from '../../tf.ts'
import { applyUpdate, type EmitFused } from '../apply-update.ts'
import { rowsOfBatch, type Training } from '../runner.ts'
import { forwardBackward } from '../training-step.ts'
import { boolAttr, dataType, intAttr, typeAttr } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import { withBlockLstm } from './block-lstm.ts'
import { control, type Graph, type Output } from './graph.ts'
import { Recorder } from './recorder.ts'
import type { SharedVariables } from './variables.ts'
import { emitBranch, emitWhile, increment, type LoopBody, whileTrue } from './while.ts'

/**
 * What is fed for every call: how many steps, the number of the first (int32 scalars); then for each step its first place in
 * the order [steps, 1], whether its batch is the smaller one [steps], its learning rate [steps]; the order of the rows.
 */
export const feeds = ['count', 'base', 'places', 'smaller', 'rates', 'order'] as const

/** At most this many steps a call: so many rows of results are kept. */
export const mostSteps = 4096

export interface StepGraph {
  readonly graph: Graph
  readonly backend: NodeBackend
  readonly variables: SharedVariables
  readonly training: Training
}

interface Emitting extends StepGraph {
  /** Of resources: the bodies of both batch sizes use the same. */
  readonly handles: Map<string, Output>
}

const int = { T: typeAttr(dataType.int32) }
const typeOf = (t: tf.Tensor): number => dataType[t.dtype as 'float32']

/**
 * Emits the loop over steps. Fetch 'made:0' for losses and metrics of `count` steps: [count, 1 + metrics]. With a guard the
 * loop ends after a step whose loss is not finite; rows after that one's are of earlier calls.
 */
export function emitSteps(step: StepGraph): void {
  const { graph, training } = step
  for (const name of ['count', 'base']) graph.placeholder(name, dataType.int32, [])
  graph.placeholder('places', dataType.int32, [-1, 1])
  graph.placeholder('smaller', dataType.bool, [-1])
  graph.placeholder('rates', dataType.float32, [-1])
  graph.placeholder('order', dataType.int32, [-1])
  const { rows, batchSize } = training
  const [full, last] = [rowsOfBatch(rows, batchSize, 0), rowsOfBatch(rows, batchSize, Math.ceil(rows / batchSize) - 1)]
  const end = emitWhile(graph, 'steps', graph.int(0), 'count', (loop) => {
    const emitting = { ...step, handles: new Map<string, Output>() }
    const body = (size: number) => (branch: LoopBody) => emitBody(emitting, size, branch)
    if (last === full) return body(full)(loop)
    return emitBranch(graph, loop, ofStep(graph, loop, 'smaller', dataType.bool), body(last), body(full))
  })
  const columns = 1 + training.step.metrics.length
  const handle = graph.variable('results', dataType.float32, [mostSteps, columns])
  const all = graph.read(handle, dataType.float32, [end])
  const extent = graph.node('Pack', ['count', graph.int(columns)], { ...int, N: intAttr(2), axis: intAttr(0) })
  const slice = { T: typeAttr(dataType.float32), Index: typeAttr(dataType.int32) }
  graph.node('Slice', [all, graph.ints([0, 0]), extent], slice, 'made')
}

/** What was fed for this step. */
function ofStep(graph: Graph, loop: LoopBody, name: (typeof feeds)[number], type: number): Output {
  return graph.node('GatherV2', [loop.keep(name, type), loop.i, graph.int(0, loop)], {
    Tparams: typeAttr(type),
    Tindices: typeAttr(dataType.int32),
    Taxis: typeAttr(dataType.int32),
  })
}

function emitBody(step: Emitting, size: number, loop: LoopBody): Output {
  const { graph, backend, variables, training, handles } = step
  const { i, frame } = loop
  const { data, state } = training
  const handle = (resource: string, tensor: { dtype: string; shape: number[] }): Output => {
    const made = handles.get(resource) ?? graph.variable(resource, dataType[tensor.dtype as 'float32'], tensor.shape)
    handles.set(resource, made)
    return loop.keep(made, dataType.resource)
  }
  const slice = { T: typeAttr(dataType.int32), Index: typeAttr(dataType.int32) }
  const indices = graph.node(
    'Slice',
    [loop.keep('order', dataType.int32), ofStep(graph, loop, 'places', dataType.int32), graph.ints([size], loop)],
    slice,
  )
  const gather = (resource: string, tensor: tf.Tensor): Output =>
    graph.node('ResourceGather', [handle(resource, tensor), indices], {
      dtype: typeAttr(typeOf(tensor)),
      Tindices: typeAttr(dataType.int32),
    })
  const base = loop.keep('base', dataType.int32)
  const stepNumber = graph.node('AddV2', [base, i], int)
  const cast = { SrcT: typeAttr(dataType.int32), DstT: typeAttr(dataType.float32) }
  const t = graph.node('Cast', [graph.node('AddV2', [stepNumber, graph.int(1, loop)], int)], cast)
  const rate = ofStep(graph, loop, 'rates', dataType.float32)

  const recorder = new Recorder(backend, graph, loop, (tensor, large) => {
    const resource = variables.resourceOf(tensor, large)
    return resource === undefined ? undefined : graph.read(handle(resource, tensor), typeOf(tensor), frame)
  })
  const before = variables.all.map((v) => v.clone())
  const written = new Set<object>()
  const after: Output[] = []
  // Recording runs the step for real; nothing of it stays.
  const restore = () => {
    for (const [i, v] of variables.all.entries()) if (before[i]) v.assign(before[i]!)
    for (const t of before) t.dispose()
  }
  return restoring(restore, () =>
    recorder.record(() =>
      tf.tidy(() => {
        const part = <T extends tf.Tensor>(tensor: T, resource: string): T => {
          const values = tf.slice(tensor, 0, size) as T
          // A slice of everything may share the set's own data.
          const own = values.dataId === tensor.dataId ? (values.add(tf.zerosLike(values)) as T) : values
          recorder.bind(own, gather(resource, tensor))
          return own
        }
        const bound = <T extends tf.Tensor>(tensor: T, output: Output): T => {
          recorder.bind(tensor, output)
          return tensor
        }
        const inputs = {
          x: part(data.x, 'x'),
          y: part(data.y, 'y'),
          weight: data.weight && part(data.weight, 'weight'),
          step: bound(tf.scalar(state.step, 'int32'), stepNumber),
        }
        const initial = new Map(state.all.map((v) => [v, v.dataId]))
        const { loss, metrics, gradients } = withBlockLstm(recorder, () =>
          forwardBackward(training.step, inputs, state.weights),
        )
        const row = recorder.output(tf.stack([loss, ...metrics]))
        const emitFused: EmitFused = (kernel, weight, slots, values) => {
          const original = originalOf(weight, initial)
          const own = handle(variables.resourceOf(original)!, weight)
          const read = recorder.lastUse.get(recorder.output(original))
          const waits = read ? [read, ...frame] : [...frame]
          if (weight.dataId !== initial.get(weight)) {
            waits.push(graph.assign(own, recorder.output(weight), typeOf(weight), waits))
          }
          const memory = slots.map((s) => handle(variables.resourceOf(s)!, s))
          const attributes = Object.fromEntries(Object.entries(kernel.attributes).map(([k, v]) => [k, boolAttr(v)]))
          const node = [own, ...memory, ...values.map((v) => recorder.output(v)), ...waits.map(control)]
          after.push(graph.node(kernel.op, node, { T: typeAttr(dataType.float32), ...attributes }))
          written.add(weight)
        }
        const lr = bound(tf.scalar(training.optimizer.lr), rate)
        applyUpdate(state, training.optimizer, gradients, lr, bound(tf.scalar(state.step + 1), t), emitFused)
        for (const [variable, dataId] of initial) {
          if (variable.dataId === dataId || written.has(variable)) continue
          const original = originalOf(variable, initial)
          const own = handle(variables.resourceOf(original)!, variable)
          const read = recorder.lastUse.get(recorder.output(original))
          const waits = read ? [read, ...frame] : frame
          after.push(graph.assign(own, recorder.output(variable), typeOf(variable), waits))
        }
        const results = graph.variable('results', dataType.float32, [mostSteps, 1 + metrics.length], loop)
        const scatter = { dtype: typeAttr(dataType.float32), Tindices: typeAttr(dataType.int32) }
        after.push(graph.node('ResourceScatterUpdate', [results, i, row], scatter))
        const next = increment(graph, loop, after)
        if (!training.guard) return next
        const finite = graph.node('IsFinite', [recorder.output(loss)], { T: typeAttr(dataType.float32) })
        return whileTrue(graph, finite, next, loop)
      }),
    ),
  )
}

/** A variable as it was before the step, for look-ups by its data. */
function originalOf(variable: tf.Variable, initial: ReadonlyMap<tf.Variable, object>): tf.Tensor {
  return {
    dataId: initial.get(variable)!,
    shape: variable.shape,
    dtype: variable.dtype,
    size: variable.size,
  } as tf.Tensor
}
