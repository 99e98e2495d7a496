import type { Content } from '../../wire/message.ts'
import { scopes, shownFrames, stackFrame } from './frames.ts'
import type { CallFrame, Paused } from './inspector.ts'
import type { Sources } from './sources.ts'
import type { Values } from './values.ts'

/** One stop of the program: its frames, until it goes on. */
export class Stop {
  readonly #paused: Paused
  readonly #frames: CallFrame[]
  readonly #sources: Sources

  constructor(paused: Paused, sources: Sources) {
    this.#paused = paused
    this.#frames = shownFrames(paused.callFrames)
    this.#sources = sources
  }

  /** True where the program stopped in code of the notebook. */
  get shown(): boolean {
    return this.#frames.length > 0
  }

  /** The frame of a number that `stackTrace` gave out. */
  frame(id: unknown): CallFrame {
    const frame = this.#frames[Number(id) - 1]
    if (!frame) throw new Error(`Expected the id of one of ${this.#frames.length} frames, found ${JSON.stringify(id)}.`)
    return frame
  }

  stackFrames(): Content[] {
    return this.#frames.map((frame, i) => stackFrame(frame, i + 1, this.#sources))
  }

  scopes(id: unknown, session: string | undefined, values: Values): Content[] {
    return scopes(this.frame(id), session, values)
  }

  /** Depth and line: a step that ends where it began has not stepped, for the reader. */
  get position(): string {
    const [top] = this.stackFrames()
    return `${this.#paused.callFrames.length} ${(top?.source as { path?: string })?.path} ${top?.line}`
  }

  /** Whether the place comes from code that the cell's author wrote, not from what the compiler added. */
  get written(): boolean {
    const [top] = this.#paused.callFrames
    return top !== undefined && shownFrames([top]).length > 0
  }

  reason(stepping: boolean): string {
    const { reason, hitBreakpoints } = this.#paused
    if (hitBreakpoints && hitBreakpoints.length > 0) return 'breakpoint'
    if (reason === 'exception' || reason === 'promiseRejection') return 'exception'
    return stepping ? 'step' : 'pause'
  }

  exception(): Content {
    const { data } = this.#paused
    const description = data?.description ?? String(data?.value ?? 'No exception.')
    return { exceptionId: data?.className ?? 'Error', description, breakMode: 'always' }
  }
}
