/**
 * NumPy's legacy generator (`numpy.random.seed(n)`, `RandomState`), number for number, so that data made in Python with a
 * seed is the same data here.
 *
 * Mersenne Twister MT19937: Matsumoto and Nishimura (1998), "Mersenne twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator", ACM TOMACS 8(1). The stream of `RandomState` is frozen by NumPy (NEP 19).
 */
import { expected } from '../errors.ts'
import { finite, wholeNumber } from './numbers.ts'

const N = 624
const M = 397

/**
 * The generator behind `numpy.random.seed(seed)`. Whole numbers and uniforms are the same to the last bit; normals differ by
 * at most the last bit where the machine's logarithm does.
 * @example new LegacyRandom(42).rand(3)  // 0.3745401188, 0.9507143064, 0.7319939418
 */
export class LegacyRandom {
  #state = new Uint32Array(N)
  #next = N
  #gauss: number | null = null

  /** @param seed a whole number in [0, 2³²), as NumPy wants it */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 2 ** 32) {
      throw expected('`seed` to be a whole number from 0 to 2³² − 1', seed, "NumPy's legacy generator takes no other.")
    }
    this.#state[0] = seed
    for (let i = 1; i < N; i++) {
      const previous = this.#state[i - 1]! ^ (this.#state[i - 1]! >>> 30)
      this.#state[i] = Math.imul(1812433253, previous) + i
    }
  }

  /** 32 random bits. */
  uint32(): number {
    if (this.#next >= N) this.#refill()
    let y = this.#state[this.#next++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }

  #refill(): void {
    const s = this.#state
    for (let i = 0; i < N; i++) {
      const y = (s[i]! & 0x80000000) | (s[(i + 1) % N]! & 0x7fffffff)
      s[i] = s[(i + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#next = 0
  }

  /** A uniform number in [0, 1), 53 bits: `numpy.random.random_sample()`. */
  random(): number {
    const a = this.uint32() >>> 5
    const b = this.uint32() >>> 6
    return (a * 67108864 + b) / 9007199254740992
  }

  /** `count` uniform numbers in [0, 1): `numpy.random.rand(count)`; fill a matrix row by row with them. */
  rand(count: number): Float64Array {
    return this.#fill(count, () => this.random())
  }

  /** `count` uniform numbers in [low, high): `numpy.random.uniform(low, high, count)`. */
  uniform(low: number, high: number, count: number): Float64Array {
    const range = finite('high', high) - finite('low', low)
    return this.#fill(count, () => low + range * this.random())
  }

  /** One standard normal number (polar method; the second of each pair is kept for the next call, as in NumPy). */
  gauss(): number {
    if (this.#gauss !== null) {
      const kept = this.#gauss
      this.#gauss = null
      return kept
    }
    let u: number, v: number, r: number
    do {
      u = 2 * this.random() - 1
      v = 2 * this.random() - 1
      r = u * u + v * v
    } while (r >= 1 || r === 0)
    const scale = Math.sqrt((-2 * Math.log(r)) / r)
    this.#gauss = scale * u
    return scale * v
  }

  /** `count` standard normal numbers: `numpy.random.randn(count)`. */
  randn(count: number): Float64Array {
    return this.#fill(count, () => this.gauss())
  }

  /** `count` normal numbers: `numpy.random.normal(mean, standardDeviation, count)`. */
  normal(mean: number, standardDeviation: number, count: number): Float64Array {
    return this.#fill(count, () => mean + standardDeviation * this.gauss())
  }

  /** A whole number in [0, max], by masking and rejection. */
  interval(max: number): number {
    if (max === 0) return 0
    const mask = (2 ** (32 - Math.clz32(max)) - 1) >>> 0
    let value: number
    do value = (this.uint32() & mask) >>> 0
    while (value > max)
    return value
  }

  /** `count` whole numbers in [low, high): `numpy.random.randint(low, high, count)`. */
  randint(low: number, high: number, count: number): Int32Array {
    wholeNumber('high − low', high - low, 1)
    return Int32Array.from(this.#fill(count, () => low + this.interval(high - low - 1)))
  }

  /** 0 … n−1 in random order: `numpy.random.permutation(n)`. */
  permutation(n: number): Int32Array {
    return this.shuffle(Int32Array.from({ length: wholeNumber('n', n, 0) }, (_, i) => i))
  }

  /** Shuffles in place, and returns what it was given: `numpy.random.shuffle(list)` on one dimension. */
  shuffle<T extends { [index: number]: any; length: number }>(list: T): T {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.interval(i)
      const kept = list[i]
      list[i] = list[j]
      list[j] = kept
    }
    return list
  }

  #fill(count: number, draw: () => number): Float64Array {
    const out = new Float64Array(wholeNumber('count', count, 0))
    for (let i = 0; i < count; i++) out[i] = draw()
    return out
  }
}

/**
 * NumPy's legacy generator, seeded: `data.legacyRandom(42)` stands for `np.random.seed(42)`.
 * @param seed a whole number in [0, 2³²)
 */
export function legacyRandom(seed: number): LegacyRandom {
  return new LegacyRandom(seed)
}
