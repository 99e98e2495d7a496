/** Calls to the checker's thread. A checker that dies or hangs is killed; whoever waits for it is told. */
import { Worker } from 'node:worker_threads'
import type { CheckerMethods } from './service.ts'
import type { CheckerAnswer } from './thread.ts'

interface Call {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

export class CheckerThread {
  readonly #worker: Worker
  readonly #calls = new Map<number, Call>()
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

  call<M extends keyof CheckerMethods>(
    method: M,
    milliseconds: number,
    ...args: Parameters<CheckerMethods[M]>
  ): Promise<ReturnType<CheckerMethods[M]>> {
    if (this.#closed) return Promise.reject(new Error('The type checker is not running.'))
    return new Promise((resolve, reject) => {
      const id = ++this.#id
      const late = () => this.#fail(`the type checker took more than ${milliseconds / 1000} s for ${method}`)
      const timer = setTimeout(late, milliseconds)
      timer.unref()
      this.#calls.set(id, { resolve: resolve as (value: unknown) => void, reject, timer })
      this.#worker.postMessage({ id, method, args })
    })
  }

  #answered(answer: CheckerAnswer): void {
    if ('pid' in answer) {
      this.#pid = answer.pid
      return
    }
    const call = this.#calls.get(answer.id)
    if (!call) return
    this.#calls.delete(answer.id)
    clearTimeout(call.timer)
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
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer)
      reject(new Error(reason))
    }
    this.#calls.clear()
    this.#lost(reason)
  }

  close(): void {
    this.#closed = true
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
