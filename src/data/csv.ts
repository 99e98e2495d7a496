/** CSV files, records and arrays as datasets. */
import { readFileSync } from 'node:fs'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { type Column, type CsvOptions, parseCsv } from './csv-parser.ts'
import { Dataset, type DatasetInit } from './dataset.ts'
import { flatten, type Nested } from './nested.ts'
import { type TableOptions, tableOptions, tableToDataset } from './table.ts'

const csvOptions = ['separator', 'header', 'missingTexts']

/** The bytes of a file, or of the text itself where it has a line break. */
export async function csvContent(pathOrText: string): Promise<Uint8Array | string> {
  if (typeof pathOrText !== 'string') throw expected('the path of a CSV file, or its text', pathOrText)
  if (pathOrText.includes('\n')) return pathOrText
  if (/^https?:/.test(pathOrText)) {
    throw expected('a file', pathOrText, 'Fetch its text first: `await (await fetch(address)).text()`.')
  }
  try {
    // At once: piece by piece, as `readFile` of promises does it, takes ten times as long.
    return readFileSync(pathOrText)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const found = code === 'EISDIR' ? 'a folder' : `none (${code})`
    throw new GradlabError(
      `Expected a CSV file at ${pathOrText}, found ${found}. The path is taken from ${process.cwd()}.`,
    )
  }
}

/**
 * A dataset from a CSV file: types found by looking, missing values as asked, texts one-hot, the target apart.
 *
 * A parser of our own, not danfojs, which takes 15 times as long (`data.frame` makes a danfojs frame of the same file).
 *
 * @param pathOrText the path of the file, or the CSV itself (a text with a line break)
 * @returns x float32 [rows, features]; y float32 [rows, 1], or int32 labels [rows] where the target is texts
 * @param options `target` names the column to predict; without it the error lists the columns
 * @throws on an unknown column (with the nearest one), a ragged row (with its number), an unreadable file, another separator
 * @example const houses = await data.csv('houses.csv', { target: 'price', missing: 'median' })
 */
export async function csv(pathOrText: string, options?: TableOptions & CsvOptions): Promise<Dataset> {
  if (options !== undefined) checkOptions('`data.csv`', options, [...tableOptions, ...csvOptions])
  const { separator, header, missingTexts, ...table } = options ?? ({} as TableOptions & CsvOptions)
  const columns = parseCsv(await csvContent(pathOrText), {
    ...(separator === undefined ? {} : { separator }),
    ...(header === undefined ? {} : { header }),
    ...(missingTexts === undefined ? {} : { missingTexts }),
  })
  const [only] = [...columns.keys()]
  const other = columns.size === 1 ? /[;\t|]/.exec(only!)?.[0] : undefined
  if (other) {
    throw new GradlabError(
      `The CSV has one column, '${only}': its fields seem to be separated by '${other === '\t' ? '\\t' : other}'. Say \`separator: '${other === '\t' ? '\\t' : other}'\`.`,
    )
  }
  return tableToDataset(columns, table, '`data.csv`')
}

/**
 * A dataset from records: an array of objects with the same keys.
 * @example data.fromRecords([{ rooms: 3, price: 200 }, { rooms: 5, price: 310 }], { target: 'price' })
 */
export function fromRecords(records: readonly Record<string, unknown>[], options: TableOptions): Dataset {
  if (!Array.isArray(records) || !records.length) {
    throw expected('an array of records, at least one', records)
  }
  const none = records.findIndex((record) => !record || typeof record !== 'object')
  if (none >= 0)
    throw expected(`a record in every row`, `${records[none]} in row ${none}`, 'Leave it out, or fill it in.')
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  const columns = new Map([...names].map((name) => [name, toColumn(records.map((record) => record[name]))]))
  return tableToDataset(columns, options, '`data.fromRecords`')
}

/** Values as a column: numbers (also booleans) where all are, else texts. */
export function toColumn(values: readonly unknown[]): Column {
  const numbers = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === null || value === undefined) numbers[i] = Number.NaN
    else if (typeof value === 'number' || typeof value === 'boolean') numbers[i] = Number(value)
    else return values.map((v) => (v === null || v === undefined ? null : String(v)))
  }
  return numbers
}

/**
 * A dataset from arrays or tensors.
 * @param x rows of numbers (nested as deep as an example is), a flat list (one feature), or a tensor (owned from then on)
 * @param y one target a row; whole numbers become int32 labels only where `classNames` are given or `classes: true`
 * @example data.fromArrays([[1, 2], [3, 4]], [0, 1], { classNames: ['no', 'yes'] })
 */
export function fromArrays(
  x: tf.Tensor | Nested,
  y: tf.Tensor | Nested,
  options: Omit<DatasetInit, 'x' | 'y'> & {
    /** The targets are class labels. @default false */ classes?: boolean
  } = {},
): Dataset {
  checkOptions('`data.fromArrays`', options, ['featureNames', 'classNames', 'targetName', 'name', 'origin', 'classes'])
  const { classes = options.classNames !== undefined, ...init } = options
  const made: tf.Tensor[] = []
  try {
    const make = (value: tf.Tensor | Nested, name: string, type: 'float32' | 'int32', flat: boolean): tf.Tensor => {
      if (value instanceof tf.Tensor) return value
      if (!value || typeof value !== 'object' || !(value as ArrayLike<unknown>).length) {
        throw expected(`\`${name}\` to be an array with an example a row`, value)
      }
      const { shape, values } = flatten(value, name)
      const typed = type === 'int32' ? Int32Array.from(values) : Float32Array.from(values)
      const tensor = tf.tensor(typed, shape.length === 1 && !flat ? [shape[0]!, 1] : shape, type)
      made.push(tensor)
      return tensor
    }
    const inputs = make(x, 'x', 'float32', false)
    const oneHot = Array.isArray(y) && Array.isArray(y[0]) && y[0].length > 1
    const targets = make(y, 'y', classes && !oneHot ? 'int32' : 'float32', classes)
    if (classes && !(y instanceof tf.Tensor) && targets.dtype === 'int32') checkLabels(y, init.classNames)
    return new Dataset({ ...init, x: inputs, y: targets })
  } catch (error) {
    tf.dispose(made)
    throw error
  }
}

/** Labels become whole numbers, and a fraction would silently become another class. */
function checkLabels(y: Nested, classNames: readonly string[] | undefined): void {
  const { values } = flatten(y, 'y')
  const most = classNames?.length ?? Number.POSITIVE_INFINITY
  const bad = values.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < most))
  if (bad < 0) return
  const range = classNames
    ? `whole numbers from 0 to ${most - 1}, one for each of \`classNames\``
    : 'whole numbers from 0'
  throw expected(
    `class labels to be ${range}`,
    `${values[bad]} in row ${bad}`,
    'Names become labels by `data.labelEncode`.',
  )
}
