import { log, words } from './log.ts'

/** What an outbox needs of a ZMQ socket. */
export interface Sender {
  send(frames: Buffer[]): Promise<void>
}

/** A message that is turned into frames when its turn comes: until then, later text may be added to it. */
export interface Outgoing {
  /** About how much memory it holds. */
  bytes: number
  frames(): Buffer[]
}

/**
 * Sends one message after the other. ZeroMQ allows one waiting send a socket, and order must hold; so everything
 * queues here, and the length of the queue is what back-pressure goes by.
 */
export class Outbox {
  readonly #socket: Sender
  readonly #queue: Outgoing[] = []
  #bytes = 0
  #pumping = false
  #waiting: (() => void)[] = []
  /** Called each time that the queue has become empty. */
  onDrain: (() => void) | undefined

  constructor(socket: Sender) {
    this.#socket = socket
  }

  /** Bytes that wait to be sent. */
  get bytes(): number {
    return this.#bytes
  }

  /** The last message in the queue, while it has not been handed to the socket. */
  get last(): Outgoing | undefined {
    return this.#queue.at(-1)
  }

  push(message: Outgoing): void {
    this.#queue.push(message)
    this.#bytes += message.bytes
    if (!this.#pumping) void this.#pump()
  }

  /** A message in the queue has grown. */
  grew(bytes: number): void {
    this.#bytes += bytes
  }

  /** Resolves when all that was pushed has been handed to ZeroMQ. */
  drained(): Promise<void> {
    if (!this.#pumping) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    // Messages published in one go are all in the queue before the first leaves, so that text can be joined.
    await null
    for (let message = this.#queue.shift(); message; message = this.#queue.shift()) {
      try {
        await this.#socket.send(message.frames())
      } catch (error) {
        // One message that cannot be sent (a peer that has gone) must not end the loop.
        log('warning', `a message could not be sent: ${words(error)}`)
      }
      this.#bytes -= message.bytes
    }
    this.#pumping = false
    for (const resolve of this.#waiting.splice(0)) resolve()
    this.onDrain?.()
  }
}
