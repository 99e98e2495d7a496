/** What a dataset shows of itself: shapes, ranges, class counts, the first rows. */
import { escapeHtml, type MimeBundle } from '../display.ts'
import { tf } from '../tf.ts'
import type { Dataset } from './dataset.ts'
import { isOneColumn } from './labels.ts'

const HEAD = 5
const COLUMNS = 12

/** Numbers in few characters: 4 significant digits, no exponent where none is needed. */
export function short(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value)
  return String(Number(value.toPrecision(4)))
}

/** The dataset as text and as an HTML table. */
export function describeDataset(set: Dataset): MimeBundle {
  if (set.isDisposed) return { 'text/plain': 'Dataset (disposed)' }
  const title = `${set.name ?? 'Dataset'}: ${set.size} example${set.size === 1 ? '' : 's'}`
  const parts = [part('x', set.x), part('y', set.y)]
  const classes = classCounts(set)
  const plain = [title, ...parts.map((p) => p.join('  '))]
  if (classes) plain.push(`classes  ${classes.map(([name, count]) => `${name}: ${count}`).join(', ')}`)

  const rows = parts.map(([name, shape, dtype, range]) => row([name!, shape!, dtype!, range!]))
  let html = `<b>${escapeHtml(title)}</b><table><thead>${row(['', 'shape', 'type', 'range'], 'th')}</thead><tbody>${rows.join('')}</tbody></table>`
  if (classes) {
    html += `<div>Examples of each class: ${classes.map(([name, count]) => `${escapeHtml(name)} <b>${count}</b>`).join(' · ')}</div>`
  }
  html += head(set)
  if (set.origin)
    html += `<div><small>${escapeHtml(set.origin.source)} (${escapeHtml(set.origin.licence)})</small></div>`
  return { 'text/plain': plain.join('\n'), 'text/html': html }
}

function row(cells: readonly string[], tag = 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
}

function part(name: string, tensor: tf.Tensor): string[] {
  return [name, `[${tensor.shape.join(', ')}]`, tensor.dtype, range(tensor)]
}

function range(tensor: tf.Tensor): string {
  if (tensor.dtype === 'string' || tensor.size === 0) return ''
  return tf.tidy(() => {
    const numbers = tensor.dtype === 'bool' ? tf.cast(tensor, 'int32') : tensor
    const [low, high] = [tf.min(numbers).dataSync()[0]!, tf.max(numbers).dataSync()[0]!]
    if (!Number.isNaN(low) && !Number.isNaN(high)) return `${short(low)} … ${short(high)}`
    const holes = tf.isNaN(numbers)
    const count = tf.sum(tf.cast(holes, 'int32')).dataSync()[0]!
    if (count === tensor.size) return `${count} NaN`
    // The range of what is there tells a mistyped number, which a hole must not hide.
    const [least, most] = [tf.min(tf.where(holes, Infinity, numbers)), tf.max(tf.where(holes, -Infinity, numbers))]
    return `${short(least.dataSync()[0]!)} … ${short(most.dataSync()[0]!)}, ${count} NaN`
  })
}

/** Name and number of examples of each class, where the targets are classes; at most 20 of them. */
function classCounts(set: Dataset): [string, number][] | undefined {
  const oneHot = !isOneColumn(set.y)
  if (set.y.rank > 2 || (!oneHot && set.y.dtype !== 'int32' && !set.classNames)) return undefined
  if (oneHot && (set.y.shape[1]! > 20 || !rowsSumToOne(set.y))) return undefined
  let labels: Int32Array
  try {
    labels = set.labels()
  } catch {
    return undefined // whole-number targets that are no classes, e.g. negative ones
  }
  const counts: number[] = []
  for (const label of labels) {
    if (label >= 20) return undefined
    counts[label] = (counts[label] ?? 0) + 1
  }
  const width = Math.max(counts.length, set.classNames?.length ?? 0, oneHot ? set.y.shape[1]! : 0)
  return Array.from({ length: width }, (_, k) => [set.classNames?.[k] ?? String(k), counts[k] ?? 0])
}

function rowsSumToOne(y: tf.Tensor): boolean {
  return tf.tidy(() => tf.all(tf.abs(tf.sum(y, 1).sub(1)).less(1e-4)).dataSync()[0] === 1)
}

/** The first rows as a table, where they are short enough to read. */
function head(set: Dataset): string {
  if (set.x.rank !== 2 || set.x.dtype === 'string') return ''
  const count = Math.min(HEAD, set.size)
  const width = set.x.shape[1]!
  const shown = Math.min(width, COLUMNS)
  const names = set.columns
  const first = (tensor: tf.Tensor) => tf.tidy(() => tf.slice(tensor, 0, count).dataSync())
  const [x, y] = [first(set.x), first(set.y)]
  const targets = y.length / count
  const cells = Array.from({ length: count }, (_, i) => [
    ...Array.from(x.slice(i * width, i * width + shown), short),
    ...(width > shown ? ['…'] : []),
    Array.from(y.slice(i * targets, (i + 1) * targets), short).join(' '),
  ])
  const titles = [...names.slice(0, shown), ...(width > shown ? ['…'] : []), names.at(-1)!]
  return `<table><thead>${row(titles, 'th')}</thead><tbody>${cells.map((c) => row(c)).join('')}</tbody></table>`
}
