/** `train.fit` on a stream: what is to be known before the loop. */
import type { Stream } from '../data/stream.ts'
import { expected } from '../errors.ts'
import { nextSeed } from '../random.ts'
import type { tf } from '../tf.ts'
import { type FitOptions, readFitOptions } from './fit-options.ts'
import type { History } from './history.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { rememberLoss } from './remembered-loss.ts'
import { StreamLoop } from './stream-loop.ts'
import { TrainingState } from './training-state.ts'
import { checkModel, checkSet } from './validate.ts'

/** Trains on batches as a stream gives them: see `fit`. */
export async function fitStream(model: tf.LayersModel, stream: Stream, options: FitOptions): Promise<History> {
  const plan = readFitOptions(options)
  checkStreamOptions(stream, options)
  checkModel(model)
  if (plan.validationSet) checkSet(model, plan.validationSet, plan.loss, 'The validation data')
  rememberLoss(model, plan.loss)
  const { optimizer, loss, metrics, clipping, nanGuard: guard } = plan
  const { lr } = optimizer
  const { resume } = options
  const state = new TrainingState(model, optimizer)
  try {
    if (resume) {
      state.restore(resume)
      optimizer.lr = resume.learningRate
    }
    const step = { model, loss, metrics, clipping, seed: resume?.seed ?? options.seed ?? nextSeed() }
    return await new StreamLoop({ step, optimizer, state, guard }, stream, plan, options).run()
  } finally {
    optimizer.lr = lr
    state.dispose()
    releaseMasks(model)
  }
}

/** Fails on options that a stream does not take. */
function checkStreamOptions(stream: Stream, options: FitOptions): void {
  const { batchSize, shuffle, sampleWeight, validation, validationSplit } = options
  if (batchSize !== undefined && batchSize !== stream.batchSize) {
    throw expected(
      `no \`batchSize\` beside the stream's own, ${stream.batchSize}`,
      batchSize,
      'Say it to `data.stream`.',
    )
  }
  if (shuffle)
    throw expected('no `shuffle`', shuffle, 'A stream shuffles itself: `data.stream(…, { shuffleBuffer: 1000 })`.')
  if (sampleWeight !== undefined) throw expected('no `sampleWeight` for a stream', sampleWeight)
  if (typeof validation === 'number' || validationSplit !== undefined) {
    throw expected(
      '`validation` to be a dataset or a stream',
      validation ?? validationSplit,
      'A stream has no last part to keep.',
    )
  }
}
