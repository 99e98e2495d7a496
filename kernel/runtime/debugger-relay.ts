/** The debugger's way in: Chrome DevTools Protocol messages between the main process and this process's inspector. */
import { Session } from 'node:inspector'

interface Request {
  id: number
  method: string
  params?: object
}

/**
 * Opens a session on the main thread's inspector (it works while that thread is paused or busy) and returns the
 * function that takes requests; `reply` gets answers and events.
 */
export function openDebugger(reply: (message: string) => void): (message: string) => void {
  const session = new Session()
  session.connectToMainThread()
  session.on('inspectorNotification', (event) => reply(JSON.stringify(event)))
  return (text) => {
    const { id, method, params } = JSON.parse(text) as Request
    session.post(method, params ?? {}, (error, result) => {
      reply(JSON.stringify(error ? { id, error: { code: -32000, ...error, message: error.message } } : { id, result }))
    })
  }
}
