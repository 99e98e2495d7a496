import { Comms, closeAll } from '../protocol/comms.ts'
import { DebugAdapter } from '../protocol/debug/adapter.ts'
import { handlerOf, replyType, waitsItsTurn } from '../protocol/dispatch.ts'
import type { History } from '../protocol/history.ts'
import type { Kernel, Outcome, Request, Run } from '../protocol/kernel.ts'
import type { Versions } from '../protocol/kernel-info.ts'
import { log, words } from '../wire/log.ts'
import type { Content, MessageOptions } from '../wire/message.ts'
import type { Sockets } from '../wire/sockets.ts'
import type { Language, RunRequest, ToRuntime } from './contract.ts'
import { interruptError } from './death.ts'
import { FrameRouter } from './frame-router.ts'
import { RequestQueue } from './request-queue.ts'
import type { RuntimeHost } from './runtime-host.ts'
import { StdinRequests } from './stdin-requests.ts'
import { Usage } from './usage.ts'

/** Output waiting for front ends, beyond which the runtime has to wait too (bytes). */
const muchOutput = 8 << 20

/** A cell that was stopped before it ran. */
export class Interrupted extends Error {
  override name = 'KeyboardInterrupt'
  readonly remote = interruptError('The cell was stopped before it ran.')
}

export interface SessionParts {
  sockets: Sockets
  language: Language
  history: History
  versions: Versions
  ports: Content
  /** Starts the runtime with this session as its listener. */
  startRuntime(session: KernelSession): RuntimeHost
  /** Ends the process; called once the last message has been sent. */
  exit(): void
}

