import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { viewOf } from '../view.ts'

/** One epoch: its number (from 1), the learning rate at its end, seconds, the losses and metrics. */
export interface EpochRecord {
  readonly epoch: number
  readonly learningRate: number
  readonly seconds: number
  readonly loss: number
  readonly [metric: string]: number
}

/**
 * What a fit did, epoch by epoch. `history.loss`, `history.valLoss`, `history.accuracy` … are arrays with one number an
 * epoch. It shows itself: as curves where plots are there, else as a table.
 */
export class History implements Displayable {
  readonly #records: EpochRecord[] = []
  /** One number an epoch for every metric: `history.accuracy`, `history.valAccuracy` … */
  readonly [metric: string]: any
  /** The loss of every step, in order. */
  readonly stepLosses: number[] = []
  /** Why training ended before its last epoch; undefined where it did not. */
  stopped: string | undefined
  /** Whether steps ran as one TensorFlow graph ('traced') or op by op ('eager'). */
  runner: 'traced' | 'eager' = 'eager'
  /** TensorFlow.js's form of the same numbers. */
  readonly history: Record<string, number[]> = {}

  /** The mean training loss of each epoch, penalties included. */
  get loss(): number[] {
    return this.#column('loss')
  }

  /** The validation loss of each epoch. Empty without validation. */
  get valLoss(): number[] {
    return this.#column('valLoss')
  }

  /** Epoch numbers, from 1. */
  get epochs(): number[] {
    return this.#column('epoch')
  }

  /** The learning rate at the end of each epoch. */
  get learningRate(): number[] {
    return this.#column('learningRate')
  }

  /** Seconds of the whole training, validation included. */
  get seconds(): number {
    return this.#column('seconds').reduce((a, b) => a + b, 0)
  }

  /** The epoch with the lowest validation loss, or training loss where nothing was validated. */
  get best(): EpochRecord | undefined {
    const key = this.valLoss.length ? 'valLoss' : 'loss'
    return this.#records.reduce<EpochRecord | undefined>(
      (best, r) => (best === undefined || r[key]! < best[key]! || Number.isNaN(best[key]) ? r : best),
      undefined,
    )
  }

  /** The newest record. */
  get last(): EpochRecord | undefined {
    return this.#records.at(-1)
  }

  /** One record an epoch. */
  toRecords(): EpochRecord[] {
    return this.#records.map((r) => ({ ...r }))
  }

  /** The names of what was measured: 'loss', 'accuracy', 'valLoss' … */
  get metricNames(): string[] {
    return Object.keys(this.#records[0] ?? {}).filter((k) => !['epoch', 'learningRate', 'seconds'].includes(k))
  }

  /** Adds an epoch. */
  add(record: EpochRecord): void {
    // A rate comes out of a float32: 0.0010000000474974513 is 0.001.
    this.#records.push({ ...record, learningRate: Number(record.learningRate.toPrecision(7)) })
    for (const name of this.metricNames) {
      ;(this.history[tensorflowName(name)] ??= []).push(record[name]!)
      if (!(name in this)) {
        Object.defineProperty(this, name, { get: () => this.#column(name), enumerable: true, configurable: true })
      }
    }
  }

  #column(name: string): number[] {
    return this.#records.flatMap((r) => (name in r ? [r[name]!] : []))
  }

  toString(): string {
    const last = this.#records.at(-1)
    if (!last) return `History: no epoch${this.stopped ? ` (${this.stopped})` : ''}`
    const head = `History: ${this.#records.length} epoch${this.#records.length === 1 ? '' : 's'} in ${this.seconds.toFixed(1)} s`
    const names = this.metricNames
    const lines = this.#records.map((r) => [r.epoch, ...names.map((n) => format(r[n]))].map((c) => pad(c)).join(' '))
    const title = ['epoch', ...names].map((c) => pad(c)).join(' ')
    const shown = lines.length > 20 ? [...lines.slice(0, 10), pad('…'), ...lines.slice(-10)] : lines
    return [head, title, ...shown, ...(this.stopped ? [this.stopped] : [])].join('\n')
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return viewOf('history', this) ?? { 'text/html': this.#html(), 'text/plain': this.toString() }
  }

  #html(): string {
    const names = this.metricNames
    const cells = (tag: string, values: unknown[]) =>
      `<tr>${values.map((v) => `<${tag}>${escapeHtml(v)}</${tag}>`).join('')}</tr>`
    const rows = this.#records.map((r) => cells('td', [r.epoch, ...names.map((n) => format(r[n]))]))
    const shown = rows.length > 40 ? [...rows.slice(0, 20), cells('td', ['…']), ...rows.slice(-20)] : rows
    const note = this.stopped ? `<p>${escapeHtml(this.stopped)}</p>` : ''
    return `<table><thead>${cells('th', ['epoch', ...names])}</thead><tbody>${shown.join('')}</tbody></table>${note}`
  }
}

const format = (value: number | undefined): string =>
  value === undefined ? '' : Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value)

const pad = (value: unknown): string => String(value).padStart(12)

/** 'valLoss' → 'val_loss', 'valAccuracy' → 'val_acc', as TensorFlow.js names them. */
function tensorflowName(name: string): string {
  // An output may be called 'value'.
  const plain = /^val[A-Z]/.test(name) ? `val_${name[3]!.toLowerCase()}${name.slice(4)}` : name
  return plain.replace(/^(val_)?accuracy$/, '$1acc')
}
