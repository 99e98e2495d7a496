/**
 * What cells print. The first pieces of a moment leave at once (what is said before a long computation is seen before
 * it); those of a flood are joined and leave as one frame when the cell or the stream changes, at 64 kB, after 50 ms,
 * at the end of the turn, and before anything else that the reader sees.
 */

import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { FromRuntime } from '../session/contract.ts'
import type { Channel } from './channel.ts'
import { runs } from './run.ts'
import type { Sequence } from './sequence.ts'
import type { Shared } from './shared.ts'

export type StreamName = 'stdout' | 'stderr'

const largest = 65_536
/** Milliseconds that make a moment. */
const moment = 50
/** Pieces that leave at once within a moment; Jupyter servers cut off kernels that send more than 1000 messages a second. */
const prompt = 16

export class Output {
  readonly #channel: Channel
  readonly #shared: Shared
  readonly #sequence: Sequence
  #cell = 0
  #name: StreamName = 'stdout'
  #text = ''
  #since = 0
  #sent = 0
  #scheduled = false
  /** The run whose output it is where nothing tells (native callbacks). */
  lastCell = 0

  constructor(channel: Channel, shared: Shared, sequence: Sequence) {
    this.#channel = channel
    this.#shared = shared
    this.#sequence = sequence
  }

  /** A run begins: what it prints first is seen at once, whatever flood came before. */
  begin(cell: number): void {
    this.lastCell = cell
    this.#since = 0
    this.#sent = 0
  }

  /** The cell that the running code belongs to. */
  cell(): number {
    return runs.getStore()?.cell ?? this.lastCell
  }

  write(name: StreamName, text: string): void {
    if (text === '') return
    const cell = this.cell()
    const entered = this.#shared.enter()
    try {
      if (cell !== this.#cell || name !== this.#name) this.flush()
      const now = performance.now()
      const isNewMoment = now - this.#since > moment
      if (isNewMoment) {
        this.#since = now
        // While a flood lasts, it leaves in large pieces only.
        this.#sent = this.#sent > prompt ? prompt + 1 : 0
      }
      this.#cell = cell
      this.#name = name
      this.#text += text
      if (isNewMoment || this.#sent++ < prompt || this.#text.length >= largest) this.flush()
      else this.#schedule()
    } finally {
      if (entered) this.#shared.leave()
    }
  }

  flush(): void {
    if (this.#text === '') return
    const [cell, name, text] = [this.#cell, this.#name, this.#text]
    this.#text = ''
    this.#sequence.follow(cell, () => this.#channel.send({ type: 'stream', cell, name, text }), text.length)
  }

  /** Something that the reader sees, in its place among what is printed. */
  send(message: FromRuntime & { cell: number }, buffers?: readonly ArrayBufferView[]): void {
    const entered = this.#shared.enter()
    try {
      this.flush()
      this.#sequence.follow(message.cell, () => this.#channel.send(message, buffers))
    } finally {
      if (entered) this.#shared.leave()
    }
  }

  /** As `send`, for what is still being made: what comes after it in its cell waits for it. */
  sendLater<T>(cell: number, content: Promise<T>, message: (content: T) => FromRuntime | undefined): void {
    const entered = this.#shared.enter()
    try {
      this.flush()
      this.#sequence.after(cell, content, (made) => {
        const ready = message(made)
        if (ready) this.#channel.send(ready)
      })
    } finally {
      if (entered) this.#shared.leave()
    }
  }

  /** When all that the cell showed has left; what is still being made after `limit` ms comes later, and holds back nothing. */
  async settled(cell: number, limit?: number): Promise<void> {
    this.flush()
    const settled = this.#sequence.settled(cell)
    if (limit === undefined) return settled
    const timer = setTimeout(() => this.#sequence.letGo(cell), limit)
    await settled.finally(() => clearTimeout(timer))
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    runs.exit(() =>
      setImmediate(() => {
        this.#scheduled = false
        this.flush()
      }),
    )
  }
}

/** `process.stdout` and `process.stderr` of the cells. */
export class CellStream extends Writable {
  readonly fd: number
  readonly isTTY = false
  readonly #write: (text: string) => void
  readonly #decoder = new StringDecoder('utf8')

  constructor(fd: number, write: (text: string) => void) {
    super({ decodeStrings: false })
    this.fd = fd
    this.#write = write
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = typeof encoding === 'function' ? encoding : callback
    if (typeof chunk === 'string') this.#write(chunk)
    else if (chunk instanceof Uint8Array) this.#write(this.#decoder.write(chunk as Buffer))
    else throw new TypeError(`Expected a string or bytes to write, found ${chunk === null ? 'null' : typeof chunk}.`)
    if (typeof done === 'function') process.nextTick(done as () => void)
    return true
  }

  /** The streams of a process stay open. */
  override end(...parts: unknown[]): this {
    if (typeof parts[0] === 'string' || parts[0] instanceof Uint8Array) this.write(parts[0])
    return this
  }

  override destroy(): this {
    return this
  }
}

/** Puts the cells' streams in the place of the process's own; `console` follows, for it asks for them when first used. */
export function takeStreams(output: Output): void {
  for (const [fd, name] of [
    [1, 'stdout'],
    [2, 'stderr'],
  ] as const) {
    const stream = new CellStream(fd, (text) => output.write(name, text))
    Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream })
  }
}
