/** Points around curves and surfaces, for regression; and points on a grid, for pictures. */
import { checkOptions, expected } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { column } from './line.ts'
import { finite, notNegative, wholeNumber } from './numbers.ts'

export interface CurveOptions {
  /** @default 100 */
  count?: number
  /** Standard deviation of the normal noise on y. @default 0.1 */
  noise?: number
  /** x is uniform in [from, to). @default -1 */
  from?: number
  /** @default 1 */
  to?: number
  /** @default the next seed of `seed(n)` */
  seed?: number
}

const known = ['count', 'noise', 'from', 'to', 'seed']

function curve(options: CurveOptions, f: (x: number) => number, name: string, from0 = -1, to0 = 1): Dataset {
  const { count = 100, noise = 0.1, from = from0, to = to0 } = options
  wholeNumber('count', count)
  notNegative('noise', noise)
  finite('from', from)
  finite('to', to)
  const random = generator(options.seed)
  const x = Float32Array.from({ length: count }, () => random.uniform(from, to))
  return column(
    x,
    x.map((v) => f(v) + noise * random.normal()),
    name,
  )
}

/**
 * Points around c₀ + c₁x + c₂x² + …
 * @returns x float32 [count, 1], y float32 [count, 1]
 * @example data.polynomial({ coefficients: [0, -1, 0, 2], noise: 0.1 })  // −x + 2x³
 */
export function polynomial(
  options: CurveOptions & { /** @default [0, -1, 0, 2] */ coefficients?: readonly number[] } = {},
): Dataset {
  checkOptions('`data.polynomial`', options, [...known, 'coefficients'])
  const { coefficients = [0, -1, 0, 2] } = options
  if (!Array.isArray(coefficients) || !coefficients.length) {
    throw expected('`coefficients` to be numbers, the constant first', coefficients)
  }
  coefficients.forEach((c, i) => {
    finite(`coefficients[${i}]`, c)
  })
  const value = (x: number) => coefficients.reduceRight((sum, c) => sum * x + c, 0)
  return curve(options, value, `Points around a polynomial of degree ${coefficients.length - 1}`)
}

/**
 * Points around amplitude · sin(2π · frequency · x).
 * @returns x float32 [count, 1], y float32 [count, 1]
 */
export function sine(
  options: CurveOptions & { /** @default 1 */ frequency?: number /** @default 1 */; amplitude?: number } = {},
): Dataset {
  checkOptions('`data.sine`', options, [...known, 'frequency', 'amplitude'])
  const { frequency = 1, amplitude = 1 } = options
  finite('frequency', frequency)
  finite('amplitude', amplitude)
  return curve(options, (x) => amplitude * Math.sin(2 * Math.PI * frequency * x), 'Points around a sine', 0)
}

/**
 * Points around a function of your own.
 * @returns x float32 [count, 1], y float32 [count, 1]
 * @example data.curve(Math.exp, { from: 0, to: 2 })
 */
export function fromFunction(f: (x: number) => number, options: CurveOptions = {}): Dataset {
  if (typeof f !== 'function') throw expected('a function of x', f)
  checkOptions('`data.curve`', options, known)
  return curve(options, f, 'Points around a curve')
}

export interface RegressionOptions {
  /** @default 100 */
  count?: number
  /** Number of features. @default 10 */
  features?: number
  /** How many of them matter; the others have weight 0. @default all */
  informative?: number
  /** Standard deviation of the normal noise on y. @default 0.1 */
  noise?: number
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/**
 * A linear model with many features, of which some have no effect: for ridge and lasso.
 * @returns x float32 [count, features], standard normal, y float32 [count, 1]; and the true `weights`
 */
export function regression(options: RegressionOptions = {}): Dataset & { weights: Float32Array } {
  checkOptions('`data.regression`', options, ['count', 'features', 'informative', 'noise', 'seed'])
  const { count = 100, features = 10, noise = 0.1 } = options
  const informative = options.informative ?? features
  wholeNumber('count', count)
  wholeNumber('features', features)
  wholeNumber('informative', informative, 0)
  if (informative > features)
    throw expected(`\`informative\` to be at most ${features}, the number of features`, informative)
  notNegative('noise', noise)
  const random = generator(options.seed)
  const chosen = new Set(random.permutation(features).subarray(0, informative))
  const weights = Float32Array.from({ length: features }, (_, j) =>
    chosen.has(j) ? random.uniform(1, 5) * (random.uniform() < 0.5 ? -1 : 1) : 0,
  )
  const x = Float32Array.from({ length: count * features }, () => random.normal())
  const y = Float32Array.from({ length: count }, (_, i) => {
    let sum = noise * random.normal()
    for (let j = 0; j < features; j++) sum += weights[j]! * x[i * features + j]!
    return sum
  })
  const set = new Dataset({
    x: tf.tensor2d(x, [count, features]),
    y: tf.tensor2d(y, [count, 1]),
    featureNames: Array.from({ length: features }, (_, j) => `x${j}`),
    name: 'A linear model',
  })
  return Object.assign(set, { weights })
}

/**
 * Points on a grid, row by row from the lower left: to ask a model for its answer everywhere and draw it.
 * @param options `x` and `y` as [from, to], `steps` points each way (or [columns, rows])
 * @returns float32 [columns · rows, 2]
 * @example model.predict(data.grid({ x: [-2, 3], y: [-1.5, 2], steps: 100 }))
 */
export function grid(options: {
  x: readonly [number, number]
  y: readonly [number, number]
  /** @default 50 */
  steps?: number | readonly [number, number]
}): tf.Tensor2D {
  checkOptions('`data.grid`', options, ['x', 'y', 'steps'])
  const { steps = 50 } = options
  const [columns, rows] = typeof steps === 'number' ? [steps, steps] : steps
  wholeNumber('steps', columns, 2)
  wholeNumber('steps', rows, 2)
  for (const axis of ['x', 'y'] as const) {
    if (!Array.isArray(options[axis]) || options[axis].length !== 2)
      throw expected(`\`${axis}\` to be [from, to]`, options[axis])
  }
  const [[x0, x1], [y0, y1]] = [options.x, options.y]
  const out = new Float32Array(columns * rows * 2)
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      out[k++] = x0 + ((x1 - x0) * j) / (columns - 1)
      out[k++] = y0 + ((y1 - y0) * i) / (rows - 1)
    }
  }
  return tf.tensor2d(out, [columns * rows, 2])
}
