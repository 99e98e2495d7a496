/** Cross-validation: every example is in the test part once. */
import { checkOptions, expected } from '../errors.ts'
import { asDataset, type Dataset } from './dataset.ts'
import { type FoldOptions, foldRows, groupFoldRows } from './split.ts'

/** One fold; its sets are made when first looked at. */
export class Fold {
  readonly #set: Dataset
  readonly #testRows: Int32Array
  #train?: Dataset
  #test?: Dataset

  constructor(set: Dataset, testRows: Int32Array) {
    this.#set = set
    this.#testRows = testRows
  }

  /** The other folds' examples. */
  get train(): Dataset {
    if (!this.#train || this.#train.isDisposed) {
      const inTest = new Set(this.#testRows)
      const rows = Array.from({ length: this.#set.size }, (_, i) => i).filter((i) => !inTest.has(i))
      this.#train = this.#set.rows(rows)
    }
    return this.#train
  }

  /** This fold's examples. */
  get test(): Dataset {
    if (!this.#test || this.#test.isDisposed) this.#test = this.#set.rows(this.#testRows)
    return this.#test
  }

  /** Rows of the whole set that are in `test`. */
  get testRows(): Int32Array {
    return this.#testRows.slice()
  }

  /** Frees both sets. */
  dispose(): void {
    this.#train?.dispose()
    this.#test?.dispose()
  }
}

/**
 * k-fold cross-validation: `folds` pairs of training and test set. Dispose of each fold after use.
 * @param options `stratify` keeps the share of each class in every fold
 * @example for (const fold of data.kFold(set, 5)) { … fold.train, fold.test … fold.dispose() }
 */
export function kFold(set: Dataset, folds = 5, options: FoldOptions = {}): Fold[] {
  asDataset(set, '`data.kFold`')
  checkOptions('`data.kFold`', options, ['stratify', 'shuffle', 'seed'])
  return foldRows(set.size, folds, options, () => set.labels()).map((rows) => new Fold(set, rows))
}

/**
 * k-fold cross-validation where examples of one group (a patient, a writer) are never in both parts.
 * @param groups the group of each example
 */
export function groupKFold(set: Dataset, folds: number, groups: ArrayLike<number | string>): Fold[] {
  asDataset(set, '`data.groupKFold`')
  if (groups?.length !== set.size) throw expected(`${set.size} groups, one an example`, groups)
  return groupFoldRows(groups, folds).map((rows) => new Fold(set, rows))
}
