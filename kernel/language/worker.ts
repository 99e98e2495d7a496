/** The language thread: requests `{ id, method, args }` are answered in order by `{ id, value }` or `{ id, error }`. */
import { parentPort } from 'node:worker_threads'
import { LanguageService } from './language.ts'
import { saveCodeCache } from './tslab.ts'

interface Request {
  id: number
  method: string
  args: unknown[]
}

const methods = new Set(['open', 'compile', 'commit', 'complete', 'inspect', 'isComplete', 'reset'])
const service = new LanguageService() as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
/** Milliseconds after which the compiler has seen a cell or two. */
setTimeout(saveCodeCache, 5_000).unref()

let queue: Promise<void> = Promise.resolve()

parentPort?.on('message', (request: Request) => {
  queue = queue.then(() => answer(request))
})

async function answer({ id, method, args }: Request): Promise<void> {
  try {
    const handler = methods.has(method) ? service[method] : undefined
    if (!handler)
      throw new Error(`Expected a method of the language service (${[...methods].join(', ')}), found ${method}.`)
    parentPort?.postMessage({ id, value: await handler.call(service, ...args) })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
    parentPort?.postMessage({ id, error: { message, stack } })
  }
}
