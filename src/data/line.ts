/** Points around a line: the first regression. */
import { checkOptions } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { legacyRandom } from './legacy-random.ts'
import { finite, notNegative, wholeNumber } from './numbers.ts'

export interface LineOptions {
  /** @default 100 */
  count?: number
  /** @default 2 */
  slope?: number
  /** @default 1 */
  intercept?: number
  /** Standard deviation of the normal noise on y. @default 1 */
  noise?: number
  /** x is uniform in [from, to). @default 0 */
  from?: number
  /** @default 1 */
  to?: number
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/**
 * Points around a line: x uniform in [from, to), y = slope · x + intercept + normal noise.
 * @returns x float32 [count, 1], y float32 [count, 1]
 * @example const points = data.line({ count: 100, slope: 2, intercept: 1, noise: 1 })
 */
export function line(options: LineOptions = {}): Dataset {
  checkOptions('`data.line`', options, ['count', 'slope', 'intercept', 'noise', 'from', 'to', 'seed'])
  const { count = 100, slope = 2, intercept = 1, noise = 1, from = 0, to = 1 } = options
  wholeNumber('count', count)
  for (const [name, value] of Object.entries({ slope, intercept, from, to })) finite(name, value)
  notNegative('noise', noise)
  const random = generator(options.seed)
  const x = Float32Array.from({ length: count }, () => random.uniform(from, to))
  const y = x.map((value) => slope * value + intercept + noise * random.normal())
  return column(x, y, `Points around y = ${slope}x + ${intercept}`)
}

/**
 * The 100 points of the articles, number for number: NumPy's legacy generator with seed 42, `x = rand(100, 1)`,
 * `y = 2x + 1 + randn(100, 1)`. Least squares on them gives slope 1.5402 and intercept 1.2151: with so much noise on so
 * few points the true line (slope 2, intercept 1) cannot be found exactly by any method.
 * @returns x float32 [100, 1], y float32 [100, 1]
 */
export function articleLine(): Dataset {
  const random = legacyRandom(42)
  const x = random.rand(100)
  const noise = random.randn(100)
  const y = x.map((value, i) => 2 * value + 1 + noise[i]!)
  return column(Float32Array.from(x), Float32Array.from(y), "The articles' 100 points")
}

/** A set with one feature and one target, both [n, 1]. */
export function column(x: Float32Array, y: Float32Array, name: string): Dataset {
  return new Dataset({ x: tf.tensor2d(x, [x.length, 1]), y: tf.tensor2d(y, [y.length, 1]), featureNames: ['x'], name })
}
