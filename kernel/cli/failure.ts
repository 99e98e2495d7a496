/** A failure that a person can mend: printed as one sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
}
