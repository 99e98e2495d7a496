/** Smaller models: weights pruned to zero, weights rounded to few bits. */
import { restoring } from '../after-stop.ts'
import type { Dataset } from '../data/dataset.ts'
import type { GivenSet } from '../data/given.ts'
import { wholeNumber, within } from '../data/numbers.ts'
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { fromLevels, toLevels } from './levels.ts'
import { type Measured, measure, withDataset } from './measure.ts'
import { saveLayers } from './save.ts'
import { checkModel, formatBytes } from './summary.ts'

/** Kernels, embeddings: what has two dimensions or more. Biases and norms are few, and stay. */
function kernelsOf(model: tf.LayersModel) {
  return model.weights.filter((w) => w.shape.length >= 2)
}

/** What was done to a model's weights, with the way back; shows itself as a table. */
export class Compression implements Displayable {
  readonly title: string
  /** Of all weights, stored densely before, and as described after. */
  readonly bytesBefore: number
  readonly bytesAfter: number
  /** On the `data` given: accuracy for classes, else the mean squared error. */
  readonly before?: Measured
  readonly after?: Measured
  /** Share of the kernels' weights that are zero now. */
  readonly sparsity: number
  /** Largest change of any weight. */
  readonly largestChange: number
  readonly #restore: () => void
  readonly #apply: () => void
  readonly #save: ((path: string) => Promise<void>) | undefined

  constructor(init: {
    title: string
    bytes: [number, number]
    quality: [Measured, Measured] | undefined
    sparsity: number
    largestChange: number
    restore: () => void
    apply: () => void
    save?: ((path: string) => Promise<void>) | undefined
  }) {
    this.title = init.title
    ;[this.bytesBefore, this.bytesAfter] = init.bytes
    if (init.quality) [this.before, this.after] = init.quality
    this.sparsity = init.sparsity
    this.largestChange = init.largestChange
    this.#restore = init.restore
    this.#apply = init.apply
    this.#save = init.save
  }

  /** Puts all weights back as they were before, also those that fine-tuning has changed since. */
  restore(): void {
    this.#restore()
  }

  /** Compresses again: after each epoch of fine-tuning, so that pruned weights stay zero. */
  apply(): void {
    this.#apply()
  }

  /**
   * Saves the model with one byte for each rounded weight; `models.load` gives back the same numbers.
   * @param path the folder
   */
  async save(path: string): Promise<void> {
    if (this.#save) return this.#save(path)
    throw new GradlabError(
      `Only weights of 8 bits or fewer have a file of their own: save this model with \`models.save(model, path)\`.`,
    )
  }

  #rows(): string[][] {
    const rows = [['size', formatBytes(this.bytesBefore), formatBytes(this.bytesAfter)]]
    if (this.before && this.after) {
      const text = (m: Measured) =>
        m.metric === 'accuracy' ? `${(100 * m.value).toFixed(2)} %` : m.value.toPrecision(4)
      rows.push([
        this.before.metric === 'accuracy' ? 'accuracy' : 'mean squared error',
        text(this.before),
        text(this.after),
      ])
    }
    return rows
  }

