import { replyType } from '../protocol/dispatch.ts'
import type { Request } from '../protocol/kernel.ts'

export interface QueueEvents {
  /** Handles one request from busy to idle; true where the requests behind it must be aborted. */
  handle(request: Request): Promise<boolean>
  /** Answers a request that will not run. */
  abort(request: Request): void
}

/** Requests that run one after the other, in the order they came: cells. */
export class RequestQueue {
  readonly #events: QueueEvents
  readonly #waiting: Request[] = []
  #working = false

  constructor(events: QueueEvents) {
    this.#events = events
  }

  push(request: Request): void {
    this.#waiting.push(request)
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    this.#working = true
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      if (!(await this.#events.handle(request))) continue
      // What is already in the socket was sent before its sender could know of the error: one turn to read it.
      await new Promise((resolve) => setImmediate(resolve))
      this.#abortCells()
    }
    this.#working = false
  }

  /** A cell failed with `stop_on_error`: those behind it are answered `aborted`; comms still get their messages. */
  #abortCells(): void {
    const waiting = this.#waiting.splice(0)
    for (const request of waiting) {
      if (replyType(request.message.header.msg_type) === 'execute_reply') this.#events.abort(request)
      else this.#waiting.push(request)
    }
  }
}
