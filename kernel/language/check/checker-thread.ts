/** Calls to the checker's thread. A checker that dies or hangs is killed; whoever waits for it is told. */
import { Worker } from 'node:worker_threads'
import type { CheckerMethods } from './service.ts'
import type { CheckerAnswer } from './thread.ts'

interface Call {
  method: string
  milliseconds: number
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

export class CheckerThread {
  readonly #worker: Worker
  readonly #calls = new Map<number, Call>()
  #timer: NodeJS.Timeout | undefined
  readonly #lost: (reason: string) => void
  #pid: number | undefined
  #id = 0
  #closed = false

  /** `lost` is called once, when this checker can no longer be used. */
  constructor(entry: URL, lost: (reason: string) => void) {
    this.#lost = lost
    this.#worker = new Worker(entry)
    this.#worker.unref()
    this.#worker.on('message', (answer: CheckerAnswer) => this.#answered(answer))
    this.#worker.on('error', (error) => this.#fail(`the type checker's thread failed: ${error.message}`))
    this.#worker.on('exit', () => this.#fail(`the type checker's thread ended`))
  }

  /** Calls are answered in order; `milliseconds` count from the answer before: waiting behind others is not being late. */
  call<M extends keyof CheckerMethods>(
    method: M,
    milliseconds: number,
    ...args: Parameters<CheckerMethods[M]>
  ): Promise<ReturnType<CheckerMethods[M]>> {
    if (this.#closed) return Promise.reject(new Error('The type checker is not running.'))
    return new Promise((resolve, reject) => {
      const id = ++this.#id
      this.#calls.set(id, { method, milliseconds, resolve: resolve as (value: unknown) => void, reject })
      if (this.#calls.size === 1) this.#watchFirst()
      this.#worker.postMessage({ id, method, args })
    })
  }

  #watchFirst(): void {
    clearTimeout(this.#timer)
    const [first] = this.#calls.values()
    if (!first) return
    const { method, milliseconds } = first
    const late = () => this.#fail(`the type checker took more than ${milliseconds / 1000} s for ${method}`)
    this.#timer = setTimeout(late, milliseconds)
    this.#timer.unref()
  }

  #answered(answer: CheckerAnswer): void {
    if ('pid' in answer) {
      this.#pid = answer.pid
      return
    }
    const call = this.#calls.get(answer.id)
    if (!call) return
    this.#calls.delete(answer.id)
    this.#watchFirst()
    if ('value' in answer) call.resolve(answer.value)
    else {
      call.reject(new Error(answer.error))
      // The pipe to the native process is broken: nothing will come from it any more.
      if (/EPIPE|closed|EOF|exited/i.test(answer.error)) this.#fail(`the type checker died: ${answer.error}`)
    }
  }

  #fail(reason: string): void {
    if (this.#closed) return
    this.close()
    for (const { reject } of this.#calls.values()) reject(new Error(reason))
    this.#calls.clear()
    this.#lost(reason)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    // The thread may be blocked in a read from the native process: end that first.
    if (this.#pid !== undefined) {
      try {
        process.kill(this.#pid, 'SIGKILL')
      } catch {
        // It is gone already.
      }
    }
    void this.#worker.terminate()
  }
}
