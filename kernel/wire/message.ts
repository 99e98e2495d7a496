import { randomUUID } from 'node:crypto'

/** The version of the messaging protocol that the kernel speaks. */
export const protocolVersion = '5.5'

export type Content = Record<string, unknown>

export interface Header {
  msg_id: string
  msg_type: string
  session: string
  username: string
  date: string
  version: string
  subshell_id?: string | null
}

/** A Jupyter message, as it is between the sockets and the handlers. */
export interface Message {
  /** ZMQ routing ids (ROUTER) or the topic (XPUB). */
  identities: Buffer[]
  header: Header
  /** The header of the request that caused this message; empty where nothing did. */
  parent: Header | Record<string, never>
  metadata: Content
  content: Content
  buffers: Buffer[]
}

export interface MessageOptions {
  identities?: Buffer[] | undefined
  parent?: Header | Record<string, never> | null | undefined
  metadata?: Content | undefined
  buffers?: Buffer[] | undefined
}

/** A new message of this kernel. */
export function createMessage(session: string, type: string, content: Content, options: MessageOptions = {}): Message {
  return {
    identities: options.identities ?? [],
    header: {
      msg_id: randomUUID(),
      msg_type: type,
      session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: protocolVersion,
    },
    parent: options.parent ?? {},
    metadata: options.metadata ?? {},
    content,
    buffers: options.buffers ?? [],
  }
}
