import { replyType } from '../protocol/dispatch.ts'
import type { Request } from '../protocol/kernel.ts'

export interface QueueEvents {
  /** Handles one request from busy to idle. */
  handle(request: Request): Promise<void>
  /** Answers a request that will not run. */
  abort(request: Request): void
}

/** Requests that run one after the other, in the order they came: cells. */
export class RequestQueue {
  readonly #events: QueueEvents
  readonly #waiting: Request[] = []
  #doomed: Request[] = []
  #working = false

  constructor(events: QueueEvents) {
    this.#events = events
  }

  push(request: Request): void {
    this.#waiting.push(request)
    if (!this.#working) void this.#work()
  }

  /**
   * The request being handled has failed, and those behind it must not run. To be awaited before anyone is told of the
   * failure: what comes later was sent by who may know of it, and runs.
   */
  async failed(): Promise<void> {
    // What is already in the socket: one turn to read it.
    await new Promise((resolve) => setImmediate(resolve))
    const waiting = this.#waiting.splice(0)
    // Comms still get their messages.
    const isCell = ({ message }: Request) => replyType(message.header.msg_type) === 'execute_reply'
    this.#doomed = waiting.filter(isCell)
    this.#waiting.push(...waiting.filter((request) => !isCell(request)))
  }

  async #work(): Promise<void> {
    this.#working = true
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      await this.#events.handle(request)
      for (const doomed of this.#doomed.splice(0)) this.#events.abort(doomed)
    }
    this.#working = false
  }
}
