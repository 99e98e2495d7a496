/** A notebook's kernel and front end as far as widgets see them: comms that can be looked at and answered. */
import { type CommLike, type DisplayHandle, displaySymbol, kernel, type MimeBundle } from '../../src/display.ts'

export interface OpenComm extends CommLike {
  readonly target: string
  readonly state: Record<string, any>
  readonly metadata: unknown
  /** What the kernel sent. */
  readonly sent: any[]
  /** Says something as the front end does. */
  say(message: unknown): void
}

let count = 0

export function openNotebook() {
  const comms: OpenComm[] = []
  const shown: MimeBundle[] = []
  const targets = new Map<string, (comm: CommLike, data: unknown) => void>()
  const abort = new AbortController()
  function makeComm(target: string, data: any, metadata: unknown): OpenComm {
    const handlers: ((message: any, buffers: Uint8Array[]) => void)[] = []
    const comm: OpenComm = {
      id: `comm${++count}`,
      target,
      state: data?.state,
      metadata,
      sent: [],
      send: (message) => comm.sent.push(structuredClone(message)),
      close: () => comm.sent.push({ method: 'closed' }),
      onMessage: (handler) => handlers.push(handler),
      onClose: () => {},
      say: (message) => handlers.forEach((handler) => void handler(message, [])),
    }
    comms.push(comm)
    return comm
  }
  kernel.jupyter = {
    comm: (target, data, options) => makeComm(target, structuredClone(data), options?.metadata),
    onComm: (target, handler) => targets.set(target, handler),
    signal: abort.signal,
    cell: { id: 'a', executionCount: 1 },
  }
  kernel.display = (value): DisplayHandle => {
    const note = (v: unknown) => {
      const own = (v as { [displaySymbol]?(): MimeBundle } | null)?.[displaySymbol]
      shown.push((own ? own.call(v) : v) as MimeBundle)
    }
    note(value)
    return { id: 'one', update: note, clear: () => {} }
  }
  return {
    comms,
    shown,
    /** The comm of a model by its name, the last one opened. */
    of: (model: string) => comms.findLast((comm) => comm.state?._model_name === model)!,
    /** The front end opens a comm. */
    open(target: string): OpenComm {
      const comm = makeComm(target, {}, {})
      targets.get(target)!(comm, {})
      return comm
    },
    close() {
      delete kernel.jupyter
      delete kernel.display
    },
  }
}
