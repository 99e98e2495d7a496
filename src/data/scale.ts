/** Scaling of features, learned on the training set and used on all others. */
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'

/** A scaling of columns: learned once, used on any set or tensor with as many columns. */
export interface Scaler {
  /** (x − shift) / scale, as a new set or tensor. */
  transform<T extends Dataset | tf.Tensor>(what: T): T
  /** Back: x · scale + shift. */
  inverse<T extends Dataset | tf.Tensor>(what: T): T
}

export interface StandardScaler extends Scaler {
  readonly mean: Float64Array
  /** Standard deviation (of the population, n in the denominator); 1 for a column that is constant. */
  readonly std: Float64Array
}

export interface MinMaxScaler extends Scaler {
  readonly min: Float64Array
  readonly max: Float64Array
}

function scaler(where: string, shift: Float64Array, scale: Float64Array): Scaler {
  const width = shift.length
  const apply = <T extends Dataset | tf.Tensor>(what: T, f: (v: number, j: number) => number): T => {
    if (what instanceof Dataset) return what.map((x) => ({ x: onTensor(x, f) })) as T
    if (!(what instanceof tf.Tensor)) throw expected(`${where} to be given a dataset or a tensor`, what)
    return onTensor(what, f) as T
  }
  const onTensor = (x: tf.Tensor, f: (v: number, j: number) => number): tf.Tensor => {
    if (x.size / (x.shape[0] || 1) !== width) {
      throw expected(`${width} columns, as the scaler was learned on`, x)
    }
    const values = x.dataSync()
    const out = new Float32Array(values.length)
    for (let i = 0; i < values.length; i += width) for (let j = 0; j < width; j++) out[i + j] = f(values[i + j]!, j)
    return tf.tensor(out, x.shape)
  }
  return {
    transform: (what) => apply(what, (v, j) => (v - shift[j]!) / scale[j]!),
    inverse: (what) => apply(what, (v, j) => v * scale[j]! + shift[j]!),
  }
}

/** The columns of a set's x or of a tensor: all dimensions but the first, flat. */
function columns(where: string, what: Dataset | tf.Tensor): { values: ArrayLike<number>; width: number; rows: number } {
  const x = what instanceof Dataset ? what.x : what
  if (!(x instanceof tf.Tensor)) throw expected(`${where} to be given a dataset or a tensor`, what)
  if (x.isDisposed) throw new GradlabError(`${where} was given a disposed tensor: load or make the data again.`)
  if (!x.size) throw expected(`${where} to be given at least one row`, x)
  return { values: x.dataSync(), width: x.size / x.shape[0]!, rows: x.shape[0]! }
}

/**
 * Learns mean and standard deviation of each column, so that `transform` gives columns with mean 0 and deviation 1. Learn
 * on the training set only, then transform both. NaN is left out and stays NaN. The numbers of scikit-learn's StandardScaler.
 * @param set the training set (its x), or a tensor (e.g. `train.y`)
 * @example const scale = data.standardize(train); const x = scale.transform(test)
 */
export function standardize(set: Dataset | tf.Tensor): StandardScaler {
  const { values, width, rows } = columns('`data.standardize`', set)
  const mean = new Float64Array(width)
  const std = new Float64Array(width)
  for (let j = 0; j < width; j++) {
    let [count, sum] = [0, 0]
    for (let i = 0, k = j; i < rows; i++, k += width) {
      const v = values[k]!
      if (!Number.isNaN(v)) [count, sum] = [count + 1, sum + v]
    }
    const m = count ? sum / count : 0
    // Twice through, rather than Σx² − nμ²: no digits are lost where the mean is large.
    let squares = 0
    for (let i = 0, k = j; i < rows; i++, k += width) {
      const v = values[k]!
      if (!Number.isNaN(v)) squares += (v - m) ** 2
    }
    mean[j] = m
    const deviation = Math.sqrt(squares / (count || 1))
    std[j] = deviation > 10 * Number.EPSILON * Math.abs(m) ? deviation : 1
  }
  return { ...scaler('`transform`', mean, std), mean, std }
}

/**
 * Learns smallest and largest value of each column, so that `transform` gives columns in 0 … 1 (of the training set; others
 * may go beyond). The numbers of scikit-learn's MinMaxScaler.
 */
export function minMax(set: Dataset | tf.Tensor): MinMaxScaler {
  const { values, width, rows } = columns('`data.minMax`', set)
  const min = new Float64Array(width).fill(Number.POSITIVE_INFINITY)
  const max = new Float64Array(width).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < width; j++, k++) {
      const v = values[k]!
      if (v < min[j]!) min[j] = v
      if (v > max[j]!) max[j] = v
    }
  }
  for (let j = 0; j < width; j++) if (min[j]! > max[j]!) min[j] = max[j] = 0
  const range = max.map((v, j) => v - min[j]! || 1)
  return { ...scaler('`transform`', min, range), min, max }
}
