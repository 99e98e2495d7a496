/** The debugger's way in: Chrome DevTools Protocol messages between the main process and this process's inspector. */
import { Session } from 'node:inspector'

interface Request {
  id: number
  method: string
  params?: object
}

interface Paused {
  params: { callFrames: { url: string; location: { scriptId: string } }[] }
}

/** Call frames come without the URLs of their scripts. */
function nameScripts({ params }: Paused, urls: Map<string, string>): void {
  for (const frame of params.callFrames) frame.url ||= urls.get(frame.location.scriptId) ?? ''
}

/**
 * Opens a session on the main thread's inspector (it works while that thread is paused or busy) and returns the
 * function that takes requests; `reply` gets answers and events.
 */
export function openDebugger(reply: (message: string) => void): (message: string) => void {
  const session = new Session()
  session.connectToMainThread()
  const urls = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url))
  session.on('inspectorNotification', (event) => {
    if (event.method === 'Debugger.paused') nameScripts(event as unknown as Paused, urls)
    reply(JSON.stringify(event))
  })
  return (text) => {
    const { id, method, params } = JSON.parse(text) as Request
    session.post(method, params ?? {}, (error, result) => {
      reply(JSON.stringify(error ? { id, error: { code: -32000, ...error, message: error.message } } : { id, result }))
    })
  }
}
