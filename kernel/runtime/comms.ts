/** Comms: messages between code in cells and widgets in the front end, opened by either side. */
import { randomUUID } from 'node:crypto'
import type { ToRuntime } from '../session/contract.ts'
import type { Channel } from './channel.ts'
import { KeyboardInterrupt } from './interrupt.ts'
import type { Output } from './output.ts'
import { Run, runs } from './run.ts'

export interface CommOptions {
  metadata?: Record<string, unknown>
  buffers?: ArrayBufferView[]
}

type MessageHandler = (data: any, buffers: Uint8Array[]) => unknown
type CloseHandler = (data: any) => unknown
type OpenHandler = (comm: Comm, data: any, buffers: Uint8Array[]) => unknown
type Incoming = Extract<ToRuntime, { type: 'comm_open' | 'comm_msg' | 'comm_close' }>

/** A handler and the run that it belongs to: what it prints goes there. */
interface Handler<F> {
  call: F
  run: Run | undefined
}

const bound = <F>(call: F): Handler<F> => ({ call, run: runs.getStore() })

export class Comm {
  readonly id: string
  readonly target: string
  /** @internal */
  readonly messageHandlers: Handler<MessageHandler>[] = []
  /** @internal */
  readonly closeHandlers: Handler<CloseHandler>[] = []
  readonly #comms: Comms

  constructor(comms: Comms, id: string, target: string) {
    this.#comms = comms
    this.id = id
    this.target = target
  }

  /** Sends JSON data, and bytes beside it. */
  send(data: unknown, options: CommOptions = {}): void {
    this.#comms.send('comm_msg', this, data, options)
  }

  close(data: unknown = {}): void {
    this.#comms.close(this, data)
  }

  onMessage(handler: MessageHandler): void {
    this.messageHandlers.push(bound(handler))
  }

  onClose(handler: CloseHandler): void {
    this.closeHandlers.push(bound(handler))
  }
}

export class Comms {
  readonly #channel: Channel
  readonly #output: Output
  /** Told of what a handler throws, with the cell that it belongs to. */
  readonly #failed: (error: unknown, cell: number) => void
  readonly #interruptibly: <T>(call: () => T) => T
  readonly #open = new Map<string, Comm>()
  /** Handlers that await something. */
  readonly #active = new Set<Run>()
  readonly #targets = new Map<string, Handler<OpenHandler>>()

  constructor(
    channel: Channel,
    output: Output,
    failed: (error: unknown, cell: number) => void,
    interruptibly: <T>(call: () => T) => T,
  ) {
    this.#channel = channel
    this.#output = output
    this.#failed = failed
    this.#interruptibly = interruptibly
  }

  /** Opens a comm to a target that the front end knows. */
  open(target: string, data: unknown = {}, options: CommOptions = {}): Comm {
    const comm = new Comm(this, randomUUID().replaceAll('-', ''), target)
    this.#open.set(comm.id, comm)
    this.send('comm_open', comm, data, options)
    return comm
  }

  /** What happens when the front end opens a comm to `target`; a later handler takes the place of an earlier one. */
  onOpen(target: string, handler: OpenHandler): void {
    this.#targets.set(target, bound(handler))
  }

  send(type: 'comm_open' | 'comm_msg', comm: Comm, data: unknown, { metadata = {}, buffers = [] }: CommOptions): void {
    if (!this.#open.has(comm.id)) throw new Error(`The comm to '${comm.target}' is closed: open another one.`)
    const about = { cell: this.#output.cell(), comm: comm.id, data, metadata }
    this.#output.send(type === 'comm_open' ? { type, target: comm.target, ...about } : { type, ...about }, buffers)
  }

  close(comm: Comm, data: unknown): void {
    if (!this.#open.delete(comm.id)) return
    this.#output.send({ type: 'comm_close', cell: this.#output.cell(), comm: comm.id, data, metadata: {} })
  }

  /** Resolves when the handlers have run, with what they await. */
  async receive(message: Incoming, buffers: Uint8Array[]): Promise<void> {
    if (message.type === 'comm_open') await this.#opened(message, buffers)
    const comm = this.#open.get(message.comm)
    if (!comm) return
    if (message.type === 'comm_msg')
      await Promise.all(comm.messageHandlers.map((handler) => this.#call(handler, (f) => f(message.data, buffers))))
    if (message.type === 'comm_close') {
      this.#open.delete(message.comm)
      await Promise.all(comm.closeHandlers.map((handler) => this.#call(handler, (f) => f(message.data))))
    }
  }

  async #opened(message: Extract<Incoming, { type: 'comm_open' }>, buffers: Uint8Array[]): Promise<void> {
    const { comm: id, target, data } = message
    const handler = this.#targets.get(target)
    if (!handler) {
      // The specification: who does not know the target closes at once.
      this.#channel.send({ type: 'comm_close', cell: 0, comm: id, data: {}, metadata: {} })
      return
    }
    const comm = new Comm(this, id, target)
    this.#open.set(id, comm)
    await this.#call(handler, (f) => f(comm, data, buffers))
  }

  /** Stop ends what handlers are doing, as it ends a cell. */
  interrupt(): void {
    for (const run of this.#active) run.stop()
  }

  /** Errors of handlers are late errors of their cell: nobody else would hear of them. */
  async #call<F>({ call, run }: Handler<F>, how: (call: F) => unknown): Promise<void> {
    // A run of its own: the cell that set the handler may have been stopped, and its widgets go on working.
    const own = run && new Run(run.request)
    if (own) this.#active.add(own)
    try {
      const act = () => this.#interruptibly(() => how(call))
      await (own ? Promise.race([runs.run(own, act), own.stoppedForGood]) : act())
    } catch (error) {
      // Stopped in the middle: those that listen to its signal are told.
      if (error instanceof KeyboardInterrupt) own?.stop()
      this.#failed(error, run?.cell ?? 0)
    } finally {
      if (own) this.#active.delete(own)
    }
  }
}
