import type { Content } from '../wire/message.ts'
import { flagField } from './fields.ts'
import type { Kernel, Request } from './kernel.ts'

export async function interruptRequest(kernel: Kernel, _request: Request): Promise<Content> {
  kernel.interrupt()
  return { status: 'ok' }
}

/** The kernel ends on a restart too: Jupyter then starts a new one. */
export async function shutdownRequest(kernel: Kernel, { message }: Request): Promise<Content> {
  const restart = flagField(message.content, 'restart', false)
  const content = { status: 'ok', restart }
  kernel.publish('shutdown_reply', content, { parent: message.header })
  kernel.shutdown()
  return content
}

export async function usageRequest(kernel: Kernel, _request: Request): Promise<Content> {
  return kernel.usage()
}

export async function connectRequest(kernel: Kernel, _request: Request): Promise<Content> {
  return { status: 'ok', ...kernel.ports }
}

export async function debugRequest(kernel: Kernel, { message }: Request): Promise<Content> {
  return kernel.debug(message.content)
}
