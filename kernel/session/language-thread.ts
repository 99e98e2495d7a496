import { Worker } from 'node:worker_threads'
import { log, words } from '../wire/log.ts'
import type { Language, LanguageOptions } from './contract.ts'

interface Answer {
  id: number
  value?: unknown
  error?: unknown
}

interface Call {
  method: string
  args: unknown[]
  resolve(value: unknown): void
  reject(error: Error): void
}

/** A parse or two of a cell, in MB: V8's own choice keeps 10 MB more of garbage, and is no faster here. */
const youngMemory = 6

/** The error of a call, as whatever the thread could send of it. */
function asError(error: unknown): Error {
  if (error instanceof Error) return error
  const { message, name, stack } = (typeof error === 'object' && error !== null ? error : {}) as Partial<Error>
  const made = new Error(message ?? String(error))
  if (name) made.name = name
  if (stack) made.stack = stack
  return made
}

/**
 * The language part, as calls to its worker thread. Calls are answered in order. A thread that dies is replaced, and
 * told again what the session's cells declare; the calls that were under way fail.
 */
export class LanguageThread implements Language {
  readonly #entry: URL
  readonly #calls = new Map<number, Call>()
  #worker: Worker | undefined
  #id = 0
  #options: LanguageOptions | undefined
  #compiled = new Map<number, Parameters<Language['compile']>[0]>()
  #committed: Parameters<Language['compile']>[0][] = []
  #closed = false
  #opened: Promise<unknown> = Promise.resolve()

  constructor(entry = new URL('../language/worker.js', import.meta.url)) {
    this.#entry = entry
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { resourceLimits: { maxYoungGenerationSizeMb: youngMemory } })
    worker.unref()
    worker.on('message', (answer: Answer) => this.#answered(answer))
    worker.on('error', (error) => log('error', `the language thread failed: ${words(error)}`))
    worker.on('exit', () => this.#died(worker))
    this.#worker = worker
    if (this.#options) this.#opened = this.#restore(this.#options)
    return worker
  }

  /** Names and types of the cells that ran, for a thread that knows none of them. */
  #restore(options: LanguageOptions): Promise<unknown> {
    const failed = (error: unknown) => log('warning', `the language thread could not be restored: ${words(error)}`)
    const opened = this.#call('open', options)
    opened.catch(failed)
    for (const request of this.#committed) {
      this.#call('compile', request).catch(failed)
      this.#call('commit', request.cell).catch(failed)
    }
    return opened
  }

  #answered({ id, value, error }: Answer): void {
    const call = this.#calls.get(id)
    if (!call) return
    this.#calls.delete(id)
    if (error === undefined) call.resolve(value)
    else call.reject(asError(error))
  }

  #died(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    for (const { method, reject } of calls) reject(new Error(`The language thread died during ${method}: try again.`))
  }

  #call(method: string, ...args: unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('The kernel is shutting down.'))
    const worker = this.#worker ?? this.#start()
    return new Promise((resolve, reject) => {
      this.#id += 1
      this.#calls.set(this.#id, { method, args, resolve, reject })
      worker.postMessage({ id: this.#id, method, args })
    })
  }

  async open(options: LanguageOptions): Promise<void> {
    this.#options = options
    // A thread that starts is opened, now and after each death.
    if (this.#worker) this.#opened = this.#call('open', options)
    else this.#start()
    await this.#opened
  }

  async compile(request: Parameters<Language['compile']>[0]) {
    const result = (await this.#call('compile', request)) as Awaited<ReturnType<Language['compile']>>
    if (result.ok) this.#compiled.set(request.cell, request)
    return result
  }

  async commit(cell: number): Promise<void> {
    const request = this.#compiled.get(cell)
    if (request) this.#committed.push(request)
    this.#compiled.clear()
    await this.#call('commit', cell)
  }

  async reset(): Promise<void> {
    this.#committed = []
    this.#compiled.clear()
    await this.#call('reset')
  }

  complete(code: string, offset: number) {
    return this.#call('complete', code, offset) as ReturnType<Language['complete']>
  }

  inspect(code: string, offset: number, detail: 0 | 1) {
    return this.#call('inspect', code, offset, detail) as ReturnType<Language['inspect']>
  }

  isComplete(code: string) {
    return this.#call('isComplete', code) as ReturnType<Language['isComplete']>
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }
}
