export type { Given, GivenSet } from '../data/given.ts'
export type { Callback, Run, RunState, SchedulePosition, StepRecord } from './callbacks/callback.ts'
export { type CheckpointOptions, checkpoint, loadCheckpoint } from './callbacks/checkpoint.ts'
export { earlyStopping } from './callbacks/early-stopping.ts'
export {
  cosine,
  exponential,
  oneCycle,
  onPlateau,
  type Schedule,
  schedule,
  stepDecay,
  stepDecay as step,
  warmUp,
} from './callbacks/schedule.ts'
export { type Compiled, compile, compileGradient, type ValueAndGradients } from './compile.ts'
export { type CrossValidation, crossValidate } from './cross-validate.ts'
export { type EvaluateOptions, evaluate } from './evaluate.ts'
export { Classification, Regression } from './evaluation.ts'
export { fit } from './fit.ts'
export type { FitOptions } from './fit-options.ts'
export { type EpochRecord, History } from './history.ts'
export * from './losses/index.ts'
export { makeStep } from './network-step.ts'
export {
  adadelta,
  adagrad,
  adam,
  adamW,
  momentum,
  nadam,
  nesterov,
  type Optimizer,
  resolveOptimizer,
  rmsprop,
  sgd,
} from './optimizers/index.ts'

export { OutputEvaluations } from './output-evaluations.ts'
export { predict } from './predict.ts'
export type { SeveralSet } from './several.ts'

import './saved-model.ts'
import './tfjs/install.ts'
