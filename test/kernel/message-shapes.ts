/** What every message that the kernel sends must look like (messaging protocol 5.5). */
import type { Received } from './client.ts'

type Check = (value: unknown) => string | undefined

const kind = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value)
const expect =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `expected ${what}, found ${kind(value)} ${JSON.stringify(value)?.slice(0, 80)}`

const text = expect('text', (value) => typeof value === 'string')
const flag = expect('true or false', (value) => typeof value === 'boolean')
const whole = expect('a whole number', Number.isInteger)
const number = expect('a number', (value) => typeof value === 'number' && Number.isFinite(value))
const one = (...values: unknown[]) => expect(`one of ${values.join(', ')}`, (value) => values.includes(value))

function list(item: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return `expected a list, found ${kind(value)}`
    return value.map(item).find(Boolean)
  }
}

function map(item: Check): Check {
  return (value) => {
    if (kind(value) !== 'object') return `expected an object, found ${kind(value)}`
    return Object.values(value as object)
      .map(item)
      .find(Boolean)
  }
}

const anything: Check = (value) => (value === undefined ? 'expected a value, found nothing' : undefined)
const object = map(anything)

/** An object with these fields and no others; names that end in `?` may be missing. */
function fields(shape: Record<string, Check>): Check {
  return (value) => {
    if (kind(value) !== 'object') return `expected an object, found ${kind(value)}`
    const found = value as Record<string, unknown>
    for (const [name, check] of Object.entries(shape)) {
      const key = name.replace('?', '')
      if (!(key in found)) {
        if (name.endsWith('?')) continue
        return `${key} is missing`
      }
      const problem = check(found[key])
      if (problem) return `${key}: ${problem}`
    }
    const extra = Object.keys(found).find((key) => !(key in shape) && !(`${key}?` in shape))
    return extra === undefined ? undefined : `${extra} is not in the protocol`
  }
}

const failure = { status: one('error'), ename: text, evalue: text, traceback: list(text) }
const bundle = map(anything)
const expression: Check = (value) => {
  const found = value as { status?: unknown }
  return found.status === 'ok'
    ? fields({ status: one('ok'), data: bundle, metadata: object })(value)
    : fields(failure)(value)
}
const execute: Record<string, Check> = {
  ok: fields({
    status: one('ok'),
    execution_count: whole,
    payload: list(fields({ source: text, data: bundle, start: whole })),
    user_expressions: map(expression),
  }),
  error: fields({ ...failure, execution_count: whole, 'payload?': list(anything), 'user_expressions?': object }),
  aborted: fields({ status: one('aborted'), execution_count: whole }),
}

/** Replies: by status; an error has the same shape everywhere. */
const reply = (shape: Record<string, Check>): Check => {
  const ok = fields({ status: one('ok'), ...shape })
  return (value) => ((value as { status?: unknown }).status === 'error' ? fields(failure)(value) : ok(value))
}

const comm = { comm_id: text, data: object }
const display = fields({ data: bundle, metadata: object, transient: fields({ 'display_id?': text }) })

const shapes: Record<string, Check> = {
  status: fields({ execution_state: one('busy', 'idle', 'starting') }),
  iopub_welcome: fields({ subscription: text }),
  stream: fields({ name: one('stdout', 'stderr'), text }),
  execute_input: fields({ code: text, execution_count: whole }),
  execute_result: fields({ execution_count: whole, data: bundle, metadata: object }),
  display_data: display,
  update_display_data: display,
  clear_output: fields({ wait: flag }),
  error: fields({ ename: text, evalue: text, traceback: list(text) }),
  comm_open: fields({ ...comm, target_name: text }),
  comm_msg: fields(comm),
  comm_close: fields(comm),
  debug_event: fields({ seq: whole, type: one('event'), event: text, 'body?': object }),
  input_request: fields({ prompt: text, password: flag }),
  execute_reply: (value) => {
    const status = (value as { status?: string }).status ?? ''
    return execute[status]?.(value) ?? (status in execute ? undefined : `status ${status}`)
  },
  kernel_info_reply: reply({
    protocol_version: one('5.5'),
    implementation: text,
    implementation_version: text,
    language_info: fields({
      name: one('typescript'),
      version: text,
      mimetype: text,
      file_extension: one('.ts'),
      pygments_lexer: text,
      codemirror_mode: text,
      nbconvert_exporter: text,
    }),
    banner: text,
    help_links: list(fields({ text, url: text })),
    debugger: flag,
    supported_features: list(text),
  }),
  complete_reply: reply({
    matches: list(text),
    cursor_start: whole,
    cursor_end: whole,
    metadata: fields({
      '_jupyter_types_experimental?': list(fields({ start: whole, end: whole, text, type: text, 'signature?': text })),
    }),
  }),
  inspect_reply: reply({ found: flag, data: bundle, metadata: object }),
  is_complete_reply: (value) => {
    const { status } = value as { status: string }
    if (status === 'error') return fields(failure)(value)
    if (status === 'incomplete') return fields({ status: text, indent: text })(value)
    return fields({ status: one('complete', 'invalid', 'unknown') })(value)
  },
  history_reply: reply({ history: list(list(anything)) }),
  comm_info_reply: reply({ comms: map(fields({ target_name: text })) }),
  connect_reply: reply({
    shell_port: whole,
    control_port: whole,
    stdin_port: whole,
    iopub_port: whole,
    hb_port: whole,
  }),
  shutdown_reply: reply({ restart: flag }),
  interrupt_reply: reply({}),
  usage_reply: fields({
    hostname: text,
    pid: whole,
    kernel_cpu: number,
    kernel_memory: whole,
    cpu_count: whole,
    host_virtual_memory: fields({ total: whole, available: whole, used: whole, free: whole, percent: number }),
  }),
  debug_reply: (value) => {
    if ('status' in (value as object)) return fields(failure)(value)
    return fields({
      seq: whole,
      type: one('response'),
      request_seq: whole,
      success: flag,
      command: text,
      'message?': text,
      'body?': object,
    })(value)
  },
}

const header = fields({ msg_id: text, msg_type: text, session: text, username: text, date: text, version: one('5.5') })

/** What is wrong with a message; nothing if it is as it should be. */
export function checkShape({ type, header: found, parent, metadata, content }: Received): string | undefined {
  const shape = shapes[type] ?? (type.endsWith('_reply') ? fields(failure) : undefined)
  if (!shape) return `${type}: no such message`
  const problem =
    header(found) ??
    (kind(parent) === 'object' ? undefined : 'the parent is no object') ??
    object(metadata) ??
    shape(content)
  return problem && `${type}: ${problem}`
}
