/** Runs cells, one at a time, and reports how they ended. */
import { dirname } from 'node:path'
import type { FromRuntime, RunRequest } from '../session/contract.ts'
import { type CellSource, cellUrl } from './cells.ts'
import type { Channel } from './channel.ts'
import { type CompiledFunction, compiledFunction } from './compiled.ts'
import { isHandle } from './display.ts'
import { type Rendered, render } from './displays/render.ts'
import { describe } from './errors/describe.ts'
import { blameImport } from './errors/stack.ts'
import { remoteError } from './errors/traceback.ts'
import { callInterruptibly, KeyboardInterrupt } from './interrupt.ts'
import { type Loader, metaOf } from './loader/loader.ts'
import type { Namespace } from './loader/local-modules.ts'
import type { Output } from './output.ts'
import { cellContext, Run, runs } from './run.ts'
import type { Shared } from './shared.ts'

export interface Services {
  channel: Channel
  shared: Shared
  output: Output
  loader: Loader
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** How long the end of a stopped cell waits for what it shows that is still being made (ms); less than Stop's patience. */
const lastLook = 2500

type Done = Extract<FromRuntime, { type: 'done' }>

export class Executor {
  /** All top-level names of all cells. */
  readonly variables: Record<string, unknown> = {}
  /** The run that is going on now. */
  current: Run | undefined
  /** The last run that began. */
  latest: Run | undefined
  readonly #services: Services
  #queue: Promise<void> = Promise.resolve()
  /** Stopped runs whose code swallowed the interruption and goes on: the flag stays up for them. */
  #lasting = 0

  constructor(services: Services) {
    this.#services = services
  }

  run(request: RunRequest): Promise<void> {
    this.#queue = this.#queue.then(() => this.#run(request))
    return this.#queue
  }

  /** The main thread's part of an interrupt; the watcher has already raised the flag and ended synchronous code. */
  interrupt(): void {
    this.current?.stop()
    Atomics.store(this.#services.shared.flag, 0, this.#lasting > 0 ? 2 : 0)
  }

  /** An interrupt that the watcher has raised (1) stays up: its message, which is on its way, lowers it. */
  #addLasting(change: 1 | -1): void {
    this.#lasting += change
    const [from, to] = this.#lasting > 0 ? [0, 2] : [2, 0]
    Atomics.compareExchange(this.#services.shared.flag, 0, from, to)
  }

  async #run(request: RunRequest): Promise<void> {
    const { channel, output } = this.#services
    const run = new Run(request)
    this.current = this.latest = run
    output.begin(run.cell)
    const done: Done = { type: 'done', cell: run.cell, status: 'ok', expressions: {} }
    try {
      await this.#body(run)
      await this.#showResult(run)
      await this.#expressions(run, done)
      await Promise.race([output.settled(run.cell), run.stoppedForGood])
    } catch (error) {
      if (error instanceof KeyboardInterrupt) run.stop()
      done.status = 'error'
      const remote = remoteError(run.stopped ? interruption(error) : error)
      await output.settled(run.cell, run.stopped ? lastLook : undefined)
      // Promise jobs that go on for ever would leave no turn for anything: then the cell has not been stopped.
      if (run.stopped) await nextTurn()
      channel.send({ type: 'error', cell: run.cell, ...remote })
    }
    output.flush()
    this.current = undefined
    channel.send(done)
  }

  async #body(run: Run): Promise<void> {
    const { imports, locals = [], aliases = {}, js, map, name, code } = run.request
    const source = { name, code, map }
    this.#services.loader.register(locals, aliases)
    const failed = (error: unknown, specifier: string) => blameImport(error, source, specifier)
    const modules =
      imports.length === 0 ? [] : await run.await(runs.run(run, () => this.#services.loader.loadAll(imports, failed)))
    const pending = this.#call(run, js, cellUrl(run.cell), source, modules)
    if (run.request.async) await this.#ended(run, Promise.resolve(pending))
  }

  /** Waits for what a cell awaits, or until it has been stopped and had its time to clean up. */
  async #ended(run: Run, pending: Promise<unknown>): Promise<void> {
    let isOver = false
    let goesOn = false
    const ended = pending.finally(() => {
      isOver = true
      if (goesOn) this.#addLasting(-1)
    })
    ended.catch(() => {})
    try {
      await Promise.race([ended, run.stoppedForGood])
    } finally {
      if (!isOver) {
        goesOn = true
        this.#addLasting(1)
      }
    }
  }

  /** Compiles and calls; what it returns is a promise where the code awaits. */
  #call(run: Run, js: string, url: string, source: CellSource, modules: Namespace[]): unknown {
    const { shared, loader } = this.#services
    const compiled = compiledFunction(js, url, source)
    const context = cellContext(run, shared, {
      modules,
      import: (specifier, attributes) => loader.load(specifier, attributes),
      require: loader.requireFrom(),
      meta: loader.meta,
    })
    return runs.run(run, () => callInterruptibly(shared, () => compiled(this.variables, context)))
  }

  /** Calls the code of a local module on behalf of the cell that imports it. */
  callModule(compiled: CompiledFunction, variables: object, modules: Namespace[], path: string): unknown {
    const { shared, loader } = this.#services
    const run = runs.getStore() ?? this.latest!
    const folder = dirname(path)
    const context = cellContext(run, shared, {
      modules,
      import: (specifier, attributes) => loader.load(specifier, attributes, folder),
      require: loader.requireFrom(folder),
      meta: metaOf(path),
    })
    return callInterruptibly(shared, () => compiled(variables, { ...context, result: () => {} }))
  }

  async #showResult(run: Run): Promise<void> {
    if (run.value === undefined || run.request.silent || isHandle(run.value)) return
    const { data, metadata } = await run.await(this.#render(run, run.value))
    this.#services.output.send({ type: 'result', cell: run.cell, data, metadata })
  }

  #render(run: Run, value: unknown): Promise<Rendered> | Rendered {
    return runs.run(run, () => callInterruptibly(this.#services.shared, () => render(value)))
  }

  async #expressions(run: Run, done: Done): Promise<void> {
    let index = 0
    for (const [name, expression] of Object.entries(run.request.expressions)) {
      index += 1
      if ('error' in expression) {
        done.expressions[name] = expression.error
        continue
      }
      const url = cellUrl(run.cell, index)
      const source = { name: `Expression ${name}`, code: expression.code, map: expression.map }
      try {
        run.value = undefined
        await run.await(this.#call(run, expression.js, url, source, []))
        done.expressions[name] = await run.await(this.#render(run, run.value))
      } catch (error) {
        done.expressions[name] = remoteError(error)
      }
    }
  }
}

/** A stopped cell fails with KeyboardInterrupt, whatever its code made of it on the way (an AbortError, say). */
function interruption(error: unknown): unknown {
  if (error instanceof KeyboardInterrupt) return error
  const stopped = new KeyboardInterrupt()
  if (describe(error).name !== 'AbortError') stopped.cause = error
  return stopped
}
