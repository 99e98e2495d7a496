import { log, words } from '../../wire/log.ts'
import type { Content } from '../../wire/message.ts'
import { FieldError } from '../fields.ts'
import type { Inspector } from './inspector.ts'
import { type DebuggedRun, type Sources, urlOf } from './sources.ts'

export interface Breakpoint {
  id: number
  line: number
  condition?: string
  /** Prints this instead of stopping; `{expression}` is filled in. */
  logMessage?: string
}

function read(found: unknown, id: number): Breakpoint {
  const { line, condition, logMessage } = (found ?? {}) as Record<string, unknown>
  if (!Number.isInteger(line) || (line as number) < 1) {
    throw new FieldError(
      `Expected the line of a breakpoint to be a whole number from 1, found ${JSON.stringify(line)}.`,
    )
  }
  return {
    id,
    line: line as number,
    ...(typeof condition === 'string' && condition ? { condition } : {}),
    ...(typeof logMessage === 'string' && logMessage ? { logMessage } : {}),
  }
}

/** The condition that the inspector evaluates; a log point prints, and is never true. */
function conditionOf({ condition, logMessage }: Breakpoint): string {
  if (logMessage === undefined) return condition ?? ''
  const template = logMessage.replace(/[`\\]/g, '\\$&').replaceAll('{', '${')
  const print = `(console.log(\`${template}\`), false)`
  return condition ? `(${condition}) && ${print}` : print
}

/** Breakpoints by source, and what the inspector calls them in each run of that source. */
export class Breakpoints {
  readonly #inspector: Inspector
  readonly #sources: Sources
  readonly #bySource = new Map<string, Breakpoint[]>()
  readonly #set = new Map<string, string[]>()
  #ids = 0

  constructor(inspector: Inspector, sources: Sources) {
    this.#inspector = inspector
    this.#sources = sources
  }

  /** As `debugInfo` and `setBreakpoints` tell them. */
  list(): Content[] {
    const sources = [...this.#bySource].filter(([, breakpoints]) => breakpoints.length > 0)
    return sources.map(([source, breakpoints]) => ({
      source,
      breakpoints: breakpoints.map((one) => show(one, source)),
    }))
  }

  /** Replaces the breakpoints of a source, in its runs to come and in those that were. */
  async replace(path: string, found: unknown[]): Promise<Content[]> {
    const breakpoints = found.map((one) => read(one, ++this.#ids))
    this.#bySource.set(path, breakpoints)
    for (const breakpointId of this.#set.get(path) ?? []) {
      await this.#inspector.call('Debugger.removeBreakpoint', { breakpointId })
    }
    this.#set.set(path, [])
    for (const run of this.#sources.runsOf(path)) await this.apply(run)
    return breakpoints.map((one) => show(one, path))
  }

  /** Sets the breakpoints of a run that is about to begin, or of one whose functions may be called again. */
  async apply(run: DebuggedRun): Promise<void> {
    for (const breakpoint of this.#bySource.get(run.path) ?? []) {
      const place = this.#sources.generated(run, breakpoint.line)
      if (!place) continue
      const { lineNumber, columnNumber } = place
      const params = { url: urlOf(run.cell), lineNumber, columnNumber, condition: conditionOf(breakpoint) }
      try {
        const { breakpointId } = await this.#inspector.call<{ breakpointId: string }>(
          'Debugger.setBreakpointByUrl',
          params,
        )
        this.#set.set(run.path, [...(this.#set.get(run.path) ?? []), breakpointId])
      } catch (error) {
        log('warning', `a breakpoint could not be set: ${words(error)}`)
      }
    }
  }

  /** The inspector that knew them is gone; the sources keep theirs. */
  unset(): void {
    this.#set.clear()
  }

  clear(): void {
    this.#bySource.clear()
    this.#set.clear()
  }
}

function show({ id, line }: Breakpoint, path: string): Content {
  return { id, line, verified: true, source: { path } }
}
