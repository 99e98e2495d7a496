/** The loop of a fit: epochs, chunks of steps, pauses, callbacks, validation, progress. */
import { openLive } from '../view.ts'
import type { Run, RunState, SchedulePosition } from './callbacks/callback.ts'
import { epochOrder } from './epoch-order.ts'
import { evaluateBatches, inferenceTraces } from './evaluate-batches.ts'
import type { FitOptions, FitPlan } from './fit-options.ts'
import { type EpochRecord, History } from './history.ts'
import { explainFailure } from './nan-guard.ts'
import { openRunner } from './open-runner.ts'
import { Pause } from './pause.ts'
import { Progress, type ProgressState } from './progress.ts'
import { type Runner, rowsOfBatch, type StepsResult, type Training, type TrainingData } from './runner.ts'
import { originalOf } from './several.ts'
import type { Traces } from './traces.ts'

interface Totals {
  readonly sums: Float64Array
  rows: number
  learningRate: number
}

export class FitLoop {
  readonly #training: Training
  readonly #plan: FitPlan
  readonly #options: FitOptions
  readonly #seed: number
  readonly #validation: { data: TrainingData; from: number } | undefined
  readonly #history = new History()
  readonly #pause = new Pause()
  readonly #progress: Progress
  readonly #run: Run
  readonly #stepsPerEpoch: number
  #runner!: Runner
  /** Of validation. */
  #traces: Traces | undefined
  #epoch = 0
  #stopReason: string | undefined
  #secondsPerStep: number | undefined
  /** Of each epoch under way. */
  #totals: Totals[] = []
  /** Steps made of the epochs under way. */
  #done = 0
  #failed = false

  constructor(
    training: Training,
    plan: FitPlan,
    options: FitOptions,
    seed: number,
    validation: { data: TrainingData; from: number } | undefined,
  ) {
    this.#training = training
    this.#plan = plan
    this.#options = options
    this.#seed = seed
    this.#validation = validation
    this.#progress = new Progress(options.verbose)
    this.#stepsPerEpoch = Math.ceil(training.rows / training.batchSize)
    this.#run = this.#makeRun()
  }

