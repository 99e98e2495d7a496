/** Makes training steps as one TensorFlow graph: many steps a call, batches gathered inside. */
import { type Runner, rowsOfBatch, type StepsResult, type Training, type TrainingData } from '../runner.ts'
import { dataType } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import { Graph } from './graph.ts'
import { Session } from './session.ts'
import { emitSteps, feeds, mostSteps } from './step-graph.ts'
import { SharedVariables } from './variables.ts'

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
      for (const [name, tensor] of tensorsOf(data)) {
        emitSetter(graph, name, dataType[tensor.dtype as 'float32'], tensor.shape)
      }
      emitSetter(graph, 'order', dataType.int32, [-1])
      emitSetter(graph, 'results', dataType.float32, [mostSteps, this.#columns])
      this.#session = new Session(backend, graph)
      this.setData(data)
      this.#setValues(
        'results',
        new Float32Array(mostSteps * this.#columns),
        [mostSteps, this.#columns],
        dataType.float32,
      )
      this.push()
    } catch (error) {
      this.#variables.dispose()
      throw error
    }
  }

  setData(data: TrainingData): void {
    // What is logged was made with the data before.
    if (this.#log.length) this.pull()
    for (const [name, tensor] of tensorsOf(data)) this.#set(name, this.#backend.getInputTensorIds([tensor])[0]!)
  }

  startEpochs(order: Int32Array): void {
    this.#setValues('order', order, [order.length], dataType.int32)
    this.#order = order
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
      const [output] = this.#session.run(feedNames, ids, 'made:0')
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

  #set(name: string, id: number): void {
    for (const output of this.#session.run(`in_${name}:0`, [id], `set_${name}:0`)) {
      this.#backend.binding.deleteTensor(output.id)
    }
  }

  #setValues(name: string, values: Float32Array | Int32Array, shape: number[], type: number): void {
    const id = this.#backend.binding.createTensor(shape, type, values)
    try {
      this.#set(name, id)
    } finally {
      this.#backend.binding.deleteTensor(id)
    }
  }

  dispose(): void {
    this.#session.dispose()
    this.#variables.dispose()
  }
}

const tensorsOf = ({ x, y, weight }: TrainingData) => Object.entries({ x, y, ...(weight ? { weight } : {}) })

function emitSetter(graph: Graph, name: string, type: number, shape: readonly number[]): void {
  const value = graph.placeholder(`in_${name}`, type, shape)
  graph.group([graph.assign(graph.variable(name, type, shape), value, type)], `set_${name}`)
}
