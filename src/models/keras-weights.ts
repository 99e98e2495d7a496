/** Weights from and to Keras 3: the file that `model.save_weights('x.weights.h5')` writes in Python. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { checkModel } from './summary.ts'

/** Where Keras keeps the weights of a layer, one path a weight, in the order of TensorFlow.js's `layer.getWeights()`. */
function pathsOf(model: tf.LayersModel): { layer: tf.layers.Layer; group: string; paths: string[] }[] {
  const counts = new Map<string, number>()
  return model.layers.map((layer) => {
    const type = layer.getClassName()
    const base = type === 'SelfAttention' ? 'multi_head_attention' : snakeCase(type)
    const count = counts.get(base) ?? 0
    counts.set(base, count + 1)
    const group = `layers/${base}${count ? `_${count}` : ''}`
    const inside = ['LSTM', 'GRU', 'SimpleRNN'].includes(type) ? '/cell' : ''
    const paths = layer.weights.map((_, i) => `${group}${inside}/vars/${i}`)
    if (type === 'SelfAttention') {
      const parts = ['query_dense', 'key_dense', 'value_dense', 'output_dense']
      return { layer, group, paths: parts.flatMap((part) => [0, 1].map((i) => `${group}/${part}/vars/${i}`)) }
    }
    return { layer, group, paths }
  })
}

/** Keras's own rule: 'BatchNormalization' → 'batch_normalization', 'Conv2D' → 'conv2d', 'SimpleRNN' → 'simple_rnn'. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

async function h5() {
  const module = await import('h5wasm/node')
  await module.ready
  return module
}

/**
 * Puts the weights of a Keras 3 file into a model with the same layers in the same order. Layers are told apart by their
 * class and place, as Keras does it; names do not matter. A GRU must have been made with `reset_after=False`.
 * @param path what `model.save_weights('x.weights.h5')` wrote in Python
 * @throws where a weight is missing or has another shape; the model is then as it was
 * @example await models.loadKerasWeights(model, 'digits.weights.h5')
 */
export async function loadKerasWeights(model: tf.LayersModel, path: string): Promise<void> {
  checkModel(model, '`models.loadKerasWeights`')
  if (typeof path !== 'string') throw expected('the path of a Keras weights file', path)
  if (!existsSync(path)) {
    throw new GradlabError(
      `Expected a Keras weights file at ${path}, found none. In Python: model.save_weights('x.weights.h5').`,
    )
  }
  if (!isHdf5(path)) {
    throw new GradlabError(
      `Expected ${path} to be a Keras weights file, found no HDF5. In Python: model.save_weights('x.weights.h5').`,
    )
  }
  const { File, Dataset } = await h5()
  const file = new File(path, 'r')
  const read: { layer: tf.layers.Layer; values: tf.Tensor[] }[] = []
  try {
    for (const { layer, paths } of pathsOf(model)) {
      const shapes = layer.weights.map((w) => w.shape as number[])
      const values: tf.Tensor[] = []
      read.push({ layer, values })
      paths.forEach((where, i) => {
        const found = file.get(where)
        if (!(found instanceof Dataset)) {
          throw new GradlabError(
            `The file has no weight ${where} for layer '${layer.name}'. It was saved from a model with other layers: ` +
              `it holds ${layersIn(file).join(', ') || 'none'}.`,
          )
        }
        const shape = found.shape!.map(Number)
        if (shape.join() !== shapes[i]!.join()) {
          const gru =
            layer.getClassName() === 'GRU' && shape.length === 2 ? ' Make the GRU in Keras with reset_after=False.' : ''
          throw new GradlabError(
            `Expected ${where} (layer '${layer.name}') to be of shape [${shapes[i]!.join(', ')}], found [${shape.join(', ')}].${gru}`,
          )
        }
        values.push(tf.tensor(Float32Array.from(found.value as ArrayLike<number>), shape))
      })
    }
    for (const { layer, values } of read) if (values.length) layer.setWeights(values)
  } finally {
    file.close()
    tf.dispose(read.map(({ values }) => values))
  }
}

/** Whether a file begins as HDF5 does (its format specification, "superblock"): the library prints pages where one does not. */
function isHdf5(path: string): boolean {
  const signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(signature.length)
    return readSync(file, start) === signature.length && start.equals(signature)
  } finally {
    closeSync(file)
  }
}

function layersIn(file: { get(path: string): any }): string[] {
  return file.get('layers')?.keys?.() ?? []
}

/**
 * Writes a model's weights as Keras 3 reads them: `model.load_weights('x.weights.h5')` in Python, on a model with the same
 * layers in the same order.
 * @example await models.saveKerasWeights(model, 'digits.weights.h5')
 */
export async function saveKerasWeights(model: tf.LayersModel, path: string): Promise<void> {
  checkModel(model, '`models.saveKerasWeights`')
  if (typeof path !== 'string') throw expected('the path of a Keras weights file', path)
  if (!path.endsWith('.weights.h5')) {
    throw new GradlabError(`Expected a path that ends in .weights.h5, as Keras wants it, found '${path}'.`)
  }
  const { File } = await h5()
  const file = new File(path, 'w')
  try {
    const made = new Set<string>()
    const group = (where: string) => {
      const parts = where.split('/')
      parts.forEach((_, i) => {
        const part = parts.slice(0, i + 1).join('/')
        if (!made.has(part)) file.create_group(part)
        made.add(part)
      })
    }
    group('vars')
    for (const { layer, group: where, paths } of pathsOf(model)) {
      group(`${where}/vars`)
      layer.weights.forEach((weight, i) => {
        const inside = paths[i]!.slice(0, paths[i]!.lastIndexOf('/'))
        group(inside)
        const data = weight.read().dataSync() as Float32Array
        file.create_dataset({ name: paths[i]!, data, shape: weight.shape as number[], dtype: '<f4' })
      })
    }
  } finally {
    file.close()
  }
}