  async run(): Promise<History> {
    const { callbacks, epochs, initialEpoch } = this.#plan
    for (const record of this.#options.resume?.records ?? []) this.#history.add(record)
    this.#epoch = initialEpoch
    if (!this.#options.resume) this.#training.state.step = initialEpoch * this.#stepsPerEpoch
    const live = this.#options.live ? openLive('history', this.#history) : undefined
    this.#runner = openRunner(this.#training, this.#options.trace ?? true)
    this.#history.runner = this.#runner.kind
    if (this.#validation) this.#traces = inferenceTraces(this.#training.step.model, this.#runner.kind === 'traced')
    try {
      for (const c of callbacks) if (c.onFitStart) await this.#call(() => c.onFitStart!(this.#run))
      while (this.#epoch < epochs && this.#stopReason === undefined) {
        const records = await this.#runEpochs(this.#epochsAtOnce())
        for (const record of records) {
          this.#history.add(record)
          this.#epoch++
          for (const c of callbacks) if (c.onEpochEnd) await this.#call(() => c.onEpochEnd!(record, this.#run))
        }
        live?.update(this.#history)
      }
      this.#history.stopped = this.#stopReason
      for (const c of callbacks) if (c.onFitEnd) await this.#call(() => c.onFitEnd!(this.#run))
      const runner = this.#runner.kind === 'eager' ? 'op by op' : ''
      this.#progress.finish(this.#progressState(), runner)
      return this.#history
    } finally {
      try {
        this.#runner.pull()
      } finally {
        this.#runner.dispose()
        this.#traces?.dispose()
        // Not awaited: the last picture is drawn beside what comes next, and the kernel keeps its place among the output.
        void live?.finish(this.#history)
      }
    }
  }

  /** Tiny epochs run many in one call, where nothing has to happen between them. */
  #epochsAtOnce(): number {
    const watched = this.#plan.callbacks.some((c) => c.onStep || c.onEpochStart || c.onEpochEnd)
    if (watched || this.#validation || this.#secondsPerStep === undefined) return 1
    const steps = Math.min(this.#pause.stepsAtOnce(this.#secondsPerStep), this.#runner.mostSteps)
    return Math.max(1, Math.min(Math.floor(steps / this.#stepsPerEpoch), this.#plan.epochs - this.#epoch))
  }

  /** Trains for some epochs: one, or as many as fit into one call. */
  async #runEpochs(count: number): Promise<EpochRecord[]> {
    const started = performance.now()
    const { rows } = this.#training
    for (const c of this.#plan.callbacks) {
      if (c.onEpochStart) await this.#call(() => c.onEpochStart!(this.#epoch + 1, this.#run))
    }
    const order = new Int32Array(rows * count)
    for (let i = 0; i < count; i++) {
      order.set(epochOrder(rows, this.#plan.shuffle, this.#seed, this.#epoch + i), i * rows)
    }
    this.#runner.startEpochs(order)
    const columns = 1 + this.#plan.metrics.length
    this.#totals = Array.from({ length: count }, () => ({ sums: new Float64Array(columns), rows: 0, learningRate: 0 }))
    this.#done = 0
    const single = this.#plan.callbacks.some((c) => c.onStep)
    const steps = this.#stepsPerEpoch * count
    while (this.#done < steps && this.#stopReason === undefined) {
      const atOnce = Math.min(this.#pause.stepsAtOnce(this.#secondsPerStep), this.#runner.mostSteps)
      const rates = this.#learningRates(this.#done, single ? 1 : Math.min(atOnce, steps - this.#done))
      const result = this.#chunk(this.#done, rates)
      this.#done += result.losses.length
      const lr = rates[result.losses.length - 1]!
      if (result.failed) this.#fail(order, result, lr)
      if (single) await this.#afterStep(result, lr)
      this.#progress.update(this.#progressState())
      if (this.#pause.due()) await this.#yield()
    }
    // Validation reads the weights.
    if (this.#validation) this.#runner.pull()
    const validation = this.#failed ? {} : await this.#validate()
    const seconds = (performance.now() - started) / 1000 / count
    return this.#totals
      .filter((t) => t.rows > 0)
      .map((t, i) => {
        const epoch = this.#epoch + i + 1
        return { epoch, learningRate: t.learningRate, seconds, ...this.#means(t), ...validation } as EpochRecord
      })
  }

  /** Makes some steps and adds up what they measured. */
  #chunk(first: number, rates: Float32Array): StepsResult {
    const start = performance.now()
    const result = this.#runner.run(first, rates)
    const { losses, metrics } = result
    // The first call also optimizes the graph: it says little about the next.
    const seconds = (performance.now() - start) / 1000 / Math.max(1, losses.length)
    this.#secondsPerStep = Math.min(this.#secondsPerStep === undefined ? seconds : this.#secondsPerStep * 2, seconds)
    const names = this.#plan.metrics.length
    for (let i = 0; i < losses.length; i++) {
      const totals = this.#totals[Math.floor((first + i) / this.#stepsPerEpoch)]!
      const rows = rowsOfBatch(this.#training.rows, this.#training.batchSize, (first + i) % this.#stepsPerEpoch)
      totals.sums[0]! += losses[i]! * rows
      for (let j = 0; j < names; j++) totals.sums[j + 1]! += metrics[i * names + j]! * rows
      totals.rows += rows
      totals.learningRate = rates[i]!
      this.#history.stepLosses.push(losses[i]!)
    }
    return result
  }

  #learningRates(first: number, count: number): Float32Array {
    const { optimizer } = this.#training
    const scheduled = this.#plan.callbacks.filter((c) => c.learningRate)
    const rates = new Float32Array(count).fill(optimizer.lr)
    if (!scheduled.length) return rates
    for (let i = 0; i < count; i++) {
      const step = this.#epoch * this.#stepsPerEpoch + first + i
      const position: SchedulePosition = {
        base: optimizer.lr,
        epoch: Math.floor(step / this.#stepsPerEpoch),
        step,
        epochs: this.#plan.epochs,
        stepsPerEpoch: this.#stepsPerEpoch,
      }
      for (const c of scheduled) rates[i] = c.learningRate!(position)
    }
    return rates
  }

  async #afterStep({ losses, metrics }: StepsResult, learningRate: number): Promise<void> {
    const values = Object.fromEntries(this.#plan.metrics.map((m, i) => [m.name, metrics[i]!]))
    const record = { epoch: this.#epoch + 1, step: this.#done, loss: losses[0]!, learningRate, ...values }
    for (const c of this.#plan.callbacks) if (c.onStep) await this.#call(() => c.onStep!(record, this.#run))
  }

  #fail(order: Int32Array, { losses }: StepsResult, lr: number): void {
    this.#failed = true
    this.#runner.pull()
    const { rows, batchSize } = this.#training
    const [epoch, step] = [Math.floor((this.#done - 1) / this.#stepsPerEpoch), (this.#done - 1) % this.#stepsPerEpoch]
    const start = epoch * rows + step * batchSize
    const batch = order.subarray(start, start + rowsOfBatch(rows, batchSize, step))
    const position = { epoch: this.#epoch + epoch + 1, step: step + 1, loss: losses[losses.length - 1]!, lr }
    this.#stopReason = explainFailure(this.#training.step.model, this.#training.data, batch, position)
    console.warn(this.#stopReason)
  }

  async #validate(): Promise<Record<string, number>> {
    if (!this.#validation) return {}
    const { data, from } = this.#validation
    const options = { from, batchSize: 1024, traces: this.#traces }
    const values = await evaluateBatches(this.#training.step.model, data, this.#plan, options)
    // Other code may have run in between, and set weights.
    this.#runner.push()
    return Object.fromEntries(Object.entries(values).map(([k, v]) => [`val${k[0]!.toUpperCase()}${k.slice(1)}`, v]))
  }

  #means({ sums, rows }: Totals): Record<string, number> {
    const names = ['loss', ...this.#plan.metrics.map((m) => m.name)]
    return Object.fromEntries(names.map((name, i) => [name, sums[i]! / rows]))
  }

  /** Lets other code run, with the model's weights current, and takes over what it set. */
  async #yield(): Promise<void> {
    this.#runner.pull()
    await this.#pause.wait()
    this.#runner.push()
  }

  async #call(body: () => void | Promise<void> | undefined): Promise<void> {
    this.#runner.pull()
    await body()
    this.#runner.push()
  }

  #progressState(): ProgressState {
    const { epochs } = this.#plan
    const finished = this.#history.epochs.length && this.#epoch >= epochs
    const done = finished ? epochs * this.#stepsPerEpoch : this.#epoch * this.#stepsPerEpoch + this.#done
    const current = this.#totals.findLast((t) => t.rows > 0)
    const last = Object.entries(this.#history.last ?? {}).filter(([k]) => /^val[A-Z]/.test(k))
    return {
      title: this.#training.step.model.name,
      done,
      total: epochs * this.#stepsPerEpoch,
      where: `epoch ${Math.min(Math.ceil(Math.max(done, 1) / this.#stepsPerEpoch), epochs)}/${epochs}`,
      values: { ...(current ? this.#means(current) : {}), ...Object.fromEntries(last) },
    }
  }

  #makeRun(): Run {
    const loop = this
    const {
      training: { step, optimizer, state },
    } = { training: this.#training }
    return {
      model: originalOf(step.model),
      optimizer,
      history: this.#history,
      epochs: this.#plan.epochs,
      stepsPerEpoch: this.#stepsPerEpoch,
      get epoch() {
        return loop.#epoch
      },
      stop: (reason) => {
        loop.#stopReason ??= reason
      },
      save: (): RunState => ({
        ...state.snapshot(),
        epoch: loop.#history.epochs.length,
        seed: loop.#seed,
        learningRate: optimizer.lr,
        records: loop.#history.toRecords(),
      }),
      load: (saved) => state.restore(saved),
    }
  }
}
