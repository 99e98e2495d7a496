/** The graphs of a pass over batches: one for each kind of pass and shape of inputs, op by op where none can be made. */
import type { tf } from '../tf.ts'
import { tensorflowBackend } from './graph/backend.ts'
import { TracedFunction } from './graph/traced-function.ts'
import { Untraceable } from './graph/untraceable.ts'

type Body = (...inputs: tf.Tensor[]) => tf.Tensor[]

export interface TraceOptions {
  /** Of what the pass draws. */
  readonly seed?: number
  /** How many batches of a shape run op by op before their graph is made: making it costs as much as some batches. @default 0 */
  readonly after?: number
  /** What runs op by op, to say so in one line where no graph can be made. @default nothing is said */
  readonly what?: string
}

export class Traces {
  readonly #options: TraceOptions
  readonly #traces = new Map<string, TracedFunction>()
  readonly #seen = new Map<string, number>()
  #traceable = true

  constructor(options: TraceOptions = {}) {
    this.#options = options
  }

  /** How many graphs there are. */
  get size(): number {
    return this.#traces.size
  }

  /**
   * What the body returns for these inputs. Call it inside tf.tidy.
   * @param kind which body this is: the same for the same body
   */
  run(kind: string, body: Body, inputs: tf.Tensor[]): tf.Tensor[] {
    return this.#trace(kind, body, inputs)?.run(inputs) ?? body(...inputs)
  }

  #trace(kind: string, body: Body, inputs: readonly tf.Tensor[]): TracedFunction | undefined {
    const backend = this.#traceable ? tensorflowBackend() : undefined
    if (!backend) return undefined
    const { seed, after = 0, what } = this.#options
    const key = [kind, ...inputs.map((t) => `${t.dtype}[${t.shape}]`)].join()
    const known = this.#traces.get(key)
    if (known) return known
    const seen = this.#seen.get(key) ?? 0
    this.#seen.set(key, seen + 1)
    if (seen < after) return undefined
    try {
      const trace = new TracedFunction(backend, body, inputs, seed)
      this.#traces.set(key, trace)
      return trace
    } catch (error) {
      if (!(error instanceof Untraceable)) throw error
      this.#traceable = false
      if (what) console.warn(`${what} run op by op, which is slower: ${error.message}.`)
      return undefined
    }
  }

  dispose(): void {
    for (const trace of this.#traces.values()) trace.dispose()
    this.#traces.clear()
  }
}
