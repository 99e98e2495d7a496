/** What a model is made of: layers, shapes, parameters, memory. */
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'

export interface LayerSummary {
  readonly name: string
  /** Class of the layer, e.g. 'Dense'. */
  readonly type: string
  /** Shape of its output; null stands for the batch. */
  readonly output: (number | null)[]
  readonly parameters: number
  /** Whether training changes them. */
  readonly trainable: boolean
}

/** A model's layers with their parameters; shows itself as a table. */
export class Summary implements Displayable {
  readonly name: string
  readonly layers: readonly LayerSummary[]
  readonly parameters: number
  readonly trainable: number
  /** Of the weights, four bytes each. */
  readonly bytes: number

  constructor(model: tf.LayersModel) {
    this.name = model.name
    this.layers = model.layers.map((layer) => ({
      name: layer.name,
      type: layer.getClassName(),
      output: shapeOf(layer),
      parameters: layer.countParams(),
      trainable: layer.trainableWeights.length > 0,
    }))
    this.parameters = model.countParams()
    this.trainable = model.trainableWeights.reduce((sum, w) => sum + size(w.shape as number[]), 0)
    this.bytes = 4 * this.parameters
  }

  #rows(): string[][] {
    return this.layers.map((l) => [
      l.name,
      l.type,
      `[${l.output.map((d) => d ?? '·').join(', ')}]`,
      l.parameters ? l.parameters.toLocaleString('en-US') + (l.trainable ? '' : ' (frozen)') : '0',
    ])
  }

  #total(): string {
    const frozen = this.parameters - this.trainable
    return (
      `${this.parameters.toLocaleString('en-US')} parameters, ${formatBytes(this.bytes)}` +
      (frozen
        ? `; ${this.trainable.toLocaleString('en-US')} are trained, ${frozen.toLocaleString('en-US')} are not`
        : '')
    )
  }

  toString(): string {
    const rows = [['layer', 'type', 'output', 'parameters'], ...this.#rows()]
    const widths = rows[0]!.map((_, j) => Math.max(...rows.map((row) => row[j]!.length)))
    const lines = rows.map((row) =>
      row.map((cell, j) => (j === 3 ? cell.padStart(widths[j]!) : cell.padEnd(widths[j]!))).join('  '),
    )
    return `Model '${this.name}'\n${lines.join('\n')}\n${this.#total()}`
  }

  [displaySymbol](): MimeBundle {
    const row = (cells: string[], tag: string) =>
      `<tr>${cells.map((c) => `<${tag}>${escapeHtml(c)}</${tag}>`).join('')}</tr>`
    return {
      'text/plain': String(this),
      'text/html':
        `<b>Model ${escapeHtml(this.name)}</b><table><thead>${row(['layer', 'type', 'output', 'parameters'], 'th')}</thead>` +
        `<tbody>${this.#rows()
          .map((cells) => row(cells, 'td'))
          .join('')}</tbody></table><div>${escapeHtml(this.#total())}</div>`,
    }
  }
}

function shapeOf(layer: tf.layers.Layer): (number | null)[] {
  const shape = layer.outputShape
  return (Array.isArray(shape[0]) ? shape[0] : shape) as (number | null)[]
}

function size(shape: number[]): number {
  return shape.reduce((a, b) => a * b, 1)
}

/** 2143272 → '2.0 MiB' */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const unit = Math.min(3, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** unit).toFixed(1)} ${['B', 'KiB', 'MiB', 'GiB'][unit]}`
}

/** Fails on what is no model. */
export function checkModel(model: unknown, where: string): asserts model is tf.LayersModel {
  if (!(model instanceof tf.LayersModel)) {
    throw expected(
      `${where} to be given a tf.LayersModel`,
      model,
      'The functions of `models` make them, e.g. `models.mlp`.',
    )
  }
  // `read()` of a disposed one fails with an error of its own.
  const gone = model.weights.find((w) => (w as unknown as { val: tf.Variable }).val.isDisposed)
  if (gone) throw new GradlabError(`${where} was given a model whose weight '${gone.name}' is disposed: make it anew.`)
}

/**
 * The layers of a model, with output shapes, parameters and memory; shows itself as a table.
 * @example models.summary(model).parameters  // 535818
 */
export function summary(model: tf.LayersModel): Summary {
  checkModel(model, '`models.summary`')
  return new Summary(model)
}
