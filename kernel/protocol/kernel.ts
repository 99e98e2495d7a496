import type { Language, RemoteError, RunRequest, ToRuntime } from '../session/contract.ts'
import type { Content, Message, MessageOptions } from '../wire/message.ts'
import type { ChannelName } from '../wire/sockets.ts'
import type { Comms } from './comms.ts'
import type { History } from './history.ts'
import type { HistoryEntry } from './history-store.ts'
import type { Versions } from './kernel-info.ts'

/** One request, and where it came from. */
export interface Request {
  channel: ChannelName
  message: Message
}

/** How a run ended. */
export interface Outcome {
  status: 'ok' | 'error'
  error?: RemoteError
  expressions: Record<string, unknown>
}

/** A run of a cell, and all that its output needs. */
export interface Run {
  cell: number
  executionCount: number
  request: Message
  silent: boolean
  allowStdin: boolean
  /** Where the result goes to be remembered. */
  entry?: HistoryEntry
  /** The cell's error, once it was published. */
  error?: RemoteError
}

/** What the handlers of messages need of the session: publishing, the two workers, and the state they share. */
export interface Kernel {
  readonly versions: Versions
  readonly language: Language
  readonly comms: Comms
  readonly history: History
  /** Number of the last cell that was stored. */
  executionCount: number
  /** A fresh number for a run. */
  nextCell(): number
  publish(type: string, content: Content, options?: MessageOptions): void
  /** Gives compiled code to the runtime; resolves when the cell has ended, also where the runtime died meanwhile. */
  run(run: Run, request: Omit<RunRequest, 'type'>): Promise<Outcome>
  /** Any other frame to the runtime. */
  send(frame: ToRuntime, buffers?: Buffer[]): void
  /** As `send`, for a comm frame; resolves when its handlers have run. */
  deliver(frame: Extract<ToRuntime, { comm: string }>, buffers: Buffer[]): Promise<void>
  /** The work, or a KeyboardInterrupt if Stop is pressed meanwhile: for a cell that is still being compiled. */
  interruptible<T>(work: Promise<T>): Promise<T>
  interrupt(): void
  /** Ends the kernel once the reply has left. */
  shutdown(): void
  usage(): Promise<Content>
  /** Ports, for `connect_request`. */
  readonly ports: Content
  /** The debug adapter. */
  debug(request: Content): Promise<Content>
  /** The inspector of the runtime answered, or reports an event. */
  inspected(message: string): void
}

/** Answers one request: the content of its reply, or nothing where the protocol has no reply. */
export type Handler = (kernel: Kernel, request: Request) => Promise<Content | undefined>
