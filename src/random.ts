/**
 * One source of randomness: `seed(n)` makes weights, shuffles, splits, dropout, augmentation and synthetic data repeat.
 *
 * Every helper that needs random numbers takes a generator or a seed from here with `nextSeed()`; none calls Math.random.
 */
import { expected } from './errors.ts'

/** The whole state of a generator: save it, and restoring it makes the same numbers come again. */
export interface RandomState {
  readonly words: readonly [number, number, number, number]
  readonly spare: number | null
}

/**
 * A seeded generator of uniform, normal and integer numbers.
 * xoshiro128** 1.1 by Blackman and Vigna (2018), https://prng.di.unimi.it; seeded by splitmix32.
 */
export class Random {
  #words = new Uint32Array(4)
  #spare: number | null = null

  /** @param seed a whole number; the same seed gives the same numbers on every machine */
  constructor(seed: number) {
    let h = seed >>> 0
    // The high part matters too: seeds above 2^32 must differ from their remainder.
    h = (h ^ Math.imul(Math.floor(Math.abs(seed) / 2 ** 32) >>> 0, 0x9e3779b9)) >>> 0
    for (let i = 0; i < 4; i++) {
      h = (h + 0x9e3779b9) >>> 0
      let z = h
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
      this.#words[i] = (z ^ (z >>> 15)) >>> 0
    }
  }

  /** A whole number in [0, 2³²). */
  uint32(): number {
    const s = this.#words
    const x = Math.imul(s[1]!, 5)
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
    const t = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= t
    s[3] = (s[3]! << 11) | (s[3]! >>> 21)
    return result
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const a = this.uint32() >>> 5
    const b = this.uint32() >>> 6
    return low + ((high - low) * (a * 67108864 + b)) / 9007199254740992
  }

  /** A normally distributed number (Marsaglia's polar method). */
  normal(mean = 0, standardDeviation = 1): number {
    if (this.#spare !== null) {
      const z = this.#spare
      this.#spare = null
      return mean + standardDeviation * z
    }
    let u: number, v: number, s: number
    do {
      u = 2 * this.uniform() - 1
      v = 2 * this.uniform() - 1
      s = u * u + v * v
    } while (s >= 1 || s === 0)
    const scale = Math.sqrt((-2 * Math.log(s)) / s)
    this.#spare = v * scale
    return mean + standardDeviation * u * scale
  }

  /** A whole number in [0, below). */
  integer(below: number): number {
    return Math.floor(this.uniform() * below)
  }

  /**
   * A place 0 … n−1, with probability `weights[i]` over their sum.
   * @param weights n numbers ≥ 0 whose sum is positive: probabilities, or counts
   * @example generator(1).choice([0.2, 0.7, 0.1])  // most often 1
   */
  choice(weights: ArrayLike<number>): number {
    let total = 0
    for (let i = 0; i < weights.length; i++) {
      if (!(weights[i]! >= 0)) throw expected(`\`weights[${i}]\` to be a number ≥ 0`, weights[i])
      total += weights[i]!
    }
    if (!(total > 0 && total < Infinity)) throw expected('`weights` to have a positive, finite sum', total)
    let left = this.uniform() * total
    let last = 0
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) continue
      last = i
      left -= weights[i]!
      if (left < 0) return i
    }
    return last // rounding left a rest
  }

  /** 0 … n-1 in random order (Fisher–Yates). */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n)
    for (let i = 0; i < n; i++) order[i] = i
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const swapped = order[i]!
      order[i] = order[j]!
      order[j] = swapped
    }
    return order
  }

  /** The state of this generator, as plain data. */
  get state(): RandomState {
    const [a, b, c, d] = this.#words
    return { words: [a!, b!, c!, d!], spare: this.#spare }
  }

  set state(state: RandomState) {
    this.#words.set(state.words)
    this.#spare = state.spare
  }
}

let root = new Random(Math.floor(Math.random() * 2 ** 32))
let seeded = false

/**
 * Makes everything random in gradlab repeat: weights, shuffles, splits, dropout, augmentation, synthetic data.
 * Call it first in a notebook, and again wherever a section should repeat by itself.
 * @param n a whole number ≥ 0
 */
export function seed(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw expected('`seed` to be a whole number ≥ 0', n)
  root = new Random(n)
  seeded = true
}

/** Whether `seed` has been called. */
export function isSeeded(): boolean {
  return seeded
}

/** A fresh seed (31 bits, as TensorFlow wants them) drawn from the root: for an initializer, a shuffle, a dropout layer. */
export function nextSeed(): number {
  return root.uint32() >>> 1
}

/** A generator of its own: from the given seed, else drawn from the root. */
export function generator(seed?: number): Random {
  if (seed !== undefined && (!Number.isSafeInteger(seed) || seed < 0)) {
    throw expected('`seed` to be a whole number ≥ 0', seed)
  }
  return new Random(seed ?? nextSeed())
}

/** The root's state, to go back to (the stepper's `back`, a checkpoint). */
export function rootState(): RandomState {
  return root.state
}

/** Sets the root's state, as `rootState` gave it. */
export function setRootState(state: RandomState): void {
  root.state = state
}
