import { log } from '../../wire/log.ts'

/** A place in a script, from 0, as the Chrome DevTools Protocol counts. */
export interface ScriptPlace {
  scriptId: string
  lineNumber: number
  columnNumber?: number
}

/** A value in the runtime, as the inspector describes it. */
export interface RemoteObject {
  type: string
  subtype?: string
  className?: string
  value?: unknown
  unserializableValue?: string
  description?: string
  objectId?: string
  preview?: { overflow: boolean; properties: { name: string; value?: string; type: string }[] }
}

export interface CallFrame {
  callFrameId: string
  functionName: string
  location: ScriptPlace
  url: string
  scopeChain: { type: string; object: RemoteObject }[]
}

export interface Paused {
  callFrames: CallFrame[]
  reason: string
  data?: RemoteObject
  hitBreakpoints?: string[]
}

interface Reply {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

interface Pending {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Calls to the inspector of the runtime, by the Chrome DevTools Protocol. */
export class Inspector {
  readonly #send: (message: string) => void
  readonly #event: (method: string, params: unknown) => void
  readonly #pending = new Map<number, Pending>()
  #id = 0

  constructor(send: (message: string) => void, event: (method: string, params: unknown) => void) {
    this.#send = send
    this.#event = event
  }

  call<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    this.#id += 1
    const id = this.#id
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject })
      log('debug', `to the inspector: ${id} ${method} ${JSON.stringify(params).slice(0, 300)}`)
      this.#send(JSON.stringify({ id, method, params }))
    })
  }

  receive(message: string): void {
    log('debug', `inspector: ${message.slice(0, 300)}`)
    const { id, method, params, result, error } = JSON.parse(message) as Reply
    if (method) {
      this.#event(method, params)
      return
    }
    const pending = this.#pending.get(id ?? -1)
    if (!pending) {
      log('debug', `the inspector answered what nobody asked: ${message.slice(0, 100)}`)
      return
    }
    this.#pending.delete(id as number)
    if (error) pending.reject(new Error(error.message))
    else pending.resolve(result)
  }

  /** The runtime died: no answer will come. */
  abandon(): void {
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of pending) reject(new Error('The runtime died.'))
  }
}
