/** Transfer learning: keep what a model has learned, and give it a new task. */
import { wholeNumber } from '../data/numbers.ts'
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { Dropout } from './layers/dropout.ts'
import { dropoutRate, makeInitializer, outputActivation, widths } from './parts.ts'
import { checkModel } from './summary.ts'

/** The place of a layer: its name, or its number, negative ones from the end. */
function placeOf(model: tf.LayersModel, which: string | number): number {
  if (typeof which === 'string') {
    const names = model.layers.map((layer) => layer.name)
    checkName('layer', which, names)
    return names.indexOf(which)
  }
  const place = which < 0 ? model.layers.length + which : which
  if (!Number.isInteger(place) || !model.layers[place]) {
    throw expected(`a layer from 0 to ${model.layers.length - 1}, or its name`, which)
  }
  return place
}

/**
 * Keeps training from changing the layers up to and with this one. Compile or fit the model anew afterwards.
 * @param upTo a layer's name or number (−1 is the last) @default the last but one: all but the head
 * @example models.freeze(model, 'hidden_1')
 */
export function freeze(model: tf.LayersModel, upTo: string | number = -2): tf.LayersModel {
  checkModel(model, '`models.freeze`')
  const last = placeOf(model, upTo)
  model.layers.forEach((layer, i) => {
    if (i <= last) layer.trainable = false
  })
  return model
}

/**
 * Lets training change the layers again, from this one on.
 * @param from a layer's name or number @default 0: all
 */
export function unfreeze(model: tf.LayersModel, from: string | number = 0): tf.LayersModel {
  checkModel(model, '`models.unfreeze`')
  const first = placeOf(model, from)
  model.layers.forEach((layer, i) => {
    if (i >= first) layer.trainable = true
  })
  return model
}

export interface HeadOptions {
  outputs: number
  /** Widths of dense layers before the output. @default [] */
  hidden?: number[]
  /** @default 'softmax' for several outputs, 'linear' for one */
  outputActivation?: string
  /** @default 0 */
  dropout?: number
  /** Whether the kept layers are frozen. @default true */
  freeze?: boolean
  /** The last layer that is kept: its name or number. @default the last but one */
  after?: string | number
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/**
 * A model with the layers of another and a new head. The kept layers are shared: training them changes both models.
 * The new ones are named head_1, …, and output.
 * @example const digits5to9 = models.replaceHead(model, { outputs: 5 })
 */
export function replaceHead(model: tf.LayersModel, options: HeadOptions): tf.LayersModel {
  checkModel(model, '`models.replaceHead`')
  const known = ['outputs', 'hidden', 'outputActivation', 'dropout', 'freeze', 'after', 'seed']
  checkOptions('`models.replaceHead`', options, known)
  const outputs = wholeNumber('outputs', options?.outputs)
  const hidden = widths('hidden', options.hidden ?? [])
  const rate = dropoutRate(options.dropout ?? 0)
  const activation = outputActivation(options.outputActivation, outputs)
  if (model.layers.length < 2)
    throw new GradlabError('The model has one layer, so nothing would be left under a new head.')
  const last = placeOf(model, options.after ?? -2)
  const random = generator(options.seed)
  const initializer = () => makeInitializer('glorotUniform', random.uint32() >>> 1) as any

  const kept = new Set(model.layers.slice(0, last + 1).map((layer) => layer.name))
  const free = (name: string): string => (kept.has(name) ? free(`new_${name}`) : name)
  let x = model.layers[last]!.output as tf.SymbolicTensor
  hidden.forEach((units, i) => {
    const layer = { name: free(`head_${i + 1}`), units, activation: 'relu', kernelInitializer: initializer() } as const
    x = tf.layers.dense(layer).apply(x) as tf.SymbolicTensor
    const dropped = { name: free(`head_dropout_${i + 1}`), rate, seed: random.uint32() >>> 1 }
    if (rate > 0) x = new Dropout(dropped).apply(x) as tf.SymbolicTensor
  })
  if (options.freeze ?? true) freeze(model, last)
  const name = free('output')
  const head = tf.layers.dense({ name, units: outputs, activation, kernelInitializer: initializer() })
  return tf.model({ inputs: model.inputs, outputs: head.apply(x) as tf.SymbolicTensor })
}
