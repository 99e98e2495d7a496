/** Models to disk and back: in TensorFlow.js's own format (model.json and weights.bin), on every backend; to Python too. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { type SavedModelOptions, savedModelOf } from '../saved-model.ts'
import { tf } from '../tf.ts'
import './layers/attention.ts' // registers the layers of our own, so that a saved model finds them
import './layers/dropout.ts'
import './layers/layer-norm.ts'
import './layers/orthogonal.ts'
import './layers/token-embedding.ts'
import { decodeInt8, encodeInt8, type WeightSpec } from './int8.ts'
import { checkModel } from './summary.ts'

/** How a model is written. */
export interface SaveOptions extends SavedModelOptions {
  /**
   * 'tfjs': layers and weights, which `models.load` and `tf.loadLayersModel` read. 'savedModel': the forward pass as a graph
   * with the weights inside, which TensorFlow reads in Python (`tf.saved_model.load(path).signatures['serving_default']`,
   * `keras.layers.TFSMLayer`), TensorFlow Serving, and `tf.node.loadSavedModel` here. 'int8': layers and weights, kernels
   * rounded to 8 bits as `models.quantize` does, so that the file is about a quarter as large; `models.load` reads it.
   * @default 'tfjs'
   */
  format?: 'tfjs' | 'savedModel' | 'int8'
}

/**
 * Saves a model: its layers and weights, as `model.json` and `weights.bin` in a folder, or as a SavedModel.
 * @param path the folder; made if it is not there
 * @throws where the model has open sizes and a SavedModel is asked for without `inputShape`
 * @example await models.save(model, 'digits')
 * @example await models.save(model, 'digits-python', { format: 'savedModel' })
 * @example await models.save(model, 'digits-small', { format: 'int8' })
 */
export async function save(model: tf.LayersModel, path: string, options: SaveOptions = {}): Promise<void> {
  checkModel(model, '`models.save`')
  if (typeof path !== 'string' || !path) throw expected('the path of a folder', path)
  checkOptions('`models.save`', options, ['format', 'inputShape'])
  const { format = 'tfjs' } = options
  checkName('format', format, ['tfjs', 'savedModel', 'int8'])
  if (format === 'savedModel') {
    const bytes = savedModelOf(model, options)
    await mkdir(join(path, 'variables'), { recursive: true })
    await replaceFile(join(path, 'saved_model.pb'), bytes)
    return
  }
  if (options.inputShape) throw expected("`inputShape` only with the format 'savedModel'", options.inputShape)
  await saveLayers(model, path, format === 'int8' ? 127 : undefined)
}

/**
 * Writes model.json and weights.bin.
 * @param levels where given, kernels are written as whole numbers up to this one, at most 127
 */
export async function saveLayers(model: tf.LayersModel, path: string, levels?: number): Promise<void> {
  await mkdir(path, { recursive: true })
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { modelTopology, weightSpecs } = artifacts
      const whole = tf.io.CompositeArrayBuffer.join(artifacts.weightData)
      const { specs, bytes } = levels
        ? encodeInt8(weightSpecs!, whole, levels)
        : { specs: weightSpecs, bytes: Buffer.from(whole) }
      const manifest = [{ paths: ['weights.bin'], weights: specs }]
      const format = levels ? int8Format : 'layers-model'
      const json = { format, generatedBy: 'gradlab', modelTopology, weightsManifest: manifest }
      // Written beside and renamed, the weights first, so that a crash leaves the old model whole.
      await replaceFile(join(path, 'weights.bin'), bytes)
      await replaceFile(join(path, 'model.json'), JSON.stringify(json))
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
    }),
  )
}

/** TensorFlow.js does not know it, and says so of the weights' type. */
const int8Format = 'gradlab-int8'

async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content)
  await rename(`${path}.part`, path)
}

/**
 * Loads a model that `models.save` (or TensorFlow.js's own `model.save`) wrote.
 * @param path the folder, or its model.json
 * @example const model = await models.load('digits')
 */
export async function load(path: string): Promise<tf.LayersModel> {
  if (typeof path !== 'string' || !path) throw expected('the path of a folder', path)
  const folder = path.endsWith('.json') ? join(path, '..') : path
  const file = path.endsWith('.json') ? path : join(path, 'model.json')
  const text = await readFile(file, 'utf8').catch((cause) => {
    const remedy = existsSync(join(folder, 'saved_model.pb'))
      ? 'It holds a SavedModel, a graph without layers: `await tf.node.loadSavedModel(path)` reads it.'
      : 'Save one with `models.save(model, path)`.'
    // The cause would only say the path again.
    throw new GradlabError(`Expected a model at ${file}, found none (${cause.code}). ${remedy}`)
  })
  const json = parse(text, file)
  if (!json.modelTopology || !Array.isArray(json.weightsManifest)) {
    throw new GradlabError(
      `Expected ${file} to be a model of TensorFlow.js, found JSON with ${Object.keys(json).join(', ')}.`,
    )
  }
  const paths: string[] = json.weightsManifest.flatMap((group: { paths: string[] }) => group.paths)
  const parts = await Promise.all(paths.map((part) => readFile(join(folder, part))))
  const weightSpecs: WeightSpec[] = json.weightsManifest.flatMap((group: any) => group.weights)
  const bytes = Buffer.concat(parts)
  const { modelTopology, format } = json
  if (format === int8Format) {
    const { specs, data } = decodeInt8(weightSpecs, bytes)
    return restore(modelTopology, specs, data)
  }
  const { buffer, byteOffset, length } = bytes
  return restore(modelTopology, weightSpecs, buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer)
}

function parse(text: string, file: string) {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new GradlabError(
      `Expected ${file} to be a model of TensorFlow.js, found no JSON (${(cause as Error).message}). Save the model again with \`models.save(model, path)\`.`,
    )
  }
}

async function restore(
  modelTopology: object,
  weightSpecs: readonly WeightSpec[],
  weightData: ArrayBuffer,
): Promise<tf.LayersModel> {
  if (new Set(weightSpecs.map(({ name }) => name)).size === weightSpecs.length) {
    return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightSpecs as any, weightData }))
  }
  // A model made of models: their layers may share names, which TensorFlow.js cannot tell apart. The order can.
  const model = await tf.models.modelFromJSON({ modelTopology: modelTopology as any })
  placeInOrder(model, weightSpecs, weightData)
  return model
}

/** Weights of four bytes a number, as they follow each other in the file. */
function placeInOrder(model: tf.LayersModel, specs: readonly WeightSpec[], data: ArrayBuffer): void {
  const values = new Float32Array(data)
  let from = 0
  tf.tidy(() => {
    model.weights.forEach((weight, i) => {
      const { name, shape } = specs[i]!
      const size = shape.reduce((a, b) => a * b, 1)
      if (weight.originalName !== name)
        throw new GradlabError(
          `Expected the weight '${weight.originalName}', found '${name}': the model was not saved by \`models.save\`.`,
        )
      weight.write(tf.tensor(values.subarray(from, from + size), shape))
      from += size
    })
  })
}
