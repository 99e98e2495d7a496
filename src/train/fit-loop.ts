/** The loop of a fit: epochs, chunks of steps, pauses, callbacks, validation, progress. */
import { openLive } from '../view.ts'
import type { Callback, Run, RunState, SchedulePosition } from './callbacks/callback.ts'
import { epochOrder } from './epoch-order.ts'
import { evaluateBatches } from './evaluate-batches.ts'
import type { FitOptions, FitPlan } from './fit-options.ts'
import { type EpochRecord, History } from './history.ts'
import { explainFailure } from './nan-guard.ts'
import { openRunner } from './open-runner.ts'
import { Pause } from './pause.ts'
import { Progress, type ProgressState } from './progress.ts'
import { type Runner, rowsOfBatch, type StepsResult, type Training, type TrainingData } from './runner.ts'

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
  #epoch = 0
  #stopReason: string | undefined
  #secondsPerStep: number | undefined
  #totals = new Float64Array(0)
  #seen = 0

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
    try {
      for (const c of callbacks) await this.#call(() => c.onFitStart?.(this.#run))
      for (; this.#epoch < epochs && this.#stopReason === undefined; this.#epoch++) {
        const record = await this.#runEpoch()
        this.#history.add(record)
        live?.update(this.#history)
        for (const c of callbacks) await this.#call(() => c.onEpochEnd?.(record, this.#run))
      }
      this.#history.stopped = this.#stopReason
      for (const c of callbacks) await this.#call(() => c.onFitEnd?.(this.#run))
      const runner = this.#runner.kind === 'eager' ? 'op by op' : ''
      this.#progress.finish(this.#progressState(), runner)
      return this.#history
    } finally {
      try {
        this.#runner.pull()
      } finally {
        this.#runner.dispose()
        await live?.finish(this.#history)
      }
    }
  }

  async #runEpoch(): Promise<EpochRecord> {
    const { training: started, epoch } = { training: performance.now(), epoch: this.#epoch }
    for (const c of this.#plan.callbacks) await this.#call(() => c.onEpochStart?.(epoch + 1, this.#run))
    const order = epochOrder(this.#training.rows, this.#plan.shuffle, this.#seed, epoch)
    this.#runner.startEpoch(order)
    this.#totals = new Float64Array(1 + this.#plan.metrics.length)
    this.#seen = 0
    const single = this.#plan.callbacks.some((c) => c.onStep)
    let lr = this.#training.optimizer.lr
    for (let step = 0; step < this.#stepsPerEpoch && this.#stopReason === undefined; ) {
      const count = single ? 1 : Math.min(this.#pause.stepsAtOnce(this.#secondsPerStep), this.#stepsPerEpoch - step)
      const rates = this.#learningRates(step, count)
      lr = rates[rates.length - 1]!
      const result = this.#chunk(step, rates)
      step += result.losses.length
      if (result.failed) this.#fail(order, step, result, lr)
      if (single) await this.#afterStep(step, result, lr)
      this.#progress.update(this.#progressState())
      if (this.#pause.due()) await this.#yield()
    }
    await this.#yield()
    const validation = this.#stopReason?.startsWith('Training stopped') ? {} : this.#validate()
    const seconds = (performance.now() - started) / 1000
    return { epoch: epoch + 1, learningRate: lr, seconds, ...this.#means(), ...validation } as EpochRecord
  }

  /** Makes some steps and adds up what they measured. */
  #chunk(first: number, rates: Float32Array): StepsResult {
    const start = performance.now()
    const result = this.#runner.run(first, rates)
    const { losses, metrics } = result
    // The first call also loads and optimizes the graph: it says little about the next.
    const seconds = (performance.now() - start) / 1000 / Math.max(1, losses.length)
    this.#secondsPerStep = Math.min(this.#secondsPerStep === undefined ? seconds : this.#secondsPerStep * 2, seconds)
    const names = this.#plan.metrics.length
    for (let i = 0; i < losses.length; i++) {
      const rows = rowsOfBatch(this.#training.rows, this.#training.batchSize, first + i)
      this.#totals[0]! += losses[i]! * rows
      for (let j = 0; j < names; j++) this.#totals[j + 1]! += metrics[i * names + j]! * rows
      this.#seen += rows
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
        epoch: this.#epoch,
        step,
        epochs: this.#plan.epochs,
        stepsPerEpoch: this.#stepsPerEpoch,
      }
      for (const c of scheduled) rates[i] = c.learningRate!(position)
    }
    return rates
  }

  async #afterStep(step: number, { losses, metrics }: StepsResult, learningRate: number): Promise<void> {
    const values = Object.fromEntries(this.#plan.metrics.map((m, i) => [m.name, metrics[i]!]))
    const record = { epoch: this.#epoch + 1, step, loss: losses[0]!, learningRate, ...values }
    for (const c of this.#plan.callbacks) if (c.onStep) await this.#call(() => c.onStep!(record, this.#run))
  }

  #fail(order: Int32Array, step: number, { losses }: StepsResult, lr: number): void {
    this.#runner.pull()
    const start = (step - 1) * this.#training.batchSize
    const rows = order.subarray(start, start + this.#training.batchSize)
    const position = { epoch: this.#epoch + 1, step, loss: losses[losses.length - 1]!, lr }
    this.#stopReason = explainFailure(this.#training.step.model, this.#training.data, rows, position)
    console.warn(this.#stopReason)
  }

  #validate(): Record<string, number> {
    if (!this.#validation) return {}
    const { data, from } = this.#validation
    const values = evaluateBatches(this.#training.step.model, data, this.#plan, { from, batchSize: 1024 })
    return Object.fromEntries(Object.entries(values).map(([k, v]) => [`val${k[0]!.toUpperCase()}${k.slice(1)}`, v]))
  }

  #means(): Record<string, number> {
    const names = ['loss', ...this.#plan.metrics.map((m) => m.name)]
    return Object.fromEntries(names.map((name, i) => [name, this.#totals[i]! / this.#seen]))
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
    const done =
      this.#history.epochs.length >= this.#epoch + 1
        ? this.#stepsPerEpoch
        : Math.ceil(this.#seen / this.#training.batchSize)
    const last = this.#history.toRecords().at(-1)
    const current = this.#epoch >= epochs || this.#seen === 0
    const validation = Object.fromEntries(Object.entries(last ?? {}).filter(([k]) => k.startsWith('val')))
    const epoch = Math.min(this.#epoch + 1, epochs)
    return {
      title: this.#training.step.model.name,
      done: Math.min(this.#epoch, epochs) * this.#stepsPerEpoch + (current ? 0 : done),
      total: epochs * this.#stepsPerEpoch,
      where: `epoch ${epoch}/${epochs}`,
      values: { ...(this.#seen ? this.#means() : {}), ...validation },
    }
  }

  #makeRun(): Run {
    const loop = this
    const {
      training: { step, optimizer, state },
    } = { training: this.#training }
    return {
      model: step.model,
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

export type { Callback }