  toString(): string {
    return [this.title, ...this.#rows().map(([name, before, after]) => `${name}: ${before} → ${after}`)].join('\n')
  }

  [displaySymbol](): MimeBundle {
    const rows = this.#rows().map((cells) => `<tr>${cells.map((c) => `<td>${escapeHtml(c)}</td>`).join('')}</tr>`)
    return {
      'text/plain': String(this),
      'text/html': `<b>${escapeHtml(this.title)}</b><table><thead><tr><th></th><th>before</th><th>after</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    }
  }
}

/** Changes the kernels by `change`, measures before and after, and knows the way back. */
function compress(
  model: tf.LayersModel,
  data: Dataset | GivenSet | undefined,
  title: string,
  change: (values: Float32Array, weight: number, shape: number[]) => Float32Array,
  bytesAfter: (zeros: number, kernels: number, others: number) => number,
  save?: (path: string) => Promise<void>,
): Compression {
  const weights = kernelsOf(model)
  const measured = () => (data === undefined ? undefined : withDataset(model, data, (set) => measure(model, set)))
  const before = measured()
  const valuesOf = (list: typeof weights) => list.map((w) => w.read().dataSync().slice() as Float32Array)
  const write = (list: typeof weights, values: readonly Float32Array[]) => {
    tf.tidy(() => {
      list.forEach((w, k) => {
        w.write(tf.tensor(values[k]!, w.shape as number[], w.dtype))
      })
    })
  }
  const old = valuesOf(weights)
  // Fine-tuning moves the biases too: without them the model that comes back is neither the old one nor the tuned one.
  const others = model.weights.filter((w) => !weights.includes(w))
  const oldOthers = valuesOf(others)
  const restore = () => {
    write(weights, old)
    write(others, oldOthers)
  }
  const apply = () =>
    write(
      weights,
      valuesOf(weights).map((values, k) => change(values, k, weights[k]!.shape as number[])),
    )
  const smaller = (): Compression => {
    apply()
    let [zeros, kernels, largestChange] = [0, 0, 0]
    weights.forEach((w, k) => {
      const now = w.read().dataSync()
      kernels += now.length
      for (let i = 0; i < now.length; i++) {
        if (now[i] === 0) zeros++
        largestChange = Math.max(largestChange, Math.abs(now[i]! - old[k]![i]!))
      }
    })
    const total = model.countParams()
    const after = measured()
    return new Compression({
      title,
      bytes: [4 * total, bytesAfter(zeros, kernels, total - kernels)],
      quality: after && before ? [before, after] : undefined,
      sparsity: kernels ? zeros / kernels : 0,
      largestChange,
      restore,
      apply,
      save,
    })
  }
  // Whoever is stopped while the small model is measured has no way back in hand: then the weights are put back here.
  let result: Compression | undefined
  const putBack = () => {
    if (!result) restore()
  }
  return restoring(putBack, () => {
    result = smaller()
    return result
  })
}

/**
 * Sets the smallest weights of a model to zero (magnitude pruning: Han et al. 2015, "Learning both weights and connections").
 * The model itself is changed; `restore()` undoes it. The size after counts four bytes a weight that is left and one bit a
 * weight for its place.
 * @param fraction of the kernels' weights to set to zero, in [0, 1)
 * @param options `scope`: the smallest of each 'layer' or of all together, 'global' ('layer' by default); `data` to measure on, a dataset or { x, y }
 * @example const pruned = models.prune(model, 0.8, { data: test }); pruned.after.value; pruned.restore()
 */
export function prune(
  model: tf.LayersModel,
  fraction: number,
  options: { scope?: 'layer' | 'global'; data?: Dataset | GivenSet } = {},
): Compression {
  checkModel(model, '`models.prune`')
  within('fraction', fraction, 0, 1, 'It is the share of weights that become zero.')
  checkOptions('`models.prune`', options, ['scope', 'data'])
  const { scope = 'layer', data } = options
  checkName('scope', scope, ['layer', 'global'])
  const threshold = (lists: readonly Float32Array[]): number => {
    const all = Float32Array.from(lists.flatMap((list) => Array.from(list, Math.abs))).sort()
    const count = Math.floor(fraction * all.length)
    return count ? all[count - 1]! : -1
  }
  const kernels = kernelsOf(model).map((w) => w.read().dataSync().slice() as Float32Array)
  const global = scope === 'global' ? threshold(kernels) : undefined
  const masks = kernels.map((values) => {
    const limit = global ?? threshold([values])
    return values.map((v) => (Math.abs(v) <= limit ? 0 : 1))
  })
  return compress(
    model,
    data,
    `Pruned: ${Math.round(100 * fraction)} % of the weights are zero`,
    (values, k) => values.map((v, i) => v * masks[k]![i]!),
    (zeros, count, others) => 4 * (count - zeros + others) + Math.ceil(count / 8),
  )
}

/**
 * Rounds a model's kernels to few bits, symmetric around zero, with one scale an output (Jacob et al. 2018, "Quantization and
 * training of neural networks for efficient integer-arithmetic-only inference"). The model computes with the rounded numbers,
 * so that its accuracy is that of the small model; `restore()` undoes it.
 * @param options `bits` 2 … 16 (8 by default); `data` to measure on, a dataset or { x, y }
 * @example const small = models.quantize(model, { bits: 8, data: test }) // shows size and accuracy before and after
 * await small.save('digits-small')
 */
export function quantize(
  model: tf.LayersModel,
  options: { bits?: number; data?: Dataset | GivenSet } = {},
): Compression {
  checkModel(model, '`models.quantize`')
  checkOptions('`models.quantize`', options, ['bits', 'data'])
  const bits = wholeNumber('bits', options.bits ?? 8, 2)
  if (bits > 16) throw expected('`bits` to be at most 16', bits)
  const levels = 2 ** (bits - 1) - 1
  const scales = kernelsOf(model).reduce((sum, w) => sum + (w.shape.at(-1) as number), 0)
  return compress(
    model,
    options.data,
    `Quantized: ${bits}-bit weights`,
    (values, _, shape) => {
      const { codes, largest } = toLevels(values, shape.at(-1)!, levels)
      return fromLevels(codes, largest, levels)
    },
    (_, count, others) => Math.ceil((count * bits) / 8) + 4 * (others + scales),
    bits <= 8 ? (path) => saveLayers(model, path, levels) : undefined,
  )
}
