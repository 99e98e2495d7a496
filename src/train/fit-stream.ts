/** `train.fit` on a stream: what is to be known before the loop. */

import { Makings } from '../data/given.ts'
import { Stream } from '../data/stream.ts'
import { expected } from '../errors.ts'
import { nextSeed } from '../random.ts'
import type { tf } from '../tf.ts'
import { type FitOptions, readFitOptions } from './fit-options.ts'
import type { History } from './history.ts'
import { plainIntake, type Taken } from './intake.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { rememberLoss, rememberLosses } from './remembered-loss.ts'
import { isSeveral, Packer } from './several.ts'
import { StreamLoop } from './stream-loop.ts'
import { TrainingState } from './training-state.ts'
import { checkModel } from './validate.ts'

/** Trains on batches as a stream gives them: see `fit`. */
export async function fitStream(original: tf.LayersModel, stream: Stream, options: FitOptions): Promise<History> {
  checkStreamOptions(stream, options)
  checkModel(original, true)
  const packer = isSeveral(original, undefined) ? new Packer(original, options) : undefined
  const intake = packer?.intake() ?? plainIntake(original, options)
  const { model } = intake
  const { validation } = options
  const makings = new Makings()
  const state: TrainingState[] = []
  const held: Taken[] = []
  try {
    if (typeof validation === 'object' && validation && !(validation instanceof Stream)) {
      held.push(intake.take(makings.set(original, validation), 'The validation data', false))
    }
    const plan = readFitOptions({ ...intake.options, validation: held[0]?.set ?? validation } as FitOptions)
    if (packer) rememberLosses(original, packer)
    else rememberLoss(original, plan.loss)
    const { optimizer, loss, metrics, clipping, nanGuard: guard } = plan
    const { lr } = optimizer
    const { resume } = options
    state.push(new TrainingState(model, optimizer))
    try {
      if (resume) {
        state[0]!.restore(resume)
        optimizer.lr = resume.learningRate
      }
      const step = { model, loss, metrics, clipping, seed: resume?.seed ?? options.seed ?? nextSeed() }
      return await new StreamLoop({ step, optimizer, state: state[0]!, guard }, stream, plan, options, intake).run()
    } finally {
      optimizer.lr = lr
      releaseMasks(model)
    }
  } finally {
    for (const one of state) one.dispose()
    for (const one of held) one.dispose()
    makings.dispose()
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
