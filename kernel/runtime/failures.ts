/** Errors that nobody caught: reported in the cell that they belong to, and the child lives on. */
import type { Channel } from './channel.ts'
import { remoteError } from './errors/traceback.ts'
import { KeyboardInterrupt } from './interrupt.ts'
import type { Output } from './output.ts'

export class Failures {
  readonly #channel: Channel
  readonly #output: Output

  constructor(channel: Channel, output: Output) {
    this.#channel = channel
    this.#output = output
  }

  /** Reports `error` as one that came when its cell had ended, or beside it. */
  late(error: unknown, cell = this.#output.cell()): void {
    // What a stopped cell leaves behind ends by the same interruption: its error has been shown already.
    if (error instanceof KeyboardInterrupt) return
    this.#output.flush()
    this.#channel.send({ type: 'late_error', cell, ...remoteError(error) })
  }

  watch(): void {
    process.on('uncaughtException', (error) => this.late(error))
    process.on('unhandledRejection', (reason) => this.late(reason))
  }
}
