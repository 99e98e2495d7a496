/** Failures that a person can mend: a sentence that says what happened, and one that says what to do. */

export class SetupError extends Error {
  /**
   * @param {string} message what was expected and what was found
   * @param {{ remedy?: string, details?: string, cause?: unknown }} [more]
   */
  constructor(message, { remedy, details, cause } = {}) {
    super(remedy ? `${message} ${remedy}` : message, { cause })
    this.name = 'SetupError'
    /** The last lines of the program that failed. */
    this.details = details
  }
}

const network = [
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/,
  /(Connection refused|Name or service not known|Temporary failure in name resolution|Network is unreachable)/,
  /(nodename nor servname provided|Read timed out|Connection timed out|Failed to establish a new connection)/,
]

/**
 * The network's own word in the output of npm or pip, where the network is why it failed.
 * @param {string} output
 */
export function networkReason(output) {
  for (const pattern of network) {
    const found = pattern.exec(output)
    if (found) return found[1]
  }
  return undefined
}

/**
 * Turns the failure of a program that fetches into one clear sentence where the network is the reason.
 * @param {string} what "the npm packages"
 * @param {{ output: string, log: string, command: string }} failed
 */
export function fetchFailed(what, { output, log, command }) {
  const reason = networkReason(output)
  if (reason) {
    return new SetupError(
      `Could not fetch ${what}: the network, or the registry behind it, does not answer (${reason}).`,
      {
        remedy: 'Connect and run `npm run setup` again; what is done already is kept.',
      },
    )
  }
  return new SetupError(`Could not fetch ${what}: ${command} failed.`, {
    remedy: `All of its output is in ${log}.`,
    details: lastLines(output),
  })
}

/** @param {string} text */
export function lastLines(text, count = 15) {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
