import type { Content } from '../../wire/message.ts'
import { recordField, textField } from '../fields.ts'
import { Breakpoints } from './breakpoints.ts'
import { capabilities, naming } from './capabilities.ts'
import { evaluate, sessionObject, variables } from './evaluate.ts'
import { Inspector, type Paused } from './inspector.ts'
import { type DebuggedRun, Sources } from './sources.ts'
import { Stop } from './stop.ts'
import { describe, typeName, Values } from './values.ts'

/** Nobody steps through these: the kernel itself, Node, and packages. */
const blackbox = ['^node:', '/node_modules/', '/dist/kernel/', '/kernel/runtime/']

/** A step that stays on its line goes on by itself, this often at most. */
const mostSteps = 30

const thread = 1

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** What the adapter needs of the session. */
export interface DebugHost {
  send(message: string): void
  event(event: string, body: Content): void
  /** A variable that no cell has declared is there for the cells to come. */
  declare(name: string): Promise<void>
}

type Command = (args: Content) => Promise<Content> | Content

/** Speaks the debug adapter protocol with the front end, and the inspector's protocol with the runtime. */
export class DebugAdapter {
  readonly #host: DebugHost
  readonly #inspector: Inspector
  readonly #sources = new Sources()
  readonly #breakpoints: Breakpoints
  readonly #values: Values
  /** URLs of the scripts that the runtime has loaded, by id. */
  readonly #scripts = new Map<string, string>()
  #started = false
  #enabled: Promise<void> = Promise.resolve()
  #stop: Stop | undefined
  #step: { command: string; from: string; turns: number } | undefined
  #exceptions = 'none'
  #queue: Promise<unknown> = Promise.resolve()

