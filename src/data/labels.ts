/** Class labels: from one-hot rows or numbers, and back. */
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { wholeNumber } from './numbers.ts'

/** Whether targets of this shape are one column of labels, rather than one column a class. */
export function isOneColumn(y: { shape: number[] }): boolean {
  return y.shape.length === 1 || (y.shape.length === 2 && y.shape[1] === 1)
}

/** Class labels of targets [n], [n, 1] (labels) or [n, classes] (one-hot, or probabilities: the largest). */
export function labelsOf(y: tf.Tensor): Int32Array {
  if (y.rank > 2) throw expected('targets of shape [n], [n, 1] or [n, classes]', y)
  if (!isOneColumn(y)) return tf.tidy(() => tf.argMax(y, 1).dataSync()) as Int32Array
  const values = y.dataSync()
  for (let i = 0; i < values.length; i++) {
    if (!Number.isInteger(values[i]) || values[i]! < 0) {
      throw new GradlabError(
        `Expected class labels, whole numbers ≥ 0, found ${values[i]} in row ${i}: these targets are not classes.`,
      )
    }
  }
  return Int32Array.from(values)
}

/**
 * Rows that are 1 at the label and 0 elsewhere.
 * @param labels whole numbers in [0, classes), as an array or a tensor [n] or [n, 1]
 * @param classes how many classes there are @default the largest label + 1
 * @returns float32 [n, classes]
 * @throws on a label out of range, with the row where it stands
 * @example data.oneHot([0, 2, 1])  // [[1,0,0],[0,0,1],[0,1,0]]
 */
export function oneHot(labels: tf.Tensor | ArrayLike<number>, classes?: number): tf.Tensor2D {
  let values: ArrayLike<number>
  if (labels instanceof tf.Tensor) {
    if (labels.isDisposed) throw new GradlabError('These labels are a disposed tensor: load or make the data again.')
    if (!isOneColumn(labels)) throw expected('labels of shape [n] or [n, 1]', labels, 'Are they one-hot already?')
    values = labels.dataSync()
  } else values = labels
  const n = wholeNumber('number of labels', values?.length, 1)
  let largest = 0
  for (let i = 0; i < n; i++) if (values[i]! > largest) largest = values[i]!
  const width = classes === undefined ? Math.floor(largest) + 1 : wholeNumber('classes', classes, 1)
  const out = new Float32Array(n * width)
  for (let i = 0; i < n; i++) {
    const label = values[i]!
    if (!(Number.isInteger(label) && label >= 0 && label < width)) {
      throw new GradlabError(
        `Expected labels to be whole numbers from 0 to ${width - 1}, found ${label} in row ${i}. ` +
          (Number.isInteger(label) && label >= width
            ? `Say \`classes: ${label + 1}\` or more, or check the labels.`
            : 'Turn names into labels with `data.labelEncode`.'),
      )
    }
    out[i * width + label] = 1
  }
  return tf.tensor2d(out, [n, width])
}

/** Names turned into labels, and back. */
export interface LabelEncoding {
  /** int32 [n] */
  readonly labels: Int32Array
  /** Class k is `classNames[k]`; sorted, as scikit-learn's LabelEncoder has them. */
  readonly classNames: string[]
  /** The label of a name seen before. */
  encode(name: string | number | boolean): number
  /** The name of a label. */
  decode(label: number): string
}

/**
 * Labels 0 … classes−1 for names (or any values), in sorted order.
 * @example data.labelEncode(['cat', 'dog', 'cat']).labels  // 0, 1, 0
 */
export function labelEncode(values: ArrayLike<string | number | boolean>): LabelEncoding {
  if (typeof values === 'string' || !values?.length) throw expected('a list of names, at least one', values)
  const list = Array.from(values)
  const missing = list.findIndex((v) => v === null || v === undefined || (typeof v === 'number' && Number.isNaN(v)))
  if (missing >= 0) {
    throw new GradlabError(`Expected a name in every row, found none in row ${missing}. Clean the data first.`)
  }
  const numeric = list.every((v) => typeof v === 'number')
  const distinct = [...new Set(list)].sort((a, b) =>
    numeric ? (a as number) - (b as number) : String(a) < String(b) ? -1 : 1,
  )
  const classNames = distinct.map(String)
  const index = new Map(classNames.map((name, i) => [name, i]))
  const encode = (name: string | number | boolean): number => {
    const label = index.get(String(name))
    if (label === undefined) throw expected(`one of the classes ${classNames.slice(0, 10).join(', ')}`, name)
    return label
  }
  return {
    labels: Int32Array.from(list, encode),
    classNames,
    encode,
    decode(label) {
      const name = classNames[label]
      if (name === undefined) throw expected(`a label from 0 to ${classNames.length - 1}`, label)
      return name
    },
  }
}
