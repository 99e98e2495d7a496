/** Checks of what is given to `descent`: each fails with a sentence that says what to write. */
import { readFileSync, writeFileSync } from 'node:fs'
import { checkOptions, describe, expected, GradlabError } from '../errors.ts'

/**
 * Fails where options are no object, or one of them does not exist.
 * @param example what a reader may have meant, e.g. '{ maxSteps: 100 }'
 */
export function requireOptions(where: string, options: unknown, known: readonly string[], example: string): void {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) {
    throw expected(`the options of ${where} to be an object such as ${example}`, options)
  }
  checkOptions(where, options, known)
}

export function requireCount(what: string, value: unknown): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw expected(`${what} to be a whole number ≥ 0`, value)
}

/** The parameters: finite numbers, as many as there must be. */
export function requirePoint(what: string, at: unknown, remedy = ''): asserts at is number[] {
  if (Array.isArray(at) && at.length && at.every((v) => typeof v === 'number' && Number.isFinite(v))) return
  const found = Array.isArray(at) && at.length <= 6 ? `[${at.map(describe).join(', ')}]` : describe(at)
  throw new GradlabError(`Expected ${what} to be an array of finite numbers, found ${found}.${remedy && ` ${remedy}`}`)
}

/** Fails where a function that takes an array is called with anything else. */
export function requireArray(x: unknown, name: string): void {
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return
  const call = `${name}([1, 2])`
  throw expected(
    `\`${name}\` to be called with an array of numbers`,
    x,
    x === undefined
      ? `It is an objective itself: write ${name} without brackets to step on it, ${call} for its value.`
      : `For example ${call}.`,
  )
}

export function requireFunction(what: string, value: unknown): void {
  if (typeof value !== 'function') throw expected(`${what} to be a function`, value)
}

/** Reads a file of JSON. */
export function readJson(path: string, reviver: (key: string, value: unknown) => unknown): unknown {
  const text = withFile('read', path, () => readFileSync(path, 'utf8'))
  try {
    return JSON.parse(text, reviver)
  } catch (error) {
    throw new GradlabError(`Expected a saved descent in ${path}, found what is no JSON: ${(error as Error).message}.`)
  }
}

/** Writes a file of JSON. */
export function writeJson(path: string, value: object, replacer: (key: string, value: unknown) => unknown): void {
  if (typeof path !== 'string') throw expected('the path of a file', path, "For example d.save('descent.json').")
  const text = JSON.stringify(value, replacer)
  withFile('written', path, () => writeFileSync(path, text))
}

function withFile<T>(how: string, path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file or folder' : message
    throw new GradlabError(`The file ${path} can't be ${how}: ${why}.`)
  }
}

/** The options of `run`, with their defaults. */
export function readRun<S>(
  options: { until?: (step: S) => boolean; maxSteps?: number },
  example: string,
): { until: ((step: S) => boolean) | undefined; maxSteps: number } {
  const given: unknown = options
  if (typeof given === 'number')
    throw expected('`run` to be told how far', given, `For ${given} steps: step(${given}).`)
  if (typeof given === 'function')
    throw expected('`run` to be given options', given, `For example run({ until: ${example} }).`)
  requireOptions('`run`', options, ['until', 'maxSteps'], '{ maxSteps: 100 }')
  const { until, maxSteps = 10_000 } = options
  requireCount('`maxSteps`', maxSteps)
  if (until !== undefined && typeof until !== 'function') {
    throw expected(`\`until\` to be a function of the step, such as ${example}`, until)
  }
  return { until, maxSteps }
}
