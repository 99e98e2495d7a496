/** Steps on batches that come one by one: a runner for each size of batch, all training the same weights. */
import { openRunner } from './open-runner.ts'
import type { Runner, StepsResult, Training, TrainingData } from './runner.ts'

/** What a training is, but for its data. */
export type StreamTraining = Pick<Training, 'step' | 'optimizer' | 'state' | 'guard'>

export class StreamSteps {
  readonly #training: StreamTraining
  readonly #runners = new Map<string, Runner>()
  #trace: boolean

  constructor(training: StreamTraining, trace: boolean) {
    this.#training = training
    this.#trace = trace
  }

  /** Whether steps ran as graphs so far. */
  get kind(): Runner['kind'] {
    return this.#trace && this.#runners.size ? 'traced' : 'eager'
  }

  /** One step on all rows of a batch; the model's variables are current when it is done. */
  run(data: TrainingData, learningRate: number): StepsResult {
    const runner = this.#runner(data)
    runner.setData(data)
    runner.push()
    const result = runner.run(0, Float32Array.of(learningRate))
    runner.pull()
    return result
  }

  #runner(data: TrainingData): Runner {
    const { x, y } = data
    const key = [x, y].map((t) => `${t.dtype}[${t.shape}]`).join()
    const known = this.#runners.get(key)
    if (known) return known
    const rows = x.shape[0]!
    const runner = openRunner({ ...this.#training, data, batchSize: rows, rows }, this.#trace)
    // Why not is said once.
    if (runner.kind === 'eager') this.#trace = false
    runner.startEpochs(Int32Array.from({ length: rows }, (_, i) => i))
    this.#runners.set(key, runner)
    return runner
  }

  dispose(): void {
    for (const runner of this.#runners.values()) runner.dispose()
    this.#runners.clear()
  }
}
