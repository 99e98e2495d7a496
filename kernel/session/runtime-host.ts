import type { Outcome, Run } from '../protocol/kernel.ts'
import { log } from '../wire/log.ts'
import type { FromRuntime, RemoteError, RunRequest, ToRuntime } from './contract.ts'
import { deathError, describeDeath, interruptError } from './death.ts'
import { RuntimeProcess } from './runtime-process.ts'

/** After this long without effect, Stop says what the next Stop will do. */
const patience = 3000

/** Stop is repeated once after this long (ms): the first may come before the cell has begun. */
const secondTry = 600

/** A runtime that ends this often in a row without having run a cell will not get better by starting it again. */
const maximumStarts = 5

/** Last output of a runtime that is looked at for why it died. */
const tailLength = 4000

/** What the host tells the session. */
export interface HostEvents {
  frame(frame: FromRuntime, buffers: Buffer[]): void
  native(name: 'stdout' | 'stderr', text: string): void
  /** A runtime ended unasked, for the reason given; a fresh one is already on its way. */
  died(reason: string): void
  /** Stop has had no effect. */
  stuck(run: Run): void
}

interface Current {
  run: Run
  resolve(outcome: Outcome): void
  /** Set while Stop waits for its effect. */
  timer?: NodeJS.Timeout
  again?: NodeJS.Timeout
  /** The cell has said something. */
  begun: boolean
  warned: boolean
}

/** Keeps a runtime alive: starts it, gives it cells, stops them, and starts a fresh one where it died. */
export class RuntimeHost {
  readonly #events: HostEvents
  readonly #open: ToRuntime
  #process: RuntimeProcess
  #current: Current | undefined
  #tail = ''
  #starts = 0
  #closing: (() => void) | undefined
  #paused = false
  /** The reason for an end that we brought about. */
  #reason: string | undefined
  #deliveries = new Map<number, () => void>()
  #delivery = 0

  constructor(open: ToRuntime, events: HostEvents) {
    this.#events = events
    this.#open = open
    this.#process = this.#start()
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** The cell that is running. */
  get run(): Run | undefined {
    return this.#current?.run
  }

  #start(): RuntimeProcess {
    this.#starts += 1
    this.#tail = ''
    const started = new RuntimeProcess({
      frame: (frame, buffers) => this.#frame(frame, buffers),
      native: (name, text) => {
        if (name === 'stderr') this.#tail = (this.#tail + text).slice(-tailLength)
        this.#events.native(name, text)
      },
      exit: (code, signal) => this.#exited(code, signal),
    })
    started.send(this.#open)
    if (this.#paused) started.pause()
    return started
  }

  #frame(frame: FromRuntime, buffers: Buffer[]): void {
    if (frame.type === 'done') void this.#done(frame)
    else if (frame.type === 'comm_done') this.#delivered(frame.request)
    else if (frame.type === 'log') log(frame.level, `runtime: ${frame.text}`)
    else {
      if (this.#current && 'cell' in frame && frame.cell === this.#current.run.cell) this.#current.begun = true
      if (frame.type === 'error' && this.#current?.run.cell === frame.cell) {
        const { ename, evalue, traceback } = frame
        this.#current.run.error = { ename, evalue, traceback }
      }
      this.#events.frame(frame, buffers)
    }
  }

  /** The cell has ended; its native output may still be in the pipes. */
  async #done({ cell, status, expressions }: Extract<FromRuntime, { type: 'done' }>): Promise<void> {
    await this.#process.quiet()
    const current = this.#current
    if (current?.run.cell !== cell) return
    this.#starts = 0
    const { error } = current.run
    this.#finish({ status, expressions, ...(error ? { error } : {}) })
  }

  #finish(outcome: Outcome): void {
    const current = this.#current
    if (!current) return
    clearTimeout(current.timer)
    clearTimeout(current.again)
    this.#current = undefined
    current.resolve(outcome)
  }

  execute(run: Run, request: Omit<RunRequest, 'type'>): Promise<Outcome> {
    // Given up on earlier: whoever runs a cell wants it tried again.
    if (this.#process.ended) this.#process = this.#start()
    return new Promise((resolve) => {
      this.#current = { run, resolve, warned: false, begun: false }
      this.#process.send({ type: 'run', ...request })
    })
  }

  send(frame: ToRuntime, buffers: Buffer[] = []): void {
    this.#process.send(frame, buffers)
  }

  /** Sends a comm frame; resolves when its handlers have run, or the runtime has died. */
  deliver(frame: Extract<ToRuntime, { comm: string }>, buffers: Buffer[]): Promise<void> {
    this.#delivery += 1
    const request = this.#delivery
    return new Promise((resolve) => {
      this.#deliveries.set(request, resolve)
      this.#process.send({ ...frame, request }, buffers)
    })
  }

  #delivered(request: number): void {
    this.#deliveries.get(request)?.()
    this.#deliveries.delete(request)
  }

  /** Stops the running cell. Once that was seen to have no effect, the next call ends the runtime. */
  interrupt(): void {
    const current = this.#current
    if (!current) return
    if (current.warned) {
      this.#reason = 'The cell could not be stopped, so the runtime was restarted; its variables are lost.'
      this.#process.kill()
      return
    }
    this.#process.send({ type: 'interrupt' })
    // A cell that was only about to begin would have missed it.
    current.again ??= setTimeout(() => {
      if (!current.begun) this.#process.send({ type: 'interrupt' })
    }, secondTry)
    current.timer ??= setTimeout(() => {
      current.warned = true
      this.#events.stuck(current.run)
    }, patience)
  }

  pause(): void {
    this.#paused = true
    this.#process.pause()
  }

  resume(): void {
    this.#paused = false
    this.#process.resume()
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    for (const resolve of this.#deliveries.values()) resolve()
    this.#deliveries.clear()
    if (this.#closing) {
      this.#closing()
      return
    }
    const stopped = this.#reason
    this.#reason = undefined
    const reason = stopped ?? describeDeath(code, signal, this.#tail)
    log('warning', reason)
    if (this.#starts >= maximumStarts) {
      log('error', `the runtime ended ${maximumStarts} times in a row before it ran a cell: not started again`)
    } else this.#process = this.#start()
    this.#events.died(reason)
    const error: RemoteError = stopped ? interruptError(reason) : deathError(reason)
    this.#finish({ status: 'error', error, expressions: {} })
  }

  /** Ends the runtime: kindly if it listens, for it may have files to close. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#closing = resolve
    })
    this.resume()
    if (this.#current) this.#process.kill()
    else this.#process.send({ type: 'shutdown' })
    const timer = setTimeout(() => this.#process.kill(), 500)
    await ended
    clearTimeout(timer)
  }
}
