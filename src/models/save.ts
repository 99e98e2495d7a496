/** Models to disk and back, in TensorFlow.js's own format (model.json and weights.bin), on every backend. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import './layers/attention.ts' // registers the layers of our own, so that a saved model finds them
import './layers/dropout.ts'
import './layers/layer-norm.ts'
import './layers/orthogonal.ts'
import './layers/token-embedding.ts'
import { checkModel } from './summary.ts'

/**
 * Saves a model: its layers and weights, as `model.json` and `weights.bin` in a folder. `tf.loadLayersModel` reads them too.
 * @param path the folder; made if it is not there
 * @example await models.save(model, 'digits')
 */
export async function save(model: tf.LayersModel, path: string): Promise<void> {
  checkModel(model, '`models.save`')
  await mkdir(path, { recursive: true })
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts
      const manifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
      const json = { format: 'layers-model', generatedBy: 'gradlab', modelTopology, weightsManifest: manifest }
      // Written beside and renamed, the weights first, so that a crash leaves the old model whole.
      await replaceFile(join(path, 'weights.bin'), Buffer.from(tf.io.CompositeArrayBuffer.join(weightData)))
      await replaceFile(join(path, 'model.json'), JSON.stringify(json))
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
    }),
  )
}

async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, content)
  await rename(`${path}.part`, path)
}

/**
 * Loads a model that `models.save` (or TensorFlow.js's own `model.save`) wrote.
 * @param path the folder, or its model.json
 * @example const model = await models.load('digits')
 */
export async function load(path: string): Promise<tf.LayersModel> {
  const folder = path.endsWith('.json') ? join(path, '..') : path
  const file = path.endsWith('.json') ? path : join(path, 'model.json')
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw Object.assign(
      new GradlabError(
        `Expected a model at ${file}, found none (${cause.code}). Save one with \`models.save(model, path)\`.`,
      ),
      { cause },
    )
  })
  const json = JSON.parse(text)
  if (!json.modelTopology || !Array.isArray(json.weightsManifest)) {
    throw new GradlabError(
      `Expected ${file} to be a model of TensorFlow.js, found JSON with ${Object.keys(json).join(', ')}.`,
    )
  }
  const paths: string[] = json.weightsManifest.flatMap((group: { paths: string[] }) => group.paths)
  const parts = await Promise.all(paths.map((part) => readFile(join(folder, part))))
  const weightSpecs = json.weightsManifest.flatMap((group: { weights: object[] }) => group.weights)
  const bytes = Buffer.concat(parts)
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology: json.modelTopology, weightSpecs, weightData }))
}
