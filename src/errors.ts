/**
 * Errors of gradlab: they say what was expected, what was found, and what to do.
 * Their stack is cut at the caller, so that a notebook's traceback points at the reader's own line.
 */
export class GradlabError extends Error {
  override name = 'GradlabError'
}

/**
 * Fails with "Expected …, found …. Remedy".
 * @param expected what the argument should have been, e.g. "`lr` to be a number > 0"
 * @param found the value that came instead
 * @param remedy one sentence that says what to do, if there is something to say
 */
export function expected(expected: string, found: unknown, remedy = ''): GradlabError {
  return new GradlabError(`Expected ${expected}, found ${describe(found)}.${remedy ? ` ${remedy}` : ''}`)
}

/** A short, readable form of any value for an error message: shapes rather than contents. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value}'`
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`
  if (Array.isArray(value))
    return value.length <= 6 && value.every((v) => typeof v !== 'object')
      ? `[${value.join(', ')}]`
      : `an array of length ${value.length}`
  if (ArrayBuffer.isView(value) && 'length' in value) return `a ${value.constructor.name} of length ${value.length}`
  if (value && typeof value === 'object') {
    const { shape, dtype } = value as { shape?: unknown; dtype?: unknown }
    if (Array.isArray(shape)) return `a${dtype ? ` ${dtype}` : ''} tensor of shape [${shape.join(', ')}]`
    const name = value.constructor?.name ?? 'Object'
    return name === 'Object' ? `an object with ${Object.keys(value).slice(0, 8).join(', ') || 'no keys'}` : `a ${name}`
  }
  return String(value)
}

/** The candidate nearest to a misspelt name (Damerau–Levenshtein distance at most 3), or undefined. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let distance = Math.min(4, Math.max(2, Math.ceil(name.length / 2) + 1))
  for (const candidate of candidates) {
    const d = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (d < distance) [best, distance] = [candidate, d]
  }
  return best
}

function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)])
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1)
      }
    }
  }
  return rows[a.length]![b.length]!
}

/** Fails on an option that does not exist, naming the nearest one that does. */
export function checkOptions(where: string, options: object | undefined, known: readonly string[]): void {
  if (options !== undefined && (typeof options !== 'object' || options === null))
    throw expected(
      `the options of ${where} to be an object`,
      options,
      `It takes ${known.map((k) => `\`${k}\``).join(', ')}.`,
    )
  for (const key of Object.keys(options ?? {})) {
    if (known.includes(key)) continue
    const near = known.includes('lr') && /^learning_?rate$/i.test(key) ? 'lr' : nearest(key, known)
    throw new GradlabError(
      `${where} has no option \`${key}\`.${near ? ` Did you mean \`${near}\`?` : ''} It takes ${known.map((k) => `\`${k}\``).join(', ')}.`,
    )
  }
}

/** The known name that this one is but for capitals, `_` and `-`, as Keras and PyTorch write theirs; else the name itself. */
export function respelled(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.replace(/[_-]/g, '').toLowerCase()
  return known.includes(name) ? name : (known.find((k) => plain(k) === plain(name)) ?? name)
}

/** Fails on a name that is not in a table of names, with the nearest one that is. */
export function checkName(what: string, name: string, known: readonly string[]): void {
  if (typeof name !== 'string')
    throw expected(`the ${what} to be one of ${known.map((k) => `'${k}'`).join(', ')}`, name)
  if (known.includes(name)) return
  const near = nearest(name, known)
  throw new GradlabError(
    `There is no ${what} '${name}'.${near ? ` Did you mean '${near}'?` : ''} Known: ${known.map((k) => `'${k}'`).join(', ')}.`,
  )
}
