/** An export that cannot go on, told in one sentence: what was found and what to do. */
export class ExportError extends Error {
  override name = 'ExportError'
}
