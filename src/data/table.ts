/** Tables, columns by name, turned into datasets: numbers as they are, texts one-hot, the target apart. */
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { checkMissing, fillNumbers, type Missing } from './clean.ts'
import type { Column } from './csv-parser.ts'
import { Dataset, type Origin } from './dataset.ts'
import { freshFloats } from './fresh.ts'
import { labelEncode } from './labels.ts'
import { numberTexts } from './number-texts.ts'

export interface TableOptions {
  /** The column to predict. */
  target: string
  /** The columns to predict from, in this order. @default all others */
  features?: readonly string[]
  /** Columns to leave out. */
  exclude?: readonly string[]
  /** 'classification' makes labels of a target that is numbers. @default by the target: texts are classes, numbers are not */
  task?: 'regression' | 'classification'
  /** Features that are texts: a column of 0 and 1 for each text, or one column of labels. @default 'oneHot' */
  categories?: 'oneHot' | 'label'
  /**
   * Missing values: 'keep' (NaN), 'error', 'drop' the row, the column's 'mean' or 'median', or a number to put there.
   * Rows without a target are dropped with all but 'keep' and 'error'. @default 'keep'
   */
  missing?: Missing
  name?: string
  origin?: Origin
}

export const tableOptions = ['target', 'features', 'exclude', 'task', 'categories', 'missing', 'name', 'origin']

const MOST_CATEGORIES = 50

/** Makes a dataset of a table's columns. */
export function tableToDataset(table: ReadonlyMap<string, Column>, options: TableOptions, where: string): Dataset {
  checkOptions(where, options, tableOptions)
  const names = [...table.keys()]
  const { target, categories = 'oneHot', missing = 'keep', exclude = [] } = options
  if (typeof target !== 'string') {
    throw expected(`\`target\` to be the name of a column`, target, `The columns are ${names.join(', ')}.`)
  }
  checkName('column', target, names)
  for (const [name, list] of Object.entries({ features: options.features, exclude: options.exclude })) {
    if (list !== undefined && !Array.isArray(list))
      throw expected(`\`${name}\` to be a list of column names`, list, `Say e.g. \`${name}: ['${names[0]}']\`.`)
  }
  for (const name of [...exclude, ...(options.features ?? [])]) checkName('column', name, names)
  if (options.task) checkName('task', options.task, ['regression', 'classification'])
  checkName('way with categories', categories, ['oneHot', 'label'])
  checkMissing(missing)
  const features = (options.features ?? names).filter((name) => name !== target && !exclude.includes(name))
  if (!features.length) throw new GradlabError('A dataset needs a feature besides the target, and this one has none.')

  const used = new Map([...features, target].map((name) => [name, table.get(name)!]))
  for (const [name, column] of used) {
    const asked = name === target ? options.task === 'classification' : options.categories !== undefined
    const warning = asked ? undefined : numberTexts(name, column)
    if (warning) console.warn(warning)
  }
  const rows = keptRows(used, target, missing)
  if (!(rows ?? table.get(target)!).length) {
    throw new GradlabError(
      table.get(target)!.length
        ? "Every row has a missing value, so none is left: fill them with `missing: 'mean'`, or leave columns out."
        : 'The table has no rows.',
    )
  }
  const inputs: { name: string; values: Float32Array | Float64Array }[] = []
  for (const name of features) inputs.push(...encodeFeature(name, pick(used.get(name)!, rows), categories, missing))

  const goal = pick(used.get(target)!, rows)
  const classes =
    options.task === 'classification' || (!(goal instanceof Float64Array) && options.task !== 'regression')
  if (!classes && !(goal instanceof Float64Array)) {
    throw new GradlabError(`The target '${target}' is texts, such as ${sample(goal)}: a regression needs numbers.`)
  }
  const encoding = classes ? labelEncode(classValues(goal, target)) : undefined

  const size = goal.length
  const x = sideBySide(inputs.map(({ values }) => values))
  return new Dataset({
    x: tf.tensor2d(x, [size, inputs.length]),
    y: encoding
      ? tf.tensor1d(encoding.labels, 'int32')
      : tf.tensor2d(new Float32Array(goal as Float64Array), [size, 1]),
    featureNames: inputs.map(({ name }) => name),
    ...(encoding ? { classNames: encoding.classNames } : {}),
    targetName: target,
    ...(options.name ? { name: options.name } : {}),
    ...(options.origin ? { origin: options.origin } : {}),
  })
}

