/**
 * The kernel's own log, on standard error: what a user never sees, and what explains a client that misbehaves.
 * `GRADLAB_LOG` sets the level: debug, info, warning (the default), error or silent.
 */

const levels = ['debug', 'info', 'warning', 'error', 'silent'] as const

export type LogLevel = Exclude<(typeof levels)[number], 'silent'>

function threshold(): number {
  const wanted = levels.indexOf((process.env.GRADLAB_LOG ?? 'warning').toLowerCase() as LogLevel)
  return wanted < 0 ? levels.indexOf('warning') : wanted
}

const lowest = threshold()

export function log(level: LogLevel, text: string): void {
  if (levels.indexOf(level) < lowest) return
  process.stderr.write(`[gradlab ${new Date().toISOString()} ${level}] ${text}\n`)
}

/** Words of anything thrown, with its stack where there is one: catch blocks log, they never swallow. */
export function words(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
