import fs from 'node:fs'
import path from 'node:path'
import { checkOptions, expected, GradlabError } from '../../errors.ts'
import type { Callback, RunState } from './callback.ts'
import { better, monitored } from './early-stopping.ts'

export interface CheckpointOptions {
  /** Every how many epochs. @default 1 */
  every?: number
  /** Keeps only the state that is best in `monitor`. @default false */
  bestOnly?: boolean
  /** @default 'valLoss', or 'loss' without validation */
  monitor?: string
}

/**
 * Saves the whole state of training in a file after each epoch: weights, the optimizer's memory, the seed, the history.
 * Resume with `resume: train.loadCheckpoint(file)`: the numbers are those of a run that was never interrupted.
 * @param file e.g. 'digits.checkpoint'
 * @example callbacks: [train.checkpoint('digits.checkpoint')]
 */
export function checkpoint(file: string, options: CheckpointOptions = {}): Callback {
  checkOptions('train.checkpoint', options, ['every', 'bestOnly', 'monitor'])
  if (typeof file !== 'string' || !file) throw expected('the path of a file', file)
  const { every = 1, bestOnly = false } = options
  let best: number | undefined
  return {
    name: 'checkpoint',
    onEpochEnd(record, run) {
      if (bestOnly) {
        const name = options.monitor ?? ('valLoss' in record ? 'valLoss' : 'loss')
        const value = monitored(record, name)
        if (best !== undefined && !better(name, value, best)) return
        best = value
      } else if (record.epoch % every !== 0) return
      saveCheckpoint(file, run.save())
    },
  }
}

const magic = 'gradlab checkpoint 1\n'

/** Writes a state: a line of text, the sizes as JSON, then the numbers. The old file stays until the new one is whole. */
export function saveCheckpoint(file: string, state: RunState): void {
  const { weights, optimizer, ...rest } = state
  const header = { ...rest, weights: weights.map((w) => w.length), optimizer: optimizer.map((w) => w.length) }
  const json = Buffer.from(JSON.stringify(header))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(json.length)
  const numbers = [...weights, ...optimizer].map((w) => Buffer.from(w.buffer, w.byteOffset, w.byteLength))
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  fs.writeFileSync(`${file}.part`, Buffer.concat([Buffer.from(magic), size, json, ...numbers]))
  fs.renameSync(`${file}.part`, file)
}

/** Reads what `train.checkpoint` wrote: give it to `train.fit` as `resume`. */
export function loadCheckpoint(file: string): RunState {
  if (!fs.existsSync(file)) throw new GradlabError(`There is no checkpoint at '${file}'.`)
  const bytes = fs.readFileSync(file)
  const start = Buffer.byteLength(magic)
  if (bytes.subarray(0, start).toString() !== magic) throw new GradlabError(`'${file}' is not a checkpoint of gradlab.`)
  const length = bytes.readUInt32LE(start)
  const { weights, optimizer, ...rest } = JSON.parse(bytes.subarray(start + 4, start + 4 + length).toString())
  let at = start + 4 + length
  const take = (size: number): Float32Array => {
    const values = new Float32Array(size)
    new Uint8Array(values.buffer).set(bytes.subarray(at, at + size * 4))
    at += size * 4
    return values
  }
  return { ...rest, weights: weights.map(take), optimizer: optimizer.map(take) }
}
