import type { ChannelName } from '../wire/sockets.ts'
import { completeRequest, inspectRequest, isCompleteRequest } from './assist.ts'
import { commClose, commInfoRequest, commMsg, commOpen } from './comms.ts'
import { connectRequest, debugRequest, interruptRequest, shutdownRequest, usageRequest } from './control.ts'
import { executeRequest } from './execute.ts'
import { historyRequest } from './history.ts'
import type { Handler, Kernel, Request } from './kernel.ts'
import { kernelInfoRequest } from './kernel-info.ts'

/** Requests that any time is right for: the language thread and the main process answer them while a cell runs. */
const anytime: Record<string, Handler> = {
  kernel_info_request: kernelInfoRequest,
  connect_request: connectRequest,
  shutdown_request: shutdownRequest,
}

const shell: Record<string, Handler> = {
  ...anytime,
  execute_request: executeRequest,
  complete_request: completeRequest,
  inspect_request: inspectRequest,
  is_complete_request: isCompleteRequest,
  history_request: historyRequest,
  comm_info_request: commInfoRequest,
  comm_open: commOpen,
  comm_msg: commMsg,
  comm_close: commClose,
}

const control: Record<string, Handler> = {
  ...anytime,
  interrupt_request: interruptRequest,
  usage_request: usageRequest,
  debug_request: debugRequest,
}

const handlers: Record<ChannelName, Record<string, Handler>> = { shell, control, stdin: {} }

export function handlerOf(channel: ChannelName, type: string): Handler | undefined {
  return Object.hasOwn(handlers[channel], type) ? handlers[channel][type] : undefined
}

/**
 * Whether a request must wait for the cells before it. Cells run one after the other; a comm that is opened may need the
 * handler that an earlier cell registers. What goes to an open comm is for right now: a slider that steers a training.
 */
export function waitsItsTurn(kernel: Kernel, { channel, message }: Request): boolean {
  if (channel !== 'shell') return false
  const { msg_type: type } = message.header
  if (type === 'execute_request' || type === 'comm_open') return true
  return (type === 'comm_msg' || type === 'comm_close') && !kernel.comms.has(String(message.content.comm_id))
}

/** `execute_request` → `execute_reply`. */
export function replyType(type: string): string {
  return type.replace(/_request$/, '_reply')
}
