/** A first look at a dataset: digits, points, or how its columns are distributed. */
import type { Figure } from './figure.ts'
import { histogram } from './histogram.ts'
import { images } from './images.ts'
import { scatter } from './scatter.ts'

/** What this needs of a dataset of `data`. */
export interface DatasetLike {
  readonly x: { shape: number[]; slice(begin: number[], size: number[]): any }
  readonly y: { shape: number[]; slice(begin: number[], size: number[]): any }
  readonly size: number
  readonly classNames?: readonly string[]
  readonly featureNames?: readonly string[]
  readonly targetName?: string
  readonly name?: string
  readonly columns: string[]
  column(name: string): ArrayLike<number>
  labels(): ArrayLike<number>
}

/** Whether rows are small square pictures. */
function isImages({ shape }: { shape: number[] }): boolean {
  if (shape.length === 4) return shape[3] === 1 || shape[3] === 3
  if (shape.length === 3) return shape[1]! >= 8 && shape[2]! >= 8 && shape[2] !== 1
  return shape.length === 2 && shape[1]! >= 64 && Number.isInteger(Math.sqrt(shape[1]!))
}

/** A tensor's first rows as numbers, nothing left over. */
function firstRows(tensor: DatasetLike['x'], count: number): { shape: number[]; dataSync(): ArrayLike<number> } {
  const part = tensor.slice([0], [count])
  const values = part.dataSync()
  part.dispose()
  return { shape: [count, ...tensor.shape.slice(1)], dataSync: () => values }
}

/** Whether the targets are classes: named, one-hot, or few whole numbers. */
function isClassified(set: DatasetLike, targets: ArrayLike<number>): boolean {
  if (set.classNames || (set.y.shape[1] ?? 1) > 1) return true
  const seen = new Set<number>()
  for (let i = 0; i < targets.length && seen.size <= 20; i++) seen.add(targets[i]!)
  return seen.size <= 20 && [...seen].every((value) => Number.isInteger(value) && value >= 0)
}

/** Draws a dataset by its kind; undefined where no small picture says anything. */
export function datasetFigure(set: DatasetLike): Figure | undefined {
  if (set.size === 0) return undefined
  const target = set.targetName ?? 'y'
  const names = { ...(set.name && { title: set.name }) }
  const classNames = set.classNames && { classNames: set.classNames }
  if (isImages(set.x)) {
    const count = Math.min(20, set.size)
    const labels = set.y.shape.length <= 2 ? { labels: Array.from(set.labels()).slice(0, count) } : {}
    return images(firstRows(set.x, count), { ...labels, ...classNames, count, ...names })
  }
  if (set.y.shape.length > 2 || (set.x.shape.length > 2 && set.columns.length > 12)) return undefined
  const features = set.columns.slice(0, -1)
  const targets = set.column(target)
  const classified = isClassified(set, targets)
  if (features.length === 1 && !classified)
    return scatter(set.column(features[0]!), targets, { x: features[0]!, y: target, ...names })
  if (features.length >= 2 && features.length <= 12) {
    const [x, y] = features as [string, string]
    const colour = classified ? { classes: Array.from(targets), ...classNames } : { values: targets, valueName: target }
    return scatter(set.column(x), set.column(y), { x, y, ...colour, ...names })
  }
  return histogram(targets, { x: target, ...names })
}
