/** The loop of a fit on a stream: batches as they come, epochs as long as the stream or as many steps as are asked for. */
import type { Stream } from '../data/stream.ts'
import { GradlabError } from '../errors.ts'
import { openLive } from '../view.ts'
import type { Run, SchedulePosition } from './callbacks/callback.ts'
import { inferenceTraces } from './evaluate-batches.ts'
import type { FitOptions, FitPlan } from './fit-options.ts'
import { type EpochRecord, History } from './history.ts'
import type { Intake } from './intake.ts'
import { Means } from './means.ts'
import { explainFailure } from './nan-guard.ts'
import { Pause } from './pause.ts'
import { Progress } from './progress.ts'
import { originalOf } from './several.ts'
import { StreamSteps, type StreamTraining } from './stream-steps.ts'
import type { Traces } from './traces.ts'
import { validateBatches } from './validate-batches.ts'

export class StreamLoop {
  readonly #training: StreamTraining
  readonly #stream: Stream
  readonly #plan: FitPlan
  readonly #options: FitOptions
  readonly #intake: Intake
  readonly #steps: StreamSteps
  readonly #history = new History()
  readonly #pause = new Pause()
  readonly #progress: Progress
  readonly #run: Run
  readonly #names: readonly string[]
  /** Of validation. */
  readonly #traces: Traces
  #batches: AsyncGenerator<unknown, void, void> | undefined
  /** Known from the options, else once an epoch is over. */
  #stepsPerEpoch: number | undefined
  #epoch: number
  #stopReason: string | undefined
  #failed = false

  constructor(training: StreamTraining, stream: Stream, plan: FitPlan, options: FitOptions, intake: Intake) {
    this.#intake = intake
    this.#training = training
    this.#stream = stream
    this.#plan = plan
    this.#options = options
    this.#steps = new StreamSteps(training, options.trace ?? true)
    this.#progress = new Progress(options.verbose)
    this.#stepsPerEpoch = options.stepsPerEpoch
    this.#epoch = plan.initialEpoch
    this.#names = ['loss', ...plan.metrics.map((m) => m.name)]
    this.#traces = inferenceTraces(training.step.model, options.trace ?? true)
    this.#run = this.#makeRun()
  }

