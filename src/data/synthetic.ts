/** Small two-dimensional sets for classification: each a shape that some method finds hard. */
import { checkOptions, expected } from '../errors.ts'
import { generator, type Random } from '../random.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { oneHot } from './labels.ts'
import { finite, notNegative, wholeNumber, within } from './numbers.ts'

export interface PointsOptions {
  /** Number of points, all classes together. @default 200 */
  count?: number
  /** Standard deviation of the normal noise on both coordinates. @default 0.1 */
  noise?: number
  /** Targets as one-hot rows float32 [count, classes] instead of int32 labels [count]. @default false */
  oneHot?: boolean
  /** @default the next seed of `seed(n)` */
  seed?: number
}

const known = ['count', 'noise', 'oneHot', 'seed']

/** Draws the points class by class, shuffles them, and makes the set. */
function points(
  where: string,
  options: PointsOptions,
  more: readonly string[],
  standardNoise: number,
  classes: number,
  place: (label: number, index: number, size: number, random: Random) => readonly number[],
): Dataset {
  checkOptions(where, options, [...known, ...more])
  const { count = 200, noise = standardNoise } = options
  wholeNumber('count', count, classes, `There are ${classes} classes.`)
  notNegative('noise', noise)
  const random = generator(options.seed)
  const rows: [label: number, point: readonly number[]][] = []
  for (let label = 0; label < classes; label++) {
    const size = Math.floor(count / classes) + (label < count % classes ? 1 : 0)
    for (let i = 0; i < size; i++) {
      rows.push([label, place(label, i, size, random).map((v) => v + (noise > 0 ? noise * random.normal() : 0))])
    }
  }
  const order = random.permutation(count)
  const width = rows[0]![1].length
  const x = new Float32Array(count * width)
  const labels = new Int32Array(count)
  order.forEach((from, to) => {
    labels[to] = rows[from]![0]
    x.set(rows[from]![1], to * width)
  })
  return new Dataset({
    x: tf.tensor2d(x, [count, width]),
    y: options.oneHot ? oneHot(labels, classes) : tf.tensor1d(labels, 'int32'),
    featureNames: Array.from({ length: width }, (_, i) => `x${i}`),
    classNames: Array.from({ length: classes }, (_, i) => String(i)),
    targetName: 'class',
    name: where.replaceAll('`', ''),
  })
}

/**
 * Two interleaving half circles: class 0 is the upper half of the unit circle around (0, 0), class 1 the lower half of
 * that around (1, 0.5). The same shape as scikit-learn's make_moons.
 * @returns x float32 [count, 2], y int32 [count]
 */
export function moons(options: PointsOptions = {}): Dataset {
  return points('`data.moons`', options, [], 0.1, 2, (label, i, size) => {
    const angle = size > 1 ? (Math.PI * i) / (size - 1) : 0
    return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)]
  })
}

/**
 * A circle around another: class 0 has radius 1, class 1 radius `factor`. The shape of scikit-learn's make_circles.
 * @returns x float32 [count, 2], y int32 [count]
 */
export function circles(options: PointsOptions & { /** @default 0.5 */ factor?: number } = {}): Dataset {
  const factor = within('factor', options.factor ?? 0.5, 0, 1)
  return points('`data.circles`', options, ['factor'], 0.1, 2, (label, i, size) => {
    const angle = (2 * Math.PI * i) / size
    const radius = label === 0 ? 1 : factor
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
}

/**
 * Arms of a spiral, one a class, radius 0 … 1.
 * @returns x float32 [count, 2], y int32 [count]
 */
export function spirals(
  options: PointsOptions & {
    /** Number of arms. @default 2 */
    classes?: number
    /** How often each arm goes round. @default 1 */
    turns?: number
  } = {},
): Dataset {
  const { classes = 2, turns = 1 } = options
  wholeNumber('classes', classes)
  finite('turns', turns)
  return points('`data.spirals`', options, ['classes', 'turns'], 0.03, classes, (label, i, size) => {
    const radius = (i + 1) / size
    const angle = 2 * Math.PI * (turns * radius + label / classes)
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
}

/**
 * Normal clouds around centres, one a class.
 * @returns x float32 [count, features], y int32 [count]
 */
export function blobs(
  options: PointsOptions & {
    /** Centres, one a class; or how many, then drawn in [−5, 5). @default 3 */
    centers?: number | readonly (readonly number[])[]
    /** Number of coordinates of drawn centres. @default 2 */
    features?: number
  } = {},
): Dataset {
  const { centers = 3, features = 2 } = options
  let places: readonly (readonly number[])[]
  let from = options
  if (typeof centers === 'number') {
    const random = generator(options.seed)
    places = Array.from({ length: wholeNumber('centers', centers) }, () =>
      Array.from({ length: wholeNumber('features', features) }, () => random.uniform(-5, 5)),
    )
    from = { ...options, seed: random.uint32() }
  } else {
    if (!centers.length || centers.some((c) => c.length !== centers[0]!.length)) {
      throw expected('`centers` to be points with equally many coordinates', centers)
    }
    places = centers
  }
  return points('`data.blobs`', from, ['centers', 'features'], 1, places.length, (label) => places[label]!)
}

/**
 * Four clouds at the corners of a square, opposite corners of one class: what no line separates (exclusive or).
 * @returns x float32 [count, 2], y int32 [count]
 */
export function xor(options: PointsOptions = {}): Dataset {
  return points('`data.xor`', options, [], 0.2, 2, (label, i) => {
    const left = i % 2 === 0 ? -1 : 1
    return [left, label === 0 ? left : -left]
  })
}