function isMissing(column: Column, row: number): boolean {
  const value = column[row]
  return value === null || value === undefined || Number.isNaN(value)
}

function countMissing(column: Column): number {
  let count = 0
  for (let i = 0; i < column.length; i++) if (isMissing(column, i)) count++
  return count
}

/** Columns as rows. Some rows at a time, so that what is written stays in the processor's cache. */
function sideBySide(columns: readonly (Float32Array | Float64Array)[]): Float32Array {
  const [width, size] = [columns.length, columns[0]!.length]
  const x = freshFloats(size * width)
  const block = 256
  for (let from = 0; from < size; from += block) {
    const to = Math.min(size, from + block)
    for (let j = 0; j < width; j++) {
      const values = columns[j]!
      for (let i = from, k = from * width + j; i < to; i++, k += width) x[k] = values[i]!
    }
  }
  return x
}

/** The rows that stay; undefined where all do. Column by column: a table has few columns and many rows. */
function keptRows(columns: ReadonlyMap<string, Column>, target: string, missing: Missing): Int32Array | undefined {
  const n = columns.get(target)!.length
  if (missing === 'keep') return undefined
  if (missing === 'error') {
    const holes = [...columns]
      .map(([name, column]) => [name, countMissing(column)] as const)
      .filter(([, count]) => count)
    if (!holes.length) return undefined
    const first = Int32Array.from({ length: n }, (_, i) => i).find((i) =>
      [...columns.values()].some((column) => isMissing(column, i)),
    )
    throw new GradlabError(
      `Expected no missing values, found ${holes.map(([name, count]) => `${count} in '${name}'`).join(', ')}, the first in row ${first}. ` +
        "Say what to do with them: `missing: 'drop'`, 'mean', 'median' or a number.",
    )
  }
  const dropped = new Uint8Array(n)
  for (const [name, column] of columns) {
    if (missing !== 'drop' && name !== target) continue
    for (let i = 0; i < n; i++) if (isMissing(column, i)) dropped[i] = 1
  }
  if (!dropped.includes(1)) return undefined
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) => !dropped[i])
}

function pick(column: Column, rows: Int32Array | undefined): Column {
  if (!rows) return column
  if (column instanceof Float64Array) return Float64Array.from(rows, (row) => column[row]!)
  return Array.from(rows, (row) => column[row]!)
}

function encodeFeature(name: string, column: Column, categories: 'oneHot' | 'label', missing: Missing) {
  if (column instanceof Float64Array) return [{ name, values: fillNumbers(column, missing, name) }]
  const present = column.filter((v) => v !== null)
  const { classNames } = labelEncode(present)
  if (categories === 'label') {
    const index = new Map(classNames.map((text, k) => [text, k]))
    return [{ name, values: Float32Array.from(column, (v) => (v === null ? Number.NaN : index.get(v)!)) }]
  }
  if (classNames.length > MOST_CATEGORIES) {
    throw new GradlabError(
      `The column '${name}' holds ${classNames.length} different texts, such as ${sample(column)}: too many for columns of 0 and 1. ` +
        `Leave it out with \`exclude: ['${name}']\`, or say \`categories: 'label'\`.`,
    )
  }
  return classNames.map((text) => ({
    name: `${name}=${text}`,
    values: Float32Array.from(column, (v) => (v === null && missing === 'keep' ? Number.NaN : v === text ? 1 : 0)),
  }))
}

function classValues(column: Column, target: string): ArrayLike<string | number> {
  for (let i = 0; i < column.length; i++) {
    if (isMissing(column, i)) {
      throw new GradlabError(
        `The target '${target}' is missing in row ${i}, and a class cannot be guessed: say \`missing: 'drop'\`.`,
      )
    }
  }
  return column as ArrayLike<string | number>
}

function sample(column: Column): string {
  return [...new Set(Array.from<unknown>(column as ArrayLike<unknown>).filter((v) => v !== null))]
    .slice(0, 3)
    .map((v) => `'${v}'`)
    .join(', ')
}