  async run(): Promise<History> {
    const { callbacks, epochs } = this.#plan
    const { resume } = this.#options
    for (const record of resume?.records ?? []) this.#history.add(record)
    if (!resume) this.#training.state.step = this.#epoch * (this.#stepsPerEpoch ?? 0)
    const live = this.#options.live ? openLive('history', this.#history) : undefined
    try {
      for (const c of callbacks) await c.onFitStart?.(this.#run)
      while (this.#epoch < epochs && this.#stopReason === undefined) {
        const record = await this.#runEpoch()
        if (!record) break
        this.#history.add(record)
        this.#epoch++
        for (const c of callbacks) await c.onEpochEnd?.(record, this.#run)
        live?.update(this.#history)
      }
      this.#history.runner = this.#steps.kind
      this.#history.stopped = this.#stopReason
      for (const c of callbacks) await c.onFitEnd?.(this.#run)
      this.#progress.finish(this.#progressState(0, {}), this.#steps.kind === 'eager' ? 'op by op' : '')
      return this.#history
    } finally {
      await this.#batches?.return()
      this.#steps.dispose()
      this.#traces.dispose()
      await live?.finish(this.#history)
    }
  }

  async #runEpoch(): Promise<EpochRecord | undefined> {
    const started = performance.now()
    const { callbacks } = this.#plan
    for (const c of callbacks) await c.onEpochStart?.(this.#epoch + 1, this.#run)
    const means = new Means(this.#names)
    let [step, learningRate] = [0, 0]
    const asked = this.#options.stepsPerEpoch ?? Number.POSITIVE_INFINITY
    while (step < asked && this.#stopReason === undefined) {
      const batch = await this.#next(step === 0)
      if (!batch) break
      learningRate = this.#learningRate(step)
      const { values, rows } = this.#step(batch, step, learningRate)
      means.add(values, rows)
      step++
      for (const c of callbacks) {
        if (!c.onStep) continue
        const named = Object.fromEntries(this.#names.map((name, i) => [name, values[i]!]))
        await c.onStep({ epoch: this.#epoch + 1, step, learningRate, ...named } as never, this.#run)
      }
      this.#progress.update(this.#progressState(step, means.values))
      if (this.#pause.due()) await this.#pause.wait()
    }
    this.#stepsPerEpoch ??= step
    if (!means.rows) return undefined
    const validation = this.#failed ? {} : await validateBatches(this.#intake, this.#plan, this.#pause, this.#traces)
    const seconds = (performance.now() - started) / 1000
    return { epoch: this.#epoch + 1, learningRate, seconds, ...means.values, ...validation } as EpochRecord
  }

  /** The next batch; undefined where the epoch ends with the stream. With `stepsPerEpoch` the stream begins again. */
  async #next(first: boolean): Promise<unknown> {
    const endless = this.#options.stepsPerEpoch !== undefined
    for (const anew of [false, true]) {
      this.#batches ??= this.#stream[Symbol.asyncIterator]()
      const { value, done } = await this.#batches.next()
      if (!done) return value
      this.#batches = undefined
      if (anew || !endless) break
    }
    if (first || endless) throw new GradlabError('The stream is empty: it gives no batch.')
    return undefined
  }

  #step(batch: unknown, index: number, learningRate: number): { values: Float32Array; rows: number } {
    const { step, optimizer } = this.#training
    const { set, dispose } = this.#intake.take(batch, `Batch ${index + 1} of the stream`, true)
    try {
      if (!this.#history.stepLosses.length) this.#intake.checkMetrics(batch)
      const rows = set.x.shape[0]!
      const { losses, metrics, failed } = this.#steps.run(set, learningRate)
      this.#history.stepLosses.push(losses[0]!)
      if (failed) {
        this.#failed = true
        const all = Int32Array.from({ length: rows }, (_, i) => i)
        const position = { epoch: this.#epoch + 1, step: index + 1, loss: losses[0]!, lr: optimizer.lr }
        this.#stopReason = explainFailure(step.model, set, all, position)
        console.warn(this.#stopReason)
      }
      return { values: Float32Array.of(losses[0]!, ...metrics), rows }
    } finally {
      dispose()
    }
  }

  #learningRate(index: number): number {
    const { optimizer, state } = this.#training
    const length = this.#stepsPerEpoch
    const position: SchedulePosition = {
      base: optimizer.lr,
      epoch: this.#epoch,
      step: length === undefined ? state.step : this.#epoch * length + index,
      epochs: this.#plan.epochs,
      get stepsPerEpoch(): number {
        if (length !== undefined) return length
        throw new GradlabError(
          'This schedule has to know how many steps an epoch has, and nobody knows before a stream has ended once: give `stepsPerEpoch`.',
        )
      },
    }
    return this.#plan.callbacks.reduce((rate, c) => c.learningRate?.(position) ?? rate, optimizer.lr)
  }

  #progressState(step: number, values: Record<string, number>) {
    const { epochs } = this.#plan
    const { name } = this.#training.step.model
    const length = this.#stepsPerEpoch ?? 0
    const where = `epoch ${Math.min(this.#epoch + 1, epochs)}/${epochs}`
    const last = Object.entries(this.#history.last ?? {}).filter(([k]) => /^val[A-Z]/.test(k) || !step)
    const shown = Object.fromEntries(last.filter(([k]) => !['epoch', 'learningRate', 'seconds'].includes(k)))
    return {
      title: name,
      done: this.#epoch * length + step,
      total: epochs * length,
      where,
      values: { ...shown, ...values },
    }
  }

  #makeRun(): Run {
    const loop = this
    const { step, optimizer, state } = this.#training
    return {
      model: originalOf(step.model),
      optimizer,
      history: this.#history,
      epochs: this.#plan.epochs,
      get stepsPerEpoch() {
        return loop.#stepsPerEpoch ?? 0
      },
      get epoch() {
        return loop.#epoch
      },
      stop: (reason) => {
        loop.#stopReason ??= reason
      },
      save: () => ({
        ...state.snapshot(),
        epoch: loop.#history.epochs.length,
        seed: step.seed,
        learningRate: optimizer.lr,
        records: loop.#history.toRecords(),
      }),
      load: (saved) => state.restore(saved),
    }
  }
}
