/** Runs cells, one at a time, and reports how they ended. */
import { Script } from 'node:vm'
import type { FromRuntime, RemoteError, RunRequest } from '../session/contract.ts'
import { cellUrl, keepSource } from './cells.ts'
import type { Channel } from './channel.ts'
import { type Rendered, render } from './displays/render.ts'
import { remoteError } from './errors/traceback.ts'
import { callInterruptibly } from './interrupt.ts'
import type { Loader } from './loader/loader.ts'
import type { Output } from './output.ts'
import { cellContext, Run, runs } from './run.ts'
import type { Sequence } from './sequence.ts'
import type { Shared } from './shared.ts'

export interface Services {
  channel: Channel
  shared: Shared
  output: Output
  sequence: Sequence
  loader: Loader
}

type CellFunction = (variables: object, context: object) => unknown
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
    this.#lowerFlag()
  }

  #lowerFlag(): void {
    Atomics.store(this.#services.shared.flag, 0, this.#lasting > 0 ? 2 : 0)
  }

  async #run(request: RunRequest): Promise<void> {
    const { channel, output, sequence } = this.#services
    const run = new Run(request)
    this.current = this.latest = run
    output.lastCell = run.cell
    this.#lowerFlag()
    const done: Done = { type: 'done', cell: run.cell, status: 'ok', expressions: {} }
    try {
      await this.#body(run)
      await this.#result(run)
      await this.#expressions(run, done)
    } catch (error) {
      done.status = 'error'
      const remote = remoteError(error, run)
      await sequence.settled(run.cell)
      output.flush()
      channel.send({ type: 'error', cell: run.cell, ...remote })
    }
    await sequence.settled(run.cell)
    output.flush()
    this.current = undefined
    channel.send(done)
  }

  async #body(run: Run): Promise<void> {
    const { imports, js, map, name, code } = run.request
    keepSource(cellUrl(run.cell), { name, code, map })
    const modules = await Promise.race([
      runs.run(run, () => this.#services.loader.loadAll(imports)),
      run.stoppedForGood,
    ])
    const pending = this.#call(run, js, cellUrl(run.cell), map, modules)
    if (!run.request.async) return
    const ended = Promise.resolve(pending).finally(() => {
      if (counted) this.#lasting--
    })
    let counted = false
    run.stoppedForGood.catch(() => {
      counted = true
      this.#lasting++
    })
    try {
      await Promise.race([ended, run.stoppedForGood])
    } finally {
      ended.catch(() => {})
    }
  }

  /** Compiles and calls; what it returns is a promise where the code awaits. */
  #call(run: Run, js: string, url: string, map: string, modules: Record<string, unknown>[]): unknown {
    const { shared, loader } = this.#services
    const link = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`
    const compiled = new Script(`${js}\n${link}`, { filename: url }).runInThisContext() as CellFunction
    const context = cellContext(run, shared, {
      modules,
      import: (specifier, attributes) => loader.load(specifier, attributes),
      require: (specifier) => loader.require(specifier),
      meta: loader.meta,
    })
    return runs.run(run, () => callInterruptibly(shared, () => compiled(this.variables, context)))
  }

  async #result(run: Run): Promise<void> {
    if (run.value === undefined || run.request.silent) return
    const { data, metadata } = await this.#render(run, run.value)
    await this.#services.sequence.settled(run.cell)
    this.#services.output.flush()
    this.#services.channel.send({ type: 'result', cell: run.cell, data, metadata })
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
      keepSource(url, { name: `Expression ${name}`, code: expression.code, map: expression.map })
      try {
        run.value = undefined
        await Promise.race([this.#call(run, expression.js, url, expression.map, []), run.stoppedForGood])
        done.expressions[name] = await this.#render(run, run.value)
      } catch (error) {
        done.expressions[name] = remoteError(error, run) satisfies RemoteError
      }
    }
  }
}
