/** Text as numbers: tokens, a vocabulary, sequences of one length, windows for next-token prediction. */
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { wholeNumber } from './numbers.ts'

export interface TokenizeOptions {
  /** 'word' (letters and digits, and each sign by itself), or 'character'. @default 'word' */
  by?: 'word' | 'character'
  /** @default true for words, false for characters */
  lowercase?: boolean
}

/**
 * A text cut into tokens.
 * @example data.tokenize('Call me Ishmael.')  // ['call', 'me', 'ishmael', '.']
 */
export function tokenize(text: string, options: TokenizeOptions = {}): string[] {
  if (typeof text !== 'string') throw expected('a text', text)
  checkOptions('`data.tokenize`', options, ['by', 'lowercase'])
  const { by = 'word' } = options
  checkName('way to cut', by, ['word', 'character'])
  const given = (options.lowercase ?? by === 'word') ? text.toLowerCase() : text
  if (by === 'character') return Array.from(given)
  return given.match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? []
}

/** Tokens by number: 0 is padding, 1 any token that is not known. */
export class Vocabulary {
  static readonly padding = 0
  static readonly unknown = 1
  /** The token of each number. */
  readonly tokens: readonly string[]
  readonly #numbers: Map<string, number>

  constructor(tokens: readonly string[]) {
    this.tokens = ['<pad>', '<unk>', ...tokens]
    this.#numbers = new Map(this.tokens.map((token, i) => [token, i]))
  }

  /** How many numbers there are: `vocabulary` of a model. */
  get size(): number {
    return this.tokens.length
  }

  /** Whether a token is known. */
  has(token: string): boolean {
    return (this.#numbers.get(token) ?? 0) > 1
  }

  /** Numbers of tokens. */
  encode(tokens: readonly string[]): Int32Array {
    return Int32Array.from(tokens, (token) => this.#numbers.get(token) ?? Vocabulary.unknown)
  }

  /** Tokens of numbers; padding is left out. */
  decode(numbers: ArrayLike<number>): string[] {
    return Array.from(numbers)
      .filter((n) => n !== Vocabulary.padding)
      .map((n) => {
        const token = this.tokens[n]
        if (token === undefined) throw expected(`a token number from 0 to ${this.size - 1}`, n)
        return token
      })
  }
}

/**
 * The tokens of some texts, the most frequent first, ties in alphabetical order.
 * @param texts lists of tokens
 * @param options `size`: how many numbers in all, with padding and unknown (all by default); `least`: how often a
 *   token must occur (1 by default)
 */
export function vocabulary(
  texts: readonly (readonly string[])[],
  options: { size?: number; least?: number } = {},
): Vocabulary {
  checkOptions('`data.vocabulary`', options, ['size', 'least'])
  if (!Array.isArray(texts) || texts.some((tokens) => !Array.isArray(tokens))) {
    throw expected('lists of tokens', texts, 'Cut texts with `data.tokenize` first; for one text give [tokens].')
  }
  const counts = new Map<string, number>()
  if (!texts.some((tokens) => tokens.length)) throw expected('at least one token', texts)
  for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  const { least = 1 } = options
  const room = options.size === undefined ? counts.size : wholeNumber('size', options.size, 3) - 2
  const known = [...counts].filter(([, count]) => count >= least)
  known.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return new Vocabulary(known.slice(0, room).map(([token]) => token))
}

/**
 * Sequences of one length: short ones filled with 0, long ones cut.
 * @param options `at`: fill and cut at the 'end' or the 'start' @default 'end'
 * @returns int32 [sequences, length]
 */
export function pad(
  sequences: readonly ArrayLike<number>[],
  length: number,
  options: { at?: 'end' | 'start'; value?: number } = {},
): tf.Tensor2D {
  checkOptions('`data.pad`', options, ['at', 'value'])
  wholeNumber('length', length)
  const { at = 'end', value = 0 } = options
  checkName('side', at, ['end', 'start'])
  if (!sequences?.length) throw expected('at least one sequence', sequences)
  const out = new Int32Array(sequences.length * length).fill(value)
  sequences.forEach((sequence, i) => {
    const all = Array.from(sequence)
    const kept = at === 'end' ? all.slice(0, length) : all.slice(-length)
    out.set(kept, i * length + (at === 'end' ? 0 : length - kept.length))
  })
  return tf.tensor2d(out, [sequences.length, length], 'int32')
}

/**
 * Windows over a long sequence, for next-token prediction: x holds `length` tokens, y the token after each of them.
 * @param options `step` from one window to the next (`length` by default); `last`: y is only the token after the window
 * @returns x int32 [windows, length], y int32 [windows, length] (or [windows] with `last`)
 */
export function windows(
  tokens: ArrayLike<number>,
  length: number,
  options: { step?: number; last?: boolean } = {},
): Dataset {
  checkOptions('`data.windows`', options, ['step', 'last'])
  wholeNumber('length', length)
  const step = wholeNumber('step', options.step ?? length)
  const count = Math.floor((tokens.length - 1 - length) / step) + 1
  if (!(count >= 1)) {
    throw new GradlabError(`Expected more than ${length} tokens for windows of ${length}, found ${tokens.length}.`)
  }
  const all = tokens instanceof Int32Array ? tokens : Int32Array.from(tokens)
  const x = new Int32Array(count * length)
  const y = new Int32Array(options.last ? count : count * length)
  for (let i = 0; i < count; i++) {
    x.set(all.subarray(i * step, i * step + length), i * length)
    if (options.last) y[i] = all[i * step + length]!
    else y.set(all.subarray(i * step + 1, i * step + length + 1), i * length)
  }
  return new Dataset({
    x: tf.tensor2d(x, [count, length], 'int32'),
    y: options.last ? tf.tensor1d(y, 'int32') : tf.tensor2d(y, [count, length], 'int32'),
    name: 'Windows of tokens',
  })
}
