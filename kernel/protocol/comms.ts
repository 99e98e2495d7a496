import type { Content, MessageOptions } from '../wire/message.ts'
import { recordField, textField } from './fields.ts'
import type { Kernel, Request } from './kernel.ts'

/** The comms that are open, whichever side opened them: what `comm_info` tells. */
export class Comms {
  readonly #targets = new Map<string, string>()

  open(comm: string, target: string): void {
    this.#targets.set(comm, target)
  }

  close(comm: string): void {
    this.#targets.delete(comm)
  }

  has(comm: string): boolean {
    return this.#targets.has(comm)
  }

  ids(): string[] {
    return [...this.#targets.keys()]
  }

  /** Open comms, all or those of one target. */
  info(target: string | undefined): Record<string, { target_name: string }> {
    const entries = [...this.#targets].filter(([, name]) => target === undefined || name === target)
    return Object.fromEntries(entries.map(([comm, name]) => [comm, { target_name: name }]))
  }
}

/** The runtime died, and with it its ends of all comms: front ends are told, so that widgets show it. */
export function closeAll(kernel: Kernel, options: MessageOptions): void {
  for (const comm of kernel.comms.ids()) {
    kernel.comms.close(comm)
    kernel.publish('comm_close', { comm_id: comm, data: {} }, options)
  }
}

export async function commInfoRequest(kernel: Kernel, { message: { content } }: Request): Promise<Content> {
  const target = content.target_name == null ? undefined : textField(content, 'target_name')
  return { status: 'ok', comms: kernel.comms.info(target) }
}

export async function commOpen(kernel: Kernel, { message }: Request): Promise<undefined> {
  const { content, metadata, buffers } = message
  const comm = textField(content, 'comm_id')
  const target = textField(content, 'target_name')
  const data = recordField(content, 'data')
  // The runtime knows the targets: where there is none of this name, it answers with `comm_close`.
  kernel.comms.open(comm, target)
  await kernel.deliver({ type: 'comm_open', comm, target, data, metadata }, buffers)
}

export async function commMsg(kernel: Kernel, { message }: Request): Promise<undefined> {
  const { content, metadata, buffers } = message
  const comm = textField(content, 'comm_id')
  const data = recordField(content, 'data')
  if (!kernel.comms.has(comm)) {
    // Its end here is gone (the runtime was restarted): the front end should know.
    kernel.publish('comm_close', { comm_id: comm, data: {} }, { parent: message.header })
    return
  }
  await kernel.deliver({ type: 'comm_msg', comm, data, metadata }, buffers)
}

export async function commClose(kernel: Kernel, { message }: Request): Promise<undefined> {
  const { content, metadata, buffers } = message
  const comm = textField(content, 'comm_id')
  const data = recordField(content, 'data')
  if (!kernel.comms.has(comm)) return
  kernel.comms.close(comm)
  await kernel.deliver({ type: 'comm_close', comm, data, metadata }, buffers)
}
