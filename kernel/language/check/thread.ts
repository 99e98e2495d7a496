/** The checker's own thread: its calls to the native checker block, and the language thread must not. */
import { parentPort } from 'node:worker_threads'
import { CheckerService } from './service.ts'

export interface CheckerRequest {
  id: number
  method: string
  args: unknown[]
}

export type CheckerAnswer = { pid: number | undefined } | { id: number; value: unknown } | { id: number; error: string }

const post = (answer: CheckerAnswer) => parentPort?.postMessage(answer)
const service = new CheckerService((pid) => post({ pid }))

parentPort?.on('message', ({ id, method, args }: CheckerRequest) => {
  try {
    const handler = (service as unknown as Record<string, (...args: unknown[]) => unknown>)[method]
    if (!handler) throw new Error(`Expected a method of the checker, found ${method}.`)
    post({ id, value: handler.call(service, ...args) })
  } catch (error) {
    post({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