  constructor(host: DebugHost) {
    this.#host = host
    this.#inspector = new Inspector(
      (message) => host.send(message),
      (method, params) => this.#event(method, params),
    )
    this.#breakpoints = new Breakpoints(this.#inspector, this.#sources)
    this.#values = new Values(this.#inspector)
  }

  /** One request of the front end, to its response; requests are carried out in the order they come. */
  request(message: Content): Promise<Content> {
    const answered = this.#queue.then(() => this.#respond(message))
    this.#queue = answered.catch(() => {})
    return answered
  }

  async #respond(message: Content): Promise<Content> {
    const command = textField(message, 'command')
    const seq = Number.isInteger(message.seq) ? message.seq : 0
    const response = { type: 'response', seq, request_seq: seq, command }
    try {
      const run = Object.hasOwn(this.#commands, command) ? this.#commands[command] : undefined
      if (!run) throw new Error(`The debugger does not know the command ${command}.`)
      return { ...response, success: true, body: await run(recordField(message, 'arguments')) }
    } catch (error) {
      return { ...response, success: false, message: error instanceof Error ? error.message : String(error), body: {} }
    }
  }

  readonly #commands: Record<string, Command> = {
    initialize: () => capabilities,
    attach: () => this.#start(),
    launch: () => this.#start(),
    configurationDone: () => ({}),
    disconnect: () => this.#end(),
    terminate: () => this.#end(),
    debugInfo: () => this.#info(),
    dumpCell: (args) => ({ sourcePath: this.#sources.dump(textField(args, 'code')) }),
    source: (args) => this.#source(textField(recordField(args, 'source'), 'path')),
    setBreakpoints: (args) => this.#setBreakpoints(args),
    setExceptionBreakpoints: ({ filters }) => this.#setExceptions(filters),
    exceptionInfo: () => this.#stopped().exception(),
    threads: () => ({ threads: [{ id: thread, name: 'runtime' }] }),
    stackTrace: () => {
      const stackFrames = this.#stop?.stackFrames() ?? []
      return { stackFrames, totalFrames: stackFrames.length }
    },
    scopes: async ({ frameId }) => {
      const session = await sessionObject(this.#inspector)
      return { scopes: this.#stopped().scopes(frameId, session?.objectId, this.#values) }
    },
    variables: async ({ variablesReference }) => ({
      variables: await this.#values.children(Number(variablesReference)),
    }),
    continue: () => this.#go('Debugger.resume'),
    next: () => this.#go('Debugger.stepOver'),
    stepIn: () => this.#go('Debugger.stepInto'),
    stepOut: () => this.#go('Debugger.stepOut'),
    pause: async () => {
      await this.#inspector.call('Debugger.pause')
      return {}
    },
    evaluate: (args) => this.#evaluate(textField(args, 'expression'), args.frameId),
    inspectVariables: () => this.#inspectVariables(),
    richInspectVariables: (args) => this.#inspectRichly(textField(args, 'variableName'), args.frameId),
    copyToGlobals: (args) => this.#copy(args),
    modules: () => this.#modules(),
  }

  async #start(): Promise<Content> {
    if (!this.#started) {
      this.#started = true
      this.#enabled = this.#enable()
      await this.#enabled
    }
    this.#host.event('initialized', {})
    return {}
  }

  async #enable(): Promise<void> {
    await this.#inspector.call('Runtime.enable')
    await this.#inspector.call('Debugger.enable')
    await this.#inspector.call('Debugger.setBlackboxPatterns', { patterns: blackbox })
    await this.#inspector.call('Debugger.setPauseOnExceptions', { state: this.#exceptions })
  }

  async #end(): Promise<Content> {
    if (this.#started) {
      this.#started = false
      this.#breakpoints.clear()
      this.#exceptions = 'none'
      // Disabling lets a paused program go on.
      await this.#inspector.call('Debugger.disable')
      await this.#inspector.call('Runtime.disable')
      this.#resumed()
    }
    return {}
  }

  /** A cell is about to run: its breakpoints are set first. */
  async willRun(run: Pick<DebuggedRun, 'cell' | 'name' | 'code' | 'map'>): Promise<void> {
    const debugged = this.#sources.ran(run)
    if (!this.#started) return
    // A fresh runtime takes no breakpoints before its debugger is on.
    await this.#enabled.catch(() => {})
    await this.#breakpoints.apply(debugged)
  }

  /** Stop was pressed: a paused program could not see it. */
  interrupted(): void {
    if (this.#stop) void this.#inspector.call('Debugger.resume').catch(() => {})
  }

  /** The runtime died; a fresh one, which knows no scripts, takes its place. */
  async runtimeDied(): Promise<void> {
    this.#inspector.abandon()
    this.#sources.forget()
    this.#scripts.clear()
    this.#breakpoints.unset()
    this.#resumed()
    if (!this.#started) return
    this.#enabled = this.#enable()
    await this.#enabled
  }

  receive(message: string): void {
    this.#inspector.receive(message)
  }

  #event(method: string, params: unknown): void {
    if (method === 'Debugger.paused') this.#paused(params as Paused)
    else if (method === 'Debugger.resumed') this.#resumed()
    else if (method === 'Debugger.scriptParsed') {
      const { scriptId, url } = params as { scriptId: string; url: string }
      if (url && !url.startsWith('node:')) this.#scripts.set(scriptId, url)
    }
  }

  #paused(paused: Paused): void {
    // Frames name their script by number only.
    for (const frame of paused.callFrames) frame.url ||= this.#scripts.get(frame.location.scriptId) ?? ''
    const stop = new Stop(paused, this.#sources)
    const step = this.#step
    const again = step && step.turns < mostSteps && stop.reason(true) === 'step' && stop.position === step.from
    if (again || !stop.shown || !stop.written) {
      // Still on the line where the step began, or in code that nobody wrote: on to the next place.
      if (step) step.turns += 1
      const command = step ? (stop.written ? step.command : 'Debugger.stepOut') : 'Debugger.resume'
      void this.#inspector.call(command).catch(() => {})
      return
    }
    this.#stop = stop
    const body = { reason: stop.reason(step !== undefined), threadId: thread, allThreadsStopped: true }
    this.#step = undefined
    this.#host.event('stopped', body)
  }

  #resumed(): void {
    this.#values.clear()
    if (!this.#stop) return
    this.#stop = undefined
    this.#host.event('continued', { threadId: thread, allThreadsContinued: true })
  }

  #stopped(): Stop {
    if (!this.#stop)
      throw new Error('Expected a paused program, found a running one: set a breakpoint and run the cell.')
    return this.#stop
  }

  async #go(command: string): Promise<Content> {
    const from = this.#stopped().position
    this.#step = command === 'Debugger.resume' ? undefined : { command, from, turns: 0 }
    await this.#inspector.call(command)
    return { allThreadsContinued: true }
  }

  #info(): Content {
    const breakpoints = this.#breakpoints.list()
    return { ...naming, isStarted: this.#started, breakpoints, stoppedThreads: this.#stop ? [thread] : [] }
  }

  async #source(path: string): Promise<Content> {
    const code = this.#sources.code(path)
    if (code !== undefined) return { content: code, mimeType: 'text/typescript' }
    const [scriptId] = [...this.#scripts].find(([, url]) => url === path || url === `file://${path}`) ?? []
    if (!scriptId) throw new Error(`The debugger has no source ${path}.`)
    const { scriptSource } = await this.#inspector.call<{ scriptSource: string }>('Debugger.getScriptSource', {
      scriptId,
    })
    return { content: scriptSource, mimeType: 'text/javascript' }
  }

  async #setBreakpoints(args: Content): Promise<Content> {
    const path = textField(recordField(args, 'source'), 'path')
    const list = Array.isArray(args.breakpoints) ? args.breakpoints : []
    return { breakpoints: await this.#breakpoints.replace(path, list) }
  }

  async #setExceptions(filters: unknown): Promise<Content> {
    const wanted = Array.isArray(filters) ? filters : []
    this.#exceptions = wanted.includes('raised') ? 'all' : wanted.includes('uncaught') ? 'uncaught' : 'none'
    if (this.#started) await this.#inspector.call('Debugger.setPauseOnExceptions', { state: this.#exceptions })
    return {}
  }

  async #evaluate(expression: string, frameId: unknown): Promise<Content> {
    const value = await evaluate(this.#inspector, expression, this.#stop?.frame(frameId ?? 1))
    return { result: describe(value), type: typeName(value), variablesReference: this.#values.refer(value.objectId) }
  }

  async #inspectVariables(): Promise<Content> {
    const session = await sessionObject(this.#inspector)
    const reference = this.#values.refer(session?.objectId)
    return { variables: reference > 0 ? await this.#values.children(reference) : [] }
  }

  async #inspectRichly(name: string, frameId: unknown): Promise<Content> {
    const frame = frameId !== undefined && this.#stop ? this.#stop.frame(frameId) : undefined
    const value = await evaluate(this.#inspector, name, frame)
    return {
      data: { 'text/plain': value.type === 'function' ? (value.description ?? '') : describe(value) },
      metadata: {},
    }
  }

  async #copy({ srcVariableName, dstVariableName, srcFrameId }: Content): Promise<Content> {
    const frame = this.#stopped().frame(srcFrameId)
    const name = String(dstVariableName)
    if (!identifier.test(name)) throw new Error(`Expected the name of a variable, found ${JSON.stringify(name)}.`)
    await evaluate(this.#inspector, `${variables}.${name} = ${String(srcVariableName)}`, frame)
    await this.#host.declare(name)
    return {}
  }

  #modules(): Content {
    const modules = [...this.#scripts.values()].map((url, i) => ({ id: i, name: url.split('/').at(-1), path: url }))
    return { modules, totalModules: modules.length }
  }
}
