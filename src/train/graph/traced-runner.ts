/** Makes training steps as one TensorFlow graph: many steps a call, batches gathered inside. */
import { type Runner, rowsOfBatch, type StepsResult, type Training } from '../runner.ts'
import { dataType } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import { Graph } from './graph.ts'
import { Session } from './session.ts'
import { emitFeeds, emitSteps, feeds } from './step-graph.ts'
import { SharedVariables } from './variables.ts'

const feedNames = feeds.map((name) => `${name}:0`).join(',')

export class TracedRunner implements Runner {
  readonly kind = 'traced'
  readonly #backend: NodeBackend
  readonly #training: Training
  readonly #variables: SharedVariables
  readonly #session: Session
  readonly #columns: number
  /** What was run since the variables were last pulled: to go back before a failing step. */
  #log: { first: number; rates: Float32Array }[] = []
  #pulledStep: number

  /** @throws Untraceable where the step cannot be recorded */
  constructor(backend: NodeBackend, training: Training) {
    this.#backend = backend
    this.#training = training
    this.#columns = 1 + training.step.metrics.length
    this.#pulledStep = training.state.step
    this.#variables = new SharedVariables(backend, training.state.all)
    const graph = new Graph()
    const { rows, batchSize, data } = training
    const steps = Math.ceil(rows / batchSize)
    emitFeeds(graph)
    try {
      const sizes = new Set([rowsOfBatch(rows, batchSize, 0), rowsOfBatch(rows, batchSize, steps - 1)])
      for (const size of sizes) {
        emitSteps({ graph, backend, variables: this.#variables, training, steps }, size, `results_${size}`)
      }
      this.#variables.emitAccess(graph)
      const inputs = { x: data.x, y: data.y, ...(data.weight ? { weight: data.weight } : {}) }
      for (const [name, tensor] of Object.entries(inputs)) {
        emitSetter(graph, name, dataType[tensor.dtype as 'float32'], tensor.shape)
      }
      emitSetter(graph, 'order', dataType.int32, [rows])
      emitSetter(graph, 'results', dataType.float32, [steps, this.#columns])
      this.#session = new Session(backend, graph)
      for (const [name, tensor] of Object.entries(inputs)) this.#set(name, backend.getInputTensorIds([tensor])[0]!)
      this.#setValues('results', new Float32Array(steps * this.#columns), [steps, this.#columns], dataType.float32)
      this.push()
    } catch (error) {
      this.#variables.dispose()
      throw error
    }
  }

  startEpoch(order: Int32Array): void {
    this.#setValues('order', order, [order.length], dataType.int32)
    this.#log = []
    // Going back needs the order that the steps were made in.
    this.pull()
  }

  run(first: number, learningRates: Float32Array): StepsResult {
    const parts = this.#parts(first, learningRates)
    const results: Float32Array[] = []
    for (const { size, at, rates } of parts) {
      const values = this.#runPart(size, at, rates)
      results.push(values)
      const made = values.length / this.#columns
      const failed = this.#training.guard && !Number.isFinite(values[(made - 1) * this.#columns])
      if (failed) {
        this.#goBack(at, rates.subarray(0, made - 1))
        return this.#collect(results, true)
      }
      this.#log.push({ first: at, rates })
      this.#training.state.step += made
    }
    return this.#collect(results, false)
  }

  /** The steps of one call, by batch size: the last batch of an epoch may be smaller. */
  #parts(first: number, learningRates: Float32Array): { size: number; at: number; rates: Float32Array }[] {
    const { rows, batchSize } = this.#training
    const full = Math.floor(rows / batchSize)
    const whole = Math.max(0, Math.min(learningRates.length, full - first))
    const parts = whole ? [{ size: batchSize, at: first, rates: learningRates.subarray(0, whole) }] : []
    if (whole === learningRates.length) return parts
    const at = first + whole
    return [...parts, { size: rowsOfBatch(rows, batchSize, at), at, rates: learningRates.subarray(whole) }]
  }

  #runPart(size: number, first: number, rates: Float32Array): Float32Array {
    const { binding } = this.#backend
    const { TF_INT32: int, TF_BOOL: bool, TF_FLOAT: float } = binding as unknown as Record<string, number>
    const base = this.#training.state.step - first
    const ids = [
      binding.createTensor([], int!, Int32Array.of(first)),
      binding.createTensor([], int!, Int32Array.of(first + rates.length)),
      binding.createTensor([], int!, Int32Array.of(base)),
      binding.createTensor([], bool!, Uint8Array.of(this.#training.guard ? 1 : 0)),
      binding.createTensor([rates.length], float!, rates.slice()),
    ]
    try {
      const [output] = this.#session.run(feedNames, ids, `results_${size}:0`)
      const values = binding.tensorDataSync(output!.id) as Float32Array
      binding.deleteTensor(output!.id)
      return values
    } finally {
      for (const id of ids) binding.deleteTensor(id)
    }
  }

  #collect(results: readonly Float32Array[], failed: boolean): StepsResult {
    const steps = results.reduce((n, r) => n + r.length, 0) / this.#columns
    const losses = new Float32Array(steps)
    const metrics = new Float32Array(steps * (this.#columns - 1))
    let i = 0
    for (const values of results) {
      for (let row = 0; row < values.length; row += this.#columns, i++) {
        losses[i] = values[row]!
        metrics.set(values.subarray(row + 1, row + this.#columns), i * (this.#columns - 1))
      }
    }
    return { losses, metrics, failed }
  }

  /** Makes the state that of before a failing step: back to what was pulled last, then the good steps again. */
  #goBack(first: number, rates: Float32Array): void {
    const log = [...this.#log, ...(rates.length ? [{ first, rates }] : [])]
    this.#variables.forget()
    this.push()
    this.#training.state.step = this.#pulledStep
    for (const part of log) {
      this.#runPart(rowsOfBatch(this.#training.rows, this.#training.batchSize, part.first), part.first, part.rates)
      this.#training.state.step += part.rates.length
    }
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

function emitSetter(graph: Graph, name: string, type: number, shape: readonly number[]): void {
  const value = graph.placeholder(`in_${name}`, type, shape)
  graph.group([graph.assign(graph.variable(name, type, shape), value, type)], `set_${name}`)
}
