/** Self-checks for exercises: say that an answer is right, or what is off, without giving the answer away. */
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from './display.ts'
import { checkOptions, describe, expected as expectedError } from './errors.ts'

type Answer =
  | number
  | boolean
  | string
  | ArrayLike<number>
  | readonly (readonly number[])[]
  | { dataSync(): ArrayLike<number>; shape: number[] }
  | undefined
  | null

export interface CheckOptions {
  /** Largest allowed difference, relative to the size of the expected number (absolute below 1). @default 1e-6 */
  tolerance?: number
  /** Said where the answer is off: a sentence, or pairs of a known wrong answer and what it tells. */
  hint?: string | [wrong: number, hint: string][]
}

/** What `check` found: shows itself in a notebook, and `right` says it to code. */
export class CheckResult implements Displayable {
  readonly right: boolean
  readonly message: string

  constructor(right: boolean, message: string) {
    this.right = right
    this.message = message
  }

  toString(): string {
    return `${this.right ? '✓' : '✗'} ${this.message}`
  }

  [displaySymbol](): MimeBundle {
    const [edge, mark] = this.right ? ['#009E73', '✓'] : ['#D55E00', '✗']
    return {
      'text/plain': this.toString(),
      'text/html': `<div style="border-left:4px solid ${edge};padding:.4em .8em"><b style="color:${edge}">${mark}</b> ${escapeHtml(this.message)}</div>`,
    }
  }
}

/**
 * Checks the answer to an exercise: numbers, arrays, tensors, strings, or any condition.
 * Never throws on a wrong answer, so that a notebook runs on.
 *
 * @param what the thing asked for, e.g. 'the gradient at θ = 0'
 * @param answer the reader's answer; `undefined` and `null` count as not tried yet
 * @param expected the right answer, or a function that returns true, or a sentence saying what is off
 * @example check('the gradient', gradient(0), -4.5, { hint: [[-450, 'divide by n']] })
 */
export function check<T extends Answer>(
  what: string,
  answer: T,
  expected: Answer | ((answer: NonNullable<T>) => boolean | string),
  options: CheckOptions = {},
): CheckResult {
  checkOptions('`check`', options, ['tolerance', 'hint'])
  const tolerance = options.tolerance ?? 1e-6
  if (!(tolerance >= 0)) throw expectedError('`tolerance` to be a number ≥ 0', tolerance)
  if (answer === undefined || answer === null) return new CheckResult(false, `Not tried yet: ${what}.`)
  if (typeof expected === 'function') {
    const verdict = expected(answer)
    if (verdict === true) return new CheckResult(true, `Right: ${what}.`)
    return new CheckResult(
      false,
      `Not yet: ${typeof verdict === 'string' ? verdict : what}.${sentence(options.hint, answer)}`,
    )
  }
  if (typeof expected === 'string' || typeof expected === 'boolean') {
    if (answer === expected) return new CheckResult(true, `Right: ${what}.`)
    return new CheckResult(false, `Not yet: ${what}. It is not ${describe(answer)}.${sentence(options.hint, answer)}`)
  }
  const [found, foundShape] = numbers(answer)
  const [wanted, wantedShape] = numbers(expected)
  if (!found || !wanted)
    return new CheckResult(
      false,
      `Not yet: ${what}. Expected a number or an array of numbers, found ${describe(answer)}.`,
    )
  if (foundShape.join() !== wantedShape.join()) {
    return new CheckResult(
      false,
      `Not yet: ${what}. Expected shape [${wantedShape.join(', ')}], found [${foundShape.join(', ')}].`,
    )
  }
  const off = wanted.findIndex((w, i) => !(Math.abs(found[i]! - w) <= tolerance * Math.max(1, Math.abs(w))))
  if (off < 0) return new CheckResult(true, `Right: ${what}.`)
  return new CheckResult(
    false,
    `Not yet: ${what}. ${difference(found, wanted, off)}.${sentence(options.hint, answer, tolerance)}`,
  )
}

function numbers(value: unknown): [number[] | undefined, number[]] {
  if (typeof value === 'number') return [[value], []]
  if (value && typeof value === 'object' && 'dataSync' in value) {
    const tensor = value as { dataSync(): ArrayLike<number>; shape: number[] }
    return [Array.from(tensor.dataSync()), tensor.shape]
  }
  if (Array.isArray(value) && Array.isArray(value[0])) {
    const inner = value.map((row) => numbers(row))
    return [inner.flatMap(([row]) => row ?? [Number.NaN]), [value.length, ...inner[0]![1]]]
  }
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)) {
    const list = Array.from(value as ArrayLike<number>)
    return [list.every((v) => typeof v === 'number') ? list : undefined, [list.length]]
  }
  return [undefined, []]
}

/**
 * What a wrong number tells: its sign, a factor that is the same everywhere, or only that it is too large or too small.
 * A sentence of its own: what was asked for may be one thing or many (“the weights”).
 */
function difference(found: number[], wanted: number[], off: number): string {
  const [f, w] = [found[off]!, wanted[off]!]
  const [one, all] = wanted.length > 1 ? [`The number at index ${off}`, 'Every number'] : ['It', 'It']
  if (Number.isNaN(f)) return `${one} is NaN`
  if (!Number.isFinite(f)) return `${one} is infinite`
  if (w !== 0) {
    const factor = f / w
    const everywhere = wanted.every(
      (v, i) => Math.abs(found[i]! - factor * v) <= 1e-6 * Math.max(1, Math.abs(found[i]!)),
    )
    if (everywhere && Math.abs(factor + 1) < 1e-6) return `${all} has the wrong sign`
    const whole = Math.abs(factor) > 1 ? factor : 1 / factor
    if (everywhere && Number.isFinite(whole) && Math.abs(whole - Math.round(whole)) < 1e-6 && Math.abs(whole) <= 1000) {
      return `${all} is ${Math.abs(factor) > 1 ? 'too large' : 'too small'} by a factor of ${Math.round(whole)}`
    }
  }
  return `${one} is ${f > w ? 'too large' : 'too small'} (yours: ${Number(f.toPrecision(6))})`
}

function sentence(hint: CheckOptions['hint'], answer: unknown, tolerance = 1e-6): string {
  if (!hint) return ''
  if (typeof hint === 'string') return ` Hint: ${hint}`
  const known = hint.find(
    ([wrong]) =>
      typeof answer === 'number' &&
      Math.abs(answer - wrong) <= Math.max(tolerance, 1e-3) * Math.max(1, Math.abs(wrong)),
  )
  return known ? ` Hint: ${known[1]}` : ''
}
