import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { viewOf } from '../view.ts'
import { scoresPerClass } from './metrics/classification.ts'
import type { Confusion } from './metrics/confusion.ts'

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const digits = (value: number): string => String(Number(value.toPrecision(4)))

/** How good a classifier is on a dataset. Shows itself: the numbers, then the confusion matrix. */
export class Classification implements Displayable {
  /** The mean loss, penalties included. */
  readonly loss: number
  /** The share predicted right. */
  readonly accuracy: number
  /** Of each class. */
  readonly precision: readonly number[]
  /** Of each class. */
  readonly recall: readonly number[]
  /** Of each class. */
  readonly f1: readonly number[]
  /** Examples of each class. */
  readonly support: readonly number[]
  /** Means over the classes. */
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly confusion: Confusion
  /** The predicted class of each example. */
  readonly predictions: Int32Array

  constructor(loss: number, confusion: Confusion, predictions: Int32Array) {
    const scores = scoresPerClass(confusion)
    this.loss = loss
    this.accuracy = confusion.matrix.reduce((sum, row, i) => sum + row[i]!, 0) / confusion.total
    this.precision = scores.precision
    this.recall = scores.recall
    this.f1 = scores.f1
    this.support = scores.support
    this.macro = { precision: mean(scores.precision), recall: mean(scores.recall), f1: mean(scores.f1) }
    this.confusion = confusion
    this.predictions = predictions
  }

  /** One record a class. */
  toRecords(): { class: string; precision: number; recall: number; f1: number; support: number }[] {
    return this.confusion.classNames.map((name, i) => ({
      class: name,
      precision: this.precision[i]!,
      recall: this.recall[i]!,
      f1: this.f1[i]!,
      support: this.support[i]!,
    }))
  }

  toString(): string {
    const lines = this.toRecords().map((r) =>
      [r.class.padStart(12), ...[r.precision, r.recall, r.f1].map((v) => digits(v).padStart(10)), r.support].join(' '),
    )
    const head = `loss ${digits(this.loss)}, accuracy ${digits(this.accuracy)}`
    return [head, '       class  precision     recall         f1 examples', ...lines, String(this.confusion)].join('\n')
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const { loss, accuracy } = this
    const { matrix, classNames } = this.confusion
    const picture = await viewOf('evaluation', { loss, accuracy, confusion: matrix, classNames })
    if (picture) return { ...picture, 'text/plain': this.toString() }
    const rows = this.toRecords().map(
      (r) =>
        `<tr><th>${escapeHtml(r.class)}</th>${[r.precision, r.recall, r.f1].map((v) => `<td>${digits(v)}</td>`).join('')}<td>${r.support}</td></tr>`,
    )
    const head = '<tr><th>class</th><th>precision</th><th>recall</th><th>F1</th><th>examples</th></tr>'
    const table = (await this.confusion[displaySymbol]())['text/html'] ?? ''
    return {
      'text/html': `<p>loss ${digits(this.loss)}, accuracy ${digits(this.accuracy)}</p><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>${table}`,
      'text/plain': this.toString(),
    }
  }
}

/** How good a regression is on a dataset. Shows itself. */
export class Regression implements Displayable {
  readonly loss: number
  readonly mse: number
  readonly mae: number
  /** The share of the targets' variance that is explained. */
  readonly r2: number
  /** One row an example. */
  readonly predictions: Float32Array

  constructor(loss: number, scores: { mse: number; mae: number; r2: number }, predictions: Float32Array) {
    this.loss = loss
    this.mse = scores.mse
    this.mae = scores.mae
    this.r2 = scores.r2
    this.predictions = predictions
  }

  toString(): string {
    return `loss ${digits(this.loss)}, mse ${digits(this.mse)}, mae ${digits(this.mae)}, R² ${digits(this.r2)}`
  }

  [displaySymbol](): MimeBundle {
    return { 'text/html': `<p>${escapeHtml(this)}</p>`, 'text/plain': this.toString() }
  }
}
