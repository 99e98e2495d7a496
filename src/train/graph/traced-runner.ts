/** Makes training steps as one TensorFlow graph: many steps a call, batches gathered inside. */
import type { tf } from '../../tf.ts'
import { type Runner, rowsOfBatch, type StepsResult, type Training, type TrainingData } from '../runner.ts'
import { dataType } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import { Graph } from './graph.ts'
import { Session } from './session.ts'
import { emitSteps, feeds, mostSteps } from './step-graph.ts'
import { type Feeds, SharedVariables } from './variables.ts'

/** Steps as they were run. */
interface Chunk {
  readonly order: Int32Array
  readonly first: number
  readonly rates: Float32Array
}

const feedNames = feeds.map((name) => `${name}:0`).join(',')

export class TracedRunner implements Runner {
  readonly kind = 'traced'
  readonly mostSteps = mostSteps
  readonly #backend: NodeBackend
  readonly #training: Training
  readonly #variables: SharedVariables
  readonly #session: Session
  readonly #columns: number
  /** What was run since the variables were last pulled: to go back before a failing step. */
  #log: Chunk[] = []
  #order: Int32Array = new Int32Array(0)
  /** The backend's id of the order, as it is fed. */
  #orderId: number | undefined
  #pulledStep: number

  /** @throws Untraceable where the step cannot be recorded */
  constructor(backend: NodeBackend, training: Training) {
    this.#backend = backend
    this.#training = training
    this.#columns = 1 + training.step.metrics.length
    this.#pulledStep = training.state.step
    this.#variables = new SharedVariables(backend, training.state.all)
    const graph = new Graph()
    const { data } = training
    try {
      emitSteps({ graph, backend, variables: this.#variables, training })
      this.#variables.emitAccess(graph)
      for (const [name, tensor] of tensorsOf(data)) emitSetter(graph, name, tensor)
      emitResults(graph, this.#columns)
      this.#session = new Session(backend, graph)
      const feeds = this.#feeds(data)
      this.#variables.push(this.#session, { ...feeds, fetches: [...feeds.fetches, 'set_results:0'] })
    } catch (error) {
      this.#variables.dispose()
      throw error
    }
  }

  setData(data: TrainingData): void {
    // What is logged was made with the data before.
    if (this.#log.length) this.pull()
    const { names, ids, fetches } = this.#feeds(data)
    for (const { id } of this.#session.run(names.join(), ids, fetches.join())) this.#backend.binding.deleteTensor(id)
  }

  #feeds(data: TrainingData): Feeds {
    const parts = tensorsOf(data)
    return {
      names: parts.map(([name]) => `in_${name}:0`),
      ids: this.#backend.getInputTensorIds(parts.map(([, tensor]) => tensor)),
      fetches: parts.map(([name]) => `set_${name}:0`),
    }
  }

  startEpochs(order: Int32Array): void {
    const { binding } = this.#backend
    this.#releaseOrder()
    this.#orderId = binding.createTensor([order.length], binding.TF_INT32 as number, order)
    this.#order = order
  }

  #releaseOrder(): void {
    if (this.#orderId !== undefined) this.#backend.binding.deleteTensor(this.#orderId)
    this.#orderId = undefined
  }

  run(first: number, learningRates: Float32Array): StepsResult {
    const values = this.#call(first, learningRates)
    const steps = values.length / this.#columns
    const losses = new Float32Array(steps)
    const metrics = new Float32Array(steps * (this.#columns - 1))
    for (let i = 0; i < steps; i++) {
      const row = values.subarray(i * this.#columns, (i + 1) * this.#columns)
      losses[i] = row[0]!
      metrics.set(row.subarray(1), i * (this.#columns - 1))
    }
    const failed = this.#training.guard && !Number.isFinite(losses[steps - 1])
    if (failed) this.#goBack({ order: this.#order, first, rates: learningRates.subarray(0, steps - 1) })
    else {
      this.#log.push({ order: this.#order, first, rates: learningRates })
      this.#training.state.step += steps
    }
    return { losses, metrics, failed }
  }

  /** Losses and metrics of the steps that were made: as many as there are rates, or up to the first that failed. */
  #call(first: number, rates: Float32Array): Float32Array {
    const { binding } = this.#backend
    const { TF_INT32: int, TF_BOOL: bool, TF_FLOAT: float } = binding as unknown as Record<string, number>
    const { rows, batchSize, state, guard } = this.#training
    const perEpoch = Math.ceil(rows / batchSize)
    const count = rates.length
    const [places, smaller] = [new Int32Array(count), new Uint8Array(count)]
    for (let k = 0; k < count; k++) {
      const inEpoch = (first + k) % perEpoch
      places[k] = Math.floor((first + k) / perEpoch) * rows + inEpoch * batchSize
      smaller[k] = rowsOfBatch(rows, batchSize, inEpoch) < Math.min(batchSize, rows) ? 1 : 0
    }
    const ids = [
      binding.createTensor([], int!, Int32Array.of(count)),
      binding.createTensor([], int!, Int32Array.of(state.step)),
      binding.createTensor([count, 1], int!, places),
      binding.createTensor([count], bool!, smaller),
      binding.createTensor([count], float!, rates.slice()),
    ]
    try {
      const [output] = this.#session.run(feedNames, [...ids, this.#orderId!], 'made:0')
      const values = binding.tensorDataSync(output!.id) as Float32Array
      binding.deleteTensor(output!.id)
      if (!guard) return values
      let made = 1
      while (made < count && Number.isFinite(values[(made - 1) * this.#columns])) made++
      return values.subarray(0, made * this.#columns)
    } finally {
      for (const id of ids) binding.deleteTensor(id)
    }
  }

  /** Makes the state that of before a failing step: back to what was pulled last, then the good steps again. */
  #goBack(unfinished: Chunk): void {
    const chunks = [...this.#log, unfinished].filter((c) => c.rates.length)
    this.#variables.forget()
    this.#training.state.step = this.#pulledStep
    this.push()
    const order = this.#order
    for (const chunk of chunks) {
      if (chunk.order !== this.#order) this.startEpochs(chunk.order)
      this.#call(chunk.first, chunk.rates)
      this.#training.state.step += chunk.rates.length
    }
    if (order !== this.#order) this.startEpochs(order)
    this.pull()
  }

  pull(): void {
    this.#variables.pull(this.#session)
    this.#pulledStep = this.#training.state.step
    this.#log = []
  }

  push(): void {
    this.#variables.push(this.#session)
    this.#pulledStep = this.#training.state.step
    this.#log = []
  }

  dispose(): void {
    this.#releaseOrder()
    this.#session.dispose()
    this.#variables.dispose()
  }
}

const tensorsOf = ({ x, y, weight }: TrainingData) => Object.entries({ x, y, ...(weight ? { weight } : {}) })

function emitSetter(graph: Graph, name: string, { dtype, shape }: tf.Tensor): void {
  const type = dataType[dtype as 'float32']
  const value = graph.placeholder(`in_${name}`, type, shape)
  graph.group([graph.assign(graph.variable(name, type, shape), value, type)], `set_${name}`)
}

/** Losses and metrics of the steps of a call. */
function emitResults(graph: Graph, columns: number): void {
  const shape = [mostSteps, columns]
  const zeros = graph.constant(dataType.float32, shape, new Float32Array(mostSteps * columns))
  const handle = graph.variable('results', dataType.float32, shape)
  graph.group([graph.assign(handle, zeros, dataType.float32)], 'set_results')
}
