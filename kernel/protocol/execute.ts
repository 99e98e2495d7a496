import type { CompileResult, RemoteError } from '../session/contract.ts'
import type { Content } from '../wire/message.ts'
import { inspection } from './assist.ts'
import { describeDiagnostic, typeError } from './diagnostics.ts'
import { FieldError, flagField, textField, textsField } from './fields.ts'
import type { Kernel, Outcome, Request, Run } from './kernel.ts'

/** No one types more: such a cell is data, and belongs in a file. */
const largestCode = 4_000_000

/** `name?` or `?name` asks for documentation, as in IPython: neither is TypeScript. */
const help = /^\s*(?:\?\s*([\w$.]+)|([\w$.]+)\s*\?)\s*;?\s*$/

type Compiled = Extract<CompileResult, { ok: true }>

/** A cell that failed before it ran. */
class CellError extends Error {
  readonly remote: RemoteError

  constructor(remote: RemoteError) {
    super(remote.evalue)
    this.remote = remote
  }
}

async function compile(kernel: Kernel, run: Run, code: string): Promise<Compiled> {
  const name = cellName(run)
  const result = await kernel.interruptible(kernel.language.compile({ cell: run.cell, name, code }))
  if (!result.ok) throw new CellError(typeError(name, result.diagnostics))
  return result
}

function cellName({ executionCount }: Run): string {
  return `Cell In[${executionCount}]`
}

function warn(kernel: Kernel, run: Run, { warnings }: Compiled): void {
  if (warnings.length === 0 || run.silent) return
  const text = warnings.map((warning) => describeDiagnostic(cellName(run), warning)).join('\n\n')
  kernel.publish('stream', { name: 'stderr', text: `${text}\n` }, { parent: run.request.header })
}

async function runCell(kernel: Kernel, run: Run, code: string): Promise<Outcome> {
  const compiled = await compile(kernel, run, code)
  warn(kernel, run, compiled)
  const { js, map, async, imports, locals, aliases } = compiled
  const { cell, executionCount, silent, allowStdin } = run
  const cellId = run.request.metadata.cellId
  const running = kernel.run(run, {
    cell,
    name: cellName(run),
    executionCount,
    cellId: typeof cellId === 'string' ? cellId : '',
    code,
    js,
    map,
    async,
    imports,
    ...(locals ? { locals } : {}),
    ...(aliases ? { aliases } : {}),
    silent,
    allowStdin,
    expressions: {},
  })
  // Its names are the session's from now on, also where it fails: they are read in while it runs.
  const committed = kernel.language.commit(cell)
  committed.catch(() => {})
  try {
    return await running
  } finally {
    await committed
  }
}

/** `user_expressions`: evaluated after the cell, so that they see its names; the failure of one is its own. */
async function evaluate(kernel: Kernel, run: Run, expressions: Record<string, string>): Promise<Content> {
  const compiled: Parameters<Kernel['run']>[1]['expressions'] = {}
  for (const [key, code] of Object.entries(expressions)) {
    const cell = kernel.nextCell()
    try {
      const { js, map } = await compile(kernel, { ...run, cell }, code)
      compiled[key] = { js, map, code }
    } catch (error) {
      compiled[key] = { error: asRemote(error) }
    }
  }
  if (Object.keys(compiled).length === 0) return {}
  // A run of its own: the cell's number stands for its code, in tracebacks to come.
  const cell = kernel.nextCell()
  const { expressions: results } = await kernel.run(
    { ...run, cell, silent: true },
    {
      cell,
      name: cellName(run),
      executionCount: run.executionCount,
      cellId: '',
      code: '',
      js: '(function ($, $k) {})',
      map: '',
      async: false,
      imports: [],
      silent: true,
      allowStdin: false,
      expressions: compiled,
    },
  )
  const entries = Object.entries(results).map(([key, value]) => {
    const found = value as { data?: unknown }
    return [key, 'data' in found ? { status: 'ok', ...found } : { status: 'error', ...found }]
  })
  return Object.fromEntries(entries)
}

function asRemote(error: unknown): RemoteError {
  const { remote } = (error ?? {}) as Partial<CellError>
  if (remote) return remote
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  return { ename: name, evalue: message, traceback: [`\u001b[31m${name}\u001b[39m: ${message}`] }
}

async function helpPayload(kernel: Kernel, expression: string): Promise<Content[]> {
  const { found, signature, documentation } = await kernel.language.inspect(expression, expression.length, 1)
  const data = found
    ? inspection(signature, documentation)
    : { 'text/plain': `Nothing is known about \`${expression}\`.` }
  return [{ source: 'page', data, start: 0 }]
}

export async function executeRequest(kernel: Kernel, { message }: Request): Promise<Content> {
  const { content } = message
  const code = textField(content, 'code')
  const silent = flagField(content, 'silent', false)
  const store = flagField(content, 'store_history', !silent) && !silent
  const expressions = textsField(content, 'user_expressions')
  const allowStdin = flagField(content, 'allow_stdin', false)
  flagField(content, 'stop_on_error', true)
  if (code.length > largestCode) {
    throw new FieldError(
      `Expected at most ${largestCode} characters of code, found ${code.length}: read data from a file.`,
    )
  }
  const executionCount = kernel.executionCount + 1
  if (store) kernel.executionCount = executionCount
  const run: Run = { cell: kernel.nextCell(), executionCount, request: message, silent, allowStdin }
  if (!silent) kernel.publish('execute_input', { code, execution_count: executionCount }, { parent: message.header })
  const asked = help.exec(code)
  if (asked) {
    const payload = await helpPayload(kernel, (asked[1] ?? asked[2]) as string)
    return { status: 'ok', execution_count: executionCount, payload, user_expressions: {} }
  }
  if (store && code.trim()) run.entry = kernel.history.add(executionCount, code)
  const outcome = code.trim() ? await attempt(kernel, run, code) : ok
  if (run.entry) kernel.history.finish()
  const { error } = outcome
  if (error) return { status: 'error', execution_count: executionCount, ...error, payload: [], user_expressions: {} }
  const values = await evaluate(kernel, run, expressions)
  return { status: 'ok', execution_count: executionCount, payload: [], user_expressions: values }
}

const ok: Outcome = { status: 'ok', expressions: {} }

/** Runs the cell; whatever goes wrong is published once as `error`, and is in the outcome. */
async function attempt(kernel: Kernel, run: Run, code: string): Promise<Outcome> {
  try {
    return await runCell(kernel, run, code)
  } catch (thrown) {
    const error = run.error ?? asRemote(thrown)
    if (!run.error) kernel.publish('error', { ...error }, { parent: run.request.header })
    return { status: 'error', error, expressions: {} }
  }
}