/** A kernel at work: it takes requests from the sockets, has the workers carry them out, and publishes what happens. */
export class KernelSession implements Kernel {
  readonly versions: Versions
  readonly language: Language
  readonly history: History
  readonly ports: Content
  readonly comms = new Comms()
  executionCount = 0
  readonly #parts: SessionParts
  readonly #sockets: Sockets
  readonly #runtime: RuntimeHost
  readonly #stdin: StdinRequests
  readonly #usage = new Usage()
  readonly router: FrameRouter
  readonly #queue = new RequestQueue({
    handle: (request) => this.#handle(request),
    abort: (request) => this.#abort(request),
  })
  readonly #debugger = new DebugAdapter({
    send: (message) => this.send({ type: 'cdp', message }),
    event: (event, body) => this.#debugEvent(event, body),
    declare: (name) => this.#declare(name),
  })
  #events = 0
  #cells = 0
  /** The cell whose busy the front ends see. */
  #busy: Request | undefined
  #stopCompile: ((error: Error) => void) | undefined
  #ending = false
  #isAnnounced = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#sockets = parts.sockets
    this.language = parts.language
    this.history = parts.history
    this.versions = parts.versions
    this.ports = parts.ports
    this.#stdin = new StdinRequests(parts.sockets.stdin, (frame) => this.send(frame))
    this.router = new FrameRouter(this, this.#stdin)
    this.#runtime = parts.startRuntime(this)
    parts.sockets.iopub.outbox.onDrain = () => this.#runtime.resume()
    parts.sockets.iopub.onSubscriber = () => this.#tellState()
  }

  /**
   * JupyterLab takes no state from the status of kernel_info and the like: after a restart it would be 'unknown'. That the
   * kernel is starting is told to the first subscriber, after its greeting: said before, it could overtake the greeting.
   */
  #tellState(): void {
    if (!this.#isAnnounced) this.publish('status', { execution_state: 'starting' })
    this.#isAnnounced = true
    this.publish('status', { execution_state: this.#busy ? 'busy' : 'idle' }, { parent: null })
  }

  /** Begins to take requests. */
  listen(): void {
    const { shell, control, stdin } = this.#sockets
    const failed = (error: unknown) => log('error', `a socket failed: ${words(error)}`)
    shell.listen((message) => this.#receive({ channel: 'shell', message })).catch(failed)
    control.listen((message) => this.#receive({ channel: 'control', message })).catch(failed)
    stdin.listen((message) => this.#answer(message)).catch(failed)
  }

  #answer(message: Request['message']): void {
    if (message.header.msg_type === 'input_reply') this.#stdin.answer(message)
    else log('warning', `dropped a ${message.header.msg_type} on stdin`)
  }

  #receive(request: Request): void {
    log('debug', `${request.channel}: ${request.message.header.msg_type}`)
    if (this.#ending) return
    if (waitsItsTurn(this, request)) this.#queue.push(request)
    else void this.#handle(request)
  }

  /** From busy to idle. */
  async #handle(request: Request): Promise<void> {
    const { channel, message } = request
    const parent = message.header
    const isCell = channel === 'shell' && parent.msg_type === 'execute_request'
    this.publish('status', { execution_state: 'busy' }, { parent })
    if (isCell) this.#busy = request
    const content = await this.#answerTo(request)
    if (isCell && content?.status === 'error' && message.content.stop_on_error !== false) await this.#queue.failed()
    if (content) this.#sockets[channel].send(replyType(parent.msg_type), content, message)
    if (isCell) this.#busy = undefined
    this.publish('status', { execution_state: 'idle' }, { parent })
    // Front ends take the newest state for the kernel's: a cell that goes on running says so again.
    if (this.#busy) this.publish('status', { execution_state: 'busy' }, { parent: this.#busy.message.header })
  }

  async #answerTo(request: Request): Promise<Content | undefined> {
    const { channel, message } = request
    const type = message.header.msg_type
    const handler = handlerOf(channel, type)
    try {
      if (!handler) throw new Error(`This kernel does not know the message type ${type} on ${channel}.`)
      return await handler(this, request)
    } catch (error) {
      log('warning', `${type}: ${words(error)}`)
      if (!type.endsWith('_request')) return undefined
      const { name, message: evalue } = error instanceof Error ? error : new Error(String(error))
      const failure = { status: 'error', ename: name, evalue, traceback: [`\u001b[31m${name}\u001b[39m: ${evalue}`] }
      return type === 'execute_request' ? { ...failure, execution_count: this.executionCount } : failure
    }
  }

  #abort({ channel, message }: Request): void {
    const parent = message.header
    this.publish('status', { execution_state: 'busy' }, { parent })
    const content = { status: 'aborted', execution_count: this.executionCount }
    this.#sockets[channel].send(replyType(parent.msg_type), content, message)
    this.publish('status', { execution_state: 'idle' }, { parent })
  }

  #debugEvent(event: string, body: Content): void {
    this.#events += 1
    const parent = this.#busy?.message.header ?? null
    this.publish('debug_event', { seq: this.#events, type: 'event', event, body }, { parent })
  }

  /** To TypeScript the debugger's variables are any: nobody has written their type. */
  async #declare(name: string): Promise<void> {
    const cell = this.nextCell()
    const compiled = await this.language.compile({ cell, name: 'the debugger', code: `var ${name}: any` })
    if (!compiled.ok) throw new Error(`Expected the name of a variable, found ${name}.`)
    await this.language.commit(cell)
  }

  nextCell(): number {
    this.#cells += 1
    return this.#cells
  }

  publish(type: string, content: Content, options: MessageOptions = {}): void {
    const { iopub } = this.#sockets
    iopub.publish(type, content, options)
    if (iopub.outbox.bytes > muchOutput) this.#runtime.pause()
  }

  async run(run: Run, request: Omit<RunRequest, 'type'>): Promise<Outcome> {
    this.router.begin(run)
    await this.#debugger.willRun(request)
    const outcome = await this.#runtime.execute(run, request)
    this.#stdin.forget()
    // The runtime died, or was ended: nobody has published that error yet.
    if (outcome.error && !run.error) {
      run.error = outcome.error
      this.publish('error', { ...outcome.error }, { parent: run.request.header })
    }
    return outcome
  }

  send(frame: ToRuntime, buffers?: Buffer[]): void {
    this.#runtime.send(frame, buffers)
  }

  deliver(frame: Extract<ToRuntime, { comm: string }>, buffers: Buffer[]): Promise<void> {
    return this.#runtime.deliver(frame, buffers)
  }

  interruptible<T>(work: Promise<T>): Promise<T> {
    const stopped = new Promise<never>((_, reject) => {
      this.#stopCompile = reject
    })
    return Promise.race([work, stopped]).finally(() => {
      this.#stopCompile = undefined
    })
  }

  interrupt(): void {
    this.#stopCompile?.(new Interrupted())
    this.#debugger.interrupted()
    this.#runtime.interrupt()
  }

  /** A runtime died: what depended on its memory is gone. */
  runtimeDied(reason: string): void {
    const parent = this.#runtime.run?.request.header
    if (!parent) this.router.native('stderr', `${reason}\n`)
    closeAll(this, { parent: parent ?? null })
    this.#stdin.forget()
    this.#debugger.runtimeDied().catch((error) => log('error', `the debugger: ${words(error)}`))
    this.language.reset().catch((error) => log('error', `the language part could not be reset: ${words(error)}`))
  }

  stuck({ request }: Run): void {
    const text = 'The cell has not stopped: interrupt again to restart the runtime; its variables will be lost.\n'
    this.publish('stream', { name: 'stderr', text }, { parent: request.header })
  }

  inspected(message: string): void {
    this.#debugger.receive(message)
  }

  debug(request: Content): Promise<Content> {
    return this.#debugger.request(request)
  }

  usage(): Promise<Content> {
    return this.#usage.measure(this.#runtime.pid)
  }

  shutdown(): void {
    if (this.#ending) return
    this.#ending = true
    setImmediate(() =>
      this.#end()
        .catch((error) => log('error', words(error)))
        .finally(() => this.#parts.exit()),
    )
  }

  async #end(): Promise<void> {
    this.history.close()
    await this.#runtime.close()
    await this.#sockets.close()
  }
}
